import PortfolioModel

/// How much of a portfolio hangs on few customers and KAMs, by annual revenue at the start.
public struct Concentration: Equatable, Sendable {
  /// The position of the account with the most revenue; the first by id among equals.
  public let largest: Int
  /// The position of the KAM who owns it; `nil` if it is pooled.
  public let largestOwner: Int?
  /// The position of the KAM whose accounts earn most, margin times revenue, among those who are there
  /// at the start; the first by id among equals, `nil` where nobody owns an account.
  public let topKAM: Int?
  /// The shares of revenue of the accounts, falling; 0 where there is no revenue.
  public let shares: [Double]

  /// The share of revenue of the largest account.
  public var largestShare: Double { shares[0] }
  /// The share of revenue of the five largest accounts.
  public var topFiveShare: Double { shares.prefix(5).reduce(0, +) }
  /// How many accounts are the largest fifth, rounded up.
  public var topFifthCount: Int { (shares.count + 4) / 5 }
  /// The share of revenue of the largest fifth of accounts.
  public var topFifthShare: Double { shares.prefix(topFifthCount).reduce(0, +) }
  /// The Herfindahl index, the sum of squared shares: 1 over it is how many equal accounts would be as
  /// concentrated.
  public var herfindahl: Double { shares.reduce(0) { $0 + $1 * $1 } }

  /// The KAMs on whom most hangs: who owns the largest account, and whose accounts earn most.
  public var keyKAMs: [Int] {
    let present = [topKAM, largestOwner].compactMap { $0 }
    return present.count == 2 && present[0] == present[1] ? [present[0]] : present
  }

  /// Looks at a portfolio.
  public init(of portfolio: Portfolio) {
    let accounts = portfolio.accounts
    let total = accounts.reduce(0) { $0 + $1.annualRevenue }
    shares = accounts.map { total > 0 ? $0.annualRevenue / total : 0 }.sorted(by: >)
    let largest = Self.first(accounts.indices) { accounts[$0].annualRevenue } ?? 0
    // A hire who is not there yet can't leave.
    let present = portfolio.team.indices.filter {
      portfolio.team[$0].start == nil && !portfolio.accountsOfKAM[$0].isEmpty
    }
    self.largest = largest
    largestOwner = portfolio.owner[largest].flatMap { present.contains($0) ? $0 : nil }
    topKAM = Self.first(present) { kam in
      portfolio.accountsOfKAM[kam].reduce(0) {
        $0 + accounts[$1].margin * accounts[$1].annualRevenue
      }
    }
  }

  /// The first position with the greatest value.
  private static func first(
    _ positions: some Sequence<Int>, by value: (Int) -> Double
  ) -> Int? {
    positions.max { (value($0), -$0) < (value($1), -$1) }
  }
}

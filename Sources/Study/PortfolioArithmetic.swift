import PortfolioModel

/// What a KAM's portfolio asks for, before anything is simulated.
public struct PortfolioArithmetic: Equatable, Sendable {
  /// The KAM's id.
  public let kam: String
  /// How many accounts it has.
  public let accountCount: Int
  /// Annual revenue of its accounts, money/year.
  public let revenue: Double
  /// Customer-days a year.
  public let capacity: Double
  /// Customer-days a year per account; `nil` without accounts.
  public let daysPerAccount: Double?
  /// Events per working day, by trigger type.
  public let eventsPerWorkingDay: [Double]
  /// Days a year that responses to the detected events take.
  public let responseWorkload: Double

  /// Adds up the portfolio of one KAM.
  public init(of kam: Int, in portfolio: Portfolio) {
    let accounts = portfolio.accountsOfKAM[kam].map { portfolio.accounts[$0] }
    self.kam = portfolio.team[kam].id
    accountCount = accounts.count
    revenue = accounts.reduce(0) { $0 + $1.annualRevenue }
    capacity = portfolio.capacity(of: kam)
    daysPerAccount = accounts.isEmpty ? nil : capacity / Double(accounts.count)
    eventsPerWorkingDay = portfolio.triggers.map { trigger in
      accounts.reduce(0) { $0 + trigger.rate(on: $1) } / portfolio.parameters.workingDaysPerYear
    }
    responseWorkload = portfolio.responseWorkload(of: kam)
  }
}

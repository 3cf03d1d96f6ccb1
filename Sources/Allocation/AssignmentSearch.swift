/// Owners of accounts that are made better one account, or one exchange of two, at a time.
///
/// Every step is judged by the exact worth of the two KAMs that it concerns. Most steps need no such
/// look: at the prices of their days, rents give an upper bound of what a step gains, since a KAM's worth
/// is the value of a linear program.
struct AssignmentSearch {
  /// The position of each account's owner in the team.
  private(set) var owners: [Int]
  private let subject: AssignmentCase
  private var ladders: [WorkLadder]
  private var free: [Int]
  /// Rent and preference of each account with each KAM at the KAM's price.
  ///
  /// Shape: `[team][accounts]`.
  private var rents: [[Double]]
  /// Gains that are rounding errors.
  private let least: Double

  /// The most accounts whose exchanges are looked at.
  private static let exchangeLimit = 5000

  /// Owners by prices: accounts with most days first choose the KAM that is worth most to them, days
  /// above its capacity at half their price.
  init(_ subject: AssignmentCase, prices: AssignmentPrices) {
    let days = subject.accounts.indices.map { account in
      subject.choices[account].map {
        subject.work(of: account, for: $0).rent(price: prices.ofDays[$0]).days
      }.max() ?? 0
    }
    let settled = { (account: Int) in subject.choices[account].count == 1 ? 0 : 1 }
    let order = subject.accounts.indices.sorted {
      (settled($0), -days[$0], $0) < (settled($1), -days[$1], $1)
    }
    var left = subject.capacity
    var free = subject.places
    var owners = subject.accounts.map { _ in 0 }
    for account in order {
      var best: (kam: Int, worth: Double, days: Double)?
      let isSettled = settled(account) == 0
      for kam in subject.choices[account] where free[kam] > 0 || isSettled {
        let rent = subject.work(of: account, for: kam).rent(price: prices.ofDays[kam])
        let excess = max(0, rent.days - max(left[kam], 0))
        let worth =
          rent.worth + subject.preference[account][kam] - prices.ofPlaces[kam]
          - excess * prices.ofDays[kam] / 2
        let rounding = 1e-12 * max(1, abs(worth))
        if let known = best,
          worth < known.worth - rounding
            || worth <= known.worth + rounding && left[kam] <= left[known.kam]
        {
          continue
        }
        best = (kam, worth, rent.days)
      }
      guard let best else { preconditionFailure("KAMs have a place for every account") }
      owners[account] = best.kam
      left[best.kam] -= best.days
      free[best.kam] -= 1
    }
    self.init(subject, owners: owners)
  }

  /// Given owners.
  init(_ subject: AssignmentCase, owners: [Int]) {
    self.subject = subject
    self.owners = owners
    ladders = subject.team.map {
      WorkLadder(capacity: subject.capacity[$0], penalty: subject.penalty)
    }
    free = subject.places
    for (account, kam) in owners.enumerated() {
      free[kam] -= 1
      ladders[kam].replace(nil, with: (account, subject.work(of: account, for: kam)))
    }
    rents = subject.team.map { _ in [] }
    least = 1e-9 * ladders.reduce(1) { $0 + abs($1.worth) }
    for kam in subject.team { price(kam) }
  }

  /// What the owners are worth.
  var worth: Double { ladders.reduce(subject.preferences(of: owners)) { $0 + $1.worth } }

  /// Planned days a year of each KAM.
  var days: [Double] { ladders.map(\.days) }

  /// The price of a day of each KAM.
  var prices: [Double] { ladders.map(\.price) }

  /// Whether every KAM has the days that its accounts must get.
  var keepsLeastDays: Bool {
    zip(ladders, subject.capacity).allSatisfy { $0.leastDays <= $1 + 1e-9 * max(1, $1) }
  }

  /// Whether no KAM owns more accounts than it may, and every owner may own its account.
  var isAllowed: Bool {
    free.allSatisfy { $0 >= 0 }
      && owners.indices.allSatisfy { subject.choices[$0].contains(owners[$0]) }
  }

  /// Takes the best step of each account in turn, until none is left that gains anything.
  ///
  /// - Parameter roundLimit: The most times to go through all accounts.
  mutating func improve(roundLimit: Int = 100) {
    let movable = subject.accounts.indices.filter { subject.choices[$0].count > 1 }
    for _ in 0..<roundLimit {
      var isImproved = false
      for account in movable {
        while step(account, among: movable) { isImproved = true }
      }
      if !isImproved { return }
    }
  }

  /// Takes the step of an account that gains most, if one gains anything.
  private mutating func step(_ account: Int, among movable: [Int]) -> Bool {
    let owner = owners[account]
    var best: (gain: Double, kam: Int, exchanged: Int?) = (least, owner, nil)
    for kam in subject.choices[account] where kam != owner && free[kam] > 0 {
      let most = rents[kam][account] - rents[owner][account]
      if most <= best.gain { continue }
      let gain = gain(moving: account, to: kam, exchanging: nil)
      if gain > best.gain { best = (gain, kam, nil) }
    }
    // Exchanges of many accounts take long and gain little: where accounts are many, some fit anywhere.
    let others = movable.count <= Self.exchangeLimit ? movable : []
    for other in others where owners[other] != owner {
      let kam = owners[other]
      let most =
        rents[kam][account] - rents[owner][account] + rents[owner][other] - rents[kam][other]
      if most <= best.gain { continue }
      let gain = gain(moving: account, to: kam, exchanging: other)
      if gain > best.gain { best = (gain, kam, other) }
    }
    if best.kam == owner { return false }
    move(account, to: best.kam, exchanging: best.exchanged)
    return true
  }

  private func entry(_ account: Int?, of kam: Int) -> (account: Int, work: AssignableWork)? {
    account.map { ($0, subject.work(of: $0, for: kam)) }
  }

  private func gain(moving account: Int, to kam: Int, exchanging other: Int?) -> Double {
    let owner = owners[account]
    let here = ladders[owner].worth(
      without: entry(account, of: owner), with: entry(other, of: owner)?.work)
    let there = ladders[kam].worth(
      without: entry(other, of: kam), with: subject.work(of: account, for: kam))
    var gain = here - ladders[owner].worth + there - ladders[kam].worth
    gain += subject.preference[account][kam] - subject.preference[account][owner]
    if let other { gain += subject.preference[other][owner] - subject.preference[other][kam] }
    return gain
  }

  private mutating func move(_ account: Int, to kam: Int, exchanging other: Int?) {
    let owner = owners[account]
    ladders[owner].replace(entry(account, of: owner), with: entry(other, of: owner))
    ladders[kam].replace(entry(other, of: kam), with: entry(account, of: kam))
    owners[account] = kam
    if let other {
      owners[other] = owner
    } else {
      free[owner] += 1
      free[kam] -= 1
    }
    price(owner)
    price(kam)
  }

  /// Takes the rents of all accounts at a KAM's price.
  private mutating func price(_ kam: Int) {
    rents[kam] = subject.accounts.indices.map {
      subject.work(of: $0, for: kam).rent(price: ladders[kam].price).worth
        + subject.preference[$0][kam]
    }
  }
}

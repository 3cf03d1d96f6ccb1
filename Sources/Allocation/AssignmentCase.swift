import PortfolioModel

/// What an assignment has to decide: who may own each account, and what that is worth.
///
/// The worth of owners is the optimum of the linear program without bounds that couple KAMs, one KAM at
/// a time, plus preferences, less handovers:
///
///     W(z) = sum_k G_k(accounts of k) + sum_i preference_i,z(i)
///     G_k(S) = most that the days of k earn on the accounts S: the best pieces until C_k is spent
///
/// Least days above a capacity are bought at a price that nothing earns, so that owners who can keep
/// them are better than any who can't. `G_k` is the value of a linear program, so for the price `p` of
/// the day of a KAM it is `p C_k + sum over S of rent_ik(p)`, and at most that for any other price.
struct AssignmentCase: Sendable {
  /// Positions in `portfolio.accounts` of the accounts that a KAM owns, rising.
  let accounts: [Int]
  /// The KAMs that may own each account, rising.
  ///
  /// Shape: `[accounts][...]`.
  let choices: [[Int]]
  /// Customer-days a year of each KAM.
  let capacity: [Double]
  /// The most accounts of each KAM.
  let places: [Int]
  /// What it is worth beside the work that a KAM owns an account, money.
  ///
  /// Shape: `[accounts][team]`.
  let preference: [[Double]]
  /// The price of least days above a capacity.
  let penalty: Double
  /// The work that accounts bring, by effect of days.
  ///
  /// Shape: `[effects][accounts]`.
  private let work: [[AssignableWork]]
  /// The position in `work` of each KAM's effect.
  private let effectIndex: [Int]

  /// States the case of a portfolio.
  init(
    _ request: AssignmentRequest, portfolio: Portfolio, horizonYears: Double,
    maxChange: ChangeLimit?
  ) {
    let team = portfolio.team
    let accounts = portfolio.accounts.indices.filter { portfolio.owner[$0] != nil }
    let effects = Set(team.map(\.effect)).sorted(by: >)
    let stays = { (kam: KeyAccountManager) in !request.leavers.contains(kam.id) }
    let candidates = team.indices.filter { stays(team[$0]) }
    self.accounts = accounts
    choices = accounts.map { account in
      let isSettled = request.scope == .unowned && portfolio.isOwnerNamed[account]
      guard isSettled, let owner = portfolio.owner[account], stays(team[owner]) else {
        return candidates
      }
      return [owner]
    }
    let handoverCost = request.handoverCost(in: portfolio)
    let starts = Set(team.map { $0.start ?? 0 }).sorted()
    preference = accounts.map { account in
      let record = portfolio.accounts[account]
      let neglect = starts.map {
        portfolio.costOfNeglect(of: account, for: $0, horizonYears: horizonYears)
      }
      return team.indices.map { kam in
        let isKnown = record.segment != nil && record.segment == team[kam].segment
        let isMoved = portfolio.isOwnerNamed[account] && portfolio.owner[account] != kam
        let lost = starts.firstIndex(of: team[kam].start ?? 0).map { neglect[$0] } ?? 0
        return (isKnown ? request.sameSegment : 0) - (isMoved ? handoverCost : 0) - lost
      }
    }
    work = effects.map { effect in
      accounts.map {
        AssignableWork(
          of: $0, in: portfolio, horizonYears: horizonYears, maxChange: maxChange, effect: effect)
      }
    }
    effectIndex = team.map { effects.firstIndex(of: $0.effect) ?? 0 }
    capacity = team.indices.map { portfolio.capacity(of: $0) }
    places = team.map { min(request.places(of: $0), accounts.count) }
    let dearest = work.joined().reduce(0) {
      max($0, $1.pieces.first?.slope ?? 0, $1.leastDays > 0 ? $1.leastWorth / $1.leastDays : 0)
    }
    penalty = 1 + 10 * dearest
  }

  /// The KAMs.
  var team: Range<Int> { capacity.indices }

  /// The work that an account brings to a KAM.
  func work(of account: Int, for kam: Int) -> AssignableWork { work[effectIndex[kam]][account] }

  /// What all preferences of owners come to.
  func preferences(of owners: [Int]) -> Double {
    owners.indices.reduce(0) { $0 + preference[$1][owners[$1]] }
  }
}

/// The work of the accounts of one KAM, dearest first, and what the KAM's days earn on it.
struct WorkLadder {
  private struct Rung {
    let slope: Double
    let width: Double
    let account: Int
  }

  /// What the days of the KAM earn, money over the horizon.
  private(set) var worth = 0.0
  /// What its last day earns, money over the horizon for a day a year.
  private(set) var price = 0.0
  /// Planned days a year.
  private(set) var days = 0.0
  /// Least days a year.
  private(set) var leastDays = 0.0
  private let capacity: Double
  private let penalty: Double
  private var leastWorth = 0.0
  private var rungs: [Rung] = []

  /// A KAM without accounts.
  init(capacity: Double, penalty: Double) {
    self.capacity = capacity
    self.penalty = penalty
  }

  /// Adds an account, and takes one away: either may be left out.
  mutating func replace(
    _ leaving: (account: Int, work: AssignableWork)?,
    with joining: (account: Int, work: AssignableWork)?
  ) {
    if let (account, work) = leaving {
      rungs.removeAll { $0.account == account }
      leastDays -= work.leastDays
      leastWorth -= work.leastWorth
    }
    if let (account, work) = joining {
      let added = work.pieces.map { Rung(slope: $0.slope, width: $0.width, account: account) }
      rungs = (rungs + added).sorted {
        $0.slope == $1.slope ? $0.account < $1.account : $0.slope > $1.slope
      }
      leastDays += work.leastDays
      leastWorth += work.leastWorth
    }
    if rungs.isEmpty && leastDays.magnitude < 1e-9 { (leastDays, leastWorth) = (0, 0) }
    (worth, price, days) = settled(without: nil, with: nil)
  }

  /// What the days would earn with one account more, or fewer, or both.
  func worth(
    without leaving: (account: Int, work: AssignableWork)?, with joining: AssignableWork?
  ) -> Double {
    settled(without: leaving, with: joining).worth
  }

  /// Spends the days on the dearest work, merging the rungs of the joining account on the way.
  private func settled(
    without leaving: (account: Int, work: AssignableWork)?, with joining: AssignableWork?
  ) -> (worth: Double, price: Double, days: Double) {
    let least = leastDays - (leaving?.work.leastDays ?? 0) + (joining?.leastDays ?? 0)
    var worth = leastWorth - (leaving?.work.leastWorth ?? 0) + (joining?.leastWorth ?? 0)
    var left = capacity - least
    if left < -1e-9 * max(1, capacity) { return (worth + penalty * left, penalty, capacity) }
    left = max(left, 0)
    let added = joining?.pieces ?? []
    let gone = leaving?.account
    var (next, nextAdded) = (0, 0)
    while true {
      while next < rungs.count && rungs[next].account == gone { next += 1 }
      let own = next < rungs.count ? rungs[next].slope : 0
      let other = nextAdded < added.count ? added[nextAdded].slope : 0
      let slope = max(own, other)
      if slope <= 0 { return (worth, 0, capacity - left) }
      let width = own >= other ? rungs[next].width : added[nextAdded].width
      if own >= other { next += 1 } else { nextAdded += 1 }
      worth += slope * min(width, left)
      if width >= left { return (worth, slope, capacity) }
      left -= width
    }
  }
}

import PortfolioModel
import Statistics

/// What a replay needs to know besides the world: the accounts' terms, the seats and the parameters.
struct ReplayModel: Sendable {
  /// One account at the start.
  struct Terms: Sendable {
    let revenue: Double
    let potential: Double
    let margin: Double
    let curve: CareCurve
    /// Churn hazard a year without care, at the mean risk.
    let hazard: Double
    let engagement: Double
    /// Decay of engagement per day; 0 in the pool, where engagement is constant.
    let decay: Double
    /// What a departing KAM takes of the relationship.
    let dependency: Double
  }

  let world: WorldModel
  let terms: [Terms]
  /// Customer-days per working day of each KAM where it is there all the time.
  let serviceRate: [Double]
  /// The share of each KAM that is there in each period; empty for one that is there all the time.
  let availability: [[Double]]
  /// Where the periods of a year end, as shares of it; empty without periods.
  let periodEnds: [Double]
  /// The effect of each KAM's care days.
  let careEffect: [Double]
  let parameters: ModelParameters
  /// The horizon, days.
  let horizon: Double
  /// The moment at which NRR and GRR are taken, days.
  let yearEnd: Double
  /// Discounted cost of the team over the horizon.
  let teamCost: Double
  /// The months of the horizon, and whether replays are to tell what falls into each.
  let calendar: MonthCalendar
  var isByMonth = false
  /// Revenue at the start, money/year.
  let initialRevenue: Double

  init(portfolio: Portfolio, horizonYears: Double, seed: UInt64) {
    let parameters = portfolio.parameters
    world = WorldModel(portfolio: portfolio, horizonYears: horizonYears, seed: seed)
    terms = portfolio.accounts.indices.map { index in
      let account = portfolio.accounts[index]
      let isPooled = portfolio.owner[index] == nil
      return Terms(
        revenue: account.annualRevenue, potential: account.potential, margin: account.margin,
        curve: portfolio.careCurves[index],
        hazard: portfolio.baseHazard[index] * portfolio.meanRiskFactor[index]
          * parameters.workingDaysPerYear,
        engagement: isPooled
          ? parameters.poolEngagement
          : portfolio.startEngagement(of: index),
        decay: isPooled ? 0 : parameters.engagementDecay, dependency: account.dependency)
    }
    serviceRate = portfolio.team.map(\.serviceRate)
    availability = portfolio.team.map(\.availability)
    periodEnds = CareClock.cumulated(parameters.periods, sum: 1)
    careEffect = portfolio.team.map(\.effect)
    self.parameters = parameters
    horizon = horizonYears * parameters.workingDaysPerYear
    yearEnd = min(1, horizonYears) * parameters.workingDaysPerYear
    initialRevenue = terms.reduce(0) { $0 + $1.revenue }
    calendar = MonthCalendar(
      team: portfolio.team, parameters: parameters, horizonYears: horizonYears)
    let annuity = { Elementary.annuity(years: $0, rate: parameters.discountRate) }
    let whole = annuity(horizonYears)
    teamCost =
      portfolio.team.reduce(0) { sum, kam in
        // A seat is paid from its start on.
        sum + kam.annualCost * (1 - annuity(min(kam.start ?? 0, horizonYears)) / whole)
      } * whole
  }

  /// When a clock that starts at a moment shows so many days, with as many in a year as it has; in days.
  func moment(after days: Double, from start: Double, by clock: CareClock) -> Double {
    let year = parameters.workingDaysPerYear
    return year * clock.moment(of: clock.reading(at: start / year) + days / year)
  }

  /// How many days a clock counts between two moments.
  func days(from start: Double, to end: Double, by clock: CareClock) -> Double {
    let year = parameters.workingDaysPerYear
    return year * (clock.reading(at: end / year) - clock.reading(at: start / year))
  }

  /// The worth today of 1 a year paid continuously until `days`.
  @inline(__always)
  func annuity(until days: Double) -> Double {
    Elementary.annuity(years: days / parameters.workingDaysPerYear, rate: parameters.discountRate)
  }
}

/// A plan as replays read it.
struct ResolvedPlan: Sendable {
  /// One for each group.
  let groups: [GroupPlan]
  /// What makes the plan again at reviews, if anything does.
  let replanner: (any Replanner)?
}

/// A plan, resolved for one group of accounts to what the replay's loops read.
struct GroupPlan: Sendable {
  /// Days between two care sessions of an account; infinite without care.
  ///
  /// Shape: `[accounts]`.
  let sessionInterval: [Double]
  /// How the care of each account progresses in a year; empty where it does so evenly.
  let careClocks: [CareClock?]
  /// What a care session adds to engagement, days.
  let sessionEngagement: Double
  /// What is decided about each slot of work.
  ///
  /// Shape: `[accounts * (1 + types)]`: care, then each trigger type.
  let decisions: [Decision]
  let rankCount: Int
  /// What each account's revenue comes to under the plan.
  let prospects: [Prospect]

  /// What is decided about a slot of work.
  struct Decision: BitwiseCopyable {
    /// The rank in the queue, 0 first.
    let rank: Int32
    /// The bits of `Presence` that keep the work out of the queue.
    let obstacles: UInt8

    var isRejected: Bool { obstacles == Presence.there }
  }

  init(_ plan: AllocationPlan, group: WorldModel.Group, model: ReplayModel) {
    let types = model.world.triggers.indices
    let daysOfSessions = model.parameters.workingDaysPerYear * model.parameters.sessionDays
    sessionEngagement =
      model.parameters.sessionDays * (group.kam.map { model.careEffect[$0] } ?? 1)
    prospects = group.accounts.map {
      Prospect(of: $0, kam: group.kam, careDays: plan.careDays[$0], model: model)
    }
    sessionInterval = group.accounts.map {
      group.kam == nil || plan.careDays[$0] <= 0 ? .infinity : daysOfSessions / plan.careDays[$0]
    }
    careClocks = Self.careClocks(of: plan, group: group, model: model)
    func isRejected(_ account: Int, _ type: Int) -> Bool {
      group.kam == nil ? !model.world.triggers[type].isInbound : plan.rejects[account][type]
    }
    let priorities = group.accounts.flatMap { [plan.carePriority[$0]] + plan.responsePriority[$0] }
    let obstacles = group.accounts.flatMap { account in
      [Presence.lost | Presence.waiting]
        + types.map { isRejected(account, $0) ? Presence.there : Presence.lost }
    }
    (decisions, rankCount) = Self.decisions(priorities: priorities, obstacles: obstacles)
  }

  /// The plan that a review makes; what is refused stays so, and luck is measured as before.
  init(_ reviewed: ReviewedPlan, after plan: GroupPlan, isThere: [Bool], model: ReplayModel) {
    let types = model.world.triggers.count
    let daysOfSessions = model.parameters.workingDaysPerYear * model.parameters.sessionDays
    (prospects, sessionEngagement) = (plan.prospects, plan.sessionEngagement)
    careClocks = plan.careClocks
    sessionInterval = zip(reviewed.careDays, isThere).map { careDays, isThere in
      isThere && careDays > 0 ? daysOfSessions / careDays : .infinity
    }
    var priorities: [Double] = []
    priorities.reserveCapacity(plan.decisions.count)
    for account in reviewed.carePriority.indices {
      priorities.append(reviewed.carePriority[account])
      priorities += reviewed.responsePriority[account * types..<(account + 1) * types]
    }
    (decisions, rankCount) = Self.decisions(
      priorities: priorities, obstacles: plan.decisions.map(\.obstacles))
  }

  /// The clocks of the accounts of a KAM: by their calendar, else by the time that the KAM is there.
  private static func careClocks(
    of plan: AllocationPlan, group: WorldModel.Group, model: ReplayModel
  ) -> [CareClock?] {
    guard let kam = group.kam, !model.availability[kam].isEmpty else { return [] }
    let periods = model.parameters.periods
    let usual = CareClock(care: zip(periods, model.availability[kam]).map(*), periods: periods)
    return group.accounts.map { account in
      plan.careByPeriod.isEmpty
        ? usual : CareClock(care: plan.careByPeriod[account], periods: periods) ?? usual
    }
  }

  /// Ranks priorities, the largest first; equal ones have the same rank.
  private static func decisions(
    priorities: [Double], obstacles: [UInt8]
  ) -> (decisions: [Decision], rankCount: Int) {
    var decisions = obstacles.map { Decision(rank: 0, obstacles: $0) }
    var rank: Int32 = -1
    var latest = Double.nan
    for slot in priorities.indices.sorted(by: { priorities[$0] > priorities[$1] }) {
      if priorities[slot] != latest { rank += 1 }
      latest = priorities[slot]
      decisions[slot] = Decision(rank: rank, obstacles: obstacles[slot])
    }
    return (decisions, Int(max(0, rank)) + 1)
  }
}

/// How an account stands to the queue: a byte of which each bit can keep work out.
enum Presence {
  /// Set for every account.
  static let there: UInt8 = 0x40
  /// Set when the account is lost.
  static let lost: UInt8 = 0x80
  /// How many care sessions wait: two where a departure put one back behind which another waits.
  static let waiting: UInt8 = 0x3F
}

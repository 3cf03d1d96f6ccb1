import PortfolioModel
import Statistics

/// What a world is drawn from: the chances of every account and seat, resolved to plain numbers.
struct WorldModel: Sendable {
  /// One trigger type; times are in ticks.
  struct Trigger: Sendable, BitwiseCopyable {
    let riskFactor: Double
    let risk: Double
    let resolvedRisk: Double
    let isInbound: Bool
  }

  /// One kind of event: its trigger type, and all of its fate that is one of a few.
  ///
  /// An account's Poisson process consists of points of these kinds, then churn candidates, then
  /// expansion opportunities.
  struct EventKind: Sendable, BitwiseCopyable {
    let trigger: UInt8
    /// 1 if we learn of the event, 0 if we never do.
    let isDetected: Int
    /// 1 if a response wins revenue.
    let wins: Int
    /// The share of potential that a win captures.
    let captures: Double
    /// All bits 0 if a response ends the risk, else 1.
    let resolveMask: Int32
    /// Mean ticks until we learn of the event; infinite if we never do.
    let lag: Double
    /// Ticks for which the event's risk is open.
    let risk: Double
    /// Days within which work on the response must start.
    let window: Double
    /// The effort of every response, days, if it is always the same.
    let constantEffort: Double?
  }

  /// One account.
  struct AccountChances: Sendable, BitwiseCopyable {
    let entity: UInt64
    /// Mean gap in ticks between two points of any kind; infinite where nothing ever happens.
    let meanGap: Double
    /// What kind a point is of.
    let table: AliasTables.Table
    /// Probability to follow a departing KAM.
    let follow: Double
  }

  /// One seat; times are in days.
  struct SeatChances: Sendable, BitwiseCopyable {
    let entity: UInt64
    /// The hazard of departure per day while the seat is filled.
    let hazard: Double
    /// When a hire begins; `nil` for a KAM who is there from before.
    let start: Double?
    /// When somebody who is there then leaves for sure; infinite if nobody does.
    let leaves: Double
  }

  /// Where the risks of one trigger type on one account stand at the start.
  struct StartChances: Sendable, BitwiseCopyable {
    /// Mean gap in ticks between events.
    let gap: Double
    /// Probability that an earlier event's risk was resolved.
    let resolvedShare: Double
  }

  /// The accounts that are simulated together: one KAM's, or some of the pool's.
  struct Group: Sendable {
    /// The KAM's position in the team; `nil` for the pool.
    let kam: Int?
    /// Positions in the portfolio, rising.
    let accounts: [Int]
  }

  let seed: UInt64
  let timeline: Timeline
  let triggers: [Trigger]
  /// The kinds of events: five for each trigger type.
  let kinds: [EventKind]
  let efforts: [EffortSampler]
  let accounts: [AccountChances]
  /// Shape: `[accounts * trigger types]`.
  let starts: [StartChances]
  let tables: AliasTables
  let groups: [Group]
  /// One for each KAM.
  let seats: [SeatChances]
  let vacancy: Double
  /// Length of a care session, days.
  let sessionDays: Double
  /// Churn that full care prevents.
  let careEffect: Double
  let departureRiskFactor: Double
  /// How long a departure's risk is open, ticks.
  let departureRisk: Double
  /// The product of all risk factors, by which candidates are thinned.
  let riskBound: Double

  init(portfolio: Portfolio, horizonYears: Double, seed: UInt64) {
    let parameters = portfolio.parameters
    let days = parameters.workingDaysPerYear
    self.seed = seed
    riskBound = Self.riskBound(portfolio)
    let timeline = Timeline(horizonDays: horizonYears * days)
    self.timeline = timeline
    vacancy = parameters.vacancy
    sessionDays = parameters.sessionDays
    careEffect = parameters.careEffect
    departureRiskFactor = parameters.departureRiskFactor
    departureRisk = timeline.ticks(parameters.departureRiskDays)
    triggers = portfolio.triggers.map {
      Trigger(
        riskFactor: $0.riskFactor, risk: timeline.ticks($0.riskDays),
        resolvedRisk: timeline.ticks($0.resolvedRiskDays), isInbound: $0.isInbound)
    }
    kinds = portfolio.triggers.enumerated().flatMap { type, trigger in
      Self.kinds(of: trigger, type: type, timeline: timeline)
    }
    efforts = portfolio.triggers.map { EffortSampler($0.effort) }
    var tables = AliasTables()
    accounts = portfolio.accounts.indices.map { index in
      let account = portfolio.accounts[index]
      let rates = Self.pointRates(portfolio, account: index)
      return AccountChances(
        entity: RandomStream.entity(account.id),
        meanGap: timeline.ticks(days / rates.reduce(0, +)), table: tables.add(rates: rates),
        follow: parameters.follow * account.dependency)
    }
    self.tables = tables
    starts = portfolio.accounts.indices.flatMap { index in
      portfolio.triggers.map {
        StartChances(
          gap: timeline.ticks(days / $0.rate(on: portfolio.accounts[index])),
          resolvedShare: $0.resolvedShare(isPooled: portfolio.owner[index] == nil))
      }
    }
    let pool = portfolio.pooledAccounts
    groups =
      portfolio.accountsOfKAM.enumerated().map { Group(kam: $0.offset, accounts: $0.element) }
      + stride(from: 0, to: pool.count, by: 64).map {
        Group(kam: nil, accounts: Array(pool[$0..<min($0 + 64, pool.count)]))
      }
    seats = portfolio.team.map {
      SeatChances(
        entity: RandomStream.entity($0.id), hazard: -Elementary.log(1 - $0.departure) / days,
        start: $0.start.map { $0 * days }, leaves: ($0.leaves ?? .infinity) * days)
    }
  }

  /// Where a plan's decision about care of an account of a group stands; those about responses follow.
  @inline(__always)
  func careSlot(of account: Int) -> Int { account &* (triggers.count &+ 1) }

  /// Where a plan's decision about responses to a trigger type on an account of a group stands.
  @inline(__always)
  func slot(of account: Int, trigger: UInt8) -> Int {
    careSlot(of: account) &+ 1 &+ Int(trigger)
  }

  /// What can become of an event, in the order of `pointRates`.
  private static func kinds(
    of trigger: TriggerType, type: Int, timeline: Timeline
  ) -> [EventKind] {
    func kind(isDetected: Bool, wins: Bool, resolves: Bool) -> EventKind {
      EventKind(
        trigger: UInt8(type), isDetected: isDetected ? 1 : 0, wins: wins ? 1 : 0,
        captures: trigger.captures, resolveMask: resolves ? 0 : -1,
        lag: isDetected ? timeline.ticks(trigger.lag) : .infinity,
        risk: timeline.ticks(trigger.riskDays),
        window: trigger.window,
        constantEffort: EffortSampler(trigger.effort).constant)
    }
    return [kind(isDetected: false, wins: false, resolves: false)]
      + [(true, true), (true, false), (false, true), (false, false)].map {
        kind(isDetected: true, wins: $0, resolves: $1)
      }
  }

  /// How often all that can happen to an account by itself happens a year.
  ///
  /// Candidates for churn come at the highest hazard that there can be, opportunities as often as
  /// full care would win them: both are thinned when a plan is known.
  ///
  /// Shape: `[kinds of points]`.
  private static func pointRates(_ portfolio: Portfolio, account: Int) -> [Double] {
    let parameters = portfolio.parameters
    let events = portfolio.triggers.flatMap { trigger in
      let rate = trigger.rate(on: portfolio.accounts[account])
      let (wins, resolves) = (trigger.winProbability, trigger.resolves)
      return [rate * (1 - trigger.detection)]
        + [
          wins * resolves, wins * (1 - resolves), (1 - wins) * resolves,
          (1 - wins) * (1 - resolves),
        ]
        .map { rate * trigger.detection * $0 }
    }
    let candidates =
      portfolio.baseHazard[account] * parameters.workingDaysPerYear * riskBound(portfolio)
    return events + [candidates, parameters.expansionRate * parameters.expansionWin]
  }

  /// The product of all risk factors.
  private static func riskBound(_ portfolio: Portfolio) -> Double {
    portfolio.triggers.reduce(portfolio.parameters.departureRiskFactor) { $0 * $1.riskFactor }
  }
}

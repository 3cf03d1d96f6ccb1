import PortfolioModel
import Statistics

/// What no policy can add with the days of a team, in a fluid model of the portfolio (section 11 of the model
/// page).
///
/// The linear program charges an account's days for the whole horizon; a policy that plans again uses those of
/// customers who left elsewhere. So a day here costs only the share of the horizon for which the account
/// is still there without any work, which is the least, and each KAM's days go to the uses of most worth per
/// day until they are spent: a fractional knapsack. Bounds of plans, least and most days, waiting,
/// windows and vacancies are left out: all of them only lower what is earned.
///
/// It bounds policies of the fluid model: care and answered shares of an account are constant while it
/// is there, risks are open for their mean share of time, and engagement follows its mean.
public struct FluidBound: Equatable, Sendable {
  /// The most that days can add to doing nothing, money over the horizon.
  public let gain: Double
  /// What the accounts earn if nobody works, less the cost of team and pool, money over the horizon:
  /// no less than it is, for departures of KAMs are left out.
  public let withoutWork: Double

  /// The most net contribution, money over the horizon.
  public var value: Double { withoutWork + gain }

  /// Bounds what the team of a portfolio can earn.
  ///
  /// - Parameters:
  ///   - portfolio: The accounts, the team and the parameters.
  ///   - horizonYears: The horizon, years, above 0.
  public init(_ portfolio: Portfolio, horizonYears: Double) {
    var panels = TimePanelCache(parameters: portfolio.parameters, horizonYears: horizonYears)
    let annuity = Integral.annuity(portfolio.parameters.discountRate, horizonYears)
    var (gain, withoutWork) = (0.0, 0.0)
    for kam in portfolio.team.indices {
      withoutWork -= portfolio.team[kam].annualCost * annuity
      var uses: [FluidAccount.Use] = []
      for account in portfolio.accountsOfKAM[kam] {
        let fluid = FluidAccount(
          account, of: kam, in: portfolio, horizonYears: horizonYears, panels: &panels)
        uses += fluid.uses
        gain += fluid.slack
        withoutWork += fluid.withoutWork
      }
      gain += Self.worth(
        of: uses,
        days: portfolio.capacity(of: kam)
          * Self.presence(of: portfolio.team[kam], portfolio.parameters, horizonYears))
    }
    for account in portfolio.pooledAccounts {
      withoutWork += FluidAccount.pooled(account, in: portfolio, horizonYears: horizonYears)
    }
    (self.gain, self.withoutWork) = (gain, withoutWork)
  }

  /// The most of its days that a seat has on average, as a share: its first departure costs a vacancy and a
  /// ramp, if both end within the horizon and the seat is there all the time.
  private static func presence(
    of kam: KeyAccountManager, _ parameters: ModelParameters, _ horizonYears: Double
  ) -> Double {
    let year = parameters.workingDaysPerYear
    let lost =
      parameters.vacancy * max(0, 1 - parameters.cover)
      + parameters.ramp * max(0, 1 - parameters.rampRate)
    let latest = horizonYears - (parameters.vacancy + parameters.ramp) / year
    let isSteady = kam.availability.isEmpty && kam.start == nil
    let leaving =
      isSteady && latest > 0 ? 1 - Elementary.exp(Elementary.log(1 - kam.departure) * latest) : 0
    return 1 - leaving * lost / year / horizonYears
  }

  /// The most that some days a year are worth, shared out among uses that can be split.
  private static func worth(of uses: [FluidAccount.Use], days: Double) -> Double {
    var (worth, left) = (0.0, days)
    for use in uses.sorted(by: { $0.density > $1.density }) {
      let share = use.days > 0 ? min(1, max(0, left) / use.days) : 1
      worth += share * use.worth
      left -= share * use.days
    }
    return worth
  }
}

/// An account in the fluid model: what days on it are worth at most, and how many of a KAM's days they take.
private struct FluidAccount {
  /// A use of days that can be split.
  struct Use {
    /// Days a year of the horizon, at least.
    let days: Double
    /// Money over the horizon, at most.
    let worth: Double

    var density: Double { days > 0 ? worth / days : .infinity }
  }

  /// Care, by segments of the envelope, and responses, by trigger type; those of most worth per day first.
  let uses: [Use]
  /// By how much the envelope may lie below the value of care, money over the horizon.
  let slack: Double
  /// What the account earns without work, money over the horizon; not less than it does.
  let withoutWork: Double

  /// How near envelopes are to the value of care, as a share of its range.
  private static let tolerance = 1e-4

  init(
    _ account: Int, of kam: Int, in portfolio: Portfolio, horizonYears: Double,
    panels: inout TimePanelCache
  ) {
    let (record, parameters) = (portfolio.accounts[account], portfolio.parameters)
    let risks = portfolio.triggers.map { OpenRisk($0, on: record, parameters: parameters) }
    let unanswered = risks.reduce(1) { $0 * $1.factor }
    let leaving = -Elementary.log(1 - portfolio.team[kam].departure)
    let afterDeparture = -Elementary.expMinusOne(
      -leaving * parameters.departureRiskDays / parameters.workingDaysPerYear)
    let raised = unanswered * (1 + (parameters.departureRiskFactor - 1) * afterDeparture)
    let hazard = parameters.workingDaysPerYear * portfolio.baseHazard[account]

    // What a day costs of the KAM's days: it is worked only while the account is there.
    let loss = hazard * raised + leaving * parameters.follow * record.dependency
    let presence = Integral.annuity(loss, horizonYears) / horizonYears

    let dayValue = DayValue(
      account: account, in: portfolio, horizonYears: horizonYears, riskFactor: raised,
      panels: &panels)
    let most = portfolio.capacity(of: kam)
    let envelope = dayValue.envelope(upTo: most, tolerance: Self.tolerance)
    slack = Self.tolerance * envelope.range
    var uses = envelope.segments.map {
      Use(days: presence * $0.width, worth: $0.slope * $0.width)
    }

    // A response keeps revenue that no work keeps, and wins potential that nothing has used up yet.
    let fullCare = portfolio.careCurves[account].response(
      to: max(
        portfolio.startEngagement(of: account),
        parameters.engagement(underCareDays: most * portfolio.careEffect(on: account))))
    let growth =
      parameters.expansionRate * parameters.expansionWin * parameters.expansionCaptures * fullCare
    let kept = Integral.sum(horizonYears) { time in
      let exposure = hazard * raised * time
      let atStake =
        record.annualRevenue - record.potential * Elementary.expMinusOne(-growth * time)
      return Elementary.exp(-parameters.discountRate * time) * record.margin * atStake
        * (exposure < 1 ? exposure * Elementary.exp(-exposure) : Elementary.exp(-1))
    }
    let answered = risks.reduce(1) { $0 * $1.answeredFactor }
    let least = hazard * answered * (1 - parameters.careEffect * fullCare)
    let won = Integral.sum(horizonYears) {
      $0 * Elementary.exp(-(parameters.discountRate + least) * $0)
    }
    var all =
      DayValue(
        account: account, in: portfolio, horizonYears: horizonYears,
        riskFactor: raised / unanswered * answered, panels: &panels
      ).value(careDays: most) - dayValue.value(careDays: 0)
    for (trigger, risk) in zip(portfolio.triggers, risks) {
      let wins =
        trigger.rate(on: record) * trigger.detection * trigger.winProbability * trigger.captures
        * record.margin * record.potential * won
      all += wins
      uses.append(
        Use(
          days: presence * trigger.workload(on: record),
          worth: kept * Elementary.log(risk.factor / risk.answeredFactor) + wins))
    }
    self.uses = Self.capped(uses, at: all)

    var idle = DayValue(
      account: account, in: portfolio, horizonYears: horizonYears, riskFactor: unanswered,
      panels: &panels
    ).value(careDays: 0)
    // Risks are not all open at the start, as they come to be where nobody answers.
    if idle > 0 {
      idle *= Elementary.exp(
        portfolio.baseHazard[account]
          * OpenRisk.missing(risks, upTo: horizonYears * parameters.workingDaysPerYear))
    } else {
      // A customer who costs money leaves soonest after a departure.
      let soonest =
        hazard * unanswered * (leaving > 0 ? parameters.departureRiskFactor : 1)
        + leaving * parameters.follow * record.dependency
      idle =
        record.margin * record.annualRevenue
        * Integral.annuity(parameters.discountRate + soonest, horizonYears)
    }
    withoutWork = idle
  }

  /// Uses that are worth anything, dearest first, up to what all work together is worth: care and responses
  /// prevent the same losses.
  private static func capped(_ uses: [Use], at most: Double) -> [Use] {
    var left = most
    return uses.filter { $0.worth > 0 }.sorted { $0.density > $1.density }.compactMap { use in
      let share = min(1, max(0, left) / use.worth)
      left -= use.worth
      return share > 0 ? Use(days: share * use.days, worth: share * use.worth) : nil
    }
  }

  /// What a pooled account earns less what it costs, money over the horizon; no policy changes it.
  static func pooled(_ account: Int, in portfolio: Portfolio, horizonYears: Double) -> Double {
    let (record, parameters) = (portfolio.accounts[account], portfolio.parameters)
    let care = portfolio.careCurves[account].response(to: parameters.poolEngagement)
    let growth =
      parameters.expansionRate * parameters.expansionWin * parameters.expansionCaptures * care
    let loss =
      parameters.discountRate
      + parameters.workingDaysPerYear * portfolio.baseHazard[account]
      * portfolio.meanRiskFactor[account] * (1 - parameters.careEffect * care)
    let wins = portfolio.triggers.filter(\.isInbound).reduce(0) {
      $0 + $1.rate(on: record) * $1.detection * $1.winProbability * $1.captures
    }
    return Integral.sum(horizonYears) { time in
      let won = record.potential * (wins * time - Elementary.expMinusOne(-growth * time))
      return Elementary.exp(-loss * time)
        * (record.margin * (record.annualRevenue + won) - parameters.poolCost)
    }
  }
}

/// How much the risk of a trigger type raises the hazard of an account that a KAM owns.
private struct OpenRisk {
  /// The mean factor where nobody answers.
  let factor: Double
  /// The mean factor where every event that we learn of is answered at once.
  let answeredFactor: Double

  private let raised: Double
  /// Events per working day.
  private let rate: Double
  private let days: Double
  private let resolvedDays: Double
  private let resolved: Double

  init(_ trigger: TriggerType, on account: Account, parameters: ModelParameters) {
    raised = trigger.riskFactor - 1
    rate = trigger.rate(on: account) / parameters.workingDaysPerYear
    days = trigger.riskDays
    resolvedDays = trigger.resolvedRiskDays
    resolved = trigger.resolvedShare(isPooled: false)
    let open = -Elementary.expMinusOne(-rate * days)
    // The latest event decides: its risk is open while it is younger than the risk and not yet learnt of.
    let unknown =
      trigger.lag > 0 && rate > 0
      ? rate / (rate + 1 / trigger.lag)
        * -Elementary.expMinusOne(-(rate + 1 / trigger.lag) * days) : 0
    factor = 1 + raised * open
    answeredFactor = 1 + raised * ((1 - resolved) * open + resolved * unknown)
  }

  /// The mean factor at a moment after the start, days, where nobody answers from then on.
  private func factor(at time: Double) -> Double {
    func earlier(_ days: Double) -> Double { -Elementary.expMinusOne(-rate * max(0, days - time)) }
    let open = (1 - resolved) * earlier(days) + resolved * earlier(resolvedDays)
    let isNew = -Elementary.expMinusOne(-rate * min(time, days))
    return 1 + raised * (isNew + (1 - isNew) * open)
  }

  /// By how much the product of factors falls short of its steady state, added up over days.
  static func missing(_ risks: [OpenRisk], upTo horizon: Double) -> Double {
    let steady = risks.reduce(1) { $0 * $1.factor }
    let longest = min(horizon, risks.reduce(0) { max($0, $1.days) })
    return Integral.sum(longest) { time in
      max(0, steady - risks.reduce(1) { $0 * $1.factor(at: time) })
    }
  }
}

/// Integrals from 0 to an end.
private enum Integral {
  /// Of `e^(-rate t)`.
  static func annuity(_ rate: Double, _ end: Double) -> Double {
    rate == 0 ? end : -Elementary.expMinusOne(-rate * end) / rate
  }

  /// Of a smooth function, by Simpson's rule.
  static func sum(_ end: Double, _ function: (Double) -> Double) -> Double {
    let steps = 64
    let sum = (0...steps).reduce(0.0) { sum, step in
      let weight = step == 0 || step == steps ? 1.0 : step.isMultiple(of: 2) ? 2 : 4
      return sum + weight * function(end * Double(step) / Double(steps))
    }
    return end <= 0 ? 0 : sum * end / Double(3 * steps)
  }
}

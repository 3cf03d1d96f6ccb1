import Allocation
import PortfolioModel
import Simulation
import Statistics
import Study

/// One alternative: its measures and its plan.
struct AlternativeRecord: Codable {
  let name: String
  let policy: String
  let team: [SeatRecord]
  let metrics: [String: MetricRecord]
  /// Left out unless asked for.
  let months: [String: [MonthRecord?]]?
  let plan: [PlanRecord]
  /// Left out where none was asked for.
  let explanations: [ExplanationRecord]?
  /// The bounds of an optimised plan that cost something.
  let bounds: [BoundRecord]?
  /// The bounds that were loosened; left out where none was.
  let relaxations: [RelaxationRecord]?
  /// How the simulation tuned the plan; left out where it did not.
  let tuning: TuningRecord?
  /// How near the plan is to the best one; left out where no value curve that matters is S-shaped.
  let optimality: OptimalityRecord?
  /// When in the year the days of an optimised plan are; left out without periods.
  let calendar: CalendarRecord?
  /// How the plan does in bad worlds; left out unless the scenario has `riskAversion`.
  let risk: RiskRecord?

  init(_ alternative: PolicyStudy.Alternative, in study: PolicyStudy) {
    self.init(
      alternative.planned, named: alternative.plan.name, portfolio: study.design.portfolio,
      horizonYears: study.design.horizonYears, outcome: alternative.outcome, hasPlan: true)
  }

  init(
    _ alternative: StaffingStudy.Alternative, named name: String, in study: StaffingStudy,
    hasPlan: Bool
  ) {
    self.init(
      alternative.team.planned, named: name, portfolio: alternative.team.portfolio,
      horizonYears: study.design.today.horizonYears, outcome: alternative.outcome,
      hasPlan: hasPlan)
  }

  private init(
    _ planned: PolicyStudy.PlannedPolicy, named name: String, portfolio: Portfolio,
    horizonYears: Double, outcome: Outcome, hasPlan: Bool
  ) {
    self.name = name
    policy = planned.policy.rawValue
    team = SeatRecord.all(of: portfolio, planned.allocation, horizonYears: horizonYears)
    let triggers = portfolio.triggers.map(\.name)
    metrics = Dictionary(
      uniqueKeysWithValues: outcome.metrics.compactMap { metric in
        outcome.estimate(of: [metric]).map {
          (metric.name(triggers: triggers), MetricRecord($0))
        }
      })
    months = MonthRecord.all(of: outcome, triggers: triggers)
    plan =
      hasPlan
      ? PlanRecord.all(
        of: portfolio, planned.plan.careDays, planned.allocation, delivered: outcome.accounts,
        replications: outcome.replications) : []
    explanations = nil
    bounds = planned.allocation?.bindingBounds.map(BoundRecord.init)
    relaxations = RelaxationRecord.all(of: planned.allocation)
    tuning = planned.tuning.map(TuningRecord.init)
    optimality = (planned.allocation?.optimality).map(OptimalityRecord.init)
    calendar = planned.allocation?.calendar.map { CalendarRecord($0, portfolio: portfolio) }
    risk = planned.allocation?.risk.map(RiskRecord.init)
  }

  init(
    _ allocation: AllocationResult, design: PolicyStudy.Design, explaining accounts: [Int],
    tuning: Tuning?
  ) {
    self.tuning = tuning.map(TuningRecord.init)
    risk = allocation.risk.map(RiskRecord.init)
    name = (tuning == nil ? Policy.optimal : .optimalTuned).rawValue
    policy = name
    team = SeatRecord.all(
      of: design.portfolio, allocation, horizonYears: design.horizonYears)
    metrics = [:]
    months = nil
    plan = PlanRecord.all(
      of: design.portfolio, allocation.accounts.map(\.careDays), allocation, delivered: nil,
      replications: design.replications)
    bounds = allocation.bindingBounds.map(BoundRecord.init)
    relaxations = RelaxationRecord.all(of: allocation)
    optimality = allocation.optimality.map(OptimalityRecord.init)
    calendar = allocation.calendar.map { CalendarRecord($0, portfolio: design.portfolio) }
    explanations =
      accounts.isEmpty
      ? nil
      : accounts.map {
        ExplanationRecord(
          of: $0, in: allocation, portfolio: design.portfolio, horizonYears: design.horizonYears)
      }
  }
}

/// A bound that costs something.
struct BoundRecord: Codable {
  /// The bound in words.
  let bound: String
  /// What loosening it adds: money per day, or per 1 of money.
  let price: Double

  init(_ binding: BindingBound) {
    bound = binding.bound.description
    price = binding.price
  }
}

/// How near a plan with S-shaped curves is to the best one.
struct OptimalityRecord: Codable {
  /// What the plan adds, on the true curves: weighted money over the horizon.
  let value: Double
  /// What no plan adds more than.
  let bound: Double
  let gap: Double
  /// The gap as a share of the value; left out where that is nothing.
  let gapShare: Double?
  /// What the envelopes of the curves promise.
  let relaxation: Double
  let splits: Int

  init(_ optimality: PlanOptimality) {
    value = optimality.value
    bound = optimality.bound
    gap = optimality.gap
    gapShare = optimality.gapShare
    relaxation = optimality.relaxation
    splits = optimality.splits
  }
}

/// A bound that was loosened so that there is a plan.
struct RelaxationRecord: Codable {
  /// The bound as it was given, in words.
  let bound: String
  /// What it was loosened to, in words.
  let relaxed: String

  static func all(of allocation: AllocationResult?) -> [RelaxationRecord]? {
    guard let relaxations = allocation?.relaxations, !relaxations.isEmpty else { return nil }
    return relaxations.map {
      RelaxationRecord(bound: $0.bound.description, relaxed: $0.relaxedLimit)
    }
  }
}

/// How the simulation tuned a plan.
struct TuningRecord: Codable {
  let factor: Double
  let price: Double
  let dayWorth: Double
  let dayWorthHalfWidth: Double

  init(_ tuning: Tuning) {
    factor = tuning.factor
    price = tuning.price
    dayWorth = tuning.dayWorth
    dayWorthHalfWidth = tuning.dayWorthHalfWidth
  }
}

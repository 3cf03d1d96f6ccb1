import Allocation
import Foundation
import PortfolioModel
import Simulation
import Statistics
import Study

/// The result of a run as JSON (see `docs/formats.md`); money is not rounded.
public struct JSONReport: Encodable {
  private let salkku = Version.current
  private let scenario: String
  /// Of several scenarios, seed and replications stand in each study.
  private let seed: UInt64?
  private let replications: Int?
  private let precision: PrecisionRecord?
  /// How the accounts got their owners; left out where they were not looked for.
  private let assignment: AssignmentRecord?
  private let studies: [StudyRecord]

  /// The record of a study of policies.
  public init(_ study: PolicyStudy, kind: String, scenario: String) {
    self.init(
      scenario: scenario, design: study.design, replications: study.replications,
      precision: PrecisionRecord(study),
      study: StudyRecord(
        kind: kind, alternatives: study.alternatives.map { AlternativeRecord($0, in: study) },
        comparisons: ComparisonRecord.all(of: study)))
  }

  /// The record of policies on scenarios, at least one: a study each.
  public init(_ results: [ScenarioResult]) {
    let isSingle = results.count == 1
    let first = results[0].study
    scenario = results.map(\.name).joined(separator: "; ")
    seed = isSingle ? first.design.seed : nil
    replications = isSingle ? first.replications : nil
    precision = isSingle ? PrecisionRecord(first) : nil
    assignment = isSingle ? first.design.assignment.map(AssignmentRecord.init) : nil
    studies = results.map { result in
      var record = StudyRecord(
        kind: "policies",
        alternatives: result.study.alternatives.map { AlternativeRecord($0, in: result.study) },
        comparisons: ComparisonRecord.all(of: result.study))
      record.bounds = result.bounds.map { BoundsRecord($0, study: result.study) }
      record.forest = ForestRecord.all(of: result)
      if !isSingle {
        record.scenario = result.name
        record.seed = result.study.design.seed
        record.replications = result.study.replications
        record.precision = PrecisionRecord(result.study)
        record.assignment = result.study.design.assignment.map(AssignmentRecord.init)
      }
      return record
    }
  }

  /// The record of an optimised plan.
  ///
  /// - Parameters:
  ///   - allocation: The plan.
  ///   - design: What it was planned for.
  ///   - scenario: The name of the scenario.
  ///   - accounts: The positions of the accounts to explain.
  ///   - tuning: How the simulation tuned the plan, if it did.
  public init(
    _ allocation: AllocationResult, design: PolicyStudy.Design, scenario: String,
    explaining accounts: [Int] = [], tuning: Tuning? = nil
  ) {
    self.init(
      scenario: scenario, design: design, replications: design.replications, precision: nil,
      study: StudyRecord(
        kind: "allocate",
        alternatives: [
          AlternativeRecord(allocation, design: design, explaining: accounts, tuning: tuning)
        ],
        comparisons: []))
  }

  /// The record of a study of sizes: today's team, then every size; plans of today's and the best.
  public init(
    _ study: StaffingStudy, finding: StaffingFinding, options: StaffingOptions?, scenario: String
  ) {
    let design = study.design.today
    let today = study.today.map {
      [AlternativeRecord($0, named: "today", in: study, hasPlan: true)]
    }
    self.init(
      scenario: scenario, design: design, replications: design.replications, precision: nil,
      study: StudyRecord(
        kind: study.design.question.rawValue,
        alternatives: (today ?? [])
          + study.alternatives.enumerated().map {
            AlternativeRecord(
              $1, named: "\($1.size)", in: study,
              hasPlan: $0 == finding.best && !study.design.isSampled)
          },
        comparisons: ComparisonRecord.all(of: study),
        recommendation: StaffingRecord(study, finding, options)))
  }

  /// The record of a study of sensitivity.
  public init(_ study: SensitivityStudy, levers: LeverStudy, scenario: String) {
    self.scenario = scenario
    seed = study.design.seed
    replications = study.design.replications
    precision = nil
    assignment = nil
    studies = [
      StudyRecord(
        kind: "sensitivity", alternatives: [], comparisons: [],
        sensitivity: SensitivityRecord(study, levers: levers))
    ]
  }

  /// The record of a study of risk.
  public init(_ study: RiskStudy, scenario: String) {
    self.init(
      scenario: scenario, design: study.policies.design,
      replications: study.policies.replications, precision: PrecisionRecord(study.policies),
      study: StudyRecord(
        kind: "risk",
        alternatives: study.policies.alternatives.map { AlternativeRecord($0, in: study.policies) },
        comparisons: ComparisonRecord.all(of: study.policies), risks: RiskStudyRecord(study)))
  }

  private init(
    scenario: String, design: PolicyStudy.Design, replications: Int, precision: PrecisionRecord?,
    study: StudyRecord
  ) {
    self.scenario = scenario
    seed = design.seed
    self.replications = replications
    self.precision = precision
    assignment = design.assignment.map(AssignmentRecord.init)
    studies = [study]
  }

  /// The document, with sorted keys: the same bytes for the same result.
  ///
  /// - Throws: `EncodingError` if a number is not finite, which no study yields.
  public func data() throws -> Data {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    return try encoder.encode(self) + Data("\n".utf8)
  }
}

/// The precision that was asked for, and what came of it.
private struct PrecisionRecord: Encodable {
  let asked: Double
  /// Left out where the baseline's mean can't be told from 0.
  let reached: Double?
  let isAsAsked: Bool
  /// The most replications.
  let limit: Int

  init?(_ study: PolicyStudy) {
    guard let precision = study.precision else { return nil }
    asked = precision.asked
    reached = precision.reached.isFinite ? precision.reached : nil
    isAsAsked = precision.isAsAsked
    limit = study.design.replications
  }
}

/// One study.
private struct StudyRecord: Encodable {
  let kind: String
  let alternatives: [AlternativeRecord]
  let comparisons: [ComparisonRecord]
  /// Of a study of sizes.
  var recommendation: StaffingRecord?
  var sensitivity: SensitivityRecord?
  /// Of a study of risk.
  var risks: RiskStudyRecord?
  /// What is possible, of a study of policies.
  var bounds: BoundsRecord?
  /// The intervals of a forest plot, of a study of policies.
  var forest: [ForestRecord]?
  /// Of several scenarios, what else stands beside `studies`.
  var scenario: String?
  var seed: UInt64?
  var replications: Int?
  var precision: PrecisionRecord?
  var assignment: AssignmentRecord?
}

/// One alternative: its measures and its plan.
private struct AlternativeRecord: Encodable {
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
private struct BoundRecord: Encodable {
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
private struct OptimalityRecord: Encodable {
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
private struct RelaxationRecord: Encodable {
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

/// One KAM.
private struct SeatRecord: Encodable {
  let kam: String
  let accounts: Int
  let capacity: Double
  let annualCost: Double
  /// Left out where the KAM is there from before, and where no departure is known.
  let start, leaves: Double?
  let dayCost: Double?
  let shadowPrice: Double?
  let lastDayPrice: StepRecord?
  let nextDayPrice: StepRecord?

  static func all(
    of portfolio: Portfolio, _ allocation: AllocationResult?, horizonYears: Double
  ) -> [SeatRecord] {
    portfolio.team.indices.map {
      let planned = allocation?.team[$0]
      return SeatRecord(
        kam: portfolio.team[$0].id, accounts: portfolio.accountsOfKAM[$0].count,
        capacity: portfolio.capacity(of: $0), annualCost: portfolio.team[$0].annualCost,
        start: portfolio.team[$0].start, leaves: portfolio.team[$0].leaves,
        dayCost: portfolio.dayCost(of: $0, horizonYears: horizonYears),
        shadowPrice: planned?.shadowPrice,
        lastDayPrice: planned?.dayPrice?.lastDay.map(StepRecord.init),
        nextDayPrice: (planned?.dayPrice?.nextDay).map(StepRecord.init))
    }
  }
}

/// The estimate of one measure; left out where no replication has it.
private struct MetricRecord: Encodable {
  let mean: Double
  let standardError: Double?
  let halfWidth95: Double?
  let p5: Double
  let p50: Double
  let p95: Double

  init(_ estimate: Estimate) {
    mean = estimate.mean
    standardError = estimate.standardError
    halfWidth95 = estimate.halfWidth()
    (p5, p50, p95) = estimate.percentiles
  }
}

/// The paired difference `b - a` of one measure.
private struct ComparisonRecord: Encodable {
  let a: String
  let b: String
  let metric: String
  let meanDifference: Double
  let halfWidth95: Double?

  static func all(of study: PolicyStudy) -> [ComparisonRecord] {
    let baseline = study.design.baseline
    let triggers = study.design.portfolio.triggers.map(\.name)
    return study.alternatives.filter { $0.policy != baseline }.flatMap { alternative in
      alternative.outcome.metrics.compactMap { metric in
        study.difference(from: baseline, to: alternative.policy, in: [metric]).map {
          ComparisonRecord(
            a: baseline.rawValue, b: alternative.policy.rawValue,
            metric: metric.name(triggers: triggers), meanDifference: $0.mean,
            halfWidth95: $0.halfWidth())
        }
      }
    }
  }
}

extension ComparisonRecord {
  /// Every size less today, or less the first size where today is not simulated.
  static func all(of study: StaffingStudy) -> [ComparisonRecord] {
    guard let baseline = study.today ?? study.alternatives.first else { return [] }
    let triggers = study.design.portfolio.triggers.map(\.name)
    let name = study.today == nil ? "\(baseline.size)" : "today"
    return study.alternatives.dropFirst(study.today == nil ? 1 : 0).flatMap { alternative in
      alternative.outcome.metrics.compactMap { metric in
        study.difference(from: baseline, to: alternative, in: [metric]).map {
          ComparisonRecord(
            a: name, b: "\(alternative.size)", metric: metric.name(triggers: triggers),
            meanDifference: $0.mean, halfWidth95: $0.halfWidth())
        }
      }
    }
  }
}

/// How the simulation tuned a plan.
private struct TuningRecord: Encodable {
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

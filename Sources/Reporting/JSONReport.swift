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

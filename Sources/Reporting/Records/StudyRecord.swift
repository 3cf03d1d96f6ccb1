import Study

/// One study.
struct StudyRecord: Codable {
  let kind: String
  let horizonYears: Double
  /// What was found, in words.
  var finding: FindingRecord
  /// The name of the alternative that the finding recommends, and of the one that others are compared with;
  /// left out where there is none.
  var best: String?
  var baseline: String?
  /// The accounts and the team before any plan.
  let portfolio: PortfolioRecord
  var assumptions: [AssumptionRecord]
  var alternatives: [AlternativeRecord] = []
  var comparisons: [ComparisonRecord] = []
  /// Where replications end; left out where nothing was simulated, or portfolios are sampled.
  var outcomes: OutcomeRecord?
  /// How the best alternative gets there.
  var course: CourseRecord?
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
  var inputs: [InputRecord]?
  var seed: UInt64?
  var replications: Int?
  var precision: PrecisionRecord?
  var assignment: AssignmentRecord?

  init(
    kind: String, design: PolicyStudy.Design, finding: FindingRecord, provenance: Provenance
  ) {
    self.kind = kind
    self.finding = finding
    horizonYears = design.horizonYears
    portfolio = PortfolioRecord(design.portfolio)
    assumptions = provenance.assumptions.map(AssumptionRecord.init)
    scenario = provenance.name
    inputs = InputRecord.all(of: provenance)
    seed = design.seed
    replications = design.replications
    assignment = design.assignment.map(AssignmentRecord.init)
  }
}

/// The precision that was asked for, and what came of it.
struct PrecisionRecord: Codable {
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

import Allocation
import Study

extension SavedResult {
  /// The result of policies on scenarios, at least one: a study each.
  public init(_ results: [ScenarioResult]) {
    self.init(
      results.map { result in
        var record = StudyRecord(
          policies: result.study, kind: "policies",
          finding: PolicyReport(
            result.study, bounds: result.bounds, title: result.name, style: .plain
          ).record, provenance: result.provenance)
        record.best = result.finding.best.rawValue
        record.bounds = result.bounds.map { BoundsRecord($0, study: result.study) }
        record.forest = ForestRecord.all(of: result)
        record.course = result.course.map(CourseRecord.init)
        return (result.provenance, record)
      })
  }

  /// The result of simulating policies.
  ///
  /// - Parameters:
  ///   - study: The study.
  ///   - course: How net contribution adds up under the first policy.
  ///   - provenance: Where the result comes from.
  public init(simulating study: PolicyStudy, course: EarningsCourse?, provenance: Provenance) {
    var record = StudyRecord(
      policies: study, kind: "simulate", finding: SimulationReport.record(of: study),
      provenance: provenance)
    record.best = study.alternatives.first?.policy.rawValue
    record.course = course.map(CourseRecord.init)
    self.init(provenance, study: record)
  }

  /// The result of planning.
  ///
  /// - Parameters:
  ///   - allocation: The plan.
  ///   - design: What it was planned for.
  ///   - provenance: Where the result comes from.
  ///   - accounts: The positions of the accounts to explain.
  ///   - tuning: How the simulation tuned the plan, if it did.
  public init(
    _ allocation: AllocationResult, design: PolicyStudy.Design, provenance: Provenance,
    explaining accounts: [Int] = [], tuning: Tuning? = nil
  ) {
    let alternative = AlternativeRecord(
      allocation, design: design, explaining: accounts, tuning: tuning)
    let report = AllocationReport(
      allocation, portfolio: design.portfolio, horizonYears: design.horizonYears,
      title: provenance.name, accountLimit: 0, style: .plain, tuning: tuning)
    var record = StudyRecord(
      kind: "allocate", design: design, finding: report.record, provenance: provenance)
    record.alternatives = [alternative]
    record.best = alternative.name
    self.init(provenance, study: record)
  }

  /// The result of a study of sizes: today's team, then every size; plans of today's and the best.
  ///
  /// - Parameters:
  ///   - study: The study.
  ///   - finding: What it found.
  ///   - options: What else could be done with the best team, if that was looked at.
  ///   - course: How net contribution adds up with the best team.
  ///   - provenance: Where the result comes from.
  public init(
    _ study: StaffingStudy, finding: StaffingFinding, options: StaffingOptions?,
    course: EarningsCourse?, provenance: Provenance
  ) {
    let words = StaffingWords(study, finding: finding)
    var record = StudyRecord(
      kind: study.design.question.rawValue, design: study.design.today,
      finding: words.record(with: options?.course), provenance: provenance)
    let best = study.alternatives[finding.best]
    record.best = "\(best.size)"
    record.baseline = study.today.map { _ in "today" }
    record.alternatives =
      (study.today.map { [AlternativeRecord($0, named: "today", in: study, hasPlan: true)] } ?? [])
      + study.alternatives.enumerated().map {
        AlternativeRecord(
          $1, named: "\($1.size)", in: study,
          hasPlan: $0 == finding.best && !study.design.isSampled)
      }
    record.comparisons = ComparisonRecord.all(of: study)
    record.recommendation = StaffingRecord(study, finding, options)
    if !study.design.isSampled {
      record.outcomes = OutcomeRecord(
        [("\(best.size)", best.outcome)] + (study.today.map { [("today", $0.outcome)] } ?? []))
      record.course = course.map(CourseRecord.init)
    }
    self.init(provenance, study: record)
  }

  /// The result of a study of sensitivity.
  ///
  /// - Parameters:
  ///   - study: The study.
  ///   - levers: What changes are worth.
  ///   - design: What was planned for.
  ///   - provenance: Where the result comes from.
  public init(
    _ study: SensitivityStudy, levers: LeverStudy, design: PolicyStudy.Design,
    provenance: Provenance
  ) {
    let report = SensitivityReport(study, levers: levers, title: provenance.name, style: .plain)
    var record = StudyRecord(
      kind: "sensitivity", design: design, finding: report.record, provenance: provenance)
    record.sensitivity = SensitivityRecord(study, levers: levers)
    record.best = record.sensitivity?.best
    record.baseline = record.sensitivity?.baseline
    record.seed = study.design.seed
    record.replications = study.design.replications
    record.assignment = nil
    self.init(provenance, study: record)
  }

  /// The result of a study of risk.
  ///
  /// - Parameters:
  ///   - study: The study.
  ///   - course: How net contribution adds up under the first policy.
  ///   - provenance: Where the result comes from.
  public init(_ study: RiskStudy, course: EarningsCourse?, provenance: Provenance) {
    let report = RiskReport(study, title: provenance.name, style: .plain)
    var record = StudyRecord(
      policies: study.policies, kind: "risk", finding: report.record, provenance: provenance)
    record.best = study.outlooks.first?.policy.rawValue
    record.outcomes = nil
    record.risks = RiskStudyRecord(study)
    record.course = course.map(CourseRecord.init)
    self.init(provenance, study: record)
  }
}

extension StudyRecord {
  /// The record of policies that were simulated; where they end is that of the best and of the baseline.
  fileprivate init(
    policies study: PolicyStudy, kind: String, finding: FindingRecord, provenance: Provenance
  ) {
    self.init(kind: kind, design: study.design, finding: finding, provenance: provenance)
    replications = study.replications
    precision = PrecisionRecord(study)
    baseline = study.design.baseline.rawValue
    alternatives = study.alternatives.map { AlternativeRecord($0, in: study) }
    comparisons = ComparisonRecord.all(of: study)
    outcomes = OutcomeRecord(
      study.alternatives.map { ($0.policy.rawValue, $0.outcome) })
  }
}

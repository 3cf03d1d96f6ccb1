import PortfolioModel
import Statistics
import Study

extension FindingRecord {
  /// A gain that the headline holds.
  mutating func emphasise(_ estimate: Estimate, signed: Bool = false) {
    let text = "\(Amount(estimate, signed: signed))"
    amount = headline.contains(text) ? text : nil
    gain = StaffingRecord.AmountRecord(estimate)
  }
}

extension PolicyReport {
  /// What the study found.
  var record: FindingRecord {
    var record = FindingRecord(headline: headline)
    if finding.leads.isEmpty {
      record = SimulationReport.record(of: study)
    } else if finding.equals.count == finding.leads.count {
      record = FindingRecord(headline: conclusion.sentences[0])
    } else {
      record.certainty = certainty
      if let gain = finding.gain { record.emphasise(gain) }
    }
    record.reasons = (tuning + possible + study.stop).sentences
    return record
  }
}

extension SimulationReport {
  /// What the first policy of a study earns.
  static func record(of study: PolicyStudy) -> FindingRecord {
    guard let first = study.alternatives.first,
      let earned = first.outcome.estimate(of: [.netContribution])
    else { return FindingRecord(headline: "Nothing was simulated.") }
    var record = FindingRecord(
      headline: """
        Policy "\(first.policy.rawValue)" earns \(Amount(earned)) net contribution over \
        \(NumberFormat.years(study.design.horizonYears)).
        """)
    record.amount = "\(Amount(earned))"
    record.certainty =
      "How sure: ± is the half-width of the 95 % interval of the mean; single years spread more."
    return record
  }
}

extension StaffingWords {
  /// What the study found, with when hires have paid for themselves.
  func record(with course: StaffingCourse?) -> FindingRecord {
    var record = FindingRecord(
      headline: headline, certainty: certainty,
      reasons: reasons + [payback(of: course)].compactMap { $0 })
    let best = study.alternatives[finding.best]
    if let gain = study.today.flatMap({
      study.difference(from: $0, to: best, in: [.netContribution])
    }) {
      record.emphasise(gain, signed: true)
    }
    return record
  }
}

extension SensitivityReport {
  /// What the study found.
  var record: FindingRecord {
    var record = FindingRecord(
      headline: headline, certainty: certainty, reasons: [luck].compactMap { $0 })
    record.emphasise(study.gain, signed: true)
    return record
  }
}

extension RiskReport {
  /// What the study found about the first policy: how likely the target is, else how outcomes spread.
  var record: FindingRecord {
    guard let outlook = study.outlooks.first else {
      return FindingRecord(headline: "Nothing was simulated.")
    }
    let chance = target(outlook)
    let lines = (chance + sentences(of: outlook).dropLast(chance.count)).sentences
    var record = FindingRecord(
      headline: lines[0], reasons: Array(lines.dropFirst()) + losses.words.sentences.dropFirst())
    record.amount = outlook.reaching.map { NumberFormat.percent($0.share) }
      .flatMap { lines[0].contains($0) ? $0 : nil }
    record.certainty =
      "Net contribution over \(years), luck and all, in \(NumberFormat.count(study.policies.replications, "replication"))."
    return record
  }
}

extension AllocationReport {
  /// What the plan is worth.
  var record: FindingRecord {
    let amount = "\(Amount(abs(result.gain)))"
    let words = header.sentences
    return FindingRecord(
      headline: """
        The plan \(result.gain < 0 ? "costs" : "adds") \(amount) over \
        \(NumberFormat.years(horizonYears)) against no work at all on the accounts.
        """,
      amount: amount, certainty: words[2], reasons: [words[1]] + words.dropFirst(3))
  }
}

extension [ReportText.Block] {
  /// What the pieces say, without tables.
  fileprivate var sentences: [String] { compactMap(\.words) }
}

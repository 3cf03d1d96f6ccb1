import Charts

extension StudyView {
  /// What each policy earns more than the baseline.
  var forestCard: ReportCard? {
    let level = study.forest?.map(\.level).max() ?? 0
    let records = (study.forest ?? []).filter { $0.level == level }
    guard let baseline = study.baseline, !records.isEmpty else { return nil }
    let better = records.count { $0.verdict == "better" }
    let rows = records.map { record in
      let interval = PageText.interval(record.low, record.high, signed: true)
      return ForestPlot.Row(
        name: record.policy, mean: record.gain, low: record.low, high: record.high,
        verdict: Verdict(rawValue: record.verdict) ?? .unclear,
        meanText: PageText.money(record.gain, signed: true), intervalText: interval,
        tooltip:
          "\(record.policy): \(PageText.money(record.gain, signed: true)) (\(interval)), \(record.verdict)"
      )
    }
    let share = PageText.percent(level, decimals: level > 0.99 ? 1 : 0)
    return ReportCard(
      title: records.count == 1
        ? "\(records[0].policy) is \(better == 1 ? "better than" : records[0].verdict == "worse" ? "worse than" : "not told apart from") \(baseline)"
        : "\(better) of \(records.count) policies \(better == 1 ? "is" : "are") better than \(baseline)",
      subtitle: """
        Net contribution over \(years) against “\(baseline)” in the same simulated worlds; intervals hold for all \
        pairs together at 95 %\(level > 0.951 ? " (\(share) each)" : "").
        """,
      chart: ForestPlot(
        groups: [ForestPlot.Group(rows: rows)], worse: "worse", better: "better",
        xTitle: "Net contribution against \(baseline)", xFormat: PageText.gainAxis),
      numbers: policyNumbers)
  }

  /// The measures of all policies.
  private var policyNumbers: ReportCard.Numbers {
    let measures = [
      ("net contribution", "netContribution"), ("NRR, year 1", "nrr"), ("GRR, year 1", "grr"),
      ("annual revenue lost", "churnedRevenue"), ("utilisation", "utilisation"),
    ]
    return ReportCard.Numbers(
      columns: [("policy", true)] + measures.map { ($0.0, false) },
      rows: study.alternatives.map { alternative in
        [alternative.name]
          + measures.map { _, name in PageText.estimate(alternative.metrics[name], of: name) }
      }, note: "± is the half-width of a 95 % interval.")
  }
}

extension PageText {
  /// A measure with its uncertainty, in the unit that it has.
  static func estimate(_ record: MetricRecord?, of name: String) -> String {
    guard let record else { return "none" }
    switch name {
    case "nrr", "grr", "utilisation":
      let scale = Scale.percent.precise(to: [record.halfWidth95])
      return scale.estimate(record.mean, halfWidth: record.halfWidth95) + " %"
    default: return "\(Amount(record.mean, halfWidth: record.halfWidth95))"
    }
  }
}

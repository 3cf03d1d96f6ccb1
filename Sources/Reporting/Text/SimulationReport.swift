import Simulation
import Statistics
import Study

/// Every measure of every policy of a study, one table each.
public struct SimulationReport {
  private let study: PolicyStudy
  private let title: String
  private let style: TextStyle

  /// Prepares the report of a study.
  public init(_ study: PolicyStudy, title: String, style: TextStyle) {
    self.study = study
    self.title = title
    self.style = style
  }

  /// The whole report.
  public var text: ReportText {
    let explanation = """
      \(study.sizes). Over the whole time, but for nrr and grr (the first year, or the time if \
      shorter). Mean ± half-width of its 95 % interval; p5 to p95: where nine of ten replications end.
      """
    let header = [.title(title), .sentence(explanation)] + study.stop
    return ReportText(
      [header, study.alternatives.compactMap(finding)] + study.alternatives.flatMap(sections)
        + AssignmentSection.blocks(
          of: study.design.assignment, horizonYears: study.design.horizonYears),
      style: style)
  }

  /// What a policy earns, and where most worlds end.
  private func finding(of alternative: PolicyStudy.Alternative) -> ReportText.Block? {
    guard let earned = alternative.outcome.estimate(of: [.netContribution]) else { return nil }
    let scale = MeasureColumn("", [.netContribution]).scale(for: [earned])
    let ends = [earned.percentiles.p5, earned.percentiles.p95].map {
      NumberFormat.fixed($0 / scale.divisor, decimals: scale.decimals)
    }
    let unit = scale.suffix.isEmpty ? "" : " " + scale.suffix
    let spread =
      isSpreadKnown(of: earned)
      ? "; nine of ten replications end between \(ends[0]) and \(ends[1])\(unit)" : ""
    return .finding(
      """
      Policy "\(alternative.policy.rawValue)" earns \(Amount(earned)) net contribution over \
      \(NumberFormat.years(study.design.horizonYears))\(spread).
      """)
  }

  /// Fewer than twenty replications say nothing of one in twenty.
  private func isSpreadKnown(of estimate: Estimate) -> Bool { estimate.replications >= 20 }

  private func sections(_ alternative: PolicyStudy.Alternative) -> [[ReportText.Block]] {
    let triggers = study.design.portfolio.triggers.map(\.name)
    var table = TextTable([
      ("measure", .left), ("mean", .right), ("p5", .right), ("p50", .right), ("p95", .right),
      ("unit", .left),
    ])
    for metric in alternative.outcome.metrics {
      let name = metric.name(triggers: triggers)
      guard let estimate = alternative.outcome.estimate(of: [metric]) else {
        table.add([name, "none", "", "", "", ""])
        continue
      }
      let column = MeasureColumn(name, [metric])
      let scale = column.scale(for: [estimate])
      let spread = [
        estimate.percentiles.p5, estimate.percentiles.p50, estimate.percentiles.p95,
      ].map {
        isSpreadKnown(of: estimate)
          ? NumberFormat.fixed(
            $0 / scale.divisor, decimals: metric.unit == .count ? 0 : scale.decimals)
          : "-"
      }
      table.add(
        [name, scale.estimate(estimate.mean, halfWidth: estimate.halfWidth())] + spread
          + [column.unitText(scale)])
    }
    return [
      [.heading("Policy \"\(alternative.policy.rawValue)\""), .table(table)],
      MonthSection.blocks(of: alternative.outcome, triggerCount: triggers.count),
    ]
  }
}

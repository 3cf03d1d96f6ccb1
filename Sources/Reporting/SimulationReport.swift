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
  public var text: String {
    let explanation = """
      \(study.sizes). Over the whole time, but for nrr and grr (the first year, or the time if \
      shorter). Mean ± half-width of its 95 % interval; p5 to p95: where nine of ten replications end.
      """
    let header = [style.heading(TextTable.printable(title)), explanation] + study.stop
    let owners = AssignmentSection.lines(
      of: study.design.assignment, horizonYears: study.design.horizonYears, style: style)
    return
      ([header.joined(separator: "\n")] + study.alternatives.map(section)
      + (owners.isEmpty ? [] : [owners.joined(separator: "\n")]))
      .joined(separator: "\n\n") + "\n"
  }

  private func section(_ alternative: PolicyStudy.Alternative) -> String {
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
        // Fewer than twenty replications say nothing of one in twenty.
        estimate.replications < 20
          ? "-"
          : NumberFormat.fixed(
            $0 / scale.divisor, decimals: metric.unit == .count ? 0 : scale.decimals)
      }
      table.add(
        [name, scale.estimate(estimate.mean, halfWidth: estimate.halfWidth())] + spread
          + [column.unitText(scale)])
    }
    let months = MonthSection.lines(
      of: alternative.outcome, triggerCount: triggers.count, style: style)
    return
      ([style.heading("Policy \"\(alternative.policy.rawValue)\"")] + table.lines()
      + (months.isEmpty ? [] : [""] + months))
      .joined(separator: "\n")
  }
}

import Charts

extension StudyView {
  /// What hangs on one customer and on one KAM.
  var lossCard: ReportCard? {
    guard let risks = study.risks, let exposure = risks.exposures.first else { return nil }
    let customer = name(of: risks.concentration.largestAccount)
    let losses =
      (exposure.customerLoss.map { [("\(customer) leaves", $0)] } ?? [])
      + exposure.departures.flatMap {
        [
          ("\(kam($0.kam)) leaves", $0.difference),
          ("\(kam($0.kam)) leaves, shared", $0.sharedDifference),
        ]
      }
    guard let worst = losses.min(by: { $0.1.mean < $1.1.mean }) else { return nil }
    return ReportCard(
      title:
        "The dearest of the losses tried: \(worst.0), \(PageText.money(worst.1.mean, signed: true))",
      subtitle: """
        Net contribution over \(years) with the loss at the start less without, in the same worlds, under \
        “\(exposure.policy)”; 95 % intervals. Shared: customers depend half as much on one person. \(customer) brings \
        \(PageText.percent(risks.concentration.largestShare, decimals: 1)) of annual revenue.
        """,
      chart: ForestPlot(
        groups: [
          ForestPlot.Group(rows: losses.map { ForestPlot.Row($0.0, $0.1) })
        ], worse: "costs", better: "earns", xTitle: "Net contribution over \(years)",
        xFormat: PageText.gainAxis),
      numbers: ReportCard.Numbers(
        columns: [("at the start", true), ("net contribution", false)],
        rows: losses.map { [$0.0, PageText.amount($0.1, signed: true)] }))
  }
}

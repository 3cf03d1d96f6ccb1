import Workbooks

extension StudySheets {
  /// How the policies may end.
  var outlookBlocks: [Sheet.Block] {
    guard let outlooks = study.risks?.outlooks, let first = outlooks.first else { return [] }
    let quantiles: [TableColumn<RiskStudyRecord.OutlookRecord>] = first.quantiles.indices.map {
      index in
      .number("p\(NumberFormat.short(100 * first.quantiles[index].probability))") {
        index < $0.quantiles.count ? $0.quantiles[index].value : nil
      }
    }
    let worst = first.worstShare.map { " the worst \(NumberFormat.short(100 * $0)) %" } ?? ""
    return section(
      "Outlooks", "Outlooks", of: outlooks,
      [.text("Policy") { $0.policy }]
        + .interval("Mean", emphasis: .bar) { IntervalEstimate($0.mean) }
        + .interval("Value at risk") { outlook in
          outlook.valueAtRisk.map { IntervalEstimate($0.value, low: $0.lower, high: $0.upper) }
        }
        + .interval("CVaR") { outlook in
          outlook.cvar.map { IntervalEstimate($0.mean, halfWidth: $0.halfWidth95) }
        } + quantiles
        + .interval("Reaches the target", .percent(1)) {
          $0.reachesTarget.map(IntervalEstimate.init)
        }
        + .interval("Below 0", .percent(1)) { IntervalEstimate($0.loss) }
        + .interval("NRR, first year, below 1", .percent(1)) {
          $0.nrrBelow1.map(IntervalEstimate.init)
        },
      note: """
        Net contribution over \(view.years), luck and all. Value at risk is where\(worst) begins, CVaR its mean.\
        \(study.risks?.target.map { " The target is \(NumberFormat.short($0))." } ?? "")
        """)
  }

  /// What hangs on one customer and on one KAM.
  var lossBlocks: [Sheet.Block] {
    typealias Row = (policy: String, loss: String, amount: StaffingRecord.AmountRecord)
    let customer = view.name(of: study.risks?.concentration.largestAccount ?? "")
    let rows: [Row] = (study.risks?.exposures ?? []).flatMap { exposure in
      (exposure.customerLoss.map { [(exposure.policy, "\(customer) leaves", $0)] } ?? [])
        + exposure.departures.flatMap { departure -> [Row] in
          let loss = "\(view.kam(departure.kam)) leaves"
          return [
            (exposure.policy, loss, departure.difference),
            (exposure.policy, "\(loss), knowledge shared", departure.sharedDifference),
          ]
        }
    }
    return section(
      "Losses at the start", "Losses", of: rows,
      [.text("Policy") { $0.policy }, .text("Loss") { $0.loss }]
        + .interval("Net contribution", emphasis: .sign) { IntervalEstimate($0.amount) },
      note: "Net contribution over \(view.years) with the loss less without, in the same worlds.",
      charts: [
        chart(
          "What a loss at the start costs, with the ends of its interval", .bar, of: "Losses",
          by: "Loss", .interval("Net contribution"), height: barHeight(rows.count, seriesCount: 3))
      ])
  }
}

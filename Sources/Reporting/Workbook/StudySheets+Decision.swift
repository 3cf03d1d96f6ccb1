import Workbooks

extension StudySheets {
  /// What was found, how sure that is, and what makes it again.
  func decision(of result: SavedResult) -> [Sheet.Block] {
    [.title(scenario), .lead(study.finding.headline)]
      + ([study.finding.certainty].compactMap { $0 } + study.finding.reasons
      + [missingPlan]
      .compactMap { $0 }).map { .paragraph($0) }
      + keyBlocks + recordBlocks(of: result)
  }

  private var missingPlan: String? {
    guard view.plan.isEmpty else { return nil }
    let reason =
      switch study.kind {
      case "sensitivity": "the study compares decisions over the ranges of its inputs"
      case "portfolio-size": "portfolios are sampled, and each has a plan of its own"
      default: "the result has none"
      }
    return "There is no sheet of a plan: \(reason)."
  }

  // MARK: - Key numbers

  private typealias Key = (measure: String, of: String, estimate: IntervalEstimate)

  private var keyBlocks: [Sheet.Block] {
    if let sensitivity = study.sensitivity {
      let gain = IntervalEstimate(sensitivity.gain)
      return keyTable(
        "Key amounts", "KeyAmounts", .money(symbol: ""),
        [("gain", "\(sensitivity.best) less \(sensitivity.baseline)", gain)])
    }
    let amounts = [
      ("net contribution over \(view.years)", "netContribution"),
      ("gross margin over \(view.years)", "grossMargin"),
      ("revenue a year at the end", "revenueEnd"),
      ("annual revenue lost in \(view.years)", "churnedRevenue"),
    ]
    let shares = [
      ("NRR, first year", "nrr"), ("GRR, first year", "grr"), ("utilisation", "utilisation"),
    ]
    return keyTable("Key amounts", "KeyAmounts", .money(symbol: ""), amounts.flatMap(keys))
      + keyTable("Key shares", "KeyShares", .percent(1), shares.flatMap(keys))
  }

  private func keyTable(
    _ heading: String, _ name: String, _ style: NumberStyle, _ rows: [Key]
  ) -> [Sheet.Block] {
    section(
      heading, name, of: rows,
      [
        .text("Measure") { $0.measure }, .text("Alternative") { $0.of },
        .number("Mean", style) { $0.estimate.mean }, .number("Low", style) { $0.estimate.low },
        .number("High", style) { $0.estimate.high },
      ], note: "Low and high are the ends of the 95 % interval of the mean.")
  }

  /// A measure of the best alternative, of the baseline, and the paired difference.
  private func keys(_ title: String, of metric: String) -> [Key] {
    let names = ([study.best] + [study.baseline == study.best ? nil : study.baseline])
      .compactMap { $0 }
    let means: [Key] = names.compactMap { name in
      view.metric(metric, of: name).map { (title, name, IntervalEstimate($0)) }
    }
    guard names.count == 2, let difference = difference(metric, of: names[0]) else { return means }
    return means + [(title, "\(names[0]) less \(names[1])", difference)]
  }

  /// The paired difference of an alternative from the baseline.
  func difference(_ metric: String, of alternative: String) -> IntervalEstimate? {
    view.difference(metric, of: alternative).map {
      IntervalEstimate($0.meanDifference, halfWidth: $0.halfWidth95)
    }
  }

  // MARK: - What makes it again

  private func recordBlocks(of result: SavedResult) -> [Sheet.Block] {
    let precision = study.precision ?? result.precision
    var rows: [(item: String, value: String?)] = [
      ("program", "salkku \(result.salkku)"), ("study", study.kind), ("horizon", view.years),
      ("seed", (study.seed ?? result.seed).map { "\($0)" }),
      ("replications", (study.replications ?? result.replications).map { "\($0)" }),
      ("precision asked for", precision.map { NumberFormat.short($0.asked) }),
      ("precision reached", precision?.reached.map { NumberFormat.fixed($0, decimals: 6) }),
      ("command", result.command),
    ]
    rows += (study.inputs ?? result.inputs ?? []).flatMap {
      [("input", $0.file), ("SHA-256", $0.sha256)]
    }
    return section(
      "What makes this again", "Record", of: rows.filter { $0.value != nil },
      [.text("Item") { $0.item }, .text("Content", width: 24) { $0.value }])
  }
}

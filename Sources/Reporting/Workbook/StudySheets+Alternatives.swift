import Workbooks

extension StudySheets {
  /// Every alternative with its measures, and what it earns more than the baseline.
  var alternativeBlocks: [Sheet.Block] {
    let rows = study.alternatives.filter { !$0.metrics.isEmpty }
    let against = study.baseline.map { "Against \($0)" }
    let gains: [TableColumn<AlternativeRecord>] =
      against.map { header in
        .interval(header, emphasis: .sign) { difference("netContribution", of: $0.name) }
          + [.text("Verdict") { verdict(on: $0.name) }]
      } ?? []
    let shares = [
      ("NRR, first year", "nrr"), ("GRR, first year", "grr"), ("Utilisation", "utilisation"),
    ]
    let isCompared = study.recommendation == nil && rows.count > 1
    return section(
      "Alternatives", "Alternatives", of: rows,
      [.text("Alternative") { $0.name }]
        + .interval("Net contribution", emphasis: .bar) { estimate("netContribution", $0) } + gains
        + shares.flatMap { title, name in measure(title, name, .percent(1)) }
        + measure("Annual revenue lost in \(view.years)", "churnedRevenue", .money(symbol: ""))
        + [
          .count("KAMs") { $0.team.count },
          .number("Annual cost") { alternative in
            study.recommendation?.sizes.first { "\($0.size)" == alternative.name }?.annualCost
              ?? alternative.team.reduce(0) { $0 + $1.annualCost }
          },
        ],
      note: """
        Net contribution over \(view.years); low and high are the ends of 95 % intervals, ± half of their width. \
        Differences are paired: both met the same worlds.\(verdictNote)
        """,
      charts: isCompared
        ? study.baseline.map { baseline in
          [
            chart(
              "Net contribution against \(baseline), with the ends of its interval", .bar,
              of: "Alternatives", by: "Alternative", .interval("Against \(baseline)"),
              height: barHeight(rows.count, seriesCount: 3))
          ]
        } ?? [] : [])
  }

  private func estimate(_ metric: String, _ alternative: AlternativeRecord) -> IntervalEstimate? {
    alternative.metrics[metric].map(IntervalEstimate.init)
  }

  /// A measure with half the width of its interval.
  private func measure(
    _ title: String, _ name: String, _ style: NumberStyle
  ) -> [TableColumn<AlternativeRecord>] {
    [
      .number(title, style) { $0.metrics[name]?.mean },
      .number("\(title) ±", style) { $0.metrics[name]?.halfWidth95 },
    ]
  }

  /// The intervals of a forest plot that hold for all pairs together.
  private var forest: [ForestRecord] {
    let level = study.forest?.map(\.level).max() ?? 0
    return (study.forest ?? []).filter { $0.level == level }
  }

  private var verdictNote: String {
    forest.isEmpty ? "" : " Verdicts hold for all pairs of policies together at 95 %."
  }

  private func verdict(on alternative: String) -> String {
    if alternative == study.baseline { return "baseline" }
    return forest.first { $0.policy == alternative }?.verdict
      ?? difference("netContribution", of: alternative)?.verdict ?? "unclear"
  }

  /// What each policy adds to no work at all, and how much of what is possible that is.
  var possibleBlocks: [Sheet.Block] {
    guard let bounds = study.bounds else { return [] }
    return section(
      "What is possible", "Possible", of: bounds.policies,
      [.text("Alternative") { $0.policy }]
        + .interval("Gain over no work") { IntervalEstimate($0.gain, halfWidth: $0.halfWidth95) }
        + [
          .number("Of the fluid bound", .percent(1)) { $0.ofFluid },
          .number("Of the fluid bound ±", .percent(1)) { $0.ofFluidHalfWidth95 },
          .number("Of the clairvoyant bound", .percent(1)) { $0.ofClairvoyant },
          .number("Of the clairvoyant bound ±", .percent(1)) { $0.ofClairvoyantHalfWidth95 },
        ])
  }

  /// The team of the best alternative.
  var teamBlocks: [Sheet.Block] {
    let best = study.alternatives.first { $0.name == study.best }
    return section(
      "Team of “\(best?.name ?? "")”", "Team", of: best?.team ?? [],
      [
        .text("KAM") { view.kam($0.kam) }, .count("Accounts") { $0.accounts },
        .number("Customer-days a year", .decimal(1)) { $0.capacity },
        .number("Annual cost") { $0.annualCost }, .number("Cost of a day") { $0.dayCost },
        .number("Worth of one more day") { $0.shadowPrice },
        .number("Worth less cost", .money(symbol: ""), emphasis: .sign) { seat in
          seat.shadowPrice.flatMap { price in seat.dayCost.map { price - $0 } }
        },
      ])
  }
}

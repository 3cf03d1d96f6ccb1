import Workbooks

extension StudySheets {
  private var unit: String {
    study.kind == "headcount" ? "key account managers" : "accounts per KAM"
  }

  /// The curve of sizes.
  var sizeBlocks: [Sheet.Block] {
    section(
      "Sizes", "Sizes", of: study.recommendation?.sizes ?? [],
      [.count("Size") { $0.size }, .count("KAMs") { $0.kams }]
        + .interval("Net contribution", emphasis: .scale) { size in
          view.metric("netContribution", of: "\(size.size)").map(IntervalEstimate.init)
        } + .interval("Best less this") { IntervalEstimate($0.shortfall) }
        + [
          .text("Verdict") { view.words(on: $0) },
          .count("Accounts with an owner") { $0.ownedAccounts },
          .number("Days per account", .decimal(1)) { $0.daysPerAccount },
          .number("Annual cost") { $0.annualCost },
        ], note: "A size counts \(unit).",
      charts: [
        chart(
          "Net contribution by size: mean and 95 % interval", .line, of: "Sizes", by: "Size",
          .interval("Net contribution"), axis: unit, values: "over \(view.years)")
      ])
  }

  /// What the next KAM is worth beside its cost, and what else could be done.
  var stepBlocks: [Sheet.Block] {
    guard let sizes = study.recommendation, study.kind == "headcount" else { return [] }
    return section(
      "The next KAM", "Steps", of: sizes.steps,
      [.count("From KAMs") { $0.fromKams }, .count("To KAMs") { $0.toKams }]
        + .interval("Worth of each") { IntervalEstimate($0.worth) }
        + [
          .number("Cost of each") { $0.cost },
          .number(
            "Worth less cost",
            formula: "\(column: "Worth of each")-\(column: "Cost of each")", emphasis: .sign
          ) { $0.worth.mean - $0.cost },
        ]
        + .interval("Break-even annual cost") { step in
          step.breakEvenAnnualCost.map(IntervalEstimate.init)
        } + [.number("Worth by the price of days") { $0.pricedWorth }],
      note: "Money over \(view.years): what a KAM adds to gross margin, and what it costs.",
      charts: [
        chart(
          "Worth of the next KAM, and its cost", .line, of: "Steps", by: "To KAMs",
          .interval("Worth of each") + [.init("Cost of each", .reference)], axis: "KAMs",
          values: "over \(view.years)")
      ])
      + section(
        "Accounts to the pool", "Pool", of: sizes.pool ?? [],
        [
          .number("Share", .percent(0)) { $0.share }, .count("Accounts") { $0.accounts },
          .number("Freed days", .decimal(1)) { $0.freedDays },
        ] + .interval("Net contribution", emphasis: .sign) { IntervalEstimate($0.netContribution) })
      + section(
        "Hires that begin later", "Delays", of: sizes.delays ?? [],
        [.number("Years", .general) { $0.years }]
          + .interval("Net contribution", emphasis: .sign) { IntervalEstimate($0.netContribution) })
  }
}

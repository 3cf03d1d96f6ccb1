import PortfolioModel
import Simulation
import Statistics
import Study

/// A study of sizes as text: the recommendation in words, then the numbers behind it.
public struct StaffingReport {
  let study: StaffingStudy
  private let finding: StaffingFinding
  let options: StaffingOptions?
  private let title: String
  private let style: TextStyle
  let words: StaffingWords

  /// Prepares the report of a study.
  ///
  /// - Parameters:
  ///   - study: The study.
  ///   - finding: What it found.
  ///   - options: What else could be done with the best team, if that was looked at.
  ///   - title: The name of the scenario.
  ///   - style: How to emphasise.
  public init(
    _ study: StaffingStudy, finding: StaffingFinding, options: StaffingOptions?, title: String,
    style: TextStyle
  ) {
    self.study = study
    self.finding = finding
    self.options = options
    self.title = title
    self.style = style
    words = StaffingWords(study, finding: finding)
  }

  /// The whole report.
  public var text: ReportText {
    let sections: [[ReportText.Block]] = [
      [.title(title), .sentence(words.conditions)],
      [.finding(words.headline), .finding(words.certainty)]
        + (words.reasons + [words.payback(of: options?.course)].compactMap { $0 })
        .map { .sentence($0) },
      earnings, work, steps, course, pool, delays,
    ]
    return ReportText(sections, style: style)
  }

  // MARK: - Tables

  private var sizeTitle: String {
    study.design.question == .headcount ? "KAMs" : "accounts per KAM"
  }

  /// What each size earns, with intervals that hold for all sizes together.
  private var earnings: [ReportText.Block] {
    let alternatives = study.alternatives
    let level = 1 - (1 - Finding.level) / Double(alternatives.count)
    let total = MeasureColumn("net contribution", [.netContribution])
    let cells = [
      total.cells(
        for: alternatives.map { $0.estimate(of: [.netContribution], per: 1 / $0.scale) },
        level: level),
      MeasureColumn("per KAM", [.netContribution]).cells(
        for: alternatives.map {
          $0.estimate(of: [.netContribution], per: Double($0.team.portfolio.team.count))
        }, level: level),
      MeasureColumn("per account", [.netContribution]).cells(
        for: alternatives.map {
          $0.estimate(of: [.netContribution], per: Double($0.team.portfolio.accounts.count))
        }, level: level),
      MeasureColumn("best less this", [.netContribution]).cells(
        for: finding.ranks.map { $0.position == finding.best ? nil : $0.shortfall },
        signed: true, level: StaffingFinding.level(of: alternatives.count)),
    ]
    var table = TextTable(
      [(title: sizeTitle, alignment: .right)]
        + (study.design.isSampled
          ? []
          : [
            (
              title: study.design.question == .headcount ? "accounts per KAM" : "KAMs",
              alignment: .right
            )
          ])
        + cells.map { (title: $0.header, alignment: .right) }
        + [(title: "", alignment: .left)])
    for (row, alternative) in alternatives.enumerated() {
      let team = alternative.team.portfolio.team.count
      let other =
        study.design.question == .headcount
        ? NumberFormat.fixed(
          Double(alternative.team.ownedAccountCount) / Double(max(1, team)), decimals: 1)
        : "\(team)"
      table.add(
        ["\(alternative.size)"] + (study.design.isSampled ? [] : [other])
          + cells.map { $0.cells[row] == "none" ? "" : $0.cells[row] } + [mark(of: row)],
        tones: [table.alignments.count - 1: tone(of: row)])
    }
    let curve = alternatives.map {
      $0.estimate(of: [.netContribution], per: 1 / $0.scale)?.mean ?? .nan
    }
    return [
      .heading("What the sizes earn, over \(words.years)"),
      .note(
        """
        ± holds for all sizes together at 95 % (Bonferroni). Best less this is paired, its ± one-sided: a size \
        is worse if it is more than that behind.
        """),
    ]
      + (curve.count < 3
        ? [] : [.curve(Sparkline(curve), of: "Net contribution by size", over: words.range)])
      + [.table(table)]
  }

  private func mark(of position: Int) -> String {
    let rank = finding.ranks[position]
    if rank.isOverBudget { return "over budget" }
    if position == finding.best { return "best" }
    if rank.isEqual { return "not told apart" }
    return rank.isWithinMargin ? "within \(words.margin)" : ""
  }

  private func tone(of position: Int) -> Tone {
    let rank = finding.ranks[position]
    return rank.isOverBudget
      ? .worse : position == finding.best ? .better : rank.isEqual ? .unclear : .plain
  }

  /// What the work is like at each size: the arithmetic, then what the simulation makes of it.
  private var work: [ReportText.Block] {
    let alternatives = study.alternatives
    let triggers = study.design.portfolio.triggers
    let columns = [
      MeasureColumn("events missed", Metric.events(.missed, triggerCount: triggers.count)),
      MeasureColumn("response time", [.responseTime]),
      MeasureColumn("utilisation", [.utilisation]),
      MeasureColumn("churned accounts", [.churnedAccounts]),
      MeasureColumn("GRR", [.grr]),
    ].map { column in
      column.cells(
        for: alternatives.map { alternative in
          alternative.estimate(
            of: column.metrics, per: column.unit == .count ? 1 / alternative.scale : 1)
        })
    }
    var table = TextTable(
      [(title: sizeTitle, alignment: .right), (title: "days per account", alignment: .right)]
        + triggers.map { (title: "\($0.name) a day", alignment: .right) }
        + columns.map { (title: $0.header, alignment: .right) })
    for (row, alternative) in alternatives.enumerated() {
      let arithmetic = TeamArithmetic(alternative.team.portfolio)
      table.add(
        [
          "\(alternative.size)",
          arithmetic.daysPerAccount.map { NumberFormat.fixed($0, decimals: 1) } ?? "none",
        ]
          + arithmetic.eventsPerWorkingDay.map { NumberFormat.fixed($0, decimals: 2) }
          + columns.map { $0.cells[row] })
    }
    return [
      .heading("How the work goes, over \(words.years)"),
      .note(
        """
        Days per account a year, and events per working day of a KAM, are arithmetic; the rest is simulated.
        """),
      .table(table),
    ]
  }

  /// What the next KAM is worth beside what it costs.
  private var steps: [ReportText.Block] {
    guard !finding.steps.isEmpty else { return [] }
    let worth = MeasureColumn("adds", [.grossMargin]).cells(for: finding.steps.map(\.worth))
    let nets = finding.steps.map { $0.worth.shifted(by: -$0.cost) }
    let net = MeasureColumn("adds less cost", [.netContribution]).cells(for: nets, signed: true)
    let breakEven = MeasureColumn("may cost a year", [.grossMargin]).cells(
      for: finding.steps.map(\.breakEvenCost))
    let scale = Scale.money(for: finding.steps.map(\.cost)).precise(to: [])
    var table = TextTable([
      ("KAMs", .left), (worth.header, .right),
      ("costs" + (scale.suffix.isEmpty ? "" : ", \(scale.suffix)"), .right), (net.header, .right),
      (breakEven.header, .right),
      ("by price of a day" + (scale.suffix.isEmpty ? "" : ", \(scale.suffix)"), .right),
    ])
    for (row, step) in finding.steps.enumerated() {
      let (from, to) = (study.alternatives[step.from], study.alternatives[step.to])
      table.add(
        [
          "\(from.team.portfolio.team.count) to \(to.team.portfolio.team.count)", worth.cells[row],
          NumberFormat.fixed(step.cost / scale.divisor, decimals: 0), net.cells[row],
          breakEven.cells[row],
          step.pricedWorth.map { NumberFormat.fixed($0 / scale.divisor, decimals: 0) } ?? "none",
        ], tones: [3: Tone(of: nets[row])])
    }
    return [
      .heading("What the next KAM adds to gross margin, and costs, over \(words.years)"),
      .note(
        """
        Per KAM, paired. The price of a day is the linear program's at the smaller size, times the days of a \
        KAM: it knows of no customers who leave or wait.
        """),
      .table(table),
    ]
  }
}

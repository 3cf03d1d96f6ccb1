import PortfolioModel
import Study

/// What a scenario says, before anything runs: sizes, tiers, and what each KAM's portfolio asks for.
public struct CheckReport {
  private let design: PolicyStudy.Design
  private let recipe: PortfolioRecipe
  private let title: String
  private let style: TextStyle

  /// Prepares the report of a design and of the recipe of its portfolio.
  public init(
    _ design: PolicyStudy.Design, recipe: PortfolioRecipe, title: String, style: TextStyle
  ) {
    self.design = design
    self.recipe = recipe
    self.title = title
    self.style = style
  }

  /// The whole report.
  public var text: ReportText {
    ReportText(
      [[.title(title), .finding(finding)], tierTable, curveTable, teamTable]
        + AssignmentSection.blocks(of: design.assignment, horizonYears: design.horizonYears)
        + [triggerTable, assumptions, [.heading("What will run"), .note(whatRuns)]],
      style: style)
  }

  /// That the scenario can run, and how much of the team's time its events ask for.
  private var finding: String {
    let portfolio = design.portfolio
    let team = portfolio.team.indices.map { PortfolioArithmetic(of: $0, in: portfolio) }
    let capacity = team.reduce(0) { $0 + $1.capacity }
    let workload = team.reduce(0) { $0 + $1.responseWorkload }
    let share = capacity > 0 ? " (\(NumberFormat.percent(workload / capacity)))" : ""
    return """
      The scenario can run. Of \(NumberFormat.fixed(capacity, decimals: 1)) customer-days a year, the \
      events that are detected ask for \(NumberFormat.fixed(workload, decimals: 1))\(share).
      """
  }

  private var tierTable: [ReportText.Block] {
    let portfolio = design.portfolio
    var table = TextTable([
      ("tier", .left), ("accounts", .right), ("revenue", .right), ("potential", .right),
      ("churn a year", .right), ("minDays", .right), ("maxDays", .right),
      ("contacts a year", .right),
    ])
    for (index, careModel) in portfolio.careModels.enumerated() {
      let accounts = portfolio.accounts.indices.filter { portfolio.tierIndex[$0] == index }
        .map { portfolio.accounts[$0] }
      guard !accounts.isEmpty else { continue }
      let churn = accounts.reduce(0) { $0 + ($1.churn ?? 0) } / Double(accounts.count)
      table.add([
        careModel.id, "\(accounts.count)",
        NumberFormat.fixed(accounts.reduce(0) { $0 + $1.annualRevenue }, decimals: 0),
        NumberFormat.fixed(accounts.reduce(0) { $0 + $1.potential }, decimals: 0),
        NumberFormat.percent(churn), NumberFormat.fixed(careModel.minDays, decimals: 1),
        NumberFormat.fixed(careModel.maxDays, decimals: 1),
        NumberFormat.fixed(careModel.cadence, decimals: 0),
      ])
    }
    return [.heading("\(portfolio.accounts.count) accounts"), .table(table)]
  }

  /// How care acts on the tiers with a judgement; nothing where none has one.
  private var curveTable: [ReportText.Block] {
    let portfolio = design.portfolio
    var table = TextTable([
      ("tier", .left), ("curve", .left), ("exponent", .right), ("of its effect", .right),
      ("at", .left),
    ])
    func number(_ value: Double) -> String { NumberFormat.fixed(value, decimals: 2) }
    func add(_ tier: String, _ curve: CareCurve, at place: (Double) -> String) {
      switch curve {
      case .exponential(let kappa): table.add([tier, "exponential", "", "63 %", place(kappa)])
      case .adbudg(let half, let exponent):
        table.add([tier, "ADBUDG", number(exponent), "50 %", place(half)])
      case .power(let full, let exponent):
        table.add([tier, "power", number(exponent), "100 %", place(full)])
      }
    }
    let used = portfolio.careModels.indices.filter {
      portfolio.careModels[$0].judgement != nil && portfolio.tierIndex.contains($0)
    }
    for careModel in used.map({ portfolio.careModels[$0] }) {
      let tier = TextTable.printable(careModel.id)
      switch careModel.judgement {
      case .curve(let curve): add(tier, curve) { "\(number($0)) days of engagement" }
      case .answers(let answers):
        add(tier, answers.curve(today: 1)) { "\(number($0)) times each account's engagement today" }
      case nil: break
      }
    }
    return used.isEmpty ? [] : [.heading("How care acts, by judgement"), .table(table)]
  }

  private var teamTable: [ReportText.Block] {
    let portfolio = design.portfolio
    var table = TextTable(
      [
        ("KAM", .left), ("accounts", .right), ("revenue", .right), ("customer-days", .right),
        ("days per account", .right), ("response days", .right),
      ] + portfolio.triggers.map { (title: "\($0.name) a day", alignment: .right) })
    for kam in portfolio.team.indices {
      let arithmetic = PortfolioArithmetic(of: kam, in: portfolio)
      table.add(
        [
          arithmetic.kam, "\(arithmetic.accountCount)",
          NumberFormat.fixed(arithmetic.revenue, decimals: 0),
          NumberFormat.fixed(arithmetic.capacity, decimals: 1),
          arithmetic.daysPerAccount.map { NumberFormat.fixed($0, decimals: 1) } ?? "-",
          NumberFormat.fixed(arithmetic.responseWorkload, decimals: 1),
        ] + arithmetic.eventsPerWorkingDay.map { NumberFormat.fixed($0, decimals: 2) })
    }
    return [
      .heading("\(portfolio.team.count) KAMs"),
      .note(
        "Days a year; response days: the work that detected events ask for; events per working day."
      ),
      .table(table),
    ]
  }

  private var triggerTable: [ReportText.Block] {
    var table = TextTable([
      ("trigger", .left), ("a year and account", .right), ("detection", .right), ("lag", .right),
      ("effort", .right), ("window", .right), ("win", .right), ("captures", .right),
      ("risk factor", .right), ("risk days", .right), ("resolves", .right),
    ])
    let accounts = design.portfolio.accounts
    for trigger in design.portfolio.triggers {
      let rate = accounts.reduce(0) { $0 + trigger.rate(on: $1) } / Double(accounts.count)
      table.add([
        trigger.name, NumberFormat.fixed(rate, decimals: 2),
        NumberFormat.percent(trigger.detection),
        NumberFormat.fixed(trigger.lag, decimals: 1),
        NumberFormat.fixed(trigger.effort.mean, decimals: 2),
        NumberFormat.fixed(trigger.window, decimals: 0),
        NumberFormat.percent(trigger.winProbability), NumberFormat.percent(trigger.captures),
        NumberFormat.fixed(trigger.riskFactor, decimals: 2),
        NumberFormat.fixed(trigger.riskDays, decimals: 0), NumberFormat.percent(trigger.resolves),
      ])
    }
    return [.heading("Trigger events"), .table(table)]
  }

  /// How many values are assumed, and which inputs are uncertain.
  private var assumptions: [ReportText.Block] {
    let uncertain = recipe.uncertainInputs.map { TextTable.printable($0.name) }
    return [
      .heading("Assumptions"), .note(AssumptionReport.counts(of: recipe.assumptions)),
      .note("'salkku assumptions SCENARIO' lists them with unit, range and evidence."),
    ] + (uncertain.isEmpty ? [] : [.note("Uncertain: \(uncertain.joined(separator: ", ")).")])
  }

  private var whatRuns: String {
    let policies = design.policies.map(\.rawValue).joined(separator: ", ")
    let length =
      design.precision.map {
        "as many replications as ± \(NumberFormat.share($0)) takes, at most \(design.replications)"
      } ?? "\(design.replications) replications"
    return """
      policies \(policies); baseline \(design.baseline.rawValue)
      \(NumberFormat.years(design.horizonYears)), \
      \(length), seed \(design.seed)
      """
  }
}

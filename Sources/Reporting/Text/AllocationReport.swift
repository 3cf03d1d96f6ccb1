import Allocation
import PortfolioModel

/// The optimised plan as text: who gets which days, what they are worth, what changes.
public struct AllocationReport {
  let result: AllocationResult
  private let portfolio: Portfolio
  let horizonYears: Double
  private let title: String
  private let accountLimit: Int
  private let style: TextStyle
  private let assignment: Assignment?
  private let tuning: Tuning?

  /// Prepares the report of a plan.
  ///
  /// - Parameters:
  ///   - result: The plan with its prices.
  ///   - portfolio: The portfolio that it is for.
  ///   - horizonYears: The horizon of the plan, years.
  ///   - title: The name of the scenario.
  ///   - accountLimit: The most accounts to list, those with the most days first.
  ///   - style: How to emphasise.
  ///   - assignment: How the accounts got their owners, if they were looked for.
  ///   - tuning: How the simulation tuned the plan, if it did.
  public init(
    _ result: AllocationResult, portfolio: Portfolio, horizonYears: Double, title: String,
    accountLimit: Int, style: TextStyle, assignment: Assignment? = nil,
    tuning: Tuning? = nil
  ) {
    self.tuning = tuning
    self.assignment = assignment
    self.result = result
    self.portfolio = portfolio
    self.horizonYears = horizonYears
    self.title = title
    self.accountLimit = accountLimit
    self.style = style
  }

  /// The whole report.
  public var text: ReportText {
    let bounds = result.bindingBounds.isEmpty ? [] : [boundTable]
    let owners = AssignmentSection.blocks(of: assignment, horizonYears: horizonYears)
    let isOwned = result.accounts.contains { $0.bound != .pooled }
    let tables = isOwned ? [accountTable, teamTable] : [accountTable]
    let segments = result.segments.isEmpty ? [] : [groupTable("segment", result.segments)]
    let sections =
      [header] + owners + bounds + tables + [groupTable("tier", result.tiers)] + segments
      + [CalendarSection.blocks(of: result.calendar)] + (isOwned ? [changeTable] : [])
    return ReportText(sections, style: style)
  }

  /// What the plan is worth, and what to know when reading it.
  var header: [ReportText.Block] {
    let planned = result.team.reduce(0) { $0 + $1.plannedDays }
    let capacity = result.team.reduce(0) { $0 + $1.capacity }
    let scale = Scale.money(for: [result.gain])
    let amount = NumberFormat.fixed(abs(result.gain) / scale.divisor, decimals: 2)
    var lines = [
      """
      The plan shares out \(days(planned)) of \(days(capacity)) customer-days a year. Over \
      \(NumberFormat.years(horizonYears)) that \(result.gain < 0 ? "costs" : "adds") \
      \(amount)\(scale.suffix.isEmpty ? "" : " " + scale.suffix) against no work at all on the accounts.
      """,
      result.risk.map { RiskSentence(of: $0).text }
        ?? "Computed by linear program, so without sampling error; \"salkku benchmark\" tests it by simulation.",
      tuning.map { TuningSentence(of: $0).text }
        ?? "Where customers leave, days are left over later, and a day is worth less than its price here"
        + (result.risk == nil ? "; --tuned gives prices that the simulation bears out." : "."),
    ]
    if let optimality = result.optimality, optimality.splits > 0 {
      let worth = [optimality.value, optimality.bound, optimality.gap]
        .map { NumberFormat.fixed($0, decimals: 0) }
      let percent = optimality.gapShare.map { " (\(NumberFormat.fixed(100 * $0, decimals: 2)) %)" }
      lines.append(
        """
        Some value curves are not concave. The plan adds \(worth[0]) on the true curves, and no plan adds \
        more than \(worth[1]): a gap of \(worth[2])\(percent ?? "").\
        \(result.hasWeights ? " This counts strategicWeight." : "")
        """)
    }
    if result.overstatement > 0.005 * abs(result.gain) {
      lines.append(
        """
        Some value curves are not concave: the program believed in \
        \(NumberFormat.fixed(result.overstatement, decimals: 0)) more than the plan is worth.
        """)
    }
    if result.hasWeights {
      lines.append(
        "The shadow prices count strategicWeight; all other money does not.")
    }
    return [.title(title)] + lines.map { .sentence($0) }
  }

  /// The bounds that cost something, the dearest first.
  private var boundTable: [ReportText.Block] {
    var table = TextTable([("bound", .left), ("worth of loosening it", .right), ("by", .left)])
    for binding in result.bindingBounds.sorted(by: { $0.price > $1.price }) {
      let isMoney = if case .budgetMoney = binding.bound { true } else { false }
      table.add([
        TextTable.printable(binding.bound.description),
        NumberFormat.fixed(binding.price, decimals: isMoney ? 2 : 0),
        isMoney ? "1 of money a year" : "a day a year",
      ])
    }
    return [
      .heading("Bounds that cost money here"),
      .note(
        "worth of loosening it: what the plan gains, money for each day (or for each 1 of money)."),
      .table(table),
    ]
  }

  // MARK: - Accounts

  private var accountTable: [ReportText.Block] {
    let order = result.accounts.indices.sorted {
      (-result.accounts[$0].plannedDays, $0) < (-result.accounts[$1].plannedDays, $1)
    }
    var table = TextTable([
      ("account", .left), ("KAM", .left), ("tier", .left), ("care days", .right),
      ("response days", .right), ("value", .right), ("potential", .right), ("activity", .right),
      ("next day", .right), ("bound", .left), ("KAM's day", .right),
    ])
    for index in order.prefix(accountLimit) {
      let (account, planned) = (portfolio.accounts[index], result.accounts[index])
      table.add([
        account.id, account.kam ?? "pool", account.tier ?? "",
        days(planned.careDays), days(planned.totalResponseDays),
        money(planned.valueAtPlan), money(account.potential), days(account.activity),
        money(planned.nextDayValue), words(planned.bound),
        money(portfolio.owner[index].map { result.team[$0].shadowPrice }),
      ])
    }
    let hidden = result.accounts.count - min(accountLimit, result.accounts.count)
    let note =
      hidden > 0
      ? "\(hidden) more accounts with fewer days: --accounts N lists more, --csv DIR all." : nil
    return [
      .heading("Accounts, most days first"),
      .note(
        """
        Days a year. value: what the account is worth over the horizon under the plan. next day: what one \
        more care day a year on it is worth. KAM's day: what one more day of its KAM is worth. bound: what \
        keeps the account from getting more care.
        """),
      .table(table),
    ] + (note.map { [.note($0)] } ?? [])
  }

  private func words(_ bound: AllocationBound) -> String {
    switch bound {
    case .price, .noCare: "days earn more elsewhere"
    case .minDays: "minDays"
    case .maxDays: "maxDays"
    case .lockedDays: "lockedDays"
    case .maxChange: "maxChange"
    case .capacity: "capacity"
    case .share: "shares"
    case .days: "days"
    case .budget: "budget"
    case .responseReserve: "responseReserve"
    case .pooled: "pooled"
    }
  }

  // MARK: - Totals

  private var teamTable: [ReportText.Block] {
    var table = TextTable([
      ("KAM", .left), ("accounts", .right), ("capacity", .right), ("care days", .right),
      ("response days", .right), ("planned", .right), ("worth of a day", .right),
      ("at capacities", .right), ("cost of a day", .right),
    ])
    let steps = result.team.compactMap { planned in
      planned.dayPrice?.stepsSentence.map {
        ReportText.Block.item("\(TextTable.printable(planned.id)): \($0)")
      }
    }
    for (kam, planned) in result.team.enumerated() {
      table.add([
        planned.id, "\(portfolio.accountsOfKAM[kam].count)", days(planned.capacity),
        days(planned.careDays), days(planned.responseDays),
        planned.capacity > 0
          ? NumberFormat.percent(planned.plannedDays / planned.capacity) : "n/a",
        money(planned.shadowPrice),
        planned.dayPrice.map { $0.isDegenerate ? "see below" : $0.nextDay.capacities } ?? "n/a",
        portfolio.dayCost(of: kam, horizonYears: horizonYears).map(money) ?? "n/a",
      ])
    }
    return [
      .heading("KAMs, days a year"),
      .note(
        """
        worth of a day: the shadow price, what one more day of the KAM is worth. at capacities: over \
        which that holds. cost of a day: annualCost over the capacity, discounted as the worth is.
        """),
      .table(table),
    ] + steps
  }

  private func groupTable(_ kind: String, _ groups: [GroupAllocation]) -> [ReportText.Block] {
    var table = TextTable([
      (kind, .left), ("accounts", .right), ("care days", .right), ("response days", .right),
      ("share of all days", .right),
    ])
    for group in groups where group.accountCount > 0 {
      table.add([
        group.name, "\(group.accountCount)", days(group.careDays), days(group.responseDays),
        NumberFormat.percent(group.share),
      ])
    }
    return [.heading("By \(kind), days a year"), .table(table)]
  }

  /// The five accounts whose care changes most.
  private var changeTable: [ReportText.Block] {
    func change(_ account: Int) -> Double {
      result.accounts[account].careDays - (portfolio.accounts[account].currentDays ?? 0)
    }
    let owned = result.accounts.indices.filter { portfolio.owner[$0] != nil }
    let largest = owned.sorted { (-abs(change($0)), $0) < (-abs(change($1)), $1) }.prefix(5)
    var table = TextTable([
      ("account", .left), ("name", .left), ("KAM", .left), ("today", .right), ("plan", .right),
      ("change", .right),
    ])
    for index in largest {
      let account = portfolio.accounts[index]
      table.add([
        account.id, account.name ?? "", account.kam ?? "", days(account.currentDays ?? 0),
        days(result.accounts[index].careDays), NumberFormat.signed(change(index), decimals: 1),
      ])
    }
    return [.heading("The five largest changes from today, care days a year"), .table(table)]
  }

  private func days(_ days: Double) -> String { NumberFormat.fixed(days, decimals: 1) }

  private func money(_ amount: Double?) -> String {
    amount.map { NumberFormat.fixed($0, decimals: 0) } ?? "-"
  }
}

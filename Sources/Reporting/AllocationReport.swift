import Allocation
import PortfolioModel

/// The optimised plan as text: who gets which days, what they are worth, what changes.
public struct AllocationReport {
  private let result: AllocationResult
  private let portfolio: Portfolio
  private let title: String
  private let accountLimit: Int
  private let style: TextStyle

  /// Prepares the report of a plan.
  ///
  /// - Parameters:
  ///   - result: The plan with its prices.
  ///   - portfolio: The portfolio that it is for.
  ///   - title: The name of the scenario.
  ///   - accountLimit: The most accounts to list, those with the most days first.
  ///   - style: How to emphasise.
  public init(
    _ result: AllocationResult, portfolio: Portfolio, title: String, accountLimit: Int,
    style: TextStyle
  ) {
    self.result = result
    self.portfolio = portfolio
    self.title = title
    self.accountLimit = accountLimit
    self.style = style
  }

  /// The whole report.
  public var text: String {
    let planned = result.team.reduce(0) { $0 + $1.plannedDays }
    let capacity = result.team.reduce(0) { $0 + $1.capacity }
    let scale = Scale.money(for: [result.objective])
    let header = [
      style.heading(TextTable.printable(title)),
      """
      The plan shares out \(days(planned)) of \(days(capacity)) customer-days a year and adds \
      \(NumberFormat.fixed(result.objective / scale.divisor, decimals: 2)) \(scale.suffix) over \
      the horizon to what the accounts are worth without any work.
      """,
      "Computed by linear program, so without sampling error; \"salkku benchmark\" tests it by simulation.",
    ]
    return
      [header, accountTable, teamTable, groupTable("tier", result.tiers)]
      .appending(result.segments.isEmpty ? nil : groupTable("segment", result.segments))
      .appending(changeTable)
      .map { $0.joined(separator: "\n") }.joined(separator: "\n\n") + "\n"
  }

  // MARK: - Accounts

  private var accountTable: [String] {
    let order = result.accounts.indices.sorted {
      (-plannedDays($0), $0) < (-plannedDays($1), $1)
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
      ? ["  \(hidden) more accounts with fewer days: --accounts N lists more, --csv DIR all."] : []
    return [
      style.heading("Accounts, most days first"),
      """
        Days a year. value: worth over the horizon under the plan. next day: what one more care day \
      is worth. KAM's day: the shadow price, what one more day of the KAM is worth.
      """,
    ] + table.lines() + note
  }

  private func plannedDays(_ account: Int) -> Double {
    result.accounts[account].plannedDays
  }

  private func words(_ bound: AllocationBound) -> String {
    switch bound {
    case .price: "price of a day"
    case .noCare: "first day too dear"
    case .minDays: "minDays"
    case .maxDays: "maxDays"
    case .capacity: "capacity"
    case .share: "share bound"
    case .pooled: "pooled"
    }
  }

  // MARK: - Totals

  private var teamTable: [String] {
    var table = TextTable([
      ("KAM", .left), ("accounts", .right), ("capacity", .right), ("care days", .right),
      ("response days", .right), ("planned", .right), ("worth of a day", .right),
      ("cost of a day", .right),
    ])
    for (kam, planned) in result.team.enumerated() {
      table.add([
        planned.id, "\(portfolio.accountsOfKAM[kam].count)", days(planned.capacity),
        days(planned.careDays), days(planned.responseDays),
        planned.capacity > 0
          ? NumberFormat.percent(planned.plannedDays / planned.capacity) : "n/a",
        money(planned.shadowPrice),
        planned.capacity > 0
          ? money(portfolio.team[kam].annualCost / planned.capacity) : "n/a",
      ])
    }
    return [style.heading("KAMs, days a year")] + table.lines()
  }

  private func groupTable(_ kind: String, _ groups: [GroupAllocation]) -> [String] {
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
    return [style.heading("By \(kind), days a year")] + table.lines()
  }

  /// The five accounts whose care changes most.
  private var changeTable: [String] {
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
    return [style.heading("The five largest changes from today, care days a year")] + table.lines()
  }

  private func days(_ days: Double) -> String { NumberFormat.fixed(days, decimals: 1) }

  private func money(_ amount: Double?) -> String {
    amount.map { NumberFormat.fixed($0, decimals: 0) } ?? "-"
  }
}

extension Array {
  /// The array with one more element, if there is one.
  fileprivate func appending(_ element: Element?) -> [Element] {
    element.map { self + [$0] } ?? self
  }
}

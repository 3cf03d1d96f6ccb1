import Charts

extension StudyView {
  /// What an account earns a year today: its margin less its days at what a day of its KAM costs.
  private var profits: [(account: PortfolioRecord.AccountRecord, profit: Double)] {
    let costs = Dictionary(
      study.portfolio.team.map { ($0.id, $0.capacity > 0 ? $0.annualCost / $0.capacity : 0) },
      uniquingKeysWith: { first, _ in first })
    return study.portfolio.accounts.map { account in
      let cost = account.kam.flatMap { costs[$0] } ?? 0
      return (account, account.annualRevenue * account.margin - account.currentDays * cost)
    }.sorted { ($0.profit, $1.account.id) > ($1.profit, $0.account.id) }
  }

  /// Who earns the profit of today, and who gives it back.
  var whaleCard: ReportCard? {
    let profits = profits
    guard let profit = CumulativeProfit(values: profits.map(\.profit)) else { return nil }
    let losing = profits.count { $0.profit < 0 }
    let givesBack = profit.givenBack >= 0.005
    let peak = PageText.percent(profit.peak)
    let marks = givesBack ? [0.5] : [0.5, 0.8]
    let half = profit.accountCount(earning: 0.5) ?? 0
    return ReportCard(
      title: givesBack
        ? "\(NumberFormat.count(losing, "account")) give back \(NumberFormat.fixed(100 * profit.givenBack, decimals: 0)) points of profit"
        : "\(NumberFormat.count(half, "account")) of \(profit.accountCount) earn half of the profit",
      subtitle:
        "Cumulative profit of today: margin a year less days at what a day of the KAM costs.",
      chart: WhaleCurve(
        profit: profit,
        texts: WhaleCurve.Texts(
          profitTitle: "Share of total profit", accountTitle: "Accounts, most to least profitable",
          total: "actual profit 100 %",
          peak: "\(peak) at \(PageText.percent(profit.earningShare)) of accounts",
          earned: "earn \(peak)",
          givenBack: "give back \(NumberFormat.fixed(100 * profit.givenBack, decimals: 0)) points"),
        marks: marks.compactMap { share in
          profit.accountCount(earning: share).map {
            WhaleCurve.Mark(
              accountCount: $0,
              text: "\(PageText.percent(share)) from \(NumberFormat.count($0, "account"))")
          }
        }, shareFormat: PageText.shareAxis),
      numbers: ReportCard.Numbers(
        columns: [
          ("account", true), ("profit a year", false), ("margin a year", false), ("days", false),
        ],
        rows: (profits.count <= 20 ? profits : Array(profits.prefix(10) + profits.suffix(10))).map {
          [
            name(of: $0.account.id), PageText.money($0.profit),
            PageText.money($0.account.annualRevenue * $0.account.margin),
            PageText.days($0.account.currentDays),
          ]
        },
        note: profits.count <= 20
          ? nil : "The ten most and the ten least profitable; the table of accounts has all."))
  }

  /// Where the days of the plan go.
  var planCard: ReportCard? {
    let planned = plan.filter { $0.kam != nil && $0.totalDays > 0 }
    guard !planned.isEmpty else { return nil }
    let total = planned.reduce(0) { $0 + $1.totalDays }
    let mostActive = max(1e-9, planned.map(\.activity).max() ?? 1)
    let groups = study.portfolio.tiers.compactMap {
      tier -> (name: String, days: Double, rows: [PlanRecord])? in
      let rows = planned.filter { $0.tier == tier.id }
      return rows.isEmpty ? nil : (tier.id, rows.reduce(0) { $0 + $1.totalDays }, rows)
    }
    guard let largest = groups.max(by: { $0.days < $1.days }) else { return nil }
    return ReportCard(
      title: """
        \(PageText.percent(largest.days / total)) of the days go to \
        \(NumberFormat.count(largest.rows.count, "\(largest.name) account"))
        """,
      subtitle: """
        Planned days a year \(planWords), care and responses; area: days, darker: more requests of \
        the customer's own.
        """,
      chart: Treemap(
        groups: groups.map { group in
          Treemap.Group(
            name: group.name, summary: "\(PageText.days(group.days, decimals: 0)) days",
            tier: tier(group.name),
            items: group.rows.map { row in
              Treemap.Item(
                name: name(of: row.account), valueText: "\(PageText.days(row.totalDays)) d",
                value: row.totalDays, shade: row.activity / mostActive,
                tooltip: """
                  \(name(of: row.account)): \(PageText.days(row.careDays)) care days\
                  \(row.responseDays.map { ", \(PageText.days($0)) response days" } ?? "") a year; KAM \(row.kam ?? "")
                  """)
            })
        },
        remainder: { "+ \($0) accounts, \(PageText.days($1, decimals: 0)) d" }),
      numbers: ReportCard.Numbers(
        columns: [
          ("tier", true), ("accounts", false), ("care days", false), ("response days", false),
          ("share of days", false),
        ],
        rows: groups.map { group in
          [
            group.name, "\(group.rows.count)",
            PageText.days(group.rows.reduce(0) { $0 + $1.careDays }),
            PageText.days(group.rows.reduce(0) { $0 + ($1.responseDays ?? 0) }),
            PageText.percent(group.days / total, decimals: 1),
          ]
        }))
  }
}

extension PlanRecord {
  /// Care and responses, days a year.
  var totalDays: Double { careDays + (responseDays ?? 0) }
}

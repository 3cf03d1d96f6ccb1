import Charts

extension StudyView {
  /// What an account earns a year today: its margin less its part of what its KAM costs, by days of care and
  /// of the responses that it asks for.
  private var profits: [(account: PortfolioRecord.AccountRecord, profit: Double, days: Double)] {
    let accounts = study.portfolio.accounts.map { account in
      (account: account, days: study.workload(of: account).reduce(account.currentDays, +))
    }
    let daysOfKAM = Dictionary(
      accounts.map { ($0.account.kam ?? "", $0.days) }, uniquingKeysWith: +)
    let costs = Dictionary(
      study.portfolio.team.map { kam in
        let days = daysOfKAM[kam.id] ?? 0
        return (kam.id, days > 0 ? kam.annualCost / days : 0)
      }, uniquingKeysWith: { first, _ in first })
    return accounts.map { account, days in
      let cost = account.kam.flatMap { costs[$0] } ?? 0
      return (account, account.annualRevenue * account.margin - days * cost, days)
    }.sorted { ($0.profit, $1.account.id) > ($1.profit, $0.account.id) }
  }

  /// What to know about the days of today, if they were not all given.
  var todayNote: String? {
    let owned = study.portfolio.accounts.filter { $0.kam != nil }
    let unknown = owned.count { !$0.isTodayKnown }
    guard unknown > 0 else { return nil }
    let whose = unknown == owned.count ? "" : " for \(NumberFormat.count(unknown, "account"))"
    return "Days of today are not given\(whose): an equal share of the KAM's is assumed."
  }

  /// Who earns the profit of today, and who gives it back.
  var whaleCard: ReportCard? {
    let profits = profits
    guard let profit = CumulativeProfit(values: profits.map(\.profit)) else { return nil }
    let losing = profits.count { $0.profit < 0 }
    let peak = PageText.percent(profit.peak)
    let marks = profit.givesBack ? [0.5] : [0.5, 0.8]
    let half = profit.accountCount(earning: 0.5) ?? 0
    return ReportCard(
      title: profit.givesBack
        ? "\(NumberFormat.count(losing, "account")) \(losing == 1 ? "gives" : "give") back \(NumberFormat.fixed(100 * profit.givenBack, decimals: 0)) points of profit"
        : "\(half) of \(NumberFormat.count(profit.accountCount, "account")) \(half == 1 ? "earns" : "earn") half of the profit",
      subtitle: """
        Cumulative profit of today: margin a year less the account's part of what its KAM costs, by days of care \
        and of responses.\(todayNote.map { " " + $0 } ?? "")
        """,
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
            PageText.days($0.days),
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
    let activities = planned.map(\.activity).sorted()
    // A few very active accounts would make all others pale.
    let active = max(1e-9, activities[activities.count * 9 / 10])
    let hasResponses = planned.contains { $0.responseDays != nil }
    let groups = study.portfolio.tiers.compactMap {
      tier -> (name: String, days: Double, rows: [PlanRecord])? in
      let rows = planned.filter { $0.tier == tier.id }
      return rows.isEmpty ? nil : (tier.id, rows.reduce(0) { $0 + $1.totalDays }, rows)
    }
    guard let largest = groups.max(by: { $0.days < $1.days }) else { return nil }
    return ReportCard(
      title: """
        \(PageText.percent(largest.days / total)) of the days go to \
        \(NumberFormat.count(largest.rows.count, "account")) of tier \(largest.name)
        """,
      subtitle: """
        Planned days a year \(planWords), \(hasResponses ? "care and responses" : "care alone"); area: days, darker: more requests of \
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
                value: row.totalDays, shade: min(1, max(0, row.activity / active)),
                tooltip: """
                  \(name(of: row.account)): \(PageText.days(row.careDays)) care days\
                  \(row.responseDays.map { ", \(PageText.days($0)) response days" } ?? "") a year; KAM \(kam(row.kam))
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

import Workbooks

extension StudySheets {
  private typealias Row = (plan: PlanRecord, account: PortfolioRecord.AccountRecord?)

  /// The plan of the best alternative by account, and by tier; none where there is no plan.
  var plans: [Sheet] {
    guard !view.plan.isEmpty else { return [] }
    let name = study.planned?.name ?? ""
    let rows: [Row] = view.plan.map { ($0, view.accounts[$0.account]) }
    return [
      Sheet(
        name: "Plan\(suffix)",
        blocks: [
          .title("Plan “\(name)”: \(scenario)")
        ] + assumedDays(rows) + [
          .table(
            Sheet.Table(
              table, of: rows, accountColumns + dayColumns + worthColumns))
        ], freezesHeader: true, frozenColumnCount: 2),
      Sheet(
        name: "Tiers\(suffix)",
        blocks: [.title("Plan “\(name)” by tier: \(scenario)")] + tierBlocks(rows)),
    ]
  }

  /// Says where the days of today are assumed.
  private func assumedDays(_ rows: [Row]) -> [Sheet.Block] {
    let count = rows.count { $0.account?.isTodayKnown == false }
    guard count > 0 else { return [] }
    return [
      .lead(
        """
        Care days today are not given for \(count) of \(NumberFormat.count(rows.count, "account")); equal days \
        of each KAM are assumed.
        """)
    ]
  }

  private var table: String { "Plan\(suffix)" }

  private var accountColumns: [TableColumn<Row>] {
    [
      .text("Account") { $0.plan.account }, .text("Name") { $0.account?.name },
      .text("Tier") { tier(of: $0) }, .text("KAM") { view.kam($0.plan.kam) },
      .text("Segment") { $0.plan.segment }, .number("Revenue") { $0.account?.annualRevenue },
      .number("Margin", .percent(1)) { $0.account?.margin },
      .number("Potential") { $0.plan.potential },
      .number("Activity", .decimal(1)) { $0.plan.activity },
    ]
  }

  private var dayColumns: [TableColumn<Row>] {
    [
      .number("Care days today", .decimal(1)) { $0.plan.currentDays },
      .number("Care days", .decimal(1), emphasis: .bar) { $0.plan.careDays },
      .number("Response days", .decimal(1)) { $0.plan.responseDays },
      .number(
        "Change", .decimal(1),
        formula: """
          IF(ISNUMBER(\(column: "Care days today")),\(column: "Care days")-\(column: "Care days today"),"")
          """, emphasis: .sign
      ) { row in row.plan.currentDays.map { row.plan.careDays - $0 } },
    ]
  }

  private var worthColumns: [TableColumn<Row>] {
    [
      .number("Value", emphasis: .bar) { $0.plan.value },
      .number("Survival", .percent(1), emphasis: .scale) { $0.plan.survival?.mean },
      .number("Survival low", .percent(1)) { stays($0)?.lowerBound },
      .number("Survival high", .percent(1)) { stays($0)?.upperBound },
      .number("Next day") { $0.plan.nextDayValue },
      .number("Day of the KAM") { $0.plan.shadowPrice },
      .text("What stops more") { words(on: $0.plan.bound) },
    ]
  }

  /// The ends of the 95 % interval of how often the customer stays.
  private func stays(_ row: Row) -> ClosedRange<Double>? {
    row.plan.stays(in: view.replications)?.interval()
  }

  private func tier(of row: Row) -> String { row.plan.tier ?? row.account?.tier ?? "none" }

  /// What keeps an account from more care.
  private func words(on bound: String?) -> String? {
    switch bound {
    case "price": "days earn more elsewhere"
    case "noCare": "even its first day earns more elsewhere"
    case "minDays": "nothing: it has more than days earn elsewhere, by minDays"
    case "maxDays": "maxDays: it has the most that it may have"
    case "lockedDays": "lockedDays: its days are fixed"
    case "maxChange": "maxChange: it may not move further from today"
    case "capacity": "the days of its KAM"
    case "share": "a share of its tier or segment"
    case "days": "a bound on the days of its tier or segment"
    case "budget": "a budget"
    case "responseReserve": "days kept for responses"
    case "pooled": "no KAM owns it"
    default: bound
    }
  }

  // MARK: - Tiers

  private func tierBlocks(_ rows: [Row]) -> [Sheet.Block] {
    let tiers = Dictionary(grouping: rows, by: tier)
    let known = study.portfolio.tiers.map(\.id).filter { tiers[$0] != nil }
    let names = known + tiers.keys.filter { !known.contains($0) }.sorted()
    let total = rows.reduce(0) { $0 + $1.plan.totalDays }
    func sum(_ header: String, _ style: NumberStyle, _ value: @escaping (PlanRecord) -> Double?)
      -> TableColumn<String>
    {
      .number(
        header, style,
        formula: """
          SUMPRODUCT(--(\(all: "Tier", of: table)=\(column: "Tier")),\(all: header, of: table))
          """
      ) { name in tiers[name]?.reduce(0) { $0 + (value($1.plan) ?? 0) } }
    }
    return section(
      "Days a year by tier", "Tiers", of: names,
      [
        .text("Tier") { $0 },
        .number(
          "Accounts", .integer,
          formula: "SUMPRODUCT(--(\(all: "Tier", of: table)=\(column: "Tier")))"
        ) { tiers[$0].map { Double($0.count) } },
        sum("Care days today", .decimal(1), \.currentDays),
        sum("Care days", .decimal(1), \.careDays),
        sum("Response days", .decimal(1), \.responseDays),
        .number(
          "Share of days", .percent(1),
          formula: """
            IFERROR((\(column: "Care days")+\(column: "Response days"))/(SUM(\(all: "Care days", of: table))\
            +SUM(\(all: "Response days", of: table))),0)
            """
        ) { name in
          total > 0 ? (tiers[name] ?? []).reduce(0) { $0 + $1.plan.totalDays } / total : 0
        },
        sum("Value", .money(symbol: ""), \.value),
      ], note: "These are sums of the table of accounts, which follow it when it is edited.",
      charts: [
        chart(
          "Care and response days a year by tier", .column, of: "Tiers", by: "Tier",
          [.init("Care days today", .second), .init("Care days"), .init("Response days", .bound)],
          values: "days a year")
      ])
  }
}

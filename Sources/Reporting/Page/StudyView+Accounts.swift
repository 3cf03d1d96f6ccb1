import Markup
import Statistics

extension StudyView {
  /// Every account with its days, and why it gets them.
  var accountTable: AccountTable? {
    guard !plan.isEmpty else { return nil }
    let isOptimised = plan.contains { $0.bound != nil }
    let hasSegments = plan.contains { $0.segment != nil }
    let isSimulated = plan.contains { $0.survival != nil }
    typealias Column = NumbersTable.Column
    let columns =
      [
        Column("Account", isText: true), Column("Tier", isText: true), Column("KAM", isText: true),
      ] + (hasSegments ? [Column("Segment", isText: true)] : []) + [
        Column("Revenue a year"), Column("Potential a year"), Column("Requests a year"),
        Column("Days today"),
        Column("Care days"),
      ] + (isOptimised ? [Column("Response days")] : []) + [Column("Change")]
      + (isSimulated ? [Column("Stays, %")] : []) + [Column("Why", isText: true)]
    let order = plan.indices.sorted { (-plan[$0].totalDays, $0) < (-plan[$1].totalDays, $1) }
    return AccountTable(
      title: "Every account", label: labelled("Every account"),
      subtitle: """
        Days a year \(planWords), most days first. Change: care days against today.\
        \(isSimulated ? " Stays: how often the customer is there at the end, with the 95 % interval." : "")\
        \(todayNote.map { " " + $0 } ?? "")
        """,
      columns: columns,
      rows: order.map {
        cells(
          of: plan[$0], hasSegments: hasSegments, isOptimised: isOptimised, isSimulated: isSimulated
        )
      })
  }

  /// How often the customer stays, in percent, with an interval that stays within 0 to 100.
  private func stays(_ row: PlanRecord) -> String {
    guard let stays = row.stays(in: replications) else { return "n/a" }
    let interval = stays.interval()
    let ends = [interval.lowerBound, interval.upperBound].map {
      NumberFormat.fixed(100 * $0, decimals: 0)
    }
    return "\(NumberFormat.fixed(100 * stays.share, decimals: 1)) (\(ends[0])–\(ends[1]))"
  }

  private func cells(
    of row: PlanRecord, hasSegments: Bool, isOptimised: Bool, isSimulated: Bool
  ) -> [AccountTable.Cell] {
    typealias Cell = AccountTable.Cell
    let account = accounts[row.account]
    let change = row.careDays - (row.currentDays ?? account?.currentDays ?? 0)
    return [
      Cell(name(of: row.account)), Cell(row.tier ?? "", swatch: tier(row.tier) ?? 9),
      Cell(kam(row.kam)),
    ] + (hasSegments ? [Cell(row.segment ?? "")] : []) + [
      Cell(NumberFormat.fixed(account?.annualRevenue ?? .nan, decimals: 0)),
      Cell(NumberFormat.fixed(row.potential, decimals: 0)),
      Cell(NumberFormat.fixed(row.activity, decimals: 1)),
      Cell(PageText.days(row.currentDays)), Cell(PageText.days(row.careDays)),
    ] + (isOptimised ? [Cell(PageText.days(row.responseDays))] : [])
      + [
        Cell(NumberFormat.signed(change, decimals: 1))
      ] + (isSimulated ? [Cell(stays(row))] : []) + [Cell(row.why)]
  }
}

extension PlanRecord {
  /// Why the account gets its days, in a sentence.
  var why: String {
    guard kam != nil else { return "The pool looks after it" }
    guard let bound else { return "By the rule of the policy" }
    let next = nextDayValue.map { "next care day \(PageText.money($0))" }
    let price = shadowPrice.map { "a day of its KAM \(PageText.money($0))" }
    let worths = [next, price].compactMap { $0 }.joined(separator: ", ")
    let reason: String =
      switch bound {
      case "price": "More would earn less than elsewhere"
      case "noCare": "Days earn more elsewhere"
      case "minDays": "At its least days"
      case "maxDays": "At its most days"
      case "lockedDays": "Locked by the user"
      case "maxChange": "As far from today as maxChange allows"
      case "capacity": "Its KAM has no more days"
      case "share": "Held by a bound on shares"
      case "days": "Held by a bound on days"
      case "budget": "Held by the budget"
      case "responseReserve": "Held by the reserve for responses"
      default: "Held by \(bound)"
      }
    return worths.isEmpty ? reason : "\(reason): \(worths)"
  }
}

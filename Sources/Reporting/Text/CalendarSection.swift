import Allocation

/// The calendar of a plan as text: days by KAM and period, and which periods are scarce.
enum CalendarSection {
  /// The most KAMs to show.
  private static let seatLimit = 12

  /// The blocks of the section; none without periods.
  static func blocks(of calendar: PlanCalendar?) -> [ReportText.Block] {
    guard let calendar else { return [] }
    var table = TextTable(
      [("KAM", .left), ("days", .left)]
        + (calendar.names + ["year"]).map { (title: $0, alignment: .right) })
    for seat in calendar.seats.prefix(seatLimit) {
      func add(_ name: String, _ days: (PlanCalendar.Cell) -> Double) {
        let numbers = seat.cells.map(days)
        table.add(
          [name == "capacity" ? seat.kam : "", name]
            + (numbers + [numbers.reduce(0, +)]).map { NumberFormat.fixed($0, decimals: 1) })
      }
      add("capacity") { $0.capacity }
      add("care") { $0.careDays }
      add("responses") { $0.responseDays }
      add("slack") { max(0, $0.slack) }
      table.add(
        ["", "worth of a day"]
          + seat.cells.map { $0.shadowPrice.map { NumberFormat.fixed($0, decimals: 0) } ?? "-" }
          + [""])
    }
    let hidden = calendar.seats.count - min(seatLimit, calendar.seats.count)
    return [
      .heading("Calendar, days in each period"),
      .note(
        """
        worth of a day: what one more day of the KAM in the period is worth; more than elsewhere where \
        the period is scarce.
        """),
      .table(table),
    ] + (hidden > 0 ? [.note("\(hidden) more KAMs: --json FILE lists all.")] : [])
  }
}

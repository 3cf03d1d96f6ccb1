import Simulation
import Statistics

/// What happens month by month as text: a few measures, by month, quarter or year.
enum MonthSection {
  /// The blocks of the section; none where no months were asked for.
  static func blocks(of outcome: Outcome, triggerCount: Int) -> [ReportText.Block] {
    guard let months = outcome.months else { return [] }
    let (title, length) =
      months.count <= 12 ? ("month", 1) : months.count <= 60 ? ("quarter", 3) : ("year", 12)
    let columns = [
      MeasureColumn("net contribution", [.netContribution]),
      MeasureColumn("revenue at the end", [.revenueEnd]),
      MeasureColumn("churned revenue", [.churnedRevenue]),
      MeasureColumn(
        "events handled", (0..<triggerCount).map { .events(.handled, trigger: $0) }),
      MeasureColumn("utilisation", [.utilisation]),
    ].map { $0.cells(for: months.estimates(of: $0.metrics, every: length)) }
    var table = TextTable(
      [(title: title, alignment: .right)]
        + columns.map { (title: $0.header, alignment: .right) })
    for row in 0..<(months.count + length - 1) / length {
      table.add(["\(row + 1)"] + columns.map { $0.cells[row] })
    }
    let curve = months.estimates(of: [.netContribution], every: length).map { $0?.mean ?? .nan }
    return [
      .heading("By \(title)"),
      .curve(
        Sparkline(curve), of: "Net contribution by \(title)", over: "1 to \(curve.count)"),
      .table(table),
    ]
  }
}

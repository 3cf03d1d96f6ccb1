import Calendars
import Workbooks

/// A workbook with everything in it.
func example() throws -> Workbook {
  let day = try CalendarDate(iso: "2027-03-09")
  let accounts = Sheet.Table(
    name: "Accounts",
    columns: [
      Sheet.Column("Account"), Sheet.Column("Tier", .integer),
      Sheet.Column("Days", .decimal(1), emphasis: .bar),
      Sheet.Column("Change", .decimal(1), emphasis: .sign),
      Sheet.Column("Value", .money(symbol: "€"), emphasis: .scale),
      Sheet.Column("Share", .percent(1)), Sheet.Column("Next review", .date),
      Sheet.Column(
        "Value of a day", .money(symbol: "€"),
        formula: "\(column: "Value")/\(column: "Days")+\(0.5)-0.5"),
    ],
    rows: [
      ["Iris", 1, 12.5, 2.5, 1000, 0.25, .date(day), 80],
      ["=cmd|' /C calc'!A0", 2, 4, -1.5, 400, .number(.nan), nil, 100],
      ["+1", nil, .number(.infinity), 0, .number(-.infinity), nil, "never", nil],
    ])
  let curve = Sheet.Table(
    name: "Curve",
    columns: ["Accounts", "Low", "Mean", "High"].map { Sheet.Column($0, .integer) },
    rows: (1...9).map { size in
      let mean = Double(size * (12 - size))
      return [.number(Double(size)), .number(mean - 2), .number(mean), .number(mean + 2)]
    })
  let charts = Sheet.Chart.Kind.allCases.map { kind in
    Sheet.Block.chart(
      Sheet.Chart(
        title: "=Contribution by size", kind: kind, table: "Curve", categories: "Accounts",
        series: [.init("Low", .bound), .init("Mean"), .init("High", .bound)],
        categoryLabel: "Accounts per KAM", valueLabel: "k€ a year"))
  }
  return Workbook(
    title: "Plan 2027", created: day,
    sheets: [
      Sheet(
        name: "Decision",
        blocks: [
          .title("Two moves are worth €734k a year"), .heading("=1+1"),
          .paragraph("A paragraph.\nIts second line " + String(repeating: "is long ", count: 30)),
        ] + charts),
      Sheet(
        name: "Accounts", blocks: [.title("Plan"), .table(accounts)], freezesHeader: true,
        frozenColumnCount: 1),
      Sheet(name: "Sizes", blocks: [.heading("Sizes"), .table(curve)], isLandscape: false),
    ])
}

/// A workbook of one sheet.
func workbook(_ blocks: [Sheet.Block], name: String = "Sheet") -> Workbook {
  Workbook(
    title: "T", created: CalendarDate(dayNumber: 0), sheets: [Sheet(name: name, blocks: blocks)])
}

/// A table of one column of texts.
func texts(_ cells: [String], header: String = "Text", name: String = "Texts") -> Sheet.Table {
  Sheet.Table(name: name, columns: [Sheet.Column(header)], rows: cells.map { [.text($0)] })
}

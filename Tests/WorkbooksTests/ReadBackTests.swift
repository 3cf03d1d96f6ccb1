import Calendars
import Testing
import Workbooks

@Suite(
  .enabled(
    if: Reader.isWanted, "openpyxl is not in .test-tools/venv: workbooks are not read back"))
struct ReadBackTests {
  private let book: ReadBack

  init() throws { book = try ReadBack(example()) }

  @Test func `the file has its title, its day and its sheets`() {
    #expect(book.title == "Plan 2027")
    #expect(book.created == "2027-03-09 12:00:00")
    #expect(book.sheets.map(\.name) == ["Decision", "Accounts", "Sizes"])
  }

  @Test func `cells hold values with types and formats`() {
    let page = book.sheets[1]
    let row = ["A", "B", "C", "D", "E", "F", "G"].map { page.cells["\($0)3"] ?? nil }
    #expect(row == ["Iris", 1, 12.5, 2.5, 1000, 0.25, "2027-03-09 00:00:00"])
    #expect(["A", "B", "G"].map { page.types["\($0)3"] } == ["s", "n", "d"])
    let formats = ["A", "B", "C", "D", "E", "F", "G"].map { page.formats["\($0)3"] }
    #expect(
      formats == [
        "@", "#,##0", "#,##0.0", "+#,##0.0;-#,##0.0;#,##0.0", "\"€\"#,##0", "0.0%", "yyyy-mm-dd",
      ])
  }

  @Test func `numbers that are not finite are n-a and nothing is nothing`() {
    let page = book.sheets[1]
    for cell in ["F4", "C5", "E5"] {
      #expect(page.cells[cell] == "n/a")
      #expect(page.types[cell] == "s")
    }
    #expect(page.cells["G4"] == nil && page.cells["B5"] == nil)
    #expect(page.cells["G5"] == "never")
  }

  @Test func `hostile names stay text`() {
    #expect(book.sheets[1].cells["A4"] == "=cmd|' /C calc'!A0")
    #expect(book.sheets[1].types["A4"] == "s" && book.sheets[1].types["A5"] == "s")
    #expect(book.sheets[1].formats["A4"] == "@")
    #expect(book.sheets[0].types["A2"] == "s")
  }

  @Test func `formulas keep their values`() {
    let page = book.sheets[1]
    #expect(
      page.cells["H3"]
        == "=Accounts[[#This Row],[Value]]/Accounts[[#This Row],[Days]]+(0.5)-0.5")
    #expect(page.types["H3"] == "f")
    #expect(page.cached["H3"] == 80 && page.cached["H4"] == 100)
  }

  @Test func `tables have ranges, headers and filters`() {
    let table = book.sheets[1].tables.first
    #expect(book.sheets[1].tables.count == 1)
    #expect(table?.name == "Accounts" && table?.range == "A2:H5" && table?.filter == "A2:H5")
    #expect(table?.headers.last == "Value of a day")
    #expect(book.sheets[2].tables.map(\.range) == ["A2:D11"])
  }

  @Test func `columns are coloured`() {
    #expect(
      book.sheets[1].rules == [
        "C3:C5 dataBar", "D3:D5 cellIs between", "D3:D5 cellIs lessThan", "E3:E5 colorScale",
      ])
  }

  @Test func `charts show the columns of the table`() {
    let charts = book.sheets[0].charts
    #expect(
      charts.map(\.type) == ["LineChart", "ScatterChart", "BarChart", "BarChart", "ScatterChart"])
    for chart in charts {
      #expect(chart.categories == Array(repeating: "Sizes!$A$3:$A$11", count: 3))
      #expect(chart.values == ["B", "C", "D"].map { "Sizes!$\($0)$3:$\($0)$11" })
      #expect(chart.names == ["Sizes!$B$2", "Sizes!$C$2", "Sizes!$D$2"])
    }
    let axes = [
      "Accounts per KAM, minMax, autoZero, General", "k€ a year, minMax, autoZero, #,##0",
    ]
    #expect(charts.map(\.axes).filter { $0 == axes }.count == 4)
    #expect(
      charts[3].axes == [
        "Accounts per KAM, maxMin, autoZero, General", "k€ a year, minMax, max, #,##0",
      ])
    #expect(charts[0].dashes == ["dash", "solid", "dash"])
    // Each chart is 360 pixels high: 18 rows, and one between.
    #expect(charts.map(\.place) == [4, 23, 42, 61, 80])
  }

  @Test func `the header stays in view and on printed pages`() {
    #expect(book.sheets.map(\.frozen) == ["", "B3", ""])
    #expect(book.sheets.map(\.landscape) == ["landscape", "landscape", "portrait"])
    #expect(book.sheets.map(\.fit) == ["1x0", "1x0", "1x0"])
    #expect(book.sheets[1].repeated == "$2:$2")
    #expect(book.sheets[0].merged == ["A3:I3"])
  }
}

@Suite(
  .enabled(
    if: Reader.isWanted, "openpyxl is not in .test-tools/venv: workbooks are not read back"))
struct LimitTests {
  @Test func `a table without rows has an empty one, and one row is one row`() throws {
    var table = texts([])
    table.columns.append(
      Sheet.Column("Twice", .integer, formula: "2*\(column: "Text")", emphasis: .bar))
    let one = Sheet.Table(name: "One", columns: [Sheet.Column("A")], rows: [["x"]])
    let page = try ReadBack(workbook([.table(table), .table(one)])).sheets[0]
    #expect(page.tables.map(\.range) == ["A1:B2", "A4:A5"])
    #expect(page.cells.keys.sorted() == ["A1", "A4", "A5", "B1"])
  }

  @Test func `names of sheets follow the rules of Excel`() throws {
    let names = [
      "Plan", "plan", "a/b[c]:d*e?f\\g", "'quoted'", "", "History", "2027", "A1",
      String(repeating: "漢", count: 40), String(repeating: "漢", count: 41), "a\u{0}\nb",
    ]
    let sheets = names.enumerated().map { index, name in
      Sheet(
        name: name, blocks: [.table(texts(["x"], name: "Part \(index)"))], freezesHeader: true)
    }
    let day = CalendarDate(dayNumber: 0)
    let read = try ReadBack(Workbook(title: "Names", created: day, sheets: sheets))
    let long = String(repeating: "漢", count: 30) + "…"
    let again = String(repeating: "漢", count: 26) + "… (2)"
    #expect(
      read.sheets.map(\.name) == [
        "Plan", "plan (2)", "a-b-c--d-e-f-g", "’quoted’", "Sheet", "Sheet History",
        "Sheet 2027", "Sheet A1", long, again, "a\u{FFFD} b",
      ])
    #expect(read.sheets.allSatisfy { $0.repeated == "$1:$1" })
  }

  @Test func `names of tables and headers follow the rules of Excel`() throws {
    let names = ["A1", "2 äx", "R1C1", "", "Plan"]
    let columns = ["A", "a", "", " x\ny ", "[#]'@", String(repeating: "x", count: 300)]
    let blocks = names.map { name in
      Sheet.Block.table(
        Sheet.Table(
          name: name,
          columns: columns.map { Sheet.Column($0) } + [
            Sheet.Column("Sum", .integer, formula: "1+\(column: "[#]'@")")
          ], rows: [[nil, nil, nil, nil, nil, nil, 1]]))
    }
    let page = try ReadBack(workbook(blocks)).sheets[0]
    #expect(page.tables.map(\.name) == ["Table_A1", "Table_2__x", "Table_R1C1", "Table_", "Plan"])
    let headers = try #require(page.tables.first?.headers)
    #expect(headers.prefix(5) == ["A", "a (2)", "Column", "x y", "[#]'@"])
    #expect(headers[5] == String(repeating: "x", count: 199) + "…")
    #expect(page.cells["G2"] == "=1+Table_A1[[#This Row],['['#']''@]]")
  }

  @Test func `texts keep to the limits of a cell`() throws {
    let long = String(repeating: "漢", count: 40_000)
    let cells = [long, "_x0041_", "a\u{0}\u{1B}\u{FFFE}b", "a\r\nb\rc", "<&>\"'", " x ", "👩‍👩‍👧‍👦"]
    let page = try ReadBack(workbook([.table(texts(cells))])).sheets[0]
    #expect(page.cells["A2"] == .some(.text(String(long.prefix(32_766)) + "…")))
    let rest = (3...8).map { page.cells["A\($0)"] ?? nil }
    #expect(
      rest == ["_x0041_", "a\u{FFFD}\u{FFFD}\u{FFFD}b", "a\nb\nc", "<&>\"'", " x ", "👩‍👩‍👧‍👦"])
    #expect(page.formats["A2"] == "General" && page.formats["A3"] == "@")
  }

  @Test func `days before March 1900 are text`() throws {
    let days = ["1900-02-28", "1900-03-01", "9999-12-31"]
    let table = Sheet.Table(
      name: "Days", columns: [Sheet.Column("Day", .date)],
      rows: try days.map { [.date(try CalendarDate(iso: $0))] })
    let page = try ReadBack(workbook([.table(table)])).sheets[0]
    #expect(page.cells["A2"] == "1900-02-28")
    #expect(page.cells["A3"] == "1900-03-01 00:00:00" && page.cells["A4"] == "9999-12-31 00:00:00")
  }

  @Test func `columns are as wide as their content`() throws {
    let table = Sheet.Table(
      name: "T",
      columns: [
        Sheet.Column("A"), Sheet.Column("B", .money(symbol: "€")), Sheet.Column("C", width: 30),
        Sheet.Column("D"),
      ],
      rows: [
        ["a name of some letters", 1_234_567, "x", .text(String(repeating: "x", count: 99))]
      ])
    let widths = try ReadBack(workbook([.table(table)])).sheets[0].widths
    #expect(widths == ["A": 24.7, "B": 14.7, "C": 30.7, "D": 48.7])
  }
}

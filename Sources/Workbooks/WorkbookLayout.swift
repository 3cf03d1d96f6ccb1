/// Where everything in a workbook stands, under which name; made only if all of it can be written.
struct WorkbookLayout {
  /// The sheets, with their names for Excel.
  let sheets: [SheetLayout]
  /// The tables by their names for Excel, in lower case.
  private let tables: [String: PlacedTable]

  init(_ workbook: Workbook) throws(WorkbookError) {
    var problems: [WorkbookError.Problem] = workbook.sheets.isEmpty ? [.noSheets] : []
    let names = ExcelName.sheets(workbook.sheets.map(\.name))
    let sheets = zip(workbook.sheets, names).map { SheetLayout($0, name: $1) }
    var tables: [String: PlacedTable] = [:]
    for sheet in sheets {
      if sheet.rowCount > 1_048_576 {
        problems.append(.tooManyRows(sheet: sheet.name, found: sheet.rowCount))
      }
      for placed in sheet.tables {
        problems += placed.problems
        if tables[placed.name.lowercased()] != nil {
          problems.append(.tableTwice(table: placed.name))
        } else {
          tables[placed.name.lowercased()] = placed
        }
      }
    }
    (self.sheets, self.tables) = (sheets, tables)
    for placed in sheets.flatMap(\.tables) { problems += wholeColumnProblems(of: placed) }
    for chart in sheets.flatMap(\.charts) { problems += self.problems(of: chart) }
    if !problems.isEmpty { throw WorkbookError(problems: problems) }
  }

  /// The table of a name as the workbook's author wrote it.
  func table(_ name: String) -> PlacedTable? {
    tables[ExcelName.table(name).lowercased()]
  }

  private func wholeColumnProblems(of placed: PlacedTable) -> [WorkbookError.Problem] {
    placed.table.columns.flatMap { $0.formula?.wholeColumns ?? [] }
      .filter { table($0.table)?.index(of: $0.column) == nil }
      .map { .noColumn(table: $0.table, column: $0.column) }
  }

  private func problems(of chart: Sheet.Chart) -> [WorkbookError.Problem] {
    guard let placed = table(chart.table) else {
      return [.noTable(chart: chart.title, table: chart.table)]
    }
    let wanted = [chart.categories] + chart.series.map(\.column)
    return wanted.filter { placed.index(of: $0) == nil }
      .map { .noColumn(table: chart.table, column: $0) }
  }
}

/// A table with its place and its names for Excel.
struct PlacedTable {
  let table: Sheet.Table
  let sheet: String
  /// The row of the header, from 0.
  let row: Int
  let name: String
  let headers: [String]

  init(_ table: Sheet.Table, sheet: String, row: Int) {
    (self.table, self.sheet, self.row) = (table, sheet, row)
    name = ExcelName.table(table.name)
    headers = ExcelName.headers(table.columns)
  }

  /// The last row of cells; a table without rows has an empty one.
  var lastRow: Int { row + max(table.rows.count, 1) }

  /// The column with a header, as the workbook's author wrote it.
  func index(of header: String) -> Int? {
    table.columns.firstIndex { $0.header == header }
  }

  /// The formula of a column for Excel.
  func text(of formula: Formula) -> String {
    formula.text(table: name) { header in index(of: header).map { headers[$0] } ?? header }
  }

  var problems: [WorkbookError.Problem] {
    let count = table.columns.count
    guard (1...16_384).contains(count) else {
      return [.columnCount(table: table.name, found: count)]
    }
    var problems: [WorkbookError.Problem] = []
    for (number, row) in table.rows.enumerated() where row.count != count {
      problems.append(
        .cellCount(table: table.name, row: number + 1, found: row.count, expected: count))
    }
    for column in table.columns {
      guard let formula = column.formula else { continue }
      problems += formula.headers.filter { index(of: $0) == nil }
        .map { .noColumn(table: table.name, column: $0) }
      if text(of: formula).utf16.count > 8192 {
        problems.append(.longFormula(table: table.name, column: column.header))
      }
    }
    return problems
  }
}

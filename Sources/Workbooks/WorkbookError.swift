/// Why a workbook can't be written: every problem found.
public struct WorkbookError: Error, Equatable, CustomStringConvertible {
  /// What is wrong, in the order of the sheets.
  public let problems: [Problem]

  /// Something wrong.
  public enum Problem: Sendable, Equatable, CustomStringConvertible {
    /// A workbook without sheets.
    case noSheets
    /// A sheet longer than Excel's 1,048,576 rows.
    case tooManyRows(sheet: String, found: Int)
    /// A table wider than Excel's 16,384 columns, or without columns.
    case columnCount(table: String, found: Int)
    /// A row, counted from 1, with more or fewer cells than there are columns.
    case cellCount(table: String, row: Int, found: Int, expected: Int)
    /// Two tables with one name.
    case tableTwice(table: String)
    /// A chart of a table that is not in the workbook.
    case noTable(chart: String, table: String)
    /// A chart or a formula that names a column which the table does not have.
    case noColumn(table: String, column: String)
    /// Excel takes formulas of at most 8,192 characters.
    case longFormula(table: String, column: String)
    /// The file could not be made.
    case file(reason: String)

    /// What was found and what is expected.
    public var description: String {
      switch self {
      case .noSheets: "The workbook has no sheets; Excel wants one."
      case .tooManyRows(let sheet, let found):
        "Sheet '\(sheet)' has \(found) rows; Excel takes 1048576. Write fewer rows, or write CSV."
      case .columnCount(let table, let found):
        "Table '\(table)' has \(found) columns; Excel takes 1 to 16384."
      case .cellCount(let table, let row, let found, let expected):
        "Row \(row) of table '\(table)' has \(found) cells; it has \(expected) columns."
      case .tableTwice(let table):
        "Two tables are named '\(table)', upper and lower case alike; give each its own name."
      case .noTable(let chart, let table):
        "Chart '\(chart)' shows table '\(table)', which is not in the workbook."
      case .noColumn(let table, let column): "Table '\(table)' has no column '\(column)'."
      case .longFormula(let table, let column):
        "The formula of column '\(column)' of table '\(table)' is longer than 8192 characters."
      case .file(let reason): "The workbook could not be written: \(reason)"
      }
    }
  }

  /// The problems, one a line.
  public var description: String {
    problems.map(\.description).joined(separator: "\n")
  }
}

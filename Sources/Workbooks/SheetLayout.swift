/// A sheet with the first row of each block and the widths of its columns.
struct SheetLayout {
  let sheet: Sheet
  let name: String
  /// The first row of each block, from 0.
  let starts: [Int]
  /// How many rows the sheet takes.
  let rowCount: Int
  let tables: [PlacedTable]
  /// The widths of the columns in characters.
  let widths: [Double]

  /// The height of a row that nothing makes taller, in pixels.
  static let rowHeight = 20
  /// The width of a column that no table sets.
  private static let plainWidth = 12.0
  /// How wide text is before it wraps.
  private static let textWidth = 100.0

  init(_ sheet: Sheet, name: String) {
    var starts: [Int] = []
    var tables: [PlacedTable] = []
    var (row, used) = (0, 0)
    for block in sheet.blocks {
      starts.append(row)
      switch block {
      case .title, .heading, .lead, .paragraph: used = row + 1
      case .table(let table):
        tables.append(PlacedTable(table, sheet: name, row: row))
        used = row + 1 + max(table.rows.count, 1)
      case .chart(let chart):
        used = row + (chart.pixelHeight + SheetLayout.rowHeight - 1) / SheetLayout.rowHeight
      }
      row = used + block.gap
    }
    (self.sheet, self.name, self.starts, self.tables) = (sheet, name, starts, tables)
    rowCount = used
    widths = SheetLayout.widths(of: tables.map(\.table))
  }

  var charts: [Sheet.Chart] {
    sheet.blocks.compactMap { if case .chart(let chart) = $0 { chart } else { nil } }
  }

  /// How many columns a paragraph spans.
  var paragraphSpan: Int {
    var (span, width) = (0, 0.0)
    while width < SheetLayout.textWidth {
      width += self.width(of: span)
      span += 1
    }
    return span
  }

  /// About how many lines a paragraph takes in letters so many times as large as plain ones.
  func lineCount(of text: String, scale: Double = 1) -> Int {
    let width = (0..<paragraphSpan).reduce(0) { $0 + self.width(of: $1) } * 0.9 / scale
    return text.split(separator: "\n", omittingEmptySubsequences: false).reduce(0) { count, line in
      count + max(1, Int((Double(ExcelText.width(line)) / width).rounded(.up)))
    }
  }

  private func width(of column: Int) -> Double {
    column < widths.count ? widths[column] : SheetLayout.plainWidth
  }

  private static func widths(of tables: [Sheet.Table]) -> [Double] {
    var widths: [Double] = []
    for table in tables {
      for (index, column) in table.columns.enumerated() {
        let given = column.width.flatMap { $0.isFinite ? min(max($0, 1), 255) : nil }
        let width = given ?? measured(column, index, table.rows)
        if index < widths.count { widths[index] = max(widths[index], width) }
        if index == widths.count { widths.append(width) }
      }
    }
    return widths
  }

  /// The width of the widest cell, and of the header's longest word beside its filter button.
  private static func measured(_ column: Sheet.Column, _ index: Int, _ rows: [[Cell?]]) -> Double {
    let words = column.header.split(separator: " ").map { ExcelText.width($0) }
    let header = max((words.max() ?? 0) + 4, min(ExcelText.width(column.header) + 4, 18))
    var widest = 0
    for row in rows where index < row.count {
      switch row[index] {
      case .text(let text): widest = max(widest, ExcelText.width(text.prefix(48)))
      case .number(let number): widest = max(widest, column.style.width(of: number))
      case .date: widest = max(widest, 10)
      case nil: break
      }
    }
    return Double(min(max(header, widest + 2, 8), 48))
  }
}

extension Sheet.Block {
  /// How many empty rows follow.
  fileprivate var gap: Int {
    switch self {
    case .title, .heading: 0
    case .lead, .paragraph, .table, .chart: 1
    }
  }
}

extension Sheet.Chart {
  /// The width within bounds.
  var pixelWidth: Int { min(max(width, 100), 4000) }
  /// The height within bounds.
  var pixelHeight: Int { min(max(height, 100), 4000) }
}

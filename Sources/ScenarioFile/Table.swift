/// The rows of a CSV file by the names of their columns.
struct Table {
  /// One row below the header.
  struct Row {
    /// Where it begins.
    let location: SourceLocation
    fileprivate let words: [String: Word]

    /// The cell of a column; `nil` if it is blank or there is no such column.
    func word(_ column: String) -> Word? {
      cell(column).flatMap { $0.text.isEmpty ? nil : $0 }
    }

    /// The cell of a column, blank or not; `nil` if there is no such column.
    func cell(_ column: String) -> Word? { words[column] }
  }

  /// The rows, in file order.
  private(set) var rows: [Row] = []
  /// The places of the columns.
  private let columns: [String: SourceLocation]
  private let header: SourceLocation
  private let names: [String]
  private let log: ProblemLog

  /// Reads a file with a header; reports breaches of the format, unknown columns and a lack of rows.
  init?(_ file: TextFile, known: [String], log: ProblemLog) {
    let values = CommaSeparatedValues(file.text)
    for fault in values.faults {
      log.error(
        fault.reason, "row",
        at: SourceLocation(file: file.path, line: fault.line, column: fault.column))
    }
    func words(_ cells: [CommaSeparatedValues.Cell], fields: [String]?) -> [Word] {
      cells.enumerated().map { index, cell in
        Word(
          field: fields?[index] ?? "header", text: cell.text,
          location: SourceLocation(file: file.path, line: cell.line, column: cell.column),
          notation: values.separator == ";" ? .decimalComma : .decimalPoint)
      }
    }
    // Without its header, no row means anything.
    guard let header = values.records.first.map({ words($0, fields: nil) }),
      let start = header.first?.location,
      values.faults.first.map({ $0.line > start.line }) ?? true
    else { return nil }
    names = header.map(\.text)
    columns = Dictionary(
      header.map { ($0.text, $0.location) }, uniquingKeysWith: { first, _ in first })
    self.header = start
    self.log = log

    for (index, column) in header.enumerated() {
      if names[..<index].contains(column.text) {
        log.error(.repeatedColumn, column.text, at: column.location)
      } else if !known.contains(column.text) {
        log.warn(.unknownColumn(column.text, known: known), column.text, at: column.location)
      }
    }
    for record in values.records.dropFirst() {
      let location = SourceLocation(
        file: file.path, line: record.first?.line ?? 1, column: record.first?.column ?? 1)
      guard record.count == names.count else {
        log.error(.fieldCount(found: record.count, expected: names.count), "row", at: location)
        continue
      }
      let pairs = zip(names, words(record, fields: names))
      rows.append(
        Row(location: location, words: Dictionary(pairs, uniquingKeysWith: { first, _ in first })))
    }
    if values.records.count == 1, values.faults.isEmpty {
      log.error(.noRows, "rows", at: start)
    }
  }

  /// Where a column's name stands; `nil` if there is no such column.
  func location(ofColumn name: String) -> SourceLocation? { columns[name] }

  /// Reports a column that must be there and is not.
  func require(_ column: String) {
    if columns[column] == nil {
      log.error(.missingColumn(column, found: names), column, at: header)
    }
  }
}

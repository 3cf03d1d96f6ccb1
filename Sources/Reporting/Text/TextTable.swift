/// A table of plain text with aligned columns.
///
/// Control characters are replaced, so that a name can't move the cursor.
struct TextTable: Sendable {
  /// On which side a column is flush; text on the left may be shortened, numbers on the right never are.
  enum Alignment {
    case left
    case right
  }

  /// A cell: what it says, and in which tone.
  struct Cell {
    var text: String
    var tone = Tone.plain
    var width: Int { TextTable.width(text) }
  }

  let alignments: [Alignment]
  /// The header, then the rows.
  private(set) var rows: [[Cell]]

  /// Starts a table with a header.
  init(_ columns: [(title: String, alignment: Alignment)]) {
    alignments = columns.map(\.alignment)
    rows = [columns.map { Cell(text: Self.printable($0.title)) }]
  }

  init(alignments: [Alignment], rows: [[Cell]]) {
    self.alignments = alignments
    self.rows = rows
  }

  /// Adds a row.
  ///
  /// - Parameters:
  ///   - cells: One text per column.
  ///   - tones: The tones of columns, by their position; plain elsewhere.
  /// - Precondition: It has one cell per column.
  mutating func add(_ cells: [String], tones: [Int: Tone] = [:]) {
    precondition(cells.count == alignments.count, "a row has one cell per column")
    rows.append(
      cells.enumerated().map { Cell(text: Self.printable($1), tone: tones[$0] ?? .plain) })
  }

  /// The width of each column.
  var widths: [Int] {
    alignments.indices.map { column in rows.map { $0[column].width }.max() ?? 0 }
  }

  /// The lines of the table: the header, a rule, the rows; made to fit where the style has a width.
  func lines(
    indent: String = "  ", style: TextStyle = TextStyle(isColored: false)
  ) -> [String] {
    let tables = style.width.map { fitted(to: $0 - indent.count) } ?? [self]
    return tables.map { $0.block(indent: indent, style: style) }.reduce([]) {
      $0.isEmpty ? $1 : $0 + [""] + $1
    }
  }

  private func block(indent: String, style: TextStyle) -> [String] {
    let widths = widths
    func line(_ cells: [Cell]) -> String {
      let count = (cells.lastIndex { $0.text.contains { $0 != " " } } ?? -1) + 1
      var text = indent
      for (column, cell) in cells.prefix(count).enumerated() {
        let padding = String(repeating: " ", count: widths[column] - cell.width)
        let toned = style.toned(cell.text, cell.tone)
        text += column == 0 ? "" : "  "
        text += alignments[column] == .right ? padding + toned : toned
        if alignments[column] == .left && column < count - 1 { text += padding }
      }
      return String(text.reversed().drop { $0 == " " }.reversed())
    }
    let rule = indent + widths.map { String(repeating: "-", count: $0) }.joined(separator: "  ")
    return [line(rows[0]), rule] + rows.dropFirst().map(line)
  }
}

/// A table of plain text with aligned columns.
///
/// Widths count what a terminal shows: nothing for combining marks, two cells for East Asian wide
/// characters. Control characters are replaced, so that a name can't move the cursor.
struct TextTable {
  /// On which side a column is flush.
  enum Alignment {
    case left
    case right
  }

  private let alignments: [Alignment]
  private var rows: [[String]]

  /// Starts a table with a header.
  init(_ columns: [(title: String, alignment: Alignment)]) {
    alignments = columns.map(\.alignment)
    rows = [columns.map { Self.printable($0.title) }]
  }

  /// Adds a row.
  ///
  /// - Precondition: It has one cell per column.
  mutating func add(_ cells: [String]) {
    precondition(cells.count == alignments.count, "a row has one cell per column")
    rows.append(cells.map(Self.printable))
  }

  /// The lines of the table: the header, a rule, the rows.
  func lines(indent: String = "  ") -> [String] {
    let widths = alignments.indices.map { column in
      rows.map { Self.width($0[column]) }.max() ?? 0
    }
    func line(_ cells: [String]) -> String {
      var text = indent
      for (column, cell) in cells.enumerated() {
        let padding = String(repeating: " ", count: widths[column] - Self.width(cell))
        text += column == 0 ? "" : "  "
        text += alignments[column] == .left ? cell + padding : padding + cell
      }
      return String(text.reversed().drop { $0 == " " }.reversed())
    }
    let rule = indent + widths.map { String(repeating: "-", count: $0) }.joined(separator: "  ")
    return [line(rows[0]), rule] + rows.dropFirst().map(line)
  }

  /// The text with control characters replaced.
  static func printable(_ text: String) -> String {
    String(
      String.UnicodeScalarView(
        text.unicodeScalars.map { scalar in
          switch scalar.properties.generalCategory {
          case .control, .format, .lineSeparator, .paragraphSeparator: "\u{FFFD}"
          default: scalar
          }
        }))
  }

  /// The cells that a text takes in a terminal.
  static func width(_ text: String) -> Int {
    text.unicodeScalars.reduce(0) { sum, scalar in
      switch scalar.properties.generalCategory {
      case .nonspacingMark, .enclosingMark: sum
      default: sum + (isWide(scalar) ? 2 : 1)
      }
    }
  }

  /// Whether a terminal gives a character two cells (East Asian Width W and F, and emoji).
  private static func isWide(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF,
      0xFE30...0xFE6F, 0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1F64F, 0x1F900...0x1F9FF,
      0x20000...0x3FFFD:
      true
    // Two of these make one flag.
    case 0x1F1E6...0x1F1FF: false
    default: scalar.properties.isEmojiPresentation
    }
  }
}

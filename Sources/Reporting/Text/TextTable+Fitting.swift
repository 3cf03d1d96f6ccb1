extension TextTable {
  /// The fewest cells to which a column of text is shortened.
  private static let leastWidth = 12

  /// The cells between two columns.
  private static let gap = 2

  /// The table as tables that are no wider than a limit, if numbers allow it.
  ///
  /// Columns of text are shortened, the longest first; where that is not enough, the columns are shared out to
  /// several tables that repeat the first one.
  func fitted(to limit: Int) -> [TextTable] {
    let columns = Array(alignments.indices)
    var widths = widths
    if shrink(&widths, of: columns, to: limit) { return [part(columns, widths)] }
    widths = self.widths
    guard let first = columns.first, alignments.count > 1 else { return [part(columns, widths)] }
    if alignments[first] == .left {
      widths[first] = min(widths[first], max(Self.leastWidth, limit / 3))
    }
    var parts: [[Int]] = []
    for column in columns.dropFirst() {
      _ = shrink(&widths, of: [first, column], to: limit)
      if let last = parts.last, Self.total(widths, of: last + [column]) <= limit {
        parts[parts.count - 1].append(column)
      } else {
        parts.append([first, column])
      }
    }
    return parts.map { part($0, widths) }
  }

  /// Shortens columns of text, the longest first; says whether the columns then fit.
  private func shrink(_ widths: inout [Int], of columns: [Int], to limit: Int) -> Bool {
    let texts = columns.filter { alignments[$0] == .left }
    while Self.total(widths, of: columns) > limit {
      guard let longest = texts.max(by: { widths[$0] < widths[$1] }),
        widths[longest] > Self.leastWidth
      else { return false }
      widths[longest] -= 1
    }
    return true
  }

  private static func total(_ widths: [Int], of columns: [Int]) -> Int {
    columns.reduce(gap * (columns.count - 1)) { $0 + widths[$1] }
  }

  /// Some columns, with their text no wider than these widths.
  private func part(_ columns: [Int], _ widths: [Int]) -> TextTable {
    TextTable(
      alignments: columns.map { alignments[$0] },
      rows: rows.map { row in
        columns.map { column in
          var cell = row[column]
          cell.text = Self.shortened(cell.text, to: widths[column])
          return cell
        }
      })
  }

  /// The text, cut between grapheme clusters and ended by an ellipsis where it is wider than a limit.
  static func shortened(_ text: String, to limit: Int) -> String {
    guard width(text) > limit else { return text }
    var short = ""
    var rest = limit - 1
    for character in text {
      rest -= width(character)
      if rest < 0 { break }
      short.append(character)
    }
    while short.last == " " { short.removeLast() }
    return short + "…"
  }
}

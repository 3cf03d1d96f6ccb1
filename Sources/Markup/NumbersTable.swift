/// A plain table of numbers.
public struct NumbersTable {
  /// A column: its title, and whether its cells are words.
  public struct Column {
    var title: String
    var isText: Bool

    /// Takes a title.
    public init(_ title: String, isText: Bool = false) {
      (self.title, self.isText) = (title, isText)
    }

    var alignment: HTML { isText ? "text" : "number" }
  }

  var label: String
  var columns: [Column]
  var rows: [[String]]
  var note: String?

  /// Takes a table.
  ///
  /// - Parameters:
  ///   - label: What the table holds, for those who don't see it.
  ///   - columns: The columns.
  ///   - rows: The cells of each row, one per column.
  ///   - note: How to read it.
  public init(label: String, columns: [Column], rows: [[String]], note: String? = nil) {
    (self.label, self.columns, self.rows, self.note) = (label, columns, rows, note)
  }

  /// The table, which scrolls by itself where it is too wide.
  public var html: HTML {
    let headers = columns.map {
      "<th scope=\"col\" class=\"\($0.alignment)\">\($0.title)</th>" as HTML
    }
    let lines = rows.map { row in
      let cells = zip(columns, row).map { "<td class=\"\($0.alignment)\">\($1)</td>" as HTML }
      return "<tr>\(cells)</tr>\n" as HTML
    }
    return """
      <div class="scroll" tabindex="0" role="region" aria-label="\(label)"><table>
      <thead><tr>\(headers)</tr></thead>
      <tbody>
      \(lines)</tbody></table></div>\(note.map { "<p class=\"note\">\($0)</p>" as HTML })
      """
  }
}

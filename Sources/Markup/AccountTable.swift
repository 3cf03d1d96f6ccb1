/// The table of all accounts, which a reader can sort and filter; without script all rows are there.
public struct AccountTable {
  /// A cell.
  public struct Cell {
    var text: String
    var swatch: Int?

    /// Takes a text, which also names what a swatch stands for.
    ///
    /// - Parameters:
    ///   - text: What it shows; a number is written so that its value can be read from it.
    ///   - swatch: The position of a colour, from 0.
    public init(_ text: String, swatch: Int? = nil) {
      (self.text, self.swatch) = (text, swatch)
    }
  }

  var title: String
  var label: String
  var subtitle: String
  var columns: [NumbersTable.Column]
  var rows: [[Cell]]

  /// Takes a table.
  ///
  /// - Parameters:
  ///   - title: What it holds.
  ///   - label: The same for those who don't see it, another one for each table of a page.
  ///   - subtitle: How to read it.
  ///   - columns: The columns; where the last one is text, it is a sentence.
  ///   - rows: The cells of each row, one per column.
  public init(
    title: String, label: String, subtitle: String, columns: [NumbersTable.Column], rows: [[Cell]]
  ) {
    (self.title, self.label, self.subtitle) = (title, label, subtitle)
    (self.columns, self.rows) = (columns, rows)
  }

  /// The table with its controls.
  public var html: HTML {
    let headers = columns.map { column in
      """
      <th scope="col" class="\(column.alignment)"><button type="button">\(column.title)</button></th>
      """ as HTML
    }
    return """
      <section class="card wide accounts">
      <h2>\(title)</h2>
      <p class="subtitle">\(subtitle)</p>
      <div class="scripted filter"><label>Filter <input type="search" placeholder="name, tier, KAM"></label>\
      <p class="count" aria-live="polite"></p></div>
      <div class="scroll" tabindex="0" role="region" aria-label="\(label)"><table class="accounts">
      <thead><tr>\(headers)</tr></thead>
      <tbody>
      \(rows.map(line))</tbody></table></div>
      <p class="scripted"><button type="button" class="show-all">Show all</button></p>
      </section>

      """
  }

  private func line(of row: [Cell]) -> HTML {
    let cells = zip(columns, row).enumerated().map { index, pair in
      let (column, cell) = pair
      let isSentence = column.isText && index == columns.count - 1
      let swatch = cell.swatch.map { "<span class=\"swatch tier-\($0)\"></span>" as HTML }
      return
        "<td class=\"\(column.alignment)\(isSentence ? " why" as HTML : "")\(cell.swatch == nil ? "" : " swatched" as HTML)\">\(swatch)\(cell.text)</td>"
        as HTML
    }
    return "<tr>\(cells)</tr>\n"
  }
}

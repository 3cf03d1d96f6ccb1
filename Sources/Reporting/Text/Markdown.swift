/// Text as GitHub Markdown, in which no name can make markup.
enum Markdown {
  /// Text within a line: what Markdown or HTML would read as markup is escaped.
  static func inline(_ text: String) -> String {
    text.unicodeScalars.reduce(into: "") { escaped, scalar in
      if "\\`*_[]<>|~&".unicodeScalars.contains(scalar) { escaped.append("\\") }
      escaped.unicodeScalars.append(scalar)
    }
  }

  /// A paragraph: not to be taken for a heading, a list or a rule.
  static func paragraph(_ text: String) -> String {
    let text = inline(text)
    if let mark = text.first, "#+-=".contains(mark) { return "\\" + text }
    let number = text.prefix { $0.isASCII && $0.isNumber }
    let rest = text.dropFirst(number.count)
    return !number.isEmpty && (rest.hasPrefix(". ") || rest.hasPrefix(") "))
      ? number + "\\" + rest : text
  }

  /// A paragraph on one line, whatever the text.
  static func text(_ text: String) -> String {
    paragraph(TextTable.printable(text))
  }

  /// A heading of a level from 1 to 6.
  static func heading(_ text: String, level: Int) -> String {
    String(repeating: "#", count: level) + " " + inline(text).replacing("#", with: "\\#")
  }
}

extension TextTable {
  /// The lines of the table in GitHub Markdown, its source aligned too.
  var markdown: [String] {
    var cells = rows.map { $0.map { Markdown.inline($0.text) } }
    let widths = alignments.indices.map { column in
      max(3, cells.map { Self.width($0[column]) }.max() ?? 0)
    }
    func line(_ row: [String]) -> String {
      "|"
        + zip(row, alignments.indices).map { cell, column in
          let padding = String(repeating: " ", count: widths[column] - Self.width(cell))
          return " " + (alignments[column] == .left ? cell + padding : padding + cell) + " |"
        }.joined()
    }
    let rule = zip(alignments, widths).map { alignment, width in
      String(repeating: "-", count: alignment == .left ? width : width - 1)
        + (alignment == .left ? "" : ":")
    }
    cells.insert(rule, at: 1)
    return cells.map(line)
  }
}

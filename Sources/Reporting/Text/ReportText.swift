/// A report as headings, sentences and tables, which can be printed as text or as Markdown.
public struct ReportText: Sendable {
  /// A piece of a report: text is one line, but for sentences, notes and items.
  enum Block: Sendable {
    /// The name of what is reported on.
    case title(String)
    case heading(String)
    /// A sentence that matters most.
    case finding(String)
    /// Lines of sentences.
    case sentence(String, Tone = .plain)
    /// How to read the table that follows, or what it leaves out.
    case note(String)
    /// Lines that belong together, one of several.
    case item(String)
    /// A curve in one line, between what it shows and where it runs.
    case curve(Sparkline, of: String, over: String)
    case table(TextTable)

    /// The words of the piece; none of a curve and a table.
    var words: String? {
      switch self {
      case .title(let text), .heading(let text), .finding(let text), .sentence(let text, _),
        .note(let text), .item(let text):
        text
      case .curve, .table: nil
      }
    }
  }

  private let sections: [[Block]]
  private let style: TextStyle

  /// Takes the sections of a report; empty ones are left out.
  init(_ sections: [[Block]], style: TextStyle) {
    self.sections = sections.filter { !$0.isEmpty }
    self.style = style
  }

  // MARK: - Text

  /// The report as text for a terminal, in its style: sections with a blank line between them.
  public var printed: String {
    sections.map { $0.flatMap(lines).joined(separator: "\n") }.joined(separator: "\n\n") + "\n"
  }

  private func lines(of block: Block) -> [String] {
    switch block {
    case .title(let text), .heading(let text), .finding(let text):
      style.wrapped(TextTable.printable(text)).map(style.bold)
    case .sentence(let text, let tone):
      Self.lines(of: text).flatMap { style.wrapped($0).map { style.toned($0, tone) } }
    case .note(let text), .item(let text):
      Self.lines(of: text).flatMap { style.wrapped("  " + $0) }
    case .curve(let curve, let subject, let range):
      style.wrapped("  \(subject) \(curve.text) \(range)")
    case .table(let table): table.lines(style: style)
    }
  }

  private static func lines(of text: String) -> [String] {
    text.split(separator: "\n").map { TextTable.printable(String($0)) }
  }

  // MARK: - Markdown

  /// The report as GitHub Markdown.
  public var markdown: String {
    var text = ""
    var isInList = false
    for block in sections.joined() {
      let isItem = if case .item = block { true } else { false }
      text += text.isEmpty ? "" : isItem && isInList ? "\n" : "\n\n"
      text += Self.markdown(of: block)
      isInList = isItem
    }
    return text + "\n"
  }

  private static func markdown(of block: Block) -> String {
    switch block {
    case .title(let text): Markdown.heading(TextTable.printable(text), level: 1)
    case .heading(let text): Markdown.heading(TextTable.printable(text), level: 2)
    case .finding(let text): "**\(Markdown.inline(TextTable.printable(text)))**"
    case .sentence(let text, _), .note(let text):
      lines(of: text).map { Markdown.paragraph(String($0.drop { $0 == " " })) }
        .joined(separator: "\n\n")
    case .item(let text):
      "- "
        + lines(of: text).map { Markdown.paragraph(String($0.drop { $0 == " " })) }
        .joined(separator: "\n  ")
    case .curve(let curve, let subject, let range):
      "\(Markdown.paragraph(subject)) `\(curve.text)` \(Markdown.inline(range))"
    case .table(let table): table.markdown.joined(separator: "\n")
    }
  }
}

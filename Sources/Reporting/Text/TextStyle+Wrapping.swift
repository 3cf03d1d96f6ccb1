extension TextStyle {
  /// A line as lines no wider than the style allows, each with the indent of the first.
  ///
  /// Breaks stand between words; a number keeps its digits, its half-width and its unit together.
  func wrapped(_ line: String) -> [String] {
    guard let width, TextTable.width(line) > width else { return [line] }
    let indent = String(line.prefix { $0 == " " })
    var lines: [String] = []
    var current = ""
    for word in Self.words(of: line) {
      if !current.isEmpty && TextTable.width("\(indent)\(current) \(word)") > width {
        lines.append(indent + current)
        current = word
      } else {
        current += current.isEmpty ? word : " " + word
      }
    }
    return lines + [indent + current]
  }

  /// The words of a line; a number with what belongs to it is one word: `1 016.5 ± 3.2 k`.
  private static func words(of line: String) -> [String] {
    line.split(separator: " ").reduce(into: []) { words, word in
      if let last = words.last, belongs(word, after: last) {
        words[words.count - 1] = "\(last) \(word)"
      } else {
        words.append(String(word))
      }
    }
  }

  private static func belongs(_ word: Substring, after last: String) -> Bool {
    if word.hasPrefix("±") || last.hasSuffix("±") { return true }
    guard last.last?.isNumber == true else { return false }
    return word.first?.isNumber == true
      || ["%", "M", "k"].contains(String(word.prefix { !".,;:)".contains($0) }))
  }
}

/// Text as Excel takes it.
enum ExcelText {
  /// Text for a cell: line breaks stay, control characters are replaced, at most 32,767 UTF-16 units.
  static func cell(_ text: String) -> String {
    cut(escaped(clean(text)), to: 32_767)
  }

  /// Text on one line of at most so many UTF-16 units.
  static func line(_ text: String, limit: Int) -> String {
    let words = clean(text).split { $0 == "\n" || $0 == "\t" || $0 == " " }
    return cut(words.joined(separator: " "), to: limit)
  }

  /// Text for a title in a chart, where an equals sign at the start would make a formula.
  static func chart(_ text: String) -> String {
    let line = escaped(line(text, limit: 255))
    return line.hasPrefix("=") ? " " + line : line
  }

  /// Underscores written as `_x005F_` where Excel would read `_x0041_` as the letter A.
  static func escaped(_ text: String) -> String {
    guard text.contains("_x") else { return text }
    return text.replacing(#/_(?=x[0-9A-Fa-f]{4}_)/#, with: "_x005F_")
  }

  /// About how wide a text is, in digits; East Asian characters count twice.
  static func width(_ text: some StringProtocol) -> Int {
    text.unicodeScalars.reduce(0) { width, scalar in
      switch scalar.value {
      case 0x300...0x36F, 0x200B...0x200F: width
      case 0x1100...0x115F, 0x2E80...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F,
        0xFF00...0xFF60, 0x1F300...0x1FAFF, 0x20000...0x3FFFD:
        width + 2
      default: width + 1
      }
    }
  }

  /// Control characters, what XML does not take, and what turns the direction of text, replaced.
  private static func clean(_ text: String) -> String {
    var result = String.UnicodeScalarView()
    result.reserveCapacity(text.utf8.count)
    var last: Unicode.Scalar = " "
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\n" where last == "\r": break
      case "\n", "\r", "\u{2028}", "\u{2029}": result.append("\n")
      case "\t": result.append(scalar)
      case "\u{0}"..."\u{1F}", "\u{7F}"..."\u{9F}", "\u{202A}"..."\u{202E}",
        "\u{2066}"..."\u{2069}", "\u{FFFE}", "\u{FFFF}":
        result.append("\u{FFFD}")
      default: result.append(scalar)
      }
      last = scalar
    }
    return String(result)
  }

  private static func cut(_ text: String, to limit: Int) -> String {
    guard text.utf16.count > limit else { return text }
    var length = 1
    let start = text.prefix { character in
      length += character.utf16.count
      return length <= limit
    }
    return start + "…"
  }
}

/// An upper estimate of how wide text is, for layout without a font.
///
/// Widths are those of DejaVu Sans, wider than nearly every font of screens; East Asian characters count
/// one em, combining marks nothing.
enum TextWidth {
  /// The font size of a text with these classes, in pixels.
  static func size(_ classes: String) -> Double {
    has("small", in: classes) ? 11 : 12
  }

  /// The width of a text with these classes, in pixels.
  static func of(_ text: String, _ classes: String = "") -> Double {
    let isStrong = has("strong", in: classes)
    let sum = text.unicodeScalars.reduce(0) { $0 + hundredths($1, isStrong: isStrong) }
    return Double(sum) / 100 * size(classes)
  }

  /// The text, or as many of its graphemes as fit a width with an ellipsis after them; empty if none fits.
  static func shortened(_ text: String, to width: Double, _ classes: String = "") -> String {
    if of(text, classes) <= width { return text }
    var room = width - of("…", classes)
    var end = text.startIndex
    while end < text.endIndex {
      let next = text.index(after: end)
      room -= of(String(text[end..<next]), classes)
      if room < 0 { break }
      end = next
    }
    while end > text.startIndex, text[text.index(before: end)] == " " {
      end = text.index(before: end)
    }
    return end == text.startIndex ? "" : text[..<end] + "…"
  }

  /// The text in one line, or in two where a line would be wider than allowed.
  static func lines(_ text: String, width: Double, _ classes: String = "") -> [String] {
    if of(text, classes) <= width { return [text] }
    let spaces = text.indices.filter { text[$0] == " " }
    guard let split = spaces.last(where: { of(String(text[..<$0]), classes) <= width }) else {
      return [text]
    }
    return [String(text[..<split]), String(text[text.index(after: split)...])]
  }

  private static func has(_ name: Substring, in classes: String) -> Bool {
    classes.split(separator: " ").contains(name)
  }

  private static func hundredths(_ scalar: Unicode.Scalar, isStrong: Bool) -> Int {
    let code = Int(scalar.value)
    if 32..<127 ~= code { return (isStrong ? strong : regular)[code - 32] }
    let width = hundredthsBeyondASCII(scalar)
    return isStrong ? (width * 112 + 99) / 100 : width
  }

  private static func hundredthsBeyondASCII(_ scalar: Unicode.Scalar) -> Int {
    switch scalar {
    // Shown as replaced.
    case "\u{202A}"..."\u{202E}", "\u{2066}"..."\u{2069}": return 112
    default: break
    }
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .format: return 0
    case .spaceSeparator where scalar.value < 0x3000: return 32
    default: break
    }
    switch scalar {
    case "\t", "\n": return 32
    case "·", "’", "‘": return 32
    case "–", "“", "”": return 52
    case "€", "£": return 64
    case "−", "±", "×", "≈", "≥", "≤": return 84
    case "\u{A0}"..."\u{10FF}": return scalar.properties.isLowercase ? 70 : 90
    case "\u{1E00}"..."\u{1EFF}": return scalar.properties.isLowercase ? 70 : 90
    case "…", "—": return 100
    case "\u{2E80}"..."\u{D7FF}", "\u{F900}"..."\u{FAFF}", "\u{FF00}"..."\u{FFEF}": return 100
    case "\u{20000}"..."\u{3FFFF}": return 100
    case "\u{1F000}"..."\u{1FFFF}": return 130
    default: return 112
    }
  }

  // The printable ASCII characters of DejaVu Sans, in hundredths of an em.
  private static let regular = [
    32, 41, 46, 84, 64, 96, 78, 28, 40, 40, 50, 84, 32, 37, 32, 34, 64, 64, 64, 64, 64, 64, 64, 64,
    64, 64, 34, 34, 84, 84, 84, 54, 100, 69, 69, 70, 77, 64, 58, 78, 76, 30, 30, 66, 56, 87, 75, 79,
    61, 79, 70, 64, 62, 74, 69, 99, 69, 62, 69, 40, 34, 40, 84, 50, 50, 62, 64, 55, 64, 62, 36, 64,
    64, 28, 28, 58, 28, 98, 64, 62, 64, 64, 42, 53, 40, 64, 60, 82, 60, 60, 53, 64, 34, 64, 84,
  ]

  private static let strong = [
    35, 46, 53, 84, 70, 101, 88, 31, 46, 46, 53, 84, 38, 42, 38, 37, 70, 70, 70, 70, 70, 70, 70, 70,
    70, 70, 40, 40, 84, 84, 84, 58, 100, 78, 77, 74, 83, 69, 69, 83, 84, 38, 38, 78, 64, 100, 84,
    85, 74, 85, 77, 73, 69, 82, 78, 111, 78, 73, 73, 46, 37, 46, 84, 50, 50, 68, 72, 60, 72, 68, 44,
    72, 72, 35, 35, 67, 35, 105, 72, 69, 72, 72, 50, 60, 48, 72, 66, 93, 65, 66, 59, 72, 37, 72, 84,
  ]
}

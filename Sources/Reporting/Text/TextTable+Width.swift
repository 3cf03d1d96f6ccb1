extension TextTable {
  /// The cells that a text takes in a terminal, summed over its grapheme clusters.
  static func width(_ text: String) -> Int { text.reduce(0) { $0 + width($1) } }

  /// The cells of a grapheme cluster: a flag, or a family joined to one emoji, takes two.
  static func width(_ character: Character) -> Int {
    let scalars = character.unicodeScalars
    let sum = scalars.reduce(0) { $0 + width($1) }
    // Variation selector 16 asks for the picture, which is wide: ❤️, 1️⃣.
    if scalars.contains("\u{FE0F}") && sum > 0 { return 2 }
    return scalars.first.map(isWide) == true ? min(2, sum) : sum
  }

  private static func width(_ scalar: Unicode.Scalar) -> Int {
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .format: 0
    // Vowels and finals that join the Hangul consonant before them.
    case .otherLetter where (0x1160...0x11FF).contains(scalar.value): 0
    default: isWide(scalar) ? 2 : 1
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

  /// The text with control characters replaced, but those that join a script or an emoji.
  static func printable(_ text: String) -> String {
    var previous: Unicode.Scalar = " "
    var scalars = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      switch scalar.properties.generalCategory {
      case .format where isJoiner(scalar, after: previous): scalars.append(scalar)
      case .control, .format, .lineSeparator, .paragraphSeparator: scalars.append("\u{FFFD}")
      default: scalars.append(scalar)
      }
      previous = scalar
    }
    return String(scalars)
  }

  /// Whether a scalar that shows nothing shapes what is beside it: a zero-width (non-)joiner after a letter
  /// of a script that needs it or an emoji, and the tags of a region's flag.
  private static func isJoiner(_ scalar: Unicode.Scalar, after previous: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x200C, 0x200D:
      previous.value > 0x2FF && previous.properties.generalCategory != .format
    case 0xE0020...0xE007F:
      previous.value == 0x1F3F4 || (0xE0020...0xE007E).contains(previous.value)
    default: false
    }
  }
}

/// What a problem says besides its place.
struct Words {
  /// What stands there.
  let found: String
  /// What should stand there.
  let expected: String
  /// A sentence on what to do.
  let advice: String

  /// Creates the words.
  init(_ found: String, expected: String, advice: String) {
    self.found = found
    self.expected = expected
    self.advice = advice
  }
}

extension FileFault {
  /// The words for a file that can't be read.
  func words(path: String) -> Words {
    let file = "a file that can be read"
    return switch self {
    case .missing:
      Words(
        "no file \(inQuotes(path))", expected: file,
        advice: "Check the name; paths in a scenario are relative to the scenario file.")
    case .directory:
      Words(
        "the directory \(inQuotes(path))", expected: file,
        advice: "Name a file inside the directory.")
    case .noPermission:
      Words(
        "no permission to read \(inQuotes(path))", expected: file,
        advice: "Change the permissions of the file or of its directory.")
    case .other(let message):
      Words(
        "\(inQuotes(path)), which can't be read (\(message))", expected: file,
        advice: "Check the file and the disk that it is on.")
    }
  }
}

extension NumberFault {
  /// The words for a text that is not a number.
  func words(found: String) -> Words {
    let number = "a number"
    return switch self {
    case .percentage(let value):
      Words(
        inQuotes(found), expected: "a number without %",
        advice: "Write \(plain(value / 100)) for \(plain(value)) %.")
    case .grouped(let digits):
      Words(
        inQuotes(found), expected: "a number without separators of thousands",
        advice: "Write \(digits).")
    case .decimalComma(let digits):
      Words(
        inQuotes(found), expected: "a number with a decimal point", advice: "Write \(digits).")
    case .notFinite:
      Words(inQuotes(found), expected: "a finite number", advice: "Write the number in digits.")
    case .quoted:
      Words(
        "the text \(inQuotes(found))", expected: number, advice: "Write \(found) without quotes.")
    case .other:
      Words(
        found.isEmpty ? "nothing" : inQuotes(found), expected: number,
        advice: "Write digits, with a point for decimals, and no unit.")
    }
  }
}

/// The words for a number that does not make sense.
func rangeWords(found: Double, allowed: ClosedRange<Double>, unit: String) -> Words {
  let (least, most) = (plain(allowed.lowerBound), plain(allowed.upperBound))
  // An upper bound this high only keeps arithmetic finite: it tells nobody anything.
  let isOpen = allowed.upperBound >= 1e9 && found < allowed.lowerBound
  let isPercentage = unit.hasPrefix("share") && found > 1 && allowed.contains(found / 100)
  return Words(
    plain(found),
    expected: isOpen ? "at least \(least) (\(unit))" : "\(least) to \(most) (\(unit))",
    advice: isPercentage
      ? "Write \(plain(found / 100)) for \(plain(found)) %."
      : found < allowed.lowerBound ? "Write \(least) or more." : "Write \(most) or less.")
}

/// The question that names the known name nearest to a mistyped one.
func correction(of name: String, known: [String]) -> String? {
  nearestName(to: name, among: known).map { "Did you mean \(inQuotes($0))?" }
}

/// A few names in full, many by their number.
func oneOf(_ known: [String]) -> String {
  known.count <= 24
    ? "one of \(known.joined(separator: ", "))" : "one of the \(known.count) known ones"
}

/// A number as people write it: `12` rather than `12.0`.
func plain(_ value: Double) -> String {
  guard let whole = Int64(exactly: value), abs(value) < 1e15 else { return "\(value)" }
  return "\(whole)"
}

/// `1 field`, `2 fields`.
func counted(_ count: Int, _ noun: String) -> String {
  "\(count) \(noun)\(count == 1 ? "" : "s")"
}

/// A text from a file in quotes, on one line and not too long.
func inQuotes(_ text: String) -> String {
  let line = String(text.prefix(80).map { $0.isNewline ? " " : $0 })
  return text.count > 80 ? "'\(line)…'" : "'\(line)'"
}

/// A byte as two digits, `E4`.
func hexadecimal(_ byte: UInt8) -> String {
  (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
}

/// A piece of text in a file, with its place and the field that it belongs to.
struct Word {
  /// How numbers are written where the word stands.
  enum Notation {
    /// With a decimal point.
    case decimalPoint
    /// With a decimal comma, or with a decimal point that can't be taken for a separator of thousands.
    case decimalComma
    /// Not at all: YAML takes what is quoted as text.
    case quotedYAML
  }

  /// The key or column, as problems name it.
  let field: String
  /// The text without surrounding white space.
  let text: String
  /// Where it begins.
  let location: SourceLocation
  /// How it would write a number.
  let notation: Notation

  /// Creates a word, and trims it.
  init(
    field: String, text: some StringProtocol, location: SourceLocation, notation: Notation
  ) {
    self.field = field
    self.text = String(text.trimmed)
    self.location = location
    self.notation = notation
  }

  /// The number that the word writes.
  ///
  /// - Throws: `NumberFault` with the number that was probably meant.
  func number() throws(NumberFault) -> Double {
    guard notation != .quotedYAML else { throw (try? decimal(text)) == nil ? .other : .quoted }
    return try decimal(notation == .decimalComma ? try withPoint(text) : text)
  }
}

extension StringProtocol {
  /// Without white space at either end.
  var trimmed: SubSequence {
    guard let last = lastIndex(where: { !$0.isWhitespace }) else { return self[..<startIndex] }
    return self[...last].drop(while: \.isWhitespace)
  }
}

/// The number with a decimal point instead of its decimal comma.
///
/// `1.234` could be one thousand or one and a bit, so it is refused like other grouped digits.
private func withPoint(_ text: String) throws(NumberFault) -> String {
  let commas = text.filter { $0 == "," }.count
  if isGrouped(text, by: ".") { throw .grouped(plain: text.filter { $0 != "." }) }
  if commas > 1 {
    throw isGrouped(text, by: ",") ? .grouped(plain: text.filter { $0 != "," }) : .other
  }
  if commas == 1, text.contains(".") { throw .other }
  return String(text.map { $0 == "," ? "." : $0 })
}

/// The number that a text with a decimal point writes, or why it writes none.
private func decimal(_ text: String) throws(NumberFault) -> Double {
  if let value = plainDecimal(text) {
    guard value.isFinite else { throw .notFinite }
    return value
  }
  if ["nan", "inf", "infinity"].contains(text.lowercased().drop { "+-.".contains($0) }) {
    throw .notFinite
  }
  let pointed = String(text.map { $0 == "," ? "." : $0 })
  if text.hasSuffix("%") {
    guard let value = plainDecimal(String(pointed.dropLast().trimmed)) else { throw .other }
    throw .percentage(value)
  }
  let joined = text.filter { !$0.isWhitespace && !"'’_".contains($0) }
  if joined != text, plainDecimal(joined) != nil { throw .grouped(plain: joined) }
  if isGrouped(text, by: ",") { throw .grouped(plain: text.filter { $0 != "," }) }
  let meant = String(text.compactMap { $0 == "." ? nil : $0 == "," ? "." : $0 })
  throw !text.contains(",") || plainDecimal(meant) == nil ? .other : .decimalComma(plain: meant)
}

/// The value of a text of digits, sign, decimal point and exponent; infinite beyond all bounds.
private func plainDecimal(_ text: String) -> Double? {
  text.allSatisfy { "0123456789+-.eE".contains($0) } ? Double(text) : nil
}

/// Whether the digits before the decimal mark stand in groups of three, as in `12,345` or `12,345.6`.
private func isGrouped(_ text: String, by separator: Character) -> Bool {
  let mark: Character = separator == "," ? "." : ","
  let whole = text.drop { $0 == "-" || $0 == "+" }.prefix { $0 != mark }
  let groups = whole.split(separator: separator, omittingEmptySubsequences: false)
  guard groups.count > 1, let first = groups.first else { return false }
  return (1...3).contains(first.count) && first.first != "0"
    && groups.dropFirst().allSatisfy { $0.count == 3 }
    && groups.allSatisfy { $0.allSatisfy { ("0"..."9").contains($0) } }
}

import PortfolioModel
import Yams

/// A value in a YAML file with its place: reads itself as what it should be, or reports that it is not.
struct YAMLValue {
  /// The keys that lead to it, with dots: `triggers.company-move.rate`.
  let field: String
  /// Where it begins.
  let location: SourceLocation
  private let node: Node
  private let log: ProblemLog

  /// Reads a file; reports what is not YAML.
  ///
  /// A breach of YAML's own rules ends the reading: there is no tree to find more problems in.
  init?(_ file: TextFile, log: ProblemLog) {
    do {
      // The text is not blank, but it may consist of comments.
      guard let node = try Yams.compose(yaml: file.text) else {
        log.error(
          .emptyFile(expected: "a YAML map"), "scenario", at: SourceLocation(file: file.path))
        return nil
      }
      self.init(
        node, field: "scenario", parent: SourceLocation(file: file.path), log: log)
    } catch {
      let (reason, line, column) = yamlProblem(error)
      log.error(
        reason, "scenario",
        at: SourceLocation(file: file.path, line: max(1, line), column: max(1, column)))
      return nil
    }
  }

  fileprivate init(_ node: Node, field: String, parent: SourceLocation, log: ProblemLog) {
    self.node = node
    self.field = field
    self.log = log
    location =
      node.mark.map { SourceLocation(file: parent.file, line: $0.line, column: $0.column) }
      ?? parent
  }

  /// Whether nothing is written, as after a key whose contents are commented out.
  var isNothing: Bool {
    guard let scalar = node.scalar, scalar.style == .plain else { return false }
    return ["", "~", "null"].contains(scalar.string)
  }

  /// Whether it is a piece of text or a number.
  var isWord: Bool { node.scalar != nil && !isNothing }

  /// Whether it is a list.
  var isList: Bool { node.sequence != nil }

  /// Whether it is a map.
  var isMap: Bool { node.mapping != nil }

  /// It as a piece of text; reports anything else.
  func word(expecting expected: String) -> Word? {
    guard let scalar = node.scalar, !isNothing else { return mismatch(expected) }
    return Word(
      field: field, text: scalar.string, location: location,
      notation: scalar.style == .plain ? .decimalPoint : .quotedYAML)
  }

  /// It as a map; reports anything else.
  func map(expecting expected: String) -> YAMLMap? {
    guard let mapping = node.mapping else { return mismatch(expected) }
    return YAMLMap(mapping, field: field, location: location, log: log)
  }

  /// It as a list; reports anything else.
  func list(expecting expected: String) -> [YAMLValue]? {
    guard let sequence = node.sequence else { return mismatch(expected) }
    return sequence.enumerated().map { index, node in
      YAMLValue(node, field: "\(field)[\(index + 1)]", parent: location, log: log)
    }
  }

  /// It as a number in a range; reports anything else.
  func number(unit: String, in allowed: ClosedRange<Double>) -> Double? {
    word(expecting: "a number").flatMap { log.number($0, unit: unit, in: allowed) }
  }

  private func mismatch<Value>(_ expected: String) -> Value? {
    let found =
      switch node {
      case _ where isNothing: "nothing"
      case .scalar(let scalar) where scalar.style == .plain: inQuotes(scalar.string)
      case .scalar(let scalar): "the text \(inQuotes(scalar.string))"
      case .mapping: "a map"
      case .sequence: "a list"
      case .alias: "an alias"
      }
    log.error(.wrongType(found: found, expected: expected), field, at: location)
    return nil
  }
}

/// A map in a YAML file that remembers which keys it was asked for, so as to report all others.
final class YAMLMap {
  /// The keys that lead to it, with dots.
  let field: String
  /// Where it begins.
  let location: SourceLocation
  /// The keys and values, in file order.
  let entries: [(key: Word, value: YAMLValue)]
  private let log: ProblemLog
  private var known: [String] = []

  fileprivate init(
    _ mapping: Node.Mapping, field: String, location: SourceLocation, log: ProblemLog
  ) {
    self.field = field
    self.location = location
    self.log = log
    entries = mapping.compactMap { key, value in
      let path = { (name: String) in field == "scenario" ? name : "\(field).\(name)" }
      let name = key.scalar.map { String($0.string.trimmed) }
      let keyValue = YAMLValue(key, field: path(name ?? "key"), parent: location, log: log)
      guard let word = keyValue.word(expecting: "a name as key") else { return nil }
      return (
        word, YAMLValue(value, field: path(word.text), parent: word.location, log: log)
      )
    }
  }

  /// The value of a key; `nil` if the key is not there.
  func value(_ key: String) -> YAMLValue? {
    if !known.contains(key) { known.append(key) }
    return entries.first { $0.key.text == key }?.value
  }

  /// The value of a key as a piece of text.
  func word(_ key: String, expecting expected: String = "a text") -> Word? {
    value(key)?.word(expecting: expected)
  }

  /// The value of a key as a number in a range.
  func number(_ key: String, unit: String, in allowed: ClosedRange<Double>) -> Double? {
    value(key)?.number(unit: unit, in: allowed)
  }

  /// The value of a key as a map; `nil` also if nothing is written after the key.
  func map(_ key: String, expecting expected: String) -> YAMLMap? {
    value(key).flatMap { $0.isNothing ? nil : $0.map(expecting: expected) }
  }

  /// Reports a key that must be there and is not.
  func reportMissing(_ key: String, expected: String) {
    log.error(
      .missing(expected: expected), field == "scenario" ? key : "\(field).\(key)", at: location)
  }

  /// Reports the keys that nobody asked for.
  func reportUnknownKeys() {
    for (key, _) in entries where !known.contains(key.text) {
      log.error(.unknownKey(key.text, known: known), key.field, at: key.location)
    }
  }
}

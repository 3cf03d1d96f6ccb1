/// Text in comma-separated values, taken apart (RFC 4180).
///
/// Fields may be quoted, and then hold separators, line ends and doubled quotes. Lines end in LF, CRLF
/// or CR. The separator is the semicolon if the first line has more of them than of commas. Lines
/// without any text are no records.
struct CommaSeparatedValues {
  /// One field of a record.
  struct Cell: Equatable {
    /// The text without its quotes.
    var text = ""
    /// The line on which it begins, from 1.
    let line: Int
    /// The column at which it begins, from 1, in Unicode scalars.
    let column: Int
  }

  /// A breach of the format.
  struct Fault: Equatable {
    /// What is wrong: `unclosedQuote` or `strayQuote`.
    let reason: ScenarioProblem.Reason
    /// Its line, from 1.
    let line: Int
    /// Its column, from 1.
    let column: Int
  }

  /// What stands between fields.
  let separator: Unicode.Scalar
  /// The records, the header included; one that a fault spoils is left out.
  private(set) var records: [[Cell]] = []
  /// The breaches of the format, in file order.
  private(set) var faults: [Fault] = []

  /// Takes a text apart.
  ///
  /// - Complexity: O(*n*) in the length of the text.
  init(_ text: String) {
    let scalars = Array(text.unicodeScalars)
    separator = Self.separator(of: scalars)
    var scanner = Scanner(scalars: scalars, separator: separator)
    while !scanner.isAtEnd {
      let knownFaults = scanner.faults.count
      let record = scanner.record()
      let isBlank = record.allSatisfy { $0.text.allSatisfy(\.isWhitespace) }
      if scanner.faults.count == knownFaults, !isBlank { records.append(record) }
    }
    faults = scanner.faults
  }

  private static func separator(of scalars: [Unicode.Scalar]) -> Unicode.Scalar {
    var isQuoted = false
    var surplus = 0
    for scalar in scalars {
      switch scalar {
      case "\"": isQuoted.toggle()
      case ";" where !isQuoted: surplus += 1
      case "," where !isQuoted: surplus -= 1
      case "\n" where !isQuoted, "\r" where !isQuoted: return surplus > 0 ? ";" : ","
      default: break
      }
    }
    return surplus > 0 ? ";" : ","
  }
}

/// Goes through a text once, keeping count of lines and columns.
private struct Scanner {
  let scalars: [Unicode.Scalar]
  let separator: Unicode.Scalar
  var faults: [CommaSeparatedValues.Fault] = []
  private var position = 0
  private var line = 1
  private var lineStart = 0

  init(scalars: [Unicode.Scalar], separator: Unicode.Scalar) {
    self.scalars = scalars
    self.separator = separator
  }

  var isAtEnd: Bool { position >= scalars.count }

  private var current: Unicode.Scalar? { isAtEnd ? nil : scalars[position] }
  private var column: Int { position - lineStart + 1 }
  private var isAtLineEnd: Bool { current == nil || current == "\n" || current == "\r" }

  /// Takes the record that begins here, and the end of its line.
  mutating func record() -> [CommaSeparatedValues.Cell] {
    var cells = [cell()]
    while current == separator {
      position += 1
      cells.append(cell())
    }
    takeLineEnd()
    return cells
  }

  private mutating func cell() -> CommaSeparatedValues.Cell {
    var cell = CommaSeparatedValues.Cell(line: line, column: column)
    var text = String.UnicodeScalarView()
    let isQuoted = current == "\""
    if isQuoted { takeQuoted(into: &text) }
    var isStray = false
    while !isAtLineEnd, let scalar = current, scalar != separator {
      // One fault a field is enough; white space after a closing quote is harmless.
      if !isStray, isQuoted ? !scalar.properties.isWhitespace : scalar == "\"" {
        faults.append(.init(reason: .strayQuote, line: line, column: column))
        isStray = true
      }
      text.append(scalar)
      position += 1
    }
    cell.text = String(text)
    return cell
  }

  /// Takes a quoted field from its opening quote to behind its closing one.
  private mutating func takeQuoted(into text: inout String.UnicodeScalarView) {
    let opening = CommaSeparatedValues.Fault(reason: .unclosedQuote, line: line, column: column)
    position += 1
    while let scalar = current {
      if scalar == "\"" {
        position += 1
        guard current == "\"" else { return }
        text.append(scalar)
        position += 1
      } else if isAtLineEnd {
        text.append("\n")
        takeLineEnd()
      } else {
        text.append(scalar)
        position += 1
      }
    }
    faults.append(opening)
  }

  private mutating func takeLineEnd() {
    guard let scalar = current else { return }
    position += 1
    if scalar == "\r", current == "\n" { position += 1 }
    line += 1
    lineStart = position
  }
}

import PortfolioModel

/// Collects the problems of all files of a scenario, so that users see them at once.
final class ProblemLog {
  private let isStrict: Bool
  private var problems: [ScenarioProblem] = []
  private var files: [String] = []

  /// Creates an empty log; if strict, it takes warnings as errors.
  init(isStrict: Bool = false) {
    self.isStrict = isStrict
  }

  /// How many problems keep the scenario from running.
  private(set) var errorCount = 0

  /// All problems: files in the order in which they were opened, each from its top.
  var inFileOrder: [ScenarioProblem] {
    let rank = Dictionary(uniqueKeysWithValues: files.enumerated().map { ($1, $0) })
    func key(_ index: Int) -> (Int, Int, Int, Int) {
      let location = problems[index].location
      return (rank[location.file] ?? files.count, location.line, location.column, index)
    }
    return problems.indices.sorted { key($0) < key($1) }.map { problems[$0] }
  }

  /// Notes that a file is read now.
  func open(_ file: String) {
    if !files.contains(file) { files.append(file) }
  }

  /// Adds an error.
  func error(_ reason: ScenarioProblem.Reason, _ field: String, at location: SourceLocation) {
    add(reason, field, at: location, severity: .error)
  }

  /// Adds a warning.
  func warn(_ reason: ScenarioProblem.Reason, _ field: String, at location: SourceLocation) {
    add(reason, field, at: location, severity: isStrict ? .error : .warning)
  }

  private func add(
    _ reason: ScenarioProblem.Reason, _ field: String, at location: SourceLocation,
    severity: ScenarioProblem.Severity
  ) {
    if severity == .error { errorCount += 1 }
    problems.append(
      ScenarioProblem(location: location, severity: severity, field: field, reason: reason))
  }
}

// MARK: - Checked values

extension ProblemLog {
  /// The number that a word writes, if it is one and makes sense; else reports it.
  func number(_ word: Word, unit: String, in allowed: ClosedRange<Double>) -> Double? {
    do throws(NumberFault) {
      let value = try word.number()
      guard allowed.contains(value) else {
        error(
          .outOfRange(found: value, allowed: allowed, unit: unit), word.field, at: word.location)
        return nil
      }
      return value
    } catch {
      self.error(.notANumber(found: word.text, error), word.field, at: word.location)
      return nil
    }
  }

  /// The whole number that a word writes; else reports it.
  func wholeNumber(_ word: Word, in allowed: ClosedRange<UInt64>) -> UInt64? {
    let value = UInt64(word.text)
    if word.notation == .quotedYAML {
      let fault = value == nil ? NumberFault.other : .quoted
      error(.notANumber(found: word.text, fault), word.field, at: word.location)
      return nil
    }
    guard let value, allowed.contains(value) else {
      error(.notWhole(found: word.text, allowed: allowed), word.field, at: word.location)
      return nil
    }
    return value
  }

  /// The case that a word names; else reports it.
  func choice<Choice: RawRepresentable<String> & CaseIterable>(
    _ word: Word, of kind: String, as type: Choice.Type
  ) -> Choice? {
    if let choice = Choice(rawValue: word.text) { return choice }
    unknown(word, kind: kind, known: Choice.allCases.map(\.rawValue))
    return nil
  }

  /// Reports a name that is none of the known ones.
  func unknown(_ word: Word, kind: String, known: [String]) {
    error(
      .unknownName(found: word.text, kind: kind, known: known), word.field, at: word.location)
  }

  /// Sets the fields of a record that words are found for.
  func fill<Record>(
    _ record: inout Record, _ fields: [Field<Record>], from word: (String) -> Word?
  ) {
    for field in fields {
      guard let word = word(field.name),
        let value = number(word, unit: field.unit, in: field.allowed)
      else { continue }
      field.set(&record, value)
    }
  }

  /// Reports blank and repeated ids.
  ///
  /// - Returns: Whether the id is good: neither blank nor in `firstLines`, to which it is added.
  func isNew(_ id: Word, in firstLines: inout [String: Int]) -> Bool {
    guard !id.text.isEmpty else {
      error(.blank(expected: "an id"), id.field, at: id.location)
      return false
    }
    if let line = firstLines[id.text] {
      error(.repeated(found: id.text, firstLine: line), id.field, at: id.location)
      return false
    }
    firstLines[id.text] = id.location.line
    return true
  }
}

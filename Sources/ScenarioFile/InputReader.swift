import PortfolioModel

/// Reads numbers that may be ranges instead, and notes which are given.
///
/// A range is a map: `{low: …, high: …}` (uniform) or `{low: …, mode: …, high: …}` (triangular), with
/// `distribution` if wanted. Its central value stands for it wherever one number is needed.
final class InputReader {
  private let log: ProblemLog
  private var found: [InputPath: (input: UncertainInput, location: SourceLocation)] = [:]
  /// The numbers that are given.
  private(set) var given: Set<InputPath> = []

  /// Creates a reader that has read nothing.
  init(log: ProblemLog) {
    self.log = log
  }

  /// The inputs that are given as ranges, in file order.
  var uncertain: [UncertainInput] {
    // By name where YAML repeats a range by its anchor, which has one place.
    func key(_ input: UncertainInput, _ location: SourceLocation) -> (Int, Int, String) {
      (location.line, location.column, input.name)
    }
    return found.values.sorted { key($0.input, $0.location) < key($1.input, $1.location) }
      .map(\.input)
  }

  /// Sets the fields of a record that have a key in a map.
  func fill<Record>(
    _ record: inout Record, _ fields: [Field<Record>], from map: YAMLMap,
    at path: (String) -> InputPath
  ) {
    for field in fields {
      guard let value = map.value(field.name),
        let number = number(value, field, at: path(field.name))
      else { continue }
      field.set(&record, number)
    }
  }

  /// The number of a field, or the central value of its range; reports what is neither.
  func number<Record>(_ value: YAMLValue, _ field: Field<Record>, at path: InputPath) -> Double? {
    note(path)
    guard value.isMap, !field.isConvention else {
      return value.number(unit: field.unit, in: field.allowed)
    }
    guard let distribution = distribution(value, field) else { return nil }
    if distribution.low < distribution.high {
      let input = UncertainInput(path, unit: field.unit, distribution: distribution)
      found[path] = (input, value.location)
    }
    return distribution.central
  }

  /// Notes that something is given; what was read there before no longer counts.
  func note(_ path: InputPath) {
    given.insert(path)
    found[path] = nil
  }

  /// The values that an input may have: `value` alone if it is no range.
  func range(of path: InputPath, value: Double) -> ClosedRange<Double> {
    found[path].map { $0.input.low...$0.input.high } ?? value...value
  }

  // MARK: - Distributions

  private enum Shape: String, CaseIterable {
    case uniform, triangular
  }

  private func distribution<Record>(
    _ value: YAMLValue, _ field: Field<Record>
  ) -> InputDistribution? {
    guard let map = value.map(expecting: "a number or {low: …, high: …}") else { return nil }
    var shape: Shape? = map.value("mode") == nil ? .uniform : .triangular
    if let given = map.value("distribution") {
      shape = given.word(expecting: "the name of a distribution")
        .flatMap { log.choice($0, of: "distribution of an input", as: Shape.self) }
    }
    guard let shape else { return nil }
    let keys = shape == .uniform ? ["low", "high"] : ["low", "mode", "high"]
    let points = keys.compactMap { key -> Double? in
      if map.value(key) == nil { map.reportMissing(key, expected: "a number (\(field.unit))") }
      return map.number(key, unit: field.unit, in: field.allowed)
    }
    map.reportUnknownKeys()
    guard points.count == keys.count else { return nil }
    for (index, pair) in zip(points, points.dropFirst()).enumerated() where pair.0 > pair.1 {
      log.error(
        .crossed(low: pair.0, upperField: keys[index + 1], high: pair.1),
        "\(map.field).\(keys[index])", at: map.value(keys[index])?.location ?? map.location)
      return nil
    }
    return shape == .uniform
      ? .uniform(low: points[0], high: points[1])
      : .triangular(low: points[0], mode: points[1], high: points[2])
  }
}

import PortfolioModel

/// Reads days of work: a number, or a map with a distribution and its parameters.
struct EffortReader {
  /// Takes the problems.
  let log: ProblemLog

  private enum Distribution: String, CaseIterable {
    case fixed, uniform, triangular, pert, lognormal, exponential
  }

  private static let positive = 0.001...10_000.0

  /// The effort that a value describes; `nil`, with problems in the log, if it is wrong.
  func effort(_ value: YAMLValue) -> Effort? {
    if value.isWord { return value.number(unit: "days", in: Self.positive).map(Effort.fixed) }
    guard let map = value.map(expecting: "a number of days or {distribution: …}") else {
      return nil
    }
    guard let word = map.word("distribution", expecting: "the name of a distribution") else {
      if map.value("distribution") == nil {
        map.reportMissing("distribution", expected: oneOf(Distribution.allCases.map(\.rawValue)))
      }
      return nil
    }
    guard let distribution = log.choice(word, of: "distribution", as: Distribution.self) else {
      return nil
    }
    let days = effort(distribution, map)
    map.reportUnknownKeys()
    return days
  }

  private func effort(_ distribution: Distribution, _ map: YAMLMap) -> Effort? {
    switch distribution {
    case .fixed:
      return days("days", map).map(Effort.fixed)
    case .exponential:
      return days("mean", map).map(Effort.exponential)
    case .lognormal:
      let mean = days("mean", map)
      let cv = required("cv", map, unit: "standard deviation / mean", in: 0...100)
      return mean.flatMap { mean in cv.map { .lognormal(mean: mean, cv: $0) } }
    case .uniform:
      return effort(from: ["low", "high"], map) { .uniform(low: $0[0], high: $0[1]) }
    case .triangular:
      return effort(from: ["low", "mode", "high"], map) {
        .triangular(low: $0[0], mode: $0[1], high: $0[2])
      }
    case .pert:
      return effort(from: ["low", "mode", "high"], map) {
        .pert(low: $0[0], mode: $0[1], high: $0[2])
      }
    }
  }

  private func days(_ key: String, _ map: YAMLMap) -> Double? {
    required(key, map, unit: "days", in: Self.positive)
  }

  /// An effort from numbers of days none of which is above the next; reports others.
  private func effort(
    from keys: [String], _ map: YAMLMap, make: ([Double]) -> Effort
  ) -> Effort? {
    // A lower end of nothing is fine as long as the upper end makes the mean positive.
    let values = keys.map { key in
      key == keys.last
        ? days(key, map) : required(key, map, unit: "days", in: 0...Self.positive.upperBound)
    }
    let points = values.compactMap { $0 }
    guard points.count == keys.count else { return nil }
    for (index, pair) in zip(points, points.dropFirst()).enumerated() where pair.0 > pair.1 {
      log.error(
        .crossed(low: pair.0, upperField: keys[index + 1], high: pair.1),
        "\(map.field).\(keys[index])", at: map.value(keys[index])?.location ?? map.location)
      return nil
    }
    // Without a width, the densities divide by zero.
    return points.first == points.last ? points.first.map(Effort.fixed) : make(points)
  }

  private func required(
    _ key: String, _ map: YAMLMap, unit: String, in allowed: ClosedRange<Double>
  ) -> Double? {
    guard let value = map.value(key) else {
      map.reportMissing(key, expected: "a number (\(unit))")
      return nil
    }
    return value.number(unit: unit, in: allowed)
  }
}

import PortfolioModel

/// Reads the bounds on the shares of days that tiers and segments get.
struct ShareReader {
  /// The tiers that bounds may name.
  let tiers: [String]
  /// The segments that bounds may name; `nil` if the accounts could not be read.
  let segments: [String]?
  /// Takes the problems.
  let log: ProblemLog

  /// The bounds of a map such as `{tier: {key: {min: 0.2}}, segment: {Finland: {max: 0.5}}}`.
  func bounds(_ map: YAMLMap?) -> [ShareBound] {
    guard let map else { return [] }
    let bounds =
      bounds(map.map("tier", expecting: "a map of tiers"), kind: "tier", known: tiers) {
        .tier($0)
      }
      + bounds(map.map("segment", expecting: "a map of segments"), kind: "segment", known: segments)
    {
      .segment($0)
    }
    map.reportUnknownKeys()
    return bounds
  }

  private func bounds(
    _ map: YAMLMap?, kind: String, known: [String]?, group: (String) -> ShareBound.Group
  ) -> [ShareBound] {
    guard let map else { return [] }
    let bounds = map.entries.compactMap { name, value -> ShareBound? in
      if let known, !known.contains(name.text) { log.unknown(name, kind: kind, known: known) }
      guard let limits = value.map(expecting: "a map with min, max or both") else { return nil }
      let minimum = limits.number("min", unit: "share", in: 0...1) ?? 0
      let maximum = limits.number("max", unit: "share", in: 0...1) ?? 1
      limits.reportUnknownKeys()
      guard minimum <= maximum else {
        log.error(
          .crossed(low: minimum, upperField: "max", high: maximum), "\(value.field).min",
          at: limits.value("min")?.location ?? value.location)
        return nil
      }
      return ShareBound(group: group(name.text), minimum: minimum, maximum: maximum)
    }
    let sum = bounds.reduce(0) { $0 + $1.minimum }
    // 0.7 + 0.2 + 0.1 is a rounding error above 1.
    if sum > 1 + 1e-9 {
      log.error(.minimaAboveOne(sum: sum), map.field, at: map.location)
    }
    return bounds
  }
}

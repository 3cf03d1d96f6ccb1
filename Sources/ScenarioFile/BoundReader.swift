import PortfolioModel

/// Reads the bounds that optimised plans keep.
struct BoundReader {
  /// The tiers that bounds may name.
  let tiers: [String]
  /// The segments that bounds may name; `nil` if the accounts could not be read.
  let segments: [String]?
  /// Where random numbers start.
  let seed: UInt64
  /// Takes the problems.
  let log: ProblemLog

  /// The bounds of a scenario's map.
  func bounds(_ scenario: YAMLMap) -> [PlanBound] {
    let groups = "{tier: …, segment: …}"
    let shares = groupBounds(
      scenario.map("shares", expecting: groups), unit: "share", in: 0...1, unbounded: 1,
      checkMinima: reportMinimaAboveOne)
    let days = groupBounds(
      scenario.map("days", expecting: groups), unit: "days/year", in: 0...1e9,
      unbounded: .infinity)
    return shares.map { .share($0) } + days.map { .days($0) } + budgets(scenario)
      + [maxChange(scenario), responseReserve(scenario), riskAversion(scenario)].compactMap { $0 }
  }

  // MARK: - Tiers and segments

  /// The bounds of a map such as `{tier: {key: {min: 0.2}}, segment: {Finland: {max: 0.5}}}`.
  private func groupBounds(
    _ map: YAMLMap?, unit: String, in allowed: ClosedRange<Double>, unbounded: Double,
    checkMinima: ([GroupBound], YAMLMap) -> Void = { _, _ in }
  ) -> [GroupBound] {
    guard let map else { return [] }
    let kinds: [(kind: String, known: [String]?, group: (String) -> GroupBound.Group)] = [
      ("tier", tiers, { .tier($0) }), ("segment", segments, { .segment($0) }),
    ]
    let bounds = kinds.flatMap { kind, known, group -> [GroupBound] in
      guard let groups = map.map(kind, expecting: "a map of \(kind)s") else { return [] }
      let bounds = groups.entries.compactMap { name, value -> GroupBound? in
        if let known, !known.contains(name.text) { log.unknown(name, kind: kind, known: known) }
        guard let limits = value.map(expecting: "a map with min, max or both") else { return nil }
        let minimum = limits.number("min", unit: unit, in: allowed) ?? 0
        let maximum = limits.number("max", unit: unit, in: allowed) ?? unbounded
        limits.reportUnknownKeys()
        guard minimum <= maximum else {
          log.error(
            .crossed(low: minimum, upperField: "max", high: maximum), "\(value.field).min",
            at: limits.value("min")?.location ?? value.location)
          return nil
        }
        return GroupBound(group: group(name.text), minimum: minimum, maximum: maximum)
      }
      checkMinima(bounds, groups)
      return bounds
    }
    map.reportUnknownKeys()
    return bounds
  }

  /// Reports least shares that are more than the whole.
  private func reportMinimaAboveOne(_ bounds: [GroupBound], in map: YAMLMap) {
    let sum = bounds.reduce(0) { $0 + $1.minimum }
    // 0.7 + 0.2 + 0.1 is a rounding error above 1.
    if sum > 1 + 1e-9 {
      log.error(.minimaAboveOne(sum: sum), map.field, at: map.location)
    }
  }

  // MARK: - Everyone

  /// The budgets of a map such as `{days: 900, money: 400000}`.
  private func budgets(_ scenario: YAMLMap) -> [PlanBound] {
    let expected = "{days: …}, {money: …} or both"
    guard let map = scenario.map("budget", expecting: expected) else { return [] }
    if map.entries.isEmpty {
      map.reportMissing("days", expected: "days, money or both")
    }
    let days = map.number("days", unit: "days/year", in: 0...1e9)
    let money = map.number("money", unit: "money/year", in: 0...1e12)
    map.reportUnknownKeys()
    return [days.map { .budgetDays($0) }, money.map { .budgetMoney($0) }].compactMap { $0 }
  }

  /// The limit of a map such as `{days: 5}` or `{share: 0.25}`.
  private func maxChange(_ scenario: YAMLMap) -> PlanBound? {
    guard let map = scenario.map("maxChange", expecting: "{days: …} or {share: …}") else {
      return nil
    }
    if map.entries.isEmpty { map.reportMissing("days", expected: "days or share") }
    if map.value("days") != nil, let share = map.value("share") {
      log.error(.exclusive(with: "days"), share.field, at: share.location)
    }
    let days = map.number("days", unit: "days/year", in: 0...366)
    let share = map.number("share", unit: "share of the current days", in: 0...1)
    map.reportUnknownKeys()
    return days.map { .maxChange(.days($0)) } ?? share.map { .maxChange(.share($0)) }
  }

  private func responseReserve(_ scenario: YAMLMap) -> PlanBound? {
    guard let value = scenario.value("responseReserve"), !value.isNothing else { return nil }
    return value.number(unit: "share of capacity", in: 0...1).map { .responseReserve($0) }
  }

  /// The risk aversion of a map such as `{weight: 0.5, level: 0.9, worlds: 100}`.
  private func riskAversion(_ scenario: YAMLMap) -> PlanBound? {
    let expected = "{weight: …, level: …, worlds: …}"
    guard let map = scenario.map("riskAversion", expecting: expected) else { return nil }
    if map.value("weight") == nil {
      map.reportMissing("weight", expected: "what bad worlds count, 0 to 1")
    }
    let weight = map.number(
      "weight", unit: "share of the worst worlds in what plans maximise",
      in: RiskAversion.allowedWeights)
    let level =
      map.number(
        "level", unit: "share of worlds: 0.9 looks at the worst tenth",
        in: RiskAversion.allowedLevels) ?? RiskAversion.defaultLevel
    let worlds = worlds(map.word("worlds", expecting: "a whole number"), level: level)
    map.reportUnknownKeys()
    return weight.map {
      .riskAversion(RiskAversion(weight: $0, level: level, worlds: worlds, seed: seed))
    }
  }

  /// A number of worlds of which at least one is among the worst.
  private func worlds(_ word: Word?, level: Double) -> Int {
    let allowed = RiskAversion.allowedWorlds
    guard let word,
      let number = log.wholeNumber(
        word, in: UInt64(allowed.lowerBound)...UInt64(allowed.upperBound))
    else { return RiskAversion.defaultWorlds }
    let least = (1 / (1 - level) - 1e-9).rounded(.up)
    if Double(number) < least {
      log.error(
        .outOfRange(
          found: Double(number), allowed: least...Double(allowed.upperBound),
          unit: "worlds, of which at least one is beyond the level"), word.field,
        at: word.location)
    }
    return Int(number)
  }
}

import PortfolioModel

/// Reads the description of a synthetic portfolio.
struct GeneratorReader {
  /// The KAMs in the order of the team; `nil` if the team could not be read.
  let kams: [String]?
  /// Takes the problems.
  let log: ProblemLog
  /// Reads the numbers.
  let inputs: InputReader

  /// The fields that may be drawn.
  static let drawn = ["annualRevenue", "potential", "activity", "keyPeople"]

  private static let most: UInt64 = 1_000_000

  /// The generator that a map describes; `nil`, with problems in the log, if it can't be known.
  func generator(_ map: YAMLMap) -> PortfolioGenerator? {
    let owners = owners(map)
    var generator = PortfolioGenerator(owners: owners ?? [])
    if let revenue = map.value("revenue") {
      generator.revenue = lognormal(revenue, unit: "money/year", most: 1e12) ?? generator.revenue
    } else {
      map.reportMissing("revenue", expected: "{median: …, sigma: …}")
    }
    generator.potential =
      map.value("potential").flatMap { lognormal($0, unit: "times the revenue", most: 1000) }
      ?? generator.potential
    generator.activity = map.value("activity").flatMap { gamma($0, unit: "requests/year") }
    generator.keyPeople = map.value("keyPeople").flatMap { gamma($0, unit: "people") }
    generator.segments = segments(map)
    for field in Account.fields where !Self.drawn.contains(field.name) {
      guard let value = map.value(field.name) else { continue }
      let isShared = Account.sharedFields.contains { $0.name == field.name }
      let number =
        isShared
        ? inputs.number(value, field, at: .accounts(field.name))
        : value.number(unit: field.unit, in: field.allowed)
      if let number { generator.constants.append((field, number)) }
    }
    func constant(_ name: String) -> Double? {
      generator.constants.first { $0.field.name == name }?.value
    }
    if let least = constant("minDays"), let most = constant("maxDays"), least > most,
      let value = map.value("minDays")
    {
      log.error(
        .crossed(low: least, upperField: "maxDays", high: most), value.field, at: value.location)
    }
    map.reportUnknownKeys()
    return owners == nil ? nil : generator
  }

  /// The owner of each account, or as many times `nil` as there are accounts.
  private func owners(_ map: YAMLMap) -> [String?]? {
    switch (map.value("accounts"), map.value("perKam")) {
    case (.some, let perKam?):
      log.error(.exclusive(with: "accounts"), perKam.field, at: perKam.location)
      return nil
    case (let accounts?, nil):
      return count(accounts, least: 1).map { Array(repeating: nil, count: $0) }
    case (nil, let perKam?):
      return owners(perKam: perKam)
    case (nil, nil):
      map.reportMissing("accounts", expected: "the number of accounts, or perKam: [40, 40, …]")
      return nil
    }
  }

  private func owners(perKam value: YAMLValue) -> [String?]? {
    guard let values = value.list(expecting: "a list with the number of accounts of each KAM")
    else {
      return nil
    }
    let counts = values.compactMap { count($0, least: 0) }
    guard let kams, counts.count == values.count else { return nil }
    guard counts.count == kams.count, counts.contains(where: { $0 > 0 }) else {
      log.error(
        .portfolioCount(found: counts.count, team: kams.count), value.field, at: value.location)
      return nil
    }
    return zip(kams, counts).flatMap { kam, count in Array(repeating: kam, count: count) }
  }

  private func count(_ value: YAMLValue, least: UInt64) -> Int? {
    value.word(expecting: "a whole number")
      .flatMap { log.wholeNumber($0, in: least...Self.most) }.map(Int.init)
  }

  private func lognormal(_ value: YAMLValue, unit: String, most: Double) -> GeneratedQuantity? {
    if value.isWord {
      return value.number(unit: unit, in: 0...most).map(GeneratedQuantity.constant)
    }
    let shape = value.map(expecting: "a number or {median: …, sigma: …}")
    return shape.flatMap { numbers($0, ("median", unit, most), ("sigma", "of the logarithm", 5)) }
      .map { .lognormal(median: $0, sigma: $1) }
  }

  private func gamma(_ value: YAMLValue, unit: String) -> GeneratedQuantity? {
    if value.isWord {
      return value.number(unit: unit, in: 0...10_000).map(GeneratedQuantity.constant)
    }
    let shape = value.map(expecting: "a number or {mean: …, cv: …}")
    return shape.flatMap {
      numbers($0, ("mean", unit, 10_000), ("cv", "standard deviation / mean", 5))
    }
    .map { .gamma(mean: $0, cv: $1) }
  }

  /// Two numbers from 0 that must both be there.
  private func numbers(
    _ map: YAMLMap, _ first: (key: String, unit: String, most: Double),
    _ second: (key: String, unit: String, most: Double)
  ) -> (Double, Double)? {
    let values = [first, second].map { parameter -> Double? in
      if map.value(parameter.key) == nil {
        map.reportMissing(parameter.key, expected: "a number (\(parameter.unit))")
      }
      return map.number(parameter.key, unit: parameter.unit, in: 0...parameter.most)
    }
    map.reportUnknownKeys()
    guard let first = values[0], let second = values[1] else { return nil }
    return (first, second)
  }

  private func segments(_ map: YAMLMap) -> [String] {
    guard let value = map.value("segments"), !value.isNothing else { return [] }
    let words = value.list(expecting: "a list of segments") ?? []
    return words.compactMap { $0.word(expecting: "a text")?.text }
  }
}

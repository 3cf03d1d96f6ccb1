import PortfolioModel

/// Reads which team or portfolio sizes to compare, and under which conditions.
struct StaffingReader {
  /// Takes the problems.
  let log: ProblemLog

  /// The request of a study's map; what is not said stays the study's own choice.
  func request(_ map: YAMLMap, kind: StudyRequest.Kind) -> StaffingRequest {
    var request = StaffingRequest()
    request.sizes = sizes(map)
    if let word = map.word("policy", expecting: "a policy") {
      request.policy = log.choice(word, of: "policy", as: Policy.self) ?? request.policy
    }
    request.budget = map.number("budget", unit: "money/year", in: 0...1e12)
    request.margin =
      map.number("margin", unit: "share of what the best size earns", in: 0...0.5)
      ?? request.margin
    if let word = map.word("spending", expecting: "how replications are spent") {
      request.spending =
        log.choice(word, of: "way to spend replications", as: StaffingRequest.Spending.self)
        ?? request.spending
    }
    request.indifference =
      map.number("indifference", unit: "share of what today's team earns", in: 0.000_01...0.5)
      ?? request.indifference
    request.hire = hire(map)
    if let word = map.word("hiresPerQuarter", expecting: "a whole number") {
      request.hiresPerQuarter = log.wholeNumber(word, in: 1...10_000).map(Int.init)
    }
    if kind == .headcount {
      request.poolShares =
        numbers("pool", of: map, unit: "share of accounts", in: 0.001...0.99)
        ?? request.poolShares
      request.delays = numbers("delays", of: map, unit: "years", in: 0.01...10) ?? request.delays
    } else {
      if let word = map.word("vary", expecting: "what varies") {
        request.variation =
          log.choice(word, of: "variation", as: StaffingRequest.Variation.self)
          ?? request.variation
      }
      if let word = map.word("samples", expecting: "a whole number") {
        request.sampleCount = log.wholeNumber(word, in: 2...10_000).map(Int.init) ?? 2
      }
    }
    return request
  }

  /// The sizes from one to another by steps.
  private func sizes(_ map: YAMLMap) -> [Int]? {
    func size(_ key: String) -> Int? {
      map.word(key, expecting: "a whole number")
        .flatMap { log.wholeNumber($0, in: 1...100_000) }.map(Int.init)
    }
    let (from, to, step) = (size("from"), size("to"), size("step"))
    switch (map.value("from"), map.value("to")) {
    case (.some, nil): map.reportMissing("to", expected: "the last size, beside from")
    case (nil, .some): map.reportMissing("from", expected: "the first size, beside to")
    default: break
    }
    guard let from, let to else { return nil }
    guard from <= to else {
      log.error(
        .crossed(low: Double(from), upperField: "to", high: Double(to)), "\(map.field).from",
        at: map.value("from")?.location ?? map.location)
      return nil
    }
    return StaffingRequest.sizes(from: from, to: to, step: step)
  }

  /// What a hire is like: the fields of a KAM, but when it begins.
  private func hire(_ map: YAMLMap) -> KeyAccountManager? {
    guard let fields = map.map("hire", expecting: "a map of a KAM's fields") else { return nil }
    var kam = KeyAccountManager(id: "hire")
    kam.role = fields.word("role")?.text
    kam.segment = fields.word("segment")?.text
    kam.maxAccounts = fields.word("maxAccounts", expecting: "a whole number")
      .flatMap { log.wholeNumber($0, in: 0...1_000_000) }.map(Int.init)
    log.fill(&kam, KeyAccountManager.fields.filter { $0.name != "start" }) {
      fields.word($0, expecting: "a number")
    }
    fields.reportUnknownKeys()
    return kam
  }

  private func numbers(
    _ key: String, of map: YAMLMap, unit: String, in allowed: ClosedRange<Double>
  ) -> [Double]? {
    guard let value = map.value(key), !value.isNothing else { return nil }
    return (value.list(expecting: "a list of numbers") ?? [])
      .compactMap { $0.number(unit: unit, in: allowed) }.sorted()
  }
}

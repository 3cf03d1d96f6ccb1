import PortfolioModel

/// Reads which accounts are to find an owner by optimisation: `true`, or a map.
struct AssignmentReader {
  /// The KAMs of the team; `nil` if it could not be read.
  let kams: [String]?
  /// Takes the problems.
  let log: ProblemLog

  /// The request that a value describes; `nil` without one, for `false`, and where it can't be known.
  func request(_ value: YAMLValue?) -> AssignmentRequest? {
    guard let value, !value.isNothing else { return nil }
    let expected = "true, false or a map such as {accounts: unowned}"
    if value.isWord {
      guard let word = value.word(expecting: expected) else { return nil }
      switch word.text {
      case "true": return AssignmentRequest()
      case "false": return nil
      default:
        log.error(
          .wrongType(found: inQuotes(word.text), expected: expected), word.field, at: word.location)
        return nil
      }
    }
    guard let map = value.map(expecting: expected) else { return nil }
    var request = AssignmentRequest()
    if let word = map.word("accounts", expecting: "all or unowned") {
      request.scope =
        log.choice(word, of: "set of accounts", as: AssignmentRequest.Scope.self) ?? request.scope
    }
    request.leavers = leavers(map.value("leavers"))
    request.handoverCost = map.number("handoverCost", unit: "money", in: 0...1e12)
    request.sameSegment =
      map.number("sameSegment", unit: "money", in: 0...1e12) ?? request.sameSegment
    if let word = map.word("maxAccounts", expecting: "a whole number") {
      request.maxAccounts = log.wholeNumber(word, in: 0...1_000_000).map(Int.init)
    }
    map.reportUnknownKeys()
    return request
  }

  private func leavers(_ value: YAMLValue?) -> [String] {
    guard let value, !value.isNothing else { return [] }
    var firstLines: [String: Int] = [:]
    return (value.list(expecting: "a list of KAMs") ?? [])
      .compactMap { $0.word(expecting: "the id of a KAM") }
      .compactMap { word in
        if let kams, !kams.contains(word.text) {
          log.unknown(word, kind: "KAM", known: kams)
          return nil
        }
        return log.isNew(word, in: &firstLines) ? word.text : nil
      }
  }
}

import PortfolioModel

/// Reads the rule by which accounts without a tier get one.
struct ClassificationReader {
  /// Takes the problems.
  let log: ProblemLog

  /// The default rule with the overrides of a map.
  func classification(_ map: YAMLMap?) -> Classification {
    var rule = Classification()
    guard let map else { return rule }
    if let basis = map.word("basis", expecting: "growth or revenue") {
      rule.basis = log.choice(basis, of: "basis", as: Classification.Basis.self) ?? rule.basis
    }
    rule.strategic = map.value("strategic").flatMap(cut) ?? rule.strategic
    rule.key = map.value("key").flatMap(cut) ?? rule.key
    rule.developShare =
      map.number("developShare", unit: "share of revenue", in: 0...1000) ?? rule.developShare
    map.reportUnknownKeys()
    return rule
  }

  private func cut(_ value: YAMLValue) -> Classification.Cut? {
    guard let map = value.map(expecting: "{share: …} or {money: …}") else { return nil }
    let share = map.number("share", unit: "share of the accounts", in: 0...1)
    let money = map.number("money", unit: "money/year", in: 0...1e12)
    map.reportUnknownKeys()
    switch (map.value("share"), map.value("money")) {
    case (let given?, .some):
      log.error(.exclusive(with: "money"), given.field, at: given.location)
      return nil
    case (nil, nil):
      map.reportMissing("share", expected: "share, or money beside it")
      return nil
    default:
      return share.map(Classification.Cut.share) ?? money.map(Classification.Cut.money)
    }
  }
}

import PortfolioModel

/// Reads the overrides of trigger types, and new ones.
struct TriggerReader {
  /// Takes the problems.
  let log: ProblemLog
  /// Reads the numbers.
  let inputs: InputReader

  private enum Per: String, CaseIterable {
    case account, keyPerson
  }

  /// The built-in types with the overrides of a map: `off` removes a type, a new name adds one.
  func triggers(_ map: YAMLMap?) -> [TriggerType] {
    var triggers = TriggerType.builtIn
    for (key, value) in map?.entries ?? [] {
      let index = triggers.firstIndex { $0.name == key.text }
      if key.text.isEmpty {
        log.error(.blank(expected: "the name of a trigger type"), key.field, at: key.location)
      } else if value.isWord, value.word(expecting: "off")?.text == "off" {
        if let index {
          triggers.remove(at: index)
        } else {
          log.unknown(key, kind: "trigger type", known: triggers.map(\.name))
        }
      } else if let overrides = value.map(expecting: "a map of the type's fields, or off") {
        let known = index.map { triggers[$0] }
        let changed = trigger(key, overrides, known: known, names: triggers.map(\.name))
        if let index { triggers[index] = changed } else { triggers.append(changed) }
      }
    }
    if let map, triggers.count > Self.typeLimit {
      log.error(
        .tooManyTriggers(found: triggers.count, allowed: Self.typeLimit), map.field,
        at: map.location)
    }
    return triggers
  }

  /// The engine numbers types in a byte.
  private static let typeLimit = 100

  private func trigger(
    _ name: Word, _ map: YAMLMap, known: TriggerType?, names: [String]
  ) -> TriggerType {
    var trigger = known ?? TriggerType(name: name.text, rate: .perAccount(0))
    if let rate = map.value("rate") {
      trigger.rate =
        self.rate(rate, map, known: known, at: .trigger(name.text, field: "rate")) ?? trigger.rate
    } else if known == nil {
      log.error(.newTriggerWithoutRate(name.text, known: names), name.field, at: name.location)
    } else if let per = map.value("per") {
      log.error(.missing(expected: "rate beside per"), "\(map.field).rate", at: per.location)
    }
    _ = map.value("per")
    if let effort = map.value("effort") {
      inputs.note(.trigger(name.text, field: "effort"))
      trigger.effort = EffortReader(log: log).effort(effort) ?? trigger.effort
    }
    inputs.fill(&trigger, TriggerType.fields, from: map) { .trigger(name.text, field: $0) }
    map.reportUnknownKeys()
    return trigger
  }

  /// The rate that `rate` and `per` give together; without `per` it depends on what it did before.
  private func rate(
    _ rate: YAMLValue, _ map: YAMLMap, known: TriggerType?, at path: InputPath
  ) -> TriggerType.Rate? {
    if rate.isWord, rate.word(expecting: "activity")?.text == "activity" {
      inputs.note(path)
      if let per = map.value("per") {
        log.error(.exclusive(with: "the rate activity"), per.field, at: per.location)
      }
      return .activity
    }
    let number = inputs.number(rate, TriggerType.rateField, at: path)
    let per: Per?
    if let given = map.value("per") {
      per = given.word(expecting: "account or keyPerson")
        .flatMap { log.choice($0, of: "base of rates", as: Per.self) }
    } else {
      switch known?.rate {
      case .perAccount: per = .account
      case .perKeyPerson: per = .keyPerson
      case .activity, nil:
        map.reportMissing("per", expected: "account or keyPerson, beside the rate")
        per = nil
      }
    }
    guard let number, let per else { return nil }
    return switch per {
    case .account: .perAccount(number)
    case .keyPerson: .perKeyPerson(number)
    }
  }
}

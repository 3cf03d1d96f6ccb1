import PortfolioModel
import Testing

/// What must hold for every table of fields.
private func check<Record>(_ fields: [Field<Record>], of records: [Record]) {
  #expect(Set(fields.map(\.name)).count == fields.count, "names are unique")
  for field in fields {
    #expect(!field.unit.isEmpty, "\(field.name)")
    #expect(field.allowed.lowerBound.isFinite && field.allowed.upperBound.isFinite)
    #expect(field.name.first?.isLowercase == true && !field.name.contains { "-_ .".contains($0) })
    for var record in records {
      if let value = field.value(record) {
        #expect(field.allowed.contains(value), "the default \(value) of \(field.name)")
      }
      for value in [field.allowed.lowerBound, field.allowed.upperBound] {
        let others = fields.filter { $0.name != field.name }
        let before = others.map { $0.value(record) }
        field.set(&record, value)
        #expect(field.value(record) == value, "\(field.name)")
        #expect(others.map { $0.value(record) } == before, "\(field.name) changes another field")
      }
    }
    if field.isShare {
      #expect(field.allowed.lowerBound >= -1 && field.allowed.upperBound <= 1, "\(field.name)")
    }
  }
}

@Test func `the fields of an account are unique, in range by default, and can be set`() {
  check(Account.fields, of: [Account(id: "A", annualRevenue: 0)])
  #expect(
    Account.fields.map(\.name) == [
      "annualRevenue", "margin", "potential", "activity", "keyPeople", "churn", "currentDays",
      "minDays", "maxDays", "lockedDays", "dependency", "strategicWeight",
    ])
}

@Test func `the fields of a KAM are unique, in range by default, and can be set`() {
  check(KeyAccountManager.fields, of: [KeyAccountManager(id: "K")])
  #expect(
    KeyAccountManager.fields.map(\.name) == [
      "fte", "customerShare", "annualCost", "departure", "effect", "start", "leaves",
    ])
}

@Test func `the fields of a care model are unique, in range by default, and can be set`() {
  check(CareModel.fields, of: [CareModel(id: "own")] + CareModel.builtIn)
  #expect(
    CareModel.fields.map(\.name) == ["minDays", "maxDays", "churn", "kappa", "cadence"])
}

@Test func `the fields of a trigger type are unique, in range by default, and can be set`() {
  check(
    TriggerType.fields,
    of: [TriggerType(name: "own", rate: .perAccount(1))] + TriggerType.builtIn)
  #expect(
    TriggerType.fields.map(\.name) == [
      "detection", "lag", "window", "winProbability", "captures", "riskFactor", "riskDays",
      "resolves",
    ])
}

@Test func `the parameters are unique, in range by default, and can be set`() {
  check(ModelParameters.fields, of: [ModelParameters()])
}

@Test func `every default that the user need not think about names its source`() {
  let decided: Set = [
    "annualRevenue", "potential", "churn", "currentDays", "minDays", "maxDays",
    "lockedDays", "strategicWeight",
  ]
  for field in Account.fields where !decided.contains(field.name) {
    #expect(!field.source.isEmpty, "\(field.name)")
  }
  for field in KeyAccountManager.fields where !["fte", "start", "leaves"].contains(field.name) {
    #expect(!field.source.isEmpty, "\(field.name)")
  }
  #expect(CareModel.fields.allSatisfy { !$0.source.isEmpty })
  #expect(TriggerType.fields.allSatisfy { !$0.source.isEmpty })
  #expect(ModelParameters.fields.allSatisfy { !$0.source.isEmpty })
}

@Test func `a field that a record leaves open has no value`() throws {
  let churn = try #require(Account.fields.first { $0.name == "churn" })
  var account = Account(id: "A", annualRevenue: 0)
  #expect(churn.value(account) == nil)
  churn.set(&account, 0.25)
  #expect(account.churn == 0.25)
  #expect(churn.isShare)
}

import PortfolioModel
import Testing

// The tables of the model page, written out again: a default that moves must move in both places.

@Test func `an account has the defaults of the model page`() {
  let account = Account(id: "A", annualRevenue: 1_000)
  #expect(account.annualRevenue == 1_000)
  #expect(account.margin == 0.6)
  #expect(account.potential == 0)
  #expect(account.activity == 6)
  #expect(account.keyPeople == 8)
  #expect(account.churn == nil)
  #expect(account.currentDays == nil)
  #expect(account.dependency == 0.5)
  #expect(account.strategicWeight == 1)
  #expect(account.tier == nil)
  #expect(account.kam == nil)
}

@Test func `a KAM has the defaults of the model page`() {
  let kam = KeyAccountManager(id: "K")
  #expect(kam.fte == 1)
  #expect(kam.customerShare == 0.65)
  #expect(kam.annualCost == 110_000)
  #expect(kam.departure == 0.15)
  #expect(kam.serviceRate == 0.65)
}

@Test func `the care models are those of the model page, most care first`() {
  func model(
    _ id: String, _ minDays: Double, _ maxDays: Double, _ churn: Double, _ kappa: Double,
    _ cadence: Double
  ) -> CareModel {
    CareModel(
      id: id, minDays: minDays, maxDays: maxDays, churn: churn, kappa: kappa, cadence: cadence)
  }
  #expect(
    CareModel.builtIn == [
      model("strategic", 12, 60, 0.05, 3, 48),
      model("key", 6, 40, 0.08, 2, 24),
      model("develop", 2, 20, 0.12, 2, 10),
      model("transform", 0, 8, 0.18, 2, 4),
      model("pooled", 0, 0, 0.20, 2, 0),
    ])
  #expect(CareModel.pooledID == "pooled")
}

@Test(
  arguments: [
    ("workingDaysPerYear", 220), ("sessionDays", 0.5), ("engagementHalfLife", 60),
    ("careEffect", 0.6), ("expansionRate", 2), ("expansionWin", 0.3), ("expansionCaptures", 0.25),
    ("discountRate", 0.08), ("follow", 0.1), ("departureRiskFactor", 2), ("departureRiskDays", 220),
    ("vacancy", 60), ("cover", 0.2), ("ramp", 90), ("rampRate", 0.5), ("reserveCap", 0.5),
    ("review", 55), ("poolEngagement", 0.5), ("poolCost", 1500), ("pwlTolerance", 0.001),
  ] as [(String, Double)])
func `a parameter has the default of the model page`(name: String, value: Double) throws {
  let field = try #require(ModelParameters.fields.first { $0.name == name })
  #expect(field.value(ModelParameters()) == value)
}

@Test func `the model page has as many parameters as the program`() {
  #expect(ModelParameters.fields.count == 20)
}

@Test func `the trigger types are those of the model page`() {
  struct Row: Equatable {
    let name: String
    let rate: TriggerType.Rate
    let effort: Effort
    let numbers: [Double]

    init(_ name: String, _ rate: TriggerType.Rate, _ effort: Double, _ numbers: [Double]) {
      (self.name, self.rate, self.effort, self.numbers) = (name, rate, .fixed(effort), numbers)
    }

    init(_ type: TriggerType) {
      (name, rate, effort) = (type.name, type.rate, type.effort)
      numbers = [
        type.detection, type.lag, type.window, type.winProbability, type.captures,
        type.riskFactor, type.riskDays, type.resolves,
      ]
    }
  }
  #expect(
    TriggerType.builtIn.map(Row.init) == [
      Row("company-move", .perAccount(2), 1.0, [0.5, 5, 20, 0.30, 0.10, 1.2, 60, 0.7]),
      Row("key-person-change", .perKeyPerson(0.5), 0.5, [0.5, 5, 20, 0.10, 0.03, 1.5, 60, 0.7]),
      Row("inbound-request", .activity, 0.25, [1, 0, 5, 0.05, 0.02, 1.3, 40, 0.9]),
    ])
  #expect(TriggerType.builtIn.map(\.isInbound) == [false, false, true])
}

@Test func `fifty accounts have a hundred moves and two hundred people changes a year`() {
  let account = Account(id: "A", annualRevenue: 1)
  let rates = TriggerType.builtIn.map { 50 * $0.rate(on: account) }
  #expect(rates == [100, 200, 300])
}

@Test func `the classification has the cuts of the model page`() {
  let classification = Classification()
  #expect(classification.basis == .growth)
  #expect(classification.strategic == .share(0.05))
  #expect(classification.key == .share(0.15))
  #expect(classification.developShare == 0.5)
}

@Test func `the policies are those of the model page`() {
  #expect(
    Policy.allCases.map(\.rawValue) == [
      "reactive", "equal", "value", "potential", "activity", "care-model", "optimal",
      "optimal-tuned", "optimal-rolling", "own",
    ])
  #expect(Set(Policy.allCases.map(\.summary)).count == Policy.allCases.count)
}

import PortfolioModel
import Testing

private let builtIn = PortfolioRecipe.builtIn.assumptions

@Test func `every default is an assumption, once`() {
  let names = builtIn.map(\.path.name)
  #expect(Set(names).count == names.count)
  // Of triggers, the rate of requests is the account's activity; five accounts, five tiers.
  #expect(names.filter { $0.hasPrefix("model.") }.count == ModelParameters.fields.count)
  #expect(names.filter { $0.hasPrefix("careModels.") }.count == 5 * CareModel.fields.count)
  #expect(
    names.filter { $0.hasPrefix("triggers.") }.count == 3 * (TriggerType.fields.count + 2) - 1)
  // Hires and known departures have no default.
  #expect(names.filter { $0.hasPrefix("team.") }.count == KeyAccountManager.fields.count - 2)
  #expect(
    names.filter { $0.hasPrefix("accounts.") } == [
      "accounts.margin", "accounts.potential", "accounts.activity", "accounts.keyPeople",
      "accounts.dependency", "accounts.strategicWeight",
    ])
  #expect(builtIn.allSatisfy { $0.isDefault })
}

@Test func `a range holds its default and is what evidence or half and one and a half say`() {
  for assumption in builtIn {
    #expect(!assumption.source.hasSuffix(")"), "the grade is no part of the source")
    guard let range = assumption.range else { continue }
    #expect(range.contains(assumption.value), "\(assumption.path.name)")
    #expect(range.lowerBound < range.upperBound, "\(assumption.path.name)")
    #expect(assumption.grade != nil && !assumption.source.isEmpty, "\(assumption.path.name)")
  }
  func range(_ name: String) -> ClosedRange<Double>? {
    builtIn.first { $0.path.name == name }?.range
  }
  #expect(range("model.careEffect") == 0.24...0.70)
  #expect(range("team.customerShare") == 0.22...0.70)
  #expect(range("team.departure") == 0.08...0.27)
  #expect(range("model.vacancy") == 30...90)
  #expect(range("careModels.key.churn") == 0.08 * 0.6...0.08 * 1.6)
  #expect(range("triggers.company-move.rate") == 2 * 0.3...2 * 1.2)
}

@Test(
  arguments: [
    "model.workingDaysPerYear", "model.review", "model.pwlTolerance", "model.reserveCap",
    "careModels.key.minDays", "triggers.inbound-request.detection", "team.effect", "team.fte",
    "accounts.potential", "accounts.strategicWeight",
  ])
func `what is chosen, counted or true by definition has no range`(name: String) throws {
  let assumption = try #require(builtIn.first { $0.path.name == name })
  #expect(assumption.range == nil)
}

@Test func `every assumption with a range is an uncertain input with its default as mode`() {
  let inputs = PortfolioRecipe.builtIn.gradedInputs
  #expect(inputs.map(\.path) == builtIn.filter { $0.range != nil }.map(\.path))
  #expect(inputs.map(\.central) == builtIn.filter { $0.range != nil }.map(\.value))
  #expect(inputs.allSatisfy { $0.grade == .published || $0.grade == .judgement })
}

@Test func `what is given is no default, and what nobody uses is no assumption`() throws {
  var account = Account(id: "A", annualRevenue: 100)
  account.tier = "key"
  account.churn = 0.1
  var recipe = PortfolioRecipe(accounts: [account], team: [KeyAccountManager(id: "K")])
  recipe.parameters.vacancy = 20
  recipe.given = [.model("vacancy")]
  recipe.uncertainInputs = [
    UncertainInput(
      .model("ramp"), unit: "days", distribution: .triangular(low: 30, mode: 90, high: 120))
  ]
  let rows = recipe.assumptions
  let vacancy = try #require(rows.first { $0.path == .model("vacancy") })
  #expect(!vacancy.isDefault && vacancy.value == 20 && vacancy.range == nil)
  #expect(vacancy.grade == nil && vacancy.source == "set in the scenario")
  #expect(rows.first { $0.path == .model("ramp") }?.range == 30...120)
  #expect(!recipe.gradedInputs.map(\.path).contains(.model("ramp")))
  #expect(!recipe.gradedInputs.map(\.path).contains(.model("vacancy")))
  let names = rows.map(\.path.name)
  #expect(names.filter { $0.hasPrefix("careModels.") }.allSatisfy { $0.contains(".key.") })
  #expect(!names.contains("careModels.key.churn"))
  #expect(names.contains("careModels.key.kappa"))
  #expect(!names.contains { $0.hasPrefix("team.") || $0.hasPrefix("accounts.") })
}

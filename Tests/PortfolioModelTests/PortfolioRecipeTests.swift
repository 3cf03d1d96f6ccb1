import PortfolioModel
import Testing

/// Three accounts and two KAMs; account A names its churn, KAM anna her risk of departure.
private let recipe: PortfolioRecipe = {
  var accounts = [("C", 300.0), ("A", 500), ("B", 100)].map {
    Account(id: $0.0, annualRevenue: 1_000 * $0.1)
  }
  accounts[1].churn = 0.07
  for index in accounts.indices { accounts[index].tier = "key" }
  var team = ["eva", "anna"].map { KeyAccountManager(id: $0) }
  team[1].departure = 0.3
  var recipe = PortfolioRecipe(accounts: accounts, team: team)
  recipe.kamsSharing = ["departure": [0], "customerShare": [0, 1]]
  recipe.accountsSharing = ["margin": [0, 2]]
  return recipe
}()

private func input(_ path: InputPath, _ low: Double, _ high: Double) -> UncertainInput {
  UncertainInput(path, unit: "share", distribution: .uniform(low: low, high: high))
}

@Test func `a recipe makes the portfolio that its parts make`() {
  #expect(
    recipe.portfolio()
      == Portfolio(accounts: recipe.accounts, team: recipe.team, careModels: CareModel.builtIn))
  #expect(recipe.portfolio(setting: []) == recipe.portfolio())
}

@Test func `a value changes what follows from it, as if it had been given`() {
  var other = recipe
  other.parameters.careEffect = 0.3
  other.careModels[1].churn = 0.11
  other.triggers[0].detection = 0.8
  other.triggers[1].rate = .perKeyPerson(0.25)
  other.triggers[2].effort = .fixed(0.4)
  other.team[0].departure = 0.2
  other.accounts[0].margin = 0.5
  other.accounts[2].margin = 0.5
  let portfolio = recipe.portfolio(setting: [
    (input(.model("careEffect"), 0.2, 0.6), 0.3),
    (input(.careModel("key", field: "churn"), 0.05, 0.15), 0.11),
    (input(.trigger("company-move", field: "detection"), 0.3, 0.9), 0.8),
    (input(.trigger("key-person-change", field: "rate"), 0.2, 0.6), 0.25),
    (input(.trigger("inbound-request", field: "effort"), 0.2, 0.6), 0.4),
    (input(.team("departure"), 0.1, 0.3), 0.2),
    (input(.accounts("margin"), 0.4, 0.8), 0.5),
  ])
  #expect(portfolio == other.portfolio())
  #expect(portfolio.baseHazard != recipe.portfolio().baseHazard)
  #expect(portfolio.team.map(\.departure) == [0.3, 0.2])
  #expect(portfolio.accounts.map(\.margin) == [0.6, 0.5, 0.5])
  #expect(portfolio.accounts.map(\.churn) == [0.07, 0.11, 0.11])
}

@Test func `one KAM can be set alone`() {
  var other = recipe
  other.set(.kam("anna", field: "customerShare"), to: 0.4)
  #expect(other.portfolio().team.map(\.customerShare) == [0.4, 0.65])
}

@Test func `setting the central values changes nothing`() {
  let inputs = PortfolioRecipe.builtIn.gradedInputs
  #expect(
    PortfolioRecipe.builtIn.portfolio(setting: inputs.map { ($0, $0.central) })
      == PortfolioRecipe.builtIn.portfolio())
}

@Test func `every built-in input can be set to either end of its range and anywhere between`() {
  let recipe = PortfolioRecipe.builtIn
  for input in recipe.gradedInputs {
    for p in [0, 0.1, 0.5, 0.9, 1] {
      let portfolio = recipe.portfolio(setting: [(input, input.quantile(p))])
      #expect(portfolio.baseHazard.allSatisfy { $0.isFinite && $0 > 0 }, "\(input.name)")
    }
  }
}

import GLPKSolver
import PortfolioModel
import Statistics

@testable import Study

/// Twelve unequal accounts of two KAMs, and one in the pool.
func crewRecipe(_ change: (inout PortfolioRecipe) -> Void = { _ in }) -> PortfolioRecipe {
  let accounts = (0..<13).map { index in
    var account = Account(id: "A\(10 + index)", annualRevenue: 60_000 * Double(1 + index * 5 % 12))
    account.potential = 35_000 * Double(index % 4)
    account.activity = Double(2 + index)
    account.kam = "K\(1 + index % 2)"
    if index == 12 { account.tier = "pooled" }
    return account
  }
  var recipe = PortfolioRecipe(
    accounts: accounts, team: ["K1", "K2"].map { KeyAccountManager(id: $0) })
  for kam in recipe.team.indices { recipe.team[kam].fte = 0.4 }
  for field in KeyAccountManager.fields where field.name != "fte" {
    recipe.kamsSharing[field.name] = [0, 1]
  }
  change(&recipe)
  return recipe
}

/// A hire like the KAMs of the crew.
func crewHire(_ change: (inout KeyAccountManager) -> Void = { _ in }) -> KeyAccountManager {
  var hire = KeyAccountManager(id: "hire")
  hire.fte = 0.4
  change(&hire)
  return hire
}

/// The design of a study of the crew.
func crewDesign(
  _ question: StaffingStudy.Question = .headcount, sizes: [Int]?,
  portfolio: Portfolio = crewRecipe().portfolio(), replications: Int = 64,
  baseline: Policy = .equal, bounds: [PlanBound] = [],
  _ change: (inout StaffingRequest) -> Void = { _ in }
) -> StaffingStudy.Design {
  var request = StaffingRequest()
  request.sizes = sizes
  change(&request)
  return StaffingStudy.Design(
    question,
    today: PolicyStudy.Design(
      portfolio: portfolio, policies: [baseline], baseline: baseline, bounds: bounds,
      horizonYears: 2, replications: replications, seed: 11), request: request)
}

extension StaffingStudy {
  /// Finds the teams of a design and simulates them.
  init(_ design: Design, threads: Int = 2) throws {
    self.init(
      design, teams: try design.teams(using: GLPK.solve, GLPK.solve, threads: threads),
      threads: threads)
  }
}

/// What 1 a year, paid continuously, is worth from a moment to another, years.
func annuity(from start: Double = 0, to end: Double, rate: Double = 0.08) -> Double {
  (Elementary.exp(-rate * start) - Elementary.exp(-rate * end)) / rate
}

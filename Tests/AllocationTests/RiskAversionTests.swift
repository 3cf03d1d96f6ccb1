import Foundation
import GLPKSolver
import LinearProgramming
import PortfolioModel
import Statistics
import Testing

@testable import Allocation

private func aversion(
  _ weight: Double, level: Double = 0.9, worlds: Int = 100, seed: UInt64 = 1
) -> PlanBound {
  .riskAversion(RiskAversion(weight: weight, level: level, worlds: worlds, seed: seed))
}

/// One large account that may be lost and many small ones that together are worth about as much.
private func giantAndSmall() -> Portfolio {
  var accounts = [Account(id: "giant", annualRevenue: 1e6)]
  accounts[0].churn = 0.06
  for position in 0..<20 {
    var account = Account(id: "small-\(position)", annualRevenue: 60_000)
    account.churn = 0.15
    accounts.append(account)
  }
  for index in accounts.indices { (accounts[index].tier, accounts[index].currentDays) = ("one", 4) }
  var kam = KeyAccountManager(id: "kam")
  (kam.fte, kam.customerShare) = (1, 60.0 / 220)
  return Portfolio(
    accounts: accounts, team: [kam], careModels: [CareModel(id: "one", maxDays: 40)], triggers: [])
}

/// The program of a portfolio in sampled worlds, with its solution.
private func solved(
  _ portfolio: Portfolio, _ bound: PlanBound
) throws -> (block: ProgramBlock, worlds: WorldSample, solution: LinearSolution) {
  guard case .riskAversion(let aversion) = bound else { throw CocoaError(.featureUnsupported) }
  let cases = portfolio.team.indices.map { kam in
    portfolio.accountsOfKAM[kam].map {
      AccountCase(
        account: $0, in: portfolio, horizonYears: 3, minimumScale: 1,
        capacity: portfolio.capacity(of: kam))
    }
  }
  let worlds = try WorldSample(
    aversion, of: cases.flatMap { $0 }, in: portfolio, horizonYears: 3)
  let block = ProgramBlock(
    kams: Array(portfolio.team.indices), casesOfKAM: cases, couplings: [], responseReserve: 0,
    worlds: worlds, portfolio: portfolio, horizonYears: 3)
  return (block, worlds, try block.model.solved(using: checkedGLPK))
}

/// The worth of a solution in each world, its segments as the solver filled them.
private func worthsAsSolved(
  _ block: ProgramBlock, _ worlds: WorldSample, _ solution: LinearSolution
) throws -> [Double] {
  var worths = Array(repeating: 0.0, count: worlds.aversion.worlds)
  for columns in block.seats.flatMap(\.columns) {
    let account = try #require(worlds.accounts[columns.subject.account])
    for world in worths.indices {
      worths[world] += account.starts[world]
      for (position, variable) in columns.variables.enumerated() {
        let slope =
          position < columns.segments.count
          ? account.slopes[position] + account.deviations[position][world]
          : columns.worths[position]
        worths[world] += slope * solution.value(of: variable)
      }
    }
  }
  return worths
}

// MARK: - Worlds

@Test func `with a constant hazard a world is worth an annuity until the account leaves`() {
  var account = Account(id: "A", annualRevenue: 1000)
  (account.churn, account.margin, account.currentDays) = (0.2, 0.5, 5)
  var parameters = ModelParameters()
  parameters.careEffect = 0
  let portfolio = Portfolio(
    accounts: [account], team: [KeyAccountManager(id: "kam")], triggers: [], parameters: parameters)
  let worth = WorldWorth(
    account: 0, in: portfolio, grid: LeavingGrid(parameters: parameters, horizonYears: 3))
  let (hazard, discount) = (-log(0.8), parameters.discountRate)
  for days in [0.0, 5, 20] {
    let curve = worth.curve(careDays: days)
    for threshold in [1e-9, 0.01, 0.1, 0.3, 0.6, 0.66, 0.68, 2, 20] {
      let time = min(3, threshold / hazard)
      let annuity = 500 * (1 - exp(-discount * time)) / discount
      #expect(abs(curve.worth(until: threshold) - annuity) < 1e-6 * 1000, "\(days), \(threshold)")
    }
  }
}

@Test(arguments: [0.5, 3, 30])
func `the mean over worlds is the value of care`(_ horizonYears: Double) {
  let portfolio = Portfolio.random(seed: 4, accountCount: 4, careModels: CareModel.unrestricted)
  let grid = LeavingGrid(parameters: portfolio.parameters, horizonYears: horizonYears)
  for account in portfolio.accounts.indices where portfolio.owner[account] != nil {
    let worth = WorldWorth(account: account, in: portfolio, grid: grid)
    let value = DayValue(account: account, in: portfolio, horizonYears: horizonYears)
    for days in [0.0, 3, 25] {
      let curve = worth.curve(careDays: days)
      // Midpoints of equal shares of the exponential distribution.
      let count = 4000
      let mean = (0..<count).reduce(0) {
        $0 + curve.worth(until: -log((Double($1) + 0.5) / Double(count))) / Double(count)
      }
      let exact = value.value(careDays: days)
      #expect(abs(mean - exact) < 1e-4 * abs(exact), "account \(account), \(days) days")
    }
  }
}

@Test func `an account leaves in the same worlds whatever others there are`() {
  func thresholds(_ id: String, worlds: Int) -> [Double] {
    WorldSample.thresholds(of: id, worlds: worlds, seed: 5, purpose: .risk)
  }
  let many = thresholds("A", worlds: 4000)
  #expect(Array(many.prefix(50)) == thresholds("A", worlds: 50))
  #expect(thresholds("B", worlds: 50) != thresholds("A", worlds: 50))
  #expect(
    WorldSample.thresholds(of: "A", worlds: 50, seed: 5, purpose: .riskCheck)
      != thresholds("A", worlds: 50))
  let mean = many.reduce(0, +) / 4000
  #expect(abs(mean - 1) < 0.06)
}

// MARK: - Programs

@Test(arguments: 1...2 as ClosedRange<UInt64>)
func `without weight, and at level 0, the plan is today's`(_ seed: UInt64) throws {
  let portfolio = Portfolio.random(seed: seed, accountCount: 15)
  let neutral = try portfolio.optimum()
  let weightless = try portfolio.optimum(keeping: [aversion(0)])
  #expect(weightless.accounts == neutral.accounts)
  #expect(weightless.team == neutral.team)
  #expect(weightless.objective == neutral.objective)
  #expect(weightless.risk != nil && neutral.risk == nil)
  // The worst of all worlds are all worlds, and their mean is exact.
  let everyWorld = try portfolio.optimum(keeping: [aversion(0.7, level: 0, worlds: 20)])
  #expect(abs(everyWorld.objective - neutral.objective) < 1e-6 * abs(neutral.objective))
}

@Test(arguments: [0.0, 0.5, 0.9, 0.95])
func `the program's worst worlds are those of its plan`(_ level: Double) throws {
  let portfolio = Portfolio.random(seed: 11, accountCount: 15)
  let weight = 0.6
  let (block, worlds, solution) = try solved(portfolio, aversion(weight, level: level, worlds: 40))
  let worths = try worthsAsSolved(block, worlds, solution)
  let worst = WorstShare(of: worths, level: level).mean
  let mean = worths.reduce(0, +) / Double(worths.count)
  let objective = (1 - weight) * mean + weight * worst
  #expect(abs(solution.objective - objective) < 1e-6 * max(1, abs(objective)))
  // Segments filled in order are a plan too, so no better.
  let refilled = SolvedBlock(block: block, solution: solution).objective(horizonYears: 3)
  #expect(refilled <= objective + 1e-6 * abs(objective))
  #expect(refilled >= objective - 0.01 * abs(objective))
}

@Test func `the higher the level, the less the worst worlds are worth`() throws {
  let portfolio = giantAndSmall()
  let worst = try [0.0, 0.3, 0.6, 0.9, 0.95].map { level in
    try portfolio.optimum(keeping: [aversion(1, level: level)]).objective
  }
  #expect(zip(worst, worst.dropFirst()).allSatisfy { $0 > $1 })
}

@Test func `risk aversion gives days to the giant whose loss makes the worst worlds`() throws {
  let portfolio = giantAndSmall()
  let neutral = try portfolio.optimum()
  let averse = try portfolio.optimum(keeping: [aversion(0.8, worlds: 150)])
  #expect(averse.accounts[0].careDays > neutral.accounts[0].careDays + 1)
  #expect(abs(averse.team[0].plannedDays - neutral.team[0].plannedDays) < 1e-6)
  #expect(averse.gain <= neutral.gain * (1 + 1e-6))
  let risk = try #require(averse.risk)
  // In worlds that the plan was not made for.
  #expect(risk.difference.worst.value > risk.difference.worst.halfWidth)
  #expect(risk.difference.mean.value < 0)
  #expect(abs(risk.plan.worst.value - risk.neutral.worst.value - risk.difference.worst.value) < 1)
  let exact = averse.accounts.reduce(0) { $0 + ($1.valueAtPlan ?? 0) }
  #expect(abs(risk.plan.mean.value - exact) < 2 * risk.plan.mean.halfWidth)
}

@Test func `the same seed gives the same plan, and the order of accounts changes none`() throws {
  let portfolio = Portfolio.random(seed: 3, accountCount: 12, currentDaysGiven: true)
  let bound = aversion(0.5, worlds: 20)
  let plan = try portfolio.optimum(keeping: [bound])
  #expect(try portfolio.optimum(keeping: [bound]) == plan)
  #expect(try portfolio.optimum(keeping: [aversion(0.5, worlds: 20, seed: 2)]).risk != plan.risk)
  let reversed = Portfolio(
    accounts: portfolio.accounts.reversed(), team: portfolio.team,
    careModels: portfolio.careModels, triggers: portfolio.triggers,
    parameters: portfolio.parameters)
  #expect(try reversed.optimum(keeping: [bound]) == plan)
}

@Test func `a shadow price is what a day more adds`() throws {
  let bound = aversion(0.5, worlds: 50)
  let portfolio = giantAndSmall()
  func objective(_ fte: Double) throws -> Double {
    let (_, _, solution) = try solved(portfolio.withTeam { _, _ in fte }, bound)
    return solution.objective
  }
  let price = try portfolio.optimum(keeping: [bound]).team[0].shadowPrice
  let step = 1e-4
  let days = step * portfolio.capacity(of: 0)
  let above = (try objective(1 + step) - objective(1)) / days / 3
  let below = (try objective(1) - objective(1 - step)) / days / 3
  #expect(price <= below * (1 + 1e-5) && price >= above * (1 - 1e-5))
}

@Test func `bounds hold in a risk-averse plan`() throws {
  let portfolio = Portfolio.random(
    seed: 8, accountCount: 20, careModels: CareModel.unrestricted, currentDaysGiven: true)
  let shares = try portfolio.bindingShareBounds()
  let result = try portfolio.optimum(
    shares, keeping: [aversion(0.5, worlds: 20), .responseReserve(0.1)])
  let tier = try #require(result.tiers.first { shares[0].group == .tier($0.name) })
  #expect(tier.share >= shares[0].minimum - 1e-6)
  for (kam, planned) in result.team.enumerated() {
    #expect(planned.careDays <= 0.9 * portfolio.capacity(of: kam) + 1e-6)
    #expect(planned.dayPrice == nil)
  }
}

// MARK: - Errors

@Test func `too many worlds are an error that says how many are not`() {
  let portfolio = Portfolio.random(seed: 1, accountCount: 60)
  let owned = portfolio.owner.count { $0 != nil }
  #expect(throws: AllocationError.tooManyWorlds(accounts: owned, worlds: 10_000)) {
    try portfolio.optimum(keeping: [aversion(0.5, worlds: 10_000)])
  }
  #expect(
    AllocationError.tooManyWorlds(accounts: 1000, worlds: 1000).description == """
      riskAversion.worlds: found 1000 worlds for 1000 accounts that KAMs own, expected accounts times \
      worlds of at most 500000. Set worlds to 500 or less.
      """)
  #expect(
    AllocationError.tooManyWorlds(accounts: 50_001, worlds: 100).description
      .hasSuffix("Plan the accounts in several scenarios, or leave riskAversion out."))
}

@Test(arguments: [Policy.optimalRolling, .optimalTuned])
func `policies that plan for the mean alone refuse risk aversion`(_ policy: Policy) throws {
  let portfolio = Portfolio.random(seed: 1, accountCount: 10)
  #expect(throws: AllocationError.riskAverse(policy)) {
    try portfolio.planned(
      policy, horizonYears: 3, bounds: [aversion(0.5)], using: checkedGLPK)
  }
  _ = try portfolio.planned(policy, horizonYears: 3, bounds: [aversion(0)], using: checkedGLPK)
}

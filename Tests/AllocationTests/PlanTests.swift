import Foundation
import GLPKSolver
import PortfolioModel
import Testing

@testable import Allocation

private let seeds: ClosedRange<UInt64> = 1...20

extension Policy {
  /// Those that need no days of the user.
  fileprivate static let computed = allCases.filter { $0 != .own }

  fileprivate var isOptimised: Bool { [.optimal, .optimalTuned, .optimalRolling].contains(self) }
}

private func plan(_ policy: Policy, _ portfolio: Portfolio) throws -> AllocationPlan {
  try portfolio.plan(for: policy, horizonYears: 3, using: checkedGLPK)
}

@Test(arguments: seeds)
func `no policy plans more than a KAM has, or anything for the pool`(seed: UInt64) throws {
  let portfolio = Portfolio.random(seed: seed, accountCount: 70)
  for policy in Policy.computed {
    let plan = try plan(policy, portfolio)
    #expect(plan.name == policy.rawValue)
    #expect(plan.careDays.count == portfolio.accounts.count)
    #expect(plan.responsePriority.allSatisfy { $0.count == portfolio.triggers.count })
    #expect(portfolio.pooledAccounts.allSatisfy { plan.careDays[$0] == 0 })
    for kam in portfolio.team.indices {
      let days = portfolio.accountsOfKAM[kam].reduce(0) { $0 + plan.careDays[$1] }
      let most =
        policy.isOptimised
        ? portfolio.capacity(of: kam) : portfolio.careCapacity(of: kam)
      #expect(days <= most * (1 + 1e-9))
      if [.equal, .value, .potential, .activity].contains(policy) {
        #expect(days == 0 || relativeError(days, most) < 1e-9)
      }
    }
    if !policy.isOptimised {
      #expect(plan.rejects.allSatisfy { !$0.contains(true) })
    }
  }
}

@Test(arguments: seeds)
func `plans are proportional to what their policy looks at`(seed: UInt64) throws {
  let portfolio = Portfolio.random(seed: seed, accountCount: 40)
  let weights: [(Policy, (Account) -> Double)] = [
    (.equal, { _ in 1 }), (.value, { max(0, $0.margin * $0.annualRevenue) }),
    (.potential, { max(0, $0.margin * $0.potential) }), (.activity, \.activity),
  ]
  for (policy, weight) in weights {
    let days = try plan(policy, portfolio).careDays
    for owned in portfolio.accountsOfKAM {
      for (left, right) in zip(owned, owned.dropFirst()) {
        let (a, b) = (weight(portfolio.accounts[left]), weight(portfolio.accounts[right]))
        #expect(abs(days[left] * b - days[right] * a) <= 1e-9 * max(1, a * b))
      }
    }
  }
}

@Test func `weights that are all zero mean equal`() throws {
  let accounts = (0..<4).map { position in
    var account = Account(id: "a\(position)", annualRevenue: 1000)
    account.margin = -0.1
    account.activity = 0
    return account
  }
  let portfolio = Portfolio(accounts: accounts, team: [KeyAccountManager(id: "kam")])
  let equal = try plan(.equal, portfolio).careDays
  for policy in [Policy.value, .potential, .activity] {
    #expect(try plan(policy, portfolio).careDays == equal)
  }
  #expect(try plan(.reactive, portfolio).careDays == [0, 0, 0, 0])
}

@Test(arguments: seeds)
func `care by model is the cadence, scaled down together where it is too much`(
  seed: UInt64
) throws {
  let portfolio = Portfolio.random(seed: seed, accountCount: 60)
  let days = try plan(.careModel, portfolio).careDays
  for kam in portfolio.team.indices {
    let owned = portfolio.accountsOfKAM[kam]
    let wanted = owned.map { portfolio.careModel(of: $0).cadence * 0.5 }
    let scale = min(1, portfolio.careCapacity(of: kam) / max(wanted.reduce(0, +), 1e-9))
    for (account, wish) in zip(owned, wanted) {
      #expect(abs(days[account] - wish * scale) < 1e-9)
    }
  }
}

@Test func `each policy ranks waiting work as the model page says`() throws {
  let portfolio = Portfolio.random(seed: 11, accountCount: 30)
  func expectAlike(_ policy: Policy, _ priority: (Int) -> Double) throws {
    let plan = try plan(policy, portfolio)
    for account in portfolio.accounts.indices {
      #expect(plan.carePriority[account] == priority(account))
      #expect(plan.responsePriority[account] == [Double](repeating: priority(account), count: 3))
    }
  }
  let accounts = portfolio.accounts
  try expectAlike(.reactive) { _ in 0 }
  try expectAlike(.equal) { _ in 0 }
  try expectAlike(.value) { accounts[$0].margin * accounts[$0].annualRevenue }
  try expectAlike(.potential) { accounts[$0].margin * accounts[$0].potential }
  let order = ["pooled": 1.0, "transform": 2, "develop": 3, "key": 4, "strategic": 5]
  try expectAlike(.careModel) { order[portfolio.careModel(of: $0).id] ?? .nan }

  let activity = try plan(.activity, portfolio)
  #expect(activity.carePriority.allSatisfy { $0 == 0 })
  #expect(activity.responsePriority.allSatisfy { $0 == [1, 1, 2] })
}

@Test(arguments: seeds)
func `the optimal queue goes by money per day and refuses what loses money`(seed: UInt64) throws {
  let portfolio = Portfolio.random(seed: seed, accountCount: 40)
  let result = try portfolio.optimum()
  let planned = try portfolio.planned(.optimal, horizonYears: 3, using: checkedGLPK)
  let plan = planned.plan
  #expect(planned.allocation == result)
  #expect(try portfolio.planned(.equal, horizonYears: 3, using: checkedGLPK).allocation == nil)
  #expect(plan == result.plan(named: "optimal", for: portfolio))
  for (index, account) in result.accounts.enumerated() where account.bound != .pooled {
    let weight = portfolio.accounts[index].strategicWeight
    #expect(plan.carePriority[index] == weight * (account.lastDayValue ?? 0))
    for (type, response) in account.responses.enumerated() {
      #expect(plan.responsePriority[index][type] == weight * response.perDay)
      #expect(plan.rejects[index][type] == (portfolio.accounts[index].margin < 0))
    }
  }
}

@Test func `a strategic weight draws days and priority but does not change values`() throws {
  var accounts = ["a", "b"].map { id in
    var account = Account(id: id, annualRevenue: 100_000)
    account.tier = "free"
    account.currentDays = 10
    return account
  }
  func result() throws -> (AllocationResult, AllocationPlan) {
    var kam = KeyAccountManager(id: "kam")
    kam.fte = 0.1
    let portfolio = Portfolio(
      accounts: accounts, team: [kam], careModels: [CareModel(id: "free", maxDays: 40)])
    let result = try portfolio.optimum()
    return (result, result.plan(named: "optimal", for: portfolio))
  }
  let (plain, _) = try result()
  accounts[1].strategicWeight = 2
  let (weighted, plan) = try result()
  #expect(weighted.accounts[1].careDays > plain.accounts[1].careDays)
  #expect(weighted.accounts[1].valueWithoutCare == plain.accounts[1].valueWithoutCare)
  #expect(plan.responsePriority[1][0] == 2 * plan.responsePriority[0][0])
}

@Test func `the rolling policy starts as the optimal one, and alone has reviews`() throws {
  let portfolio = Portfolio.random(seed: 1, accountCount: 30)
  for policy in Policy.computed {
    let planned = try portfolio.planned(policy, horizonYears: 3, using: checkedGLPK)
    #expect((planned.replanner != nil) == (policy == .optimalRolling))
    #expect((planned.allocation != nil) == policy.isOptimised)
  }
  #expect(
    try plan(.optimalRolling, portfolio).careDays == plan(.optimal, portfolio).careDays)
}

@Test func `a heuristic reserves no more than the cap for responses`() throws {
  let busy = (0..<10).map { position in
    var account = Account(id: "a\(position)", annualRevenue: 1000)
    account.activity = 1000
    return account
  }
  let portfolio = Portfolio(accounts: busy, team: [KeyAccountManager(id: "kam")])
  let days = try plan(.equal, portfolio).careDays.reduce(0, +)
  #expect(relativeError(days, 0.5 * 143) < 1e-9)
}

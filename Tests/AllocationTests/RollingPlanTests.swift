import Foundation
import PortfolioModel
import Testing

@testable import Allocation

private let seeds: ClosedRange<UInt64> = 1...12

extension Portfolio {
  /// The state of a KAM's accounts at the start.
  fileprivate func startingState(of kam: Int) -> [ReviewedAccount] {
    accountsOfKAM[kam].map { account in
      ReviewedAccount(
        isThere: true, annualRevenue: accounts[account].annualRevenue,
        potential: accounts[account].potential,
        engagement: parameters.engagement(underCareDays: accounts[account].currentDays ?? 0))
    }
  }

  fileprivate func rollingPlan(
    horizonYears: Double = 3, bounds: [PlanBound] = []
  ) throws -> RollingPlan {
    let program = AllocationProgram(portfolio: self, horizonYears: horizonYears, bounds: bounds)
    return program.rollingPlan(after: try program.solve(using: checkedGLPK))
  }
}

@Test(arguments: seeds)
func `the margin of uses is where sorting them ends`(seed: UInt64) {
  var stream = SampleStream(seed: seed)
  for _ in 0..<50 {
    var uses = DayUses(capacity: 8)
    // Few different worths, so that many are equal.
    let all = (0..<Int(stream.uniform(0...40))).map { _ in
      (worth: stream.uniform(-1...6).rounded(), days: stream.uniform(0...3))
    }
    for use in all { uses.add(worth: use.worth, days: use.days) }
    let capacity = stream.uniform(0...50)
    var (left, expected, price) = (capacity, 0.0, 0.0)
    for use in all.sorted(by: { $0.worth > $1.worth }) where use.worth > 0 {
      let days = min(left, use.days)
      expected += use.worth * days
      left -= days
      if left <= 0 {
        price = use.worth
        break
      }
    }
    var margin = uses.margin(of: capacity)
    #expect(margin.price == price)
    var (found, taken) = (0.0, 0.0)
    for use in all where use.worth > 0 {
      let days = margin.take(worth: use.worth, days: use.days)
      found += use.worth * days
      taken += days
    }
    #expect(abs(found - expected) < 1e-9)
    #expect(taken <= capacity + 1e-9)
  }
}

@Test(arguments: seeds)
func `a review in the state of the start earns what the program for the time left earns`(
  seed: UInt64
) throws {
  let portfolio = Portfolio.random(seed: seed, accountCount: 60)
  let plan = try portfolio.rollingPlan(horizonYears: 3)
  let left = 3 - 4 * portfolio.parameters.review / portfolio.parameters.workingDaysPerYear
  let program = try portfolio.optimum(horizonYears: left)
  var careDays = portfolio.accounts.map { _ in 0.0 }
  for kam in portfolio.team.indices {
    let reviewed = plan.replan(4, kam: kam, portfolio.startingState(of: kam))
    for (account, days) in zip(portfolio.accountsOfKAM[kam], reviewed.careDays) {
      careDays[account] = days
    }
    #expect(reviewed.careDays.reduce(0, +) <= portfolio.capacity(of: kam) * (1 + 1e-9))
  }
  // Slopes are interpolated between engagements, so the plan is not quite the program's.
  let least = portfolio.objective(
    ofCareDays: program.accounts.map(\.careDays), horizonYears: left)
  let none = portfolio.objective(
    ofCareDays: portfolio.accounts.indices.map { account in
      portfolio.owner[account] == nil ? 0 : portfolio.careDayRange(of: account).lowerBound
    }, horizonYears: left)
  let earned = portfolio.objective(ofCareDays: careDays, horizonYears: left)
  if program.warnings.isEmpty { #expect(earned >= least - 0.002 * (least - none)) }
}

@Test(arguments: seeds)
func `who has left gets nothing, and the others get the days`(seed: UInt64) throws {
  let portfolio = Portfolio.random(
    seed: seed, accountCount: 25, careModels: CareModel.unrestricted)
  let plan = try portfolio.rollingPlan()
  var state = portfolio.startingState(of: 0)
  let before = plan.replan(1, kam: 0, state)
  let lost = try #require(before.careDays.indices.max { before.careDays[$0] < before.careDays[$1] })
  state[lost].isThere = false
  let after = plan.replan(1, kam: 0, state)
  #expect(after.careDays[lost] == 0)
  for account in state.indices where account != lost {
    #expect(after.careDays[account] >= before.careDays[account])
  }
  #expect(
    after.careDays.indices.contains {
      $0 != lost && after.careDays[$0] > before.careDays[$0]
    } || before.careDays[lost] == 0)
}

@Test func `limits of accounts hold at every review`() throws {
  var accounts = Portfolio.random(seed: 3, accountCount: 20).accounts
  accounts[2].lockedDays = 7
  accounts[5].minDays = 11
  accounts[5].tier = "key"
  accounts[8].maxDays = 1.5
  accounts[8].tier = "develop"
  accounts[8].minDays = 0
  let portfolio = Portfolio(accounts: accounts, team: [KeyAccountManager(id: "kam-0")])
  let plan = try portfolio.rollingPlan()
  let ids = portfolio.accountsOfKAM[0].map { portfolio.accounts[$0].id }
  for number in 1...11 {
    let reviewed = plan.replan(number, kam: 0, portfolio.startingState(of: 0))
    for (id, days) in zip(ids, reviewed.careDays) {
      if id == accounts[2].id { #expect(days == 7) }
      if id == accounts[5].id { #expect(days >= 11) }
      if id == accounts[8].id { #expect(days <= 1.5) }
    }
  }
}

@Test func `a review that rounding puts before the end has a plan`() throws {
  var accounts = Portfolio.random(seed: 4, accountCount: 10).accounts
  for index in accounts.indices { accounts[index].kam = nil }
  var parameters = ModelParameters()
  parameters.review = 60.5
  let portfolio = Portfolio(
    accounts: accounts, team: [KeyAccountManager(id: "kam-0")], parameters: parameters)
  // Four reviews of 60.5 days are 242, and 1.1 years of 220 days a little more.
  let plan = try portfolio.rollingPlan(horizonYears: 1.1)
  let last = plan.replan(4, kam: 0, portfolio.startingState(of: 0))
  #expect(last.careDays.allSatisfy { $0.isFinite && $0 >= 0 })
  #expect(last.carePriority.allSatisfy { $0.isFinite })
}

@Test func `revenue won draws days, and a customer whose potential is spent gives them up`() throws
{
  let portfolio = Portfolio.random(
    seed: 5, accountCount: 25, careModels: CareModel.unrestricted, currentDaysGiven: true)
  let plan = try portfolio.rollingPlan()
  var state = portfolio.startingState(of: 0)
  let before = plan.replan(2, kam: 0, state).careDays
  let account = try #require(before.indices.max { before[$0] < before[$1] })
  state[account].annualRevenue *= 2
  let richer = plan.replan(2, kam: 0, state).careDays
  #expect(richer[account] > before[account])
  state[account].annualRevenue = 0
  state[account].potential = 0
  #expect(plan.replan(2, kam: 0, state).careDays[account] == 0)
}

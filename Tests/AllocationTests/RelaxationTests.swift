import LinearProgramming
import PortfolioModel
import Testing

@testable import Allocation

private let seeds: ClosedRange<UInt64> = 1...5

private func tier(_ id: String, _ minimum: Double, _ maximum: Double) -> GroupBound {
  GroupBound(group: .tier(id), minimum: minimum, maximum: maximum)
}

/// A portfolio of one KAM with 100 days a year: 12 accounts of tier `top` that need 5 to 6 days each, four
/// of tier `rest` that take up to 20.
private func portfolio() -> Portfolio {
  let accounts = (1...16).map { number in
    var account = Account(id: "A\(number + 10)", annualRevenue: 1e5)
    (account.tier, account.currentDays) = (number <= 12 ? "top" : "rest", 5)
    account.segment = number.isMultiple(of: 2) ? "even" : "odd"
    return account
  }
  var kam = KeyAccountManager(id: "kam")
  (kam.customerShare, kam.annualCost) = (100.0 / 220, 50_000)
  return Portfolio(
    accounts: accounts, team: [kam],
    careModels: [
      CareModel(id: "top", minDays: 5, maxDays: 6), CareModel(id: "rest", maxDays: 20),
    ], triggers: [])
}

/// Thirty random accounts without limits.
private func random(_ seed: UInt64) -> Portfolio {
  Portfolio.random(
    seed: seed, accountCount: 30, careModels: CareModel.unrestricted, currentDaysGiven: true)
}

// MARK: - Conflicts

@Test func `a conflict names the limits of accounts and capacities that bounds break on`() throws {
  let most = try conflict { try portfolio().optimum(keeping: [.days(tier("top", 0, 50))]) }
  #expect(most.bounds == [.days(tier("top", 0, 50))])
  #expect(most.limits.map(\.description) == ["the least days of 12 accounts of tier 'top' (60)"])
  let least = try conflict { try portfolio().optimum(keeping: [.days(tier("top", 75, .infinity))]) }
  #expect(
    least.limits.map(\.description) == [
      "the most days of 12 accounts of tier 'top' (72 with responses)"
    ])
  let full = try conflict { try portfolio().optimum(keeping: [.days(tier("rest", 50, .infinity))]) }
  #expect(
    full.limits.map(\.description) == [
      "the least days of 12 accounts of tier 'top' (60)", "the capacity of KAM 'kam' (100)",
    ])
  #expect(
    AllocationError.infeasible(full).description == """
      No plan worth making keeps these bounds: tier 'rest' gets at least 50 days a year. They conflict \
      with the least days of 12 accounts of tier 'top' (60), the capacity of KAM 'kam' (100). Loosen one \
      of the bounds or of these limits, or plan with --relax, which loosens as little as possible: \
      tier 'rest' gets at least 50 days a year → at least 40.
      """)
}

@Test func `only accounts that a bound sees alike share a limit`() throws {
  let even = GroupBound(group: .segment("even"), minimum: 0, maximum: 20)
  let found = try conflict { try portfolio().optimum(keeping: [.days(even)]) }
  #expect(
    found.limits == [
      .leastDays(
        tier: "top", accounts: ["A12", "A14", "A16", "A18", "A20", "A22"], days: 30)
    ])
}

@Test func `bounds that contradict each other need no limits to do so`() throws {
  let bounds: [PlanBound] = [.days(tier("rest", 30, .infinity)), .budgetDays(20)]
  let found = try conflict { try random(1).optimum(keeping: bounds.map(renamed)) }
  #expect(found.bounds == bounds.map(renamed) && found.limits.isEmpty)
}

/// The same bound on tier `key`.
private func renamed(_ bound: PlanBound) -> PlanBound {
  if case .days(let days) = bound { .days(tier("key", days.minimum, days.maximum)) } else { bound }
}

// MARK: - Relaxation

@Test func `bounds that can be kept are not loosened`() throws {
  let bounds: [PlanBound] = [.days(tier("rest", 30, .infinity)), .budgetDays(95)]
  let relaxed = try portfolio().optimum(keeping: bounds, relaxing: true)
  #expect(relaxed == (try portfolio().optimum(keeping: bounds)))
  #expect(relaxed.relaxations.isEmpty && relaxed.warnings.isEmpty)
}

@Test func `a bound is loosened to what can be kept, with a warning`() throws {
  let result = try portfolio().optimum(
    keeping: [.days(tier("rest", 52.35, .infinity)), .budgetDays(98)], relaxing: true)
  #expect(
    result.relaxations.map(\.description) == [
      "tier 'rest' gets at least 52.4 days a year → at least 38"
    ])
  #expect(result.warnings == [.boundsRelaxed(result.relaxations)])
  #expect(
    result.warnings.map(\.description) == [
      """
      No plan worth making keeps all bounds. Loosened as little as possible: \
      tier 'rest' gets at least 52.4 days a year → at least 38. \
      Put these limits into the scenario, or others.
      """
    ])
  #expect(abs(result.tiers[1].careDays - 38) < 1e-6)
}

@Test func `money is loosened by what a day costs, so the cheapest way counts days`() throws {
  // A day costs 500, and the least days are 60.
  let result = try portfolio().optimum(keeping: [.budgetMoney(20_000)], relaxing: true)
  #expect(result.relaxations.map(\.relaxed) == [.budgetMoney(30_000)])
}

@Test func `shares that only the empty plan keeps are loosened for a full plan`() throws {
  let bounds = [tier("top", 0.7, 1), tier("rest", 0.6, 1)]
  let result = try portfolio().optimum(bounds, relaxing: true)
  #expect(result.relaxations.count == 1)
  #expect(abs(result.team[0].plannedDays - 100) < 1e-6)
  let reached = result.tiers.map(\.share)
  for relaxation in result.relaxations {
    guard case .share(let share) = relaxation.relaxed else { continue }
    let position = try #require(result.tiers.firstIndex { .tier($0.name) == share.group })
    #expect(reached[position] >= share.minimum - 1e-9)
  }
  let nobody = GroupBound(group: .segment("nobody"), minimum: 0.2, maximum: 1)
  let free = try random(6).optimum()
  let kept = try random(6).optimum([nobody], relaxing: true)
  #expect(kept.relaxations.map(\.relaxedLimit) == ["at least 0 %"])
  #expect(abs(kept.objective - free.objective) <= 1e-9 * free.objective)
}

/// Bounds that no plan of a portfolio keeps.
private func impossible(_ seed: UInt64, in portfolio: Portfolio) throws -> [PlanBound] {
  let capacity = portfolio.team.indices.reduce(0) { $0 + portfolio.capacity(of: $1) }
  let share = 0.5 + 0.04 * Double(seed)
  return [
    .days(tier("key", share * capacity, .infinity)), .budgetDays(share * capacity * 0.9),
    .days(tier("transform", 0.1 * capacity, .infinity)), .share(tier("strategic", 0.2, 1)),
  ]
}

@Test(arguments: seeds)
func `what is loosened can be written into the scenario, and a little less can't be kept`(
  seed: UInt64
) throws {
  let portfolio = random(seed)
  let bounds = try impossible(seed, in: portfolio)
  let result = try portfolio.optimum(keeping: bounds, relaxing: true)
  #expect(!result.relaxations.isEmpty)
  let rewritten = bounds.map { bound in
    result.relaxations.first { $0.bound == bound }?.relaxed ?? bound
  }
  let again = try portfolio.optimum(keeping: rewritten)
  #expect(abs(again.objective - result.objective) <= 1e-9 * result.objective)
  #expect(again.relaxations.isEmpty)
  for (position, bound) in rewritten.enumerated() where bound != bounds[position] {
    var tighter = rewritten
    switch bound {
    case .days(let days):
      tighter[position] = .days(
        GroupBound(group: days.group, minimum: days.minimum + 0.2, maximum: .infinity))
    case .share(let share):
      tighter[position] = .share(
        GroupBound(group: share.group, minimum: share.minimum + 0.002, maximum: 1))
    case .budgetDays(let days): tighter[position] = .budgetDays(days - 0.2)
    default: continue
    }
    #expect(throws: AllocationError.self) { try portfolio.optimum(keeping: tighter) }
  }
}

@Test(arguments: seeds)
func `no cheaper way to loosen bounds of days keeps them`(seed: UInt64) throws {
  // Two bounds in conflict: any split of the days between them costs the same, nothing less is enough.
  let portfolio = random(seed)
  let capacity = portfolio.team.indices.reduce(0) { $0 + portfolio.capacity(of: $1) }
  let (least, most) = (0.5 * capacity, 0.3 * capacity)
  func bounds(_ least: Double, _ most: Double) -> [PlanBound] {
    [.days(tier("key", least, .infinity)), .budgetDays(most)]
  }
  let result = try portfolio.optimum(keeping: bounds(least, most), relaxing: true)
  let cost = result.relaxations.reduce(0) { sum, relaxation in
    switch relaxation.relaxed {
    case .days(let days): sum + least - days.minimum
    case .budgetDays(let days): sum + days - most
    default: .infinity
    }
  }
  #expect(cost >= least - most - 1e-6 && cost <= least - most + 0.2 + 1e-6)
  for split in [0.0, 0.3, 1] {
    let less = cost - 0.3
    #expect(throws: AllocationError.self) {
      try portfolio.optimum(keeping: bounds(least - split * less, most + (1 - split) * less))
    }
  }
}

import GLPKSolver
import LinearProgramming
import PortfolioModel
import Testing

@testable import Allocation

private let seeds: ClosedRange<UInt64> = 1...10

/// Two accounts of one KAM with 20 days a year, all of which the rich one gets where nothing is bound:
/// even its last day is worth more than the poor one's first.
///
/// - Parameter change: Sets the limits of an account.
/// - Returns: The portfolio, without triggers.
private func richAndPoor(_ change: (inout Account) -> Void = { _ in }) -> Portfolio {
  let accounts = [("poor", 1000.0), ("rich", 1e6)].map { id, revenue in
    var account = Account(id: id, annualRevenue: revenue)
    (account.tier, account.segment, account.currentDays) = (id, "segment of \(id)", 6)
    change(&account)
    return account
  }
  var kam = KeyAccountManager(id: "kam")
  (kam.fte, kam.customerShare, kam.annualCost) = (1, 20.0 / 220, 10_000)
  return Portfolio(
    accounts: accounts, team: [kam],
    careModels: [CareModel(id: "rich", maxDays: 40), CareModel(id: "poor", maxDays: 40)],
    triggers: [])
}

/// Whether the care days of the poor and the rich account are these.
private func expect(
  _ result: AllocationResult, poor: Double, rich: Double,
  bounds: [AllocationBound], sourceLocation: SourceLocation = #_sourceLocation
) {
  for (account, days) in zip(result.accounts, [poor, rich]) {
    #expect(
      abs(account.careDays - days) < 1e-6, "\(account.id): \(account.careDays)",
      sourceLocation: sourceLocation)
  }
  #expect(result.accounts.map(\.bound) == bounds, sourceLocation: sourceLocation)
}

private func tier(_ id: String, _ minimum: Double, _ maximum: Double) -> GroupBound {
  GroupBound(group: .tier(id), minimum: minimum, maximum: maximum)
}

// MARK: - Single accounts

@Test func `an account's own limits come before its care model's, locked days before both`() throws
{
  expect(try richAndPoor().optimum(), poor: 0, rich: 20, bounds: [.noCare, .capacity])
  let most = richAndPoor { $0.maxDays = $0.id == "rich" ? 5 : nil }
  expect(try most.optimum(), poor: 15, rich: 5, bounds: [.price, .maxDays])
  let least = richAndPoor { $0.minDays = $0.id == "poor" ? 12 : nil }
  expect(try least.optimum(), poor: 12, rich: 8, bounds: [.minDays, .price])
  let locked = richAndPoor {
    guard $0.id == "rich" else { return }
    ($0.minDays, $0.maxDays, $0.lockedDays) = (10, 12, 3)
  }
  let result = try locked.optimum()
  expect(result, poor: 17, rich: 3, bounds: [.price, .lockedDays])
  #expect(try #require(result.accounts[1].nextDayValue) > result.team[0].shadowPrice)
}

@Test func `a limit of a care model gives way to an account's own that contradicts it`() {
  func range(minDays: Double?, maxDays: Double?) -> ClosedRange<Double> {
    var account = Account(id: "a", annualRevenue: 1)
    (account.minDays, account.maxDays) = (minDays, maxDays)
    return Portfolio.single(account, careModel: CareModel(id: "key", minDays: 6, maxDays: 40))
      .careDayRange(of: 0)
  }
  #expect(range(minDays: nil, maxDays: nil) == 6...40)
  #expect(range(minDays: 2, maxDays: nil) == 2...40)
  #expect(range(minDays: 50, maxDays: nil) == 50...50)
  #expect(range(minDays: nil, maxDays: 3) == 3...3)
  #expect(range(minDays: 8, maxDays: 60) == 8...60)
}

@Test func `an account moves from its current days by no more than the limit`() throws {
  let up = try richAndPoor().optimum(keeping: [.maxChange(.days(6))])
  expect(up, poor: 8, rich: 12, bounds: [.price, .maxChange])
  let down = richAndPoor { $0.currentDays = $0.id == "rich" ? 12 : 10 }
  expect(
    try down.optimum(keeping: [.maxChange(.days(5))]), poor: 5, rich: 15,
    bounds: [.maxChange, .price])
  let share = try richAndPoor().optimum(keeping: [.maxChange(.share(0.5))])
  expect(share, poor: 9, rich: 9, bounds: [.maxChange, .maxChange])
  let still = try richAndPoor().optimum(keeping: [.maxChange(.days(0))])
  expect(still, poor: 6, rich: 6, bounds: [.maxChange, .maxChange])
  let locked = richAndPoor { $0.lockedDays = $0.id == "rich" ? 18 : nil }
  expect(
    try locked.optimum(keeping: [.maxChange(.days(5))]), poor: 2, rich: 18,
    bounds: [.price, .lockedDays])
}

@Test func `an account outside its limits goes as far towards them as it may, with a warning`()
  throws
{
  let far = richAndPoor {
    if $0.id == "rich" { $0.maxDays = 1 } else { $0.minDays = 15 }
  }
  let result = try far.optimum(keeping: [.maxChange(.days(2))])
  expect(result, poor: 8, rich: 4, bounds: [.maxChange, .maxChange])
  #expect(result.warnings == [.changeTooSmall(accounts: ["poor", "rich"])])
  #expect(
    result.warnings.map(\.description) == [
      """
      maxChange is too small to bring accounts within their minDays and maxDays: they go as far as it \
      allows (accounts poor, rich). Raise maxChange, or change the days of the accounts or of their care \
      models.
      """
    ])
}

@Test func `days that are locked beyond the capacity are scaled down, with a warning`() throws {
  let portfolio = richAndPoor { $0.lockedDays = $0.id == "rich" ? 30 : 10 }
  let result = try portfolio.optimum()
  expect(result, poor: 5, rich: 15, bounds: [.lockedDays, .lockedDays])
  #expect(
    result.warnings == [
      .minimumDaysAboveCapacity(kam: "kam", excessDays: 20, accounts: ["poor", "rich"])
    ])
}

// MARK: - Groups, budgets and the reserve

@Test func `a group gets no fewer and no more days than its bounds say`() throws {
  let least = try richAndPoor().optimum(keeping: [.days(tier("poor", 8, .infinity))])
  expect(least, poor: 8, rich: 12, bounds: [.price, .price])
  #expect(least.bindingBounds.map(\.bound) == [.days(tier("poor", 8, .infinity))])
  let segment = GroupBound(group: .segment("segment of rich"), minimum: 1, maximum: 3)
  let most = try richAndPoor().optimum(keeping: [.days(segment)])
  expect(most, poor: 17, rich: 3, bounds: [.price, .days])
  #expect(
    most.bindingBounds.map(\.bound) == [
      .days(GroupBound(group: segment.group, minimum: 0, maximum: 3))
    ])
  let exact = try richAndPoor().optimum(keeping: [.days(tier("poor", 7, 7))])
  expect(exact, poor: 7, rich: 13, bounds: [.price, .price])
}

@Test func `a budget of days or of money is kept`() throws {
  let days = try richAndPoor().optimum(keeping: [.budgetDays(9)])
  expect(days, poor: 0, rich: 9, bounds: [.budget, .budget])
  #expect(days.team[0].shadowPrice == 0)
  let price = try #require(days.bindingBounds.first?.price)
  // The seat costs 10,000 and has 20 days: 500 a day.
  #expect(richAndPoor().costOfDay(of: 0) == 500)
  let money = try richAndPoor().optimum(keeping: [.budgetMoney(4500)])
  expect(money, poor: 0, rich: 9, bounds: [.budget, .budget])
  #expect(relativeError(try #require(money.bindingBounds.first?.price), price / 500) < 1e-6)
  let none = try richAndPoor().optimum(keeping: [.budgetDays(0)])
  expect(none, poor: 0, rich: 0, bounds: [.budget, .budget])
  let ample = try richAndPoor().optimum(keeping: [.budgetDays(21), .budgetMoney(10_001)])
  expect(ample, poor: 0, rich: 20, bounds: [.noCare, .capacity])
  #expect(ample.bindingBounds.isEmpty)
}

@Test func `of a budget of money the cheaper KAM's days buy more`() throws {
  let accounts = ["cheap", "dear"].map { id in
    var account = Account(id: id, annualRevenue: 1e5)
    (account.tier, account.kam, account.currentDays) = ("same", id, 6)
    return account
  }
  let team = ["cheap", "dear"].map { id in
    var kam = KeyAccountManager(id: id)
    (kam.customerShare, kam.annualCost) = (20.0 / 220, id == "cheap" ? 10_000 : 30_000)
    return kam
  }
  let portfolio = Portfolio(
    accounts: accounts, team: team, careModels: [CareModel(id: "same", maxDays: 40)], triggers: [])
  let result = try portfolio.optimum(keeping: [.budgetMoney(15_000)])
  let days = result.accounts.map(\.careDays)
  #expect(days[0] > days[1] && days[1] > 0)
  #expect(abs(500 * days[0] + 1500 * days[1] - 15_000) < 1e-6)
}

@Test func `care leaves the reserve to responses, and what they don't need is left unplanned`()
  throws
{
  let quiet = try richAndPoor().optimum(keeping: [.responseReserve(0.25)])
  expect(quiet, poor: 0, rich: 15, bounds: [.responseReserve, .responseReserve])
  #expect(quiet.team[0].plannedDays < 15 + 1e-6 && quiet.team[0].shadowPrice == 0)
  let portfolio = Portfolio.random(seed: 3, accountCount: 60)
  let free = try portfolio.optimum()
  let kept = try portfolio.optimum(keeping: [.responseReserve(0.5)])
  #expect(kept.programs.count == portfolio.team.count)
  for (kam, planned) in kept.team.enumerated() {
    #expect(planned.careDays <= 0.5 * planned.capacity + 1e-6)
    #expect(planned.responseDays >= free.team[kam].responseDays - 1e-6)
  }
}

@Test func `only what concerns several KAMs puts them into one program`() throws {
  let portfolio = Portfolio.random(seed: 4, accountCount: 60, careModels: CareModel.unrestricted)
  let apart: [PlanBound] = [.maxChange(.days(5)), .responseReserve(0.1)]
  #expect(try portfolio.optimum(keeping: apart).programs.count == portfolio.team.count)
  for coupling in [PlanBound.budgetDays(1e6), .budgetMoney(1e9), .days(tier("key", 0, 1e6))] {
    let together = try portfolio.optimum(keeping: apart + [coupling])
    #expect(together.programs.count == 1)
    #expect(
      relativeError(together.objective, try portfolio.optimum(keeping: apart).objective) < 1e-9)
  }
}

@Test func `of bounds in conflict those are named that any one would end by going`() throws {
  let portfolio = Portfolio.random(seed: 5, accountCount: 60, careModels: CareModel.unrestricted)
  let guilty: [PlanBound] = [.days(tier("key", 20, .infinity)), .budgetDays(10)]
  let found = try conflict {
    try portfolio.optimum(keeping: [
      .budgetMoney(1e9), guilty[0], .days(tier("strategic", 0, 1000)), guilty[1],
    ])
  }
  #expect(found.bounds == guilty && found.limits.isEmpty)
  let text = AllocationError.infeasible(found).description
  #expect(text.contains("tier 'key' gets at least 20 days a year; all KAMs plan at most 10 days"))
}

@Test func `bounds are named in words`() {
  let words: [(PlanBound, String)] = [
    (.share(tier("key", 0.2, 0.4)), "tier 'key' gets 20 % to 40 % of all planned days"),
    (.days(tier("key", 10, 20)), "tier 'key' gets 10 to 20 days a year"),
    (.days(tier("key", 0, 20)), "tier 'key' gets at most 20 days a year"),
    (.budgetMoney(400_000), "all planned days cost at most 400000 a year"),
    (.maxChange(.days(5)), "care changes by at most 5 days a year"),
    (.maxChange(.share(0.25)), "care changes by at most 25 %"),
    (.responseReserve(0.2), "care leaves 20 % of each capacity to responses"),
  ]
  for (bound, expected) in words { #expect(bound.description == expected) }
}

// MARK: - Properties

/// Bounds of every kind that change the plan of a portfolio, from loose to tight.
private func tightening(of free: AllocationResult, in portfolio: Portfolio) -> [[PlanBound]] {
  let total = free.team.reduce(0) { $0 + $1.plannedDays }
  let cost = portfolio.team.indices.reduce(0) { $0 + portfolio.team[$1].annualCost }
  let most = free.tiers.max { $0.share < $1.share }
  let least = free.tiers.filter { $0.name != CareModel.pooledID && $0.accountCount > 0 }
    .min { $0.share < $1.share }
  guard let most, let least else { return [] }
  let (mostDays, leastDays) = (most.share * total, least.share * total)
  let careShare =
    free.team.reduce(0) { $0 + $1.careDays } / free.team.reduce(0) { $0 + $1.capacity }
  let strictness = [0.0, 0.1, 0.3, 0.6]
  return [
    strictness.map { .days(tier(most.name, 0, (1 - $0) * mostDays)) },
    strictness.map {
      .days(tier(least.name, leastDays + $0 * (mostDays - leastDays) / 4, .infinity))
    },
    strictness.map { .budgetDays((1 - $0) * total) },
    strictness.map { .budgetMoney((1 - $0) * cost) },
    strictness.map { .responseReserve(1 - (1 - $0) * careShare) },
    strictness.map { .maxChange(.days(10 * (1 - $0))) },
    strictness.map { .maxChange(.share(1 - $0)) },
  ]
}

@Test(arguments: seeds)
func `a tighter bound never raises the optimum`(seed: UInt64) throws {
  let portfolio = Portfolio.random(
    seed: seed, accountCount: 60, careModels: CareModel.unrestricted, currentDaysGiven: true
  ).withTeam { 3 * $1 }
  let free = try portfolio.optimum()
  for bounds in tightening(of: free, in: portfolio) {
    var last = free.objective
    for bound in bounds {
      let result = try portfolio.optimum(keeping: [bound])
      #expect(result.warnings.isEmpty)
      #expect(result.objective <= last * (1 + 1e-9), "\(bound)")
      last = result.objective
    }
    #expect(last < free.objective * (1 - 1e-6), "\(bounds)")
  }
}

@Test(arguments: seeds)
func `tighter limits of single accounts never raise the optimum`(seed: UInt64) throws {
  let portfolio = Portfolio.random(
    seed: seed, accountCount: 40, careModels: CareModel.unrestricted, currentDaysGiven: true
  ).withTeam { 3 * $1 }
  func optimum(_ change: (inout Account) -> Void) throws -> Double {
    let accounts = portfolio.accounts.map { account in
      var account = account
      if account.tier != CareModel.pooledID { change(&account) }
      return account
    }
    return try Portfolio(
      accounts: accounts, team: portfolio.team, careModels: portfolio.careModels
    ).optimum().objective
  }
  let free = try portfolio.optimum().objective
  let most = try optimum { $0.maxDays = 4 }
  let both = try optimum { ($0.minDays, $0.maxDays) = (2, 4) }
  let locked = try optimum { $0.lockedDays = 3 }
  #expect(most < free && both <= most * (1 + 1e-9) && locked <= both * (1 + 1e-9))
}

@Test(arguments: seeds)
func `the price of a bound is what loosening it by a day is worth`(seed: UInt64) throws {
  let portfolio = Portfolio.random(
    seed: seed, accountCount: 40, careModels: CareModel.unrestricted, currentDaysGiven: true)
  #expect(portfolio.team.count == 1)
  let capacity = portfolio.capacity(of: 0)
  let free = try portfolio.optimum()
  for bounds in tightening(of: free, in: portfolio).prefix(5) {
    let result = try portfolio.optimum(keeping: [bounds[2]])
    let binding = try #require(result.bindingBounds.first)
    func gain(loosenedBy step: Double) throws -> Double {
      let loosened: PlanBound =
        switch bounds[2] {
        case .days(let days) where days.minimum > 0:
          .days(GroupBound(group: days.group, minimum: days.minimum - step, maximum: .infinity))
        case .days(let days):
          .days(GroupBound(group: days.group, minimum: 0, maximum: days.maximum + step))
        case .budgetDays(let days): .budgetDays(days + step)
        case .budgetMoney(let money): .budgetMoney(money + step)
        case .responseReserve(let share): .responseReserve(share - step / capacity)
        case .share, .maxChange, .riskAversion: bounds[2]
        }
      return try portfolio.optimum(keeping: [loosened]).objective - result.objective
    }
    let step = if case .budgetMoney = bounds[2] { 1.0 } else { 1e-3 }
    let right = try gain(loosenedBy: step) / step / 3
    let left = try -gain(loosenedBy: -step) / step / 3
    let rounding = 1e-5 * max(1, binding.price)
    #expect(
      right <= binding.price + rounding && binding.price <= left + rounding,
      "\(bounds[2]): \(right), \(binding.price), \(left)")
  }
}

@Test(arguments: seeds)
func `whom a bound holds back could earn more than the price of the KAM's day`(seed: UInt64) throws
{
  let portfolio = Portfolio.random(
    seed: seed, accountCount: 60, careModels: CareModel.unrestricted, currentDaysGiven: true)
  let free = try portfolio.optimum()
  for bounds in tightening(of: free, in: portfolio).prefix(5) {
    let result = try portfolio.optimum(keeping: [bounds[3]])
    let reason = bounds[3].reason
    for (index, account) in result.accounts.enumerated() where account.bound == reason {
      let kam = try #require(portfolio.owner[index])
      let next = try #require(account.nextDayValue)
      #expect(portfolio.accounts[index].strategicWeight * next > result.team[kam].shadowPrice)
    }
    if case .days(let days) = bounds[3], days.minimum > 0 { continue }
    #expect(result.accounts.contains { $0.bound == reason }, "\(bounds[3])")
  }
}

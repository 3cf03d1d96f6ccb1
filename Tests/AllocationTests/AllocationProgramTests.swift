import GLPKSolver
import LinearProgramming
import PortfolioModel
import Testing

@testable import Allocation

private let seeds: ClosedRange<UInt64> = 1...20

@Test(arguments: seeds)
func `a plan keeps capacities, care models and workloads`(seed: UInt64) throws {
  let portfolio = Portfolio.random(seed: seed, accountCount: 60)
  let result = try portfolio.optimum()
  #expect(result.accounts.map(\.id) == portfolio.accounts.map(\.id))
  #expect(result.programs.count == portfolio.team.count)
  for (kam, allocation) in result.team.enumerated() {
    #expect(allocation.plannedDays <= allocation.capacity * (1 + 1e-9))
    #expect(allocation.capacity == portfolio.capacity(of: kam))
    #expect(allocation.shadowPrice >= 0)
  }
  for (index, account) in result.accounts.enumerated() {
    let careModel = portfolio.careModel(of: index)
    #expect(account.careDays <= careModel.maxDays)
    if result.warnings.isEmpty { #expect(account.careDays >= careModel.minDays) }
    for (days, response) in zip(account.responseDays, account.responses) {
      #expect(days >= 0 && days <= response.workload)
    }
    #expect((account.bound == .pooled) == (portfolio.owner[index] == nil))
    #expect(account.overstatement == 0 || portfolio.accounts[index].margin < 0)
  }
}

@Test(arguments: seeds)
func `no day would be worth more elsewhere in its KAM's plan`(seed: UInt64) throws {
  let portfolio = Portfolio.random(seed: seed, accountCount: 50)
  let result = try portfolio.optimum()
  for (index, account) in result.accounts.enumerated() {
    guard let kam = portfolio.owner[index] else { continue }
    let price = result.team[kam].shadowPrice
    let weight = portfolio.accounts[index].strategicWeight
    let rounding = 1e-6 * max(1, price)
    if let last = account.lastDayValue, account.bound != .minDays {
      #expect(weight * last >= price - rounding)
    }
    if let next = account.nextDayValue, account.bound != .capacity {
      #expect(weight * next <= price + rounding)
    }
    for (days, response) in zip(account.responseDays, account.responses) {
      if days > 1e-9 { #expect(weight * response.perDay >= price - rounding) }
      if days < response.workload - 1e-9 {
        #expect(weight * response.perDay <= price + rounding)
      }
    }
  }
}

@Test(arguments: seeds)
func `the program's plan beats every heuristic on its own objective`(seed: UInt64) throws {
  let portfolio = Portfolio.random(
    seed: seed, accountCount: 40, careModels: CareModel.unrestricted)
  let result = try portfolio.optimum()
  let own = portfolio.objective(ofCareDays: result.accounts.map(\.careDays))
  #expect(relativeError(own, result.objective) < 1e-9)
  for policy in Policy.allCases where policy != .optimal && policy != .optimalRolling {
    let plan = try portfolio.plan(for: policy, horizonYears: 3, using: checkedGLPK)
    let worth = portfolio.objective(ofCareDays: plan.careDays)
    #expect(worth <= result.objective * (1 + 1e-9), "\(policy)")
  }
}

@Test(arguments: seeds)
func `more capacity never lowers the optimum`(seed: UInt64) throws {
  let portfolio = Portfolio.random(
    seed: seed, accountCount: 30, careModels: CareModel.unrestricted, currentDaysGiven: true)
  var last = -Double.infinity
  for scale in [0, 0.1, 0.3, 0.6, 1, 1.1, 1.5, 3, 10] {
    let objective = try portfolio.withTeam { $1 * scale }.optimum().objective
    #expect(objective >= last - 1e-9 * abs(last))
    last = objective
  }
}

@Test(arguments: seeds, [false, true])
func `the shadow price is what one more day of a KAM is worth`(
  seed: UInt64, isBounded: Bool
) throws {
  let portfolio = Portfolio.random(
    seed: seed, accountCount: 50, careModels: CareModel.unrestricted, currentDaysGiven: true)
  let bounds = isBounded ? try portfolio.bindingShareBounds() : []
  let result = try portfolio.optimum(bounds)
  let step = 1e-3
  var pinned = 0
  for kam in portfolio.team.indices {
    func objective(added days: Double) throws -> Double {
      try portfolio.withTeam { other, fte in
        other == kam
          ? fte + days / (portfolio.team[kam].customerShare * 220) : fte
      }.optimum(bounds).objective
    }
    let right = (try objective(added: step) - result.objective) / step / 3
    let left = (result.objective - (try objective(added: -step))) / step / 3
    let price = result.team[kam].shadowPrice
    let rounding = 1e-5 * max(1, abs(price))
    #expect(right <= price + rounding && price <= left + rounding)
    if left - right < rounding { pinned += 1 }
  }
  // A breakpoint within a thousandth of a day is rare.
  #expect(pinned > 0)
}

/// A KAM with customer-days enough for its capacity to be `days`, and accounts that could take them all.
private func seat(of accounts: [Account], days: Double, careModel: CareModel) -> Portfolio {
  var kam = KeyAccountManager(id: "kam")
  kam.fte = 1
  let accounts = accounts.map { account in
    var account = account
    account.tier = careModel.id
    return account
  }
  let whole = Portfolio(accounts: accounts, team: [kam], careModels: [careModel])
  return whole.withTeam { _, _ in days / whole.capacity(of: 0) }
}

private func account(_ id: String, revenue: Double, currentDays: Double) -> Account {
  var account = Account(id: id, annualRevenue: revenue)
  account.currentDays = currentDays
  account.potential = 0.5 * revenue
  return account
}

@Test(arguments: [0, 0.5, 3, 44, 54, 70], [1, 3])
func `where one account could take all days, a day still has its price`(
  days: Double, accountCount: Int
) throws {
  let careModel = CareModel(id: "wide", maxDays: 60)
  let accounts = (0..<accountCount).map {
    account("account-\($0)", revenue: 400_000 / Double(1 + $0), currentDays: 6)
  }
  func optimum(_ days: Double) throws -> AllocationResult {
    try seat(of: accounts, days: days, careModel: careModel).optimum()
  }
  let step = 1e-3
  let result = try optimum(days)
  #expect(abs(result.team[0].capacity - days) < 1e-9)
  let right = (try optimum(days + step).objective - result.objective) / step / 3
  let price = result.team[0].shadowPrice
  #expect(abs(right - price) <= 1e-5 * max(1, price))
  #expect((price > 0) == (result.team[0].plannedDays > days - 1e-9))
  if days == 0 {
    #expect(result.accounts.allSatisfy { $0.bound == .capacity && $0.careDays == 0 })
    let first = result.accounts.compactMap(\.nextDayValue).max() ?? .nan
    let response = result.accounts.flatMap(\.responses).map(\.perDay).max() ?? .nan
    #expect(relativeError(price, max(first, response)) < 1e-9)
  }
}

@Test(arguments: seeds)
func `where minimum days take all capacity, the price is of a day free of them`(
  seed: UInt64
) throws {
  let portfolio = Portfolio.random(seed: seed, accountCount: 60).withTeam { 0.1 * $1 }
  let result = try portfolio.optimum()
  let ids = result.warnings.compactMap { warning in
    if case .minimumDaysAboveCapacity(let kam, _, _) = warning { kam } else { nil }
  }
  #expect(!ids.isEmpty)
  for (kam, planned) in result.team.enumerated() where ids.contains(planned.id) {
    let uses = portfolio.accountsOfKAM[kam].flatMap { index in
      let account = result.accounts[index]
      let responses = account.responses.filter { $0.workload > 0 }.map(\.perDay)
      return (responses + [account.nextDayValue ?? 0]).map {
        $0 * portfolio.accounts[index].strategicWeight
      }
    }
    #expect(relativeError(planned.shadowPrice, uses.max() ?? .nan) < 1e-9)
  }
}

@Test func `a zero limit is the reason for no care, not the worth of the first day`() throws {
  let rich = account("rich", revenue: 1e6, currentDays: 6)
  func bound(days: Double, maxDays: Double) throws -> AllocationBound {
    let careModel = CareModel(id: "key", maxDays: maxDays)
    return try seat(of: [rich], days: days, careModel: careModel).optimum().accounts[0].bound
  }
  #expect(try bound(days: 44, maxDays: 0) == .maxDays)
  #expect(try bound(days: 0, maxDays: 10) == .capacity)
  #expect(try bound(days: 0, maxDays: 0) == .maxDays)
  #expect(try bound(days: 44, maxDays: 10) == .maxDays)
}

@Test(arguments: seeds)
func `KAM by KAM or all in one program, the optimum is the same`(seed: UInt64) throws {
  let portfolio = Portfolio.random(seed: seed, accountCount: 60)
  let apart = try portfolio.optimum()
  let together = try portfolio.optimum(keeping: [.budgetDays(1e6)])
  #expect(together.programs.count == 1)
  #expect(relativeError(together.objective, apart.objective) < 1e-9)
  #expect(try portfolio.optimum() == apart)
}

@Test(arguments: seeds)
func `share bounds are kept and cost something`(seed: UInt64) throws {
  let portfolio = Portfolio.random(
    seed: seed, accountCount: 60, careModels: CareModel.unrestricted)
  let bounds = try portfolio.bindingShareBounds()
  let free = try portfolio.optimum()
  let bound = try portfolio.optimum(bounds)
  #expect(bound.objective < free.objective)
  let total = bound.team.reduce(0) { $0 + $1.plannedDays }
  #expect(abs(bound.tiers.reduce(0) { $0 + $1.share } - 1) < 1e-9)
  #expect(
    relativeError(bound.tiers.reduce(0) { $0 + $1.careDays + $1.responseDays }, total) < 1e-9)
  let tier = try #require(bound.tiers.first { .tier($0.name) == bounds[0].group })
  let segment = try #require(bound.segments.first { .segment($0.name) == bounds[1].group })
  #expect(tier.share >= bounds[0].minimum - 1e-7)
  #expect(segment.share >= bounds[1].minimum - 1e-7)
  #expect(segment.share <= bounds[1].maximum + 1e-7)
}

@Test func `share bounds that contradict minimum days are named, and only those`() throws {
  let portfolio = Portfolio.random(seed: 5, accountCount: 60)
  let guilty = GroupBound(group: .tier("strategic"), minimum: 0, maximum: 0.001)
  let innocent = GroupBound(group: .segment("retail"), minimum: 0.01, maximum: 0.9)
  #expect(try conflict { try portfolio.optimum([innocent, guilty]) }.bounds == [.share(guilty)])
  #expect(
    AllocationError.infeasible(BoundConflict(bounds: [.share(guilty), .share(innocent)]))
      .description == """
        No plan worth making keeps these bounds: \
        tier 'strategic' gets at most 0.1 % of all planned days; \
        segment 'retail' gets 1 % to 90 % of all planned days. \
        Loosen one of them.
        """)
}

@Test func `share bounds that only an empty plan keeps are an error`() throws {
  let portfolio = Portfolio.random(
    seed: 6, accountCount: 40, careModels: CareModel.unrestricted)
  let nobody = GroupBound(group: .segment("nobody"), minimum: 0.2, maximum: 1)
  #expect(try conflict { try portfolio.optimum([nobody]) }.bounds == [.share(nobody)])
  let tooLittle = CareModel.unrestricted.map {
    GroupBound(group: .tier($0.id), minimum: 0, maximum: 0.1)
  }
  #expect(throws: AllocationError.self) { try portfolio.optimum(tooLittle) }
}

@Test func `minimum days above a capacity are scaled down together, with a warning`() throws {
  let accounts = ["a", "b", "c"].map { id in
    var account = Account(id: id, annualRevenue: 50_000)
    account.tier = id == "c" ? "free" : "much"
    account.currentDays = 5
    return account
  }
  var kam = KeyAccountManager(id: "kam")
  kam.fte = 0.1
  let portfolio = Portfolio(
    accounts: accounts, team: [kam],
    careModels: [CareModel(id: "much", minDays: 20, maxDays: 40), CareModel(id: "free")])
  let result = try portfolio.optimum()
  guard
    case .minimumDaysAboveCapacity("kam", let excess, ["a", "b"]) = try #require(
      result.warnings.first)
  else {
    Issue.record("\(result.warnings)")
    return
  }
  #expect(abs(excess - (40 - 14.3)) < 1e-9)
  #expect(result.accounts.map(\.bound) == [.minDays, .minDays, .noCare])
  for (account, days) in zip(result.accounts, [7.15, 7.15, 0]) {
    #expect(abs(account.careDays - days) < 1e-9)
  }
  #expect(
    result.warnings.map(\.description) == [
      """
      The minimum care days of KAM 'kam' are 25.7 days a year above its capacity for care and were scaled down \
      together (accounts a, b). Lower minDays or lockedDays, give accounts to another KAM or raise the capacity.
      """
    ])
}

@Test func `a warning about many accounts names five of them and keeps all`() {
  let ids = (1...8).map { "a\($0)" }
  func text(_ count: Int) -> String {
    AllocationWarning.minimumDaysAboveCapacity(
      kam: "kam", excessDays: 3, accounts: Array(ids.prefix(count))
    ).description
  }
  #expect(text(5).contains("(accounts a1, a2, a3, a4, a5)."))
  #expect(text(8).contains("(accounts a1, a2, a3, a4, a5 and 3 more)."))
}

@Test func `accounts that a share bound holds back say so, and the bound is named`() throws {
  var accounts = ["rich", "poor"].map {
    account($0, revenue: $0 == "rich" ? 1e6 : 1000, currentDays: 3)
  }
  for index in accounts.indices { accounts[index].tier = accounts[index].id }
  let portfolio = Portfolio(
    accounts: accounts, team: [KeyAccountManager(id: "kam")],
    careModels: [CareModel(id: "rich", maxDays: 100), CareModel(id: "poor", maxDays: 40)],
    triggers: [])
  #expect(try portfolio.optimum().bindingBounds.isEmpty)
  let idle = GroupBound(group: .tier("poor"), minimum: 0.01, maximum: 1)
  let tight = GroupBound(group: .tier("rich"), minimum: 0.05, maximum: 0.1)
  let result = try portfolio.optimum([idle, tight])
  #expect(
    result.bindingBounds.map(\.bound) == [
      .share(GroupBound(group: .tier("rich"), minimum: 0, maximum: 0.1))
    ])
  #expect(result.accounts.map(\.id) == ["poor", "rich"])
  #expect(result.accounts.map(\.bound) == [.maxDays, .share])
  #expect(abs(result.accounts[1].careDays - 40.0 / 9) < 1e-6)
  #expect(result.team[0].plannedDays < result.team[0].capacity - 1)
  #expect(result.team[0].shadowPrice == 0)
  let loose = GroupBound(group: .tier("rich"), minimum: 0, maximum: 0.999)
  let unbound = try portfolio.optimum([loose])
  #expect(unbound.bindingBounds.isEmpty && unbound.accounts.allSatisfy { $0.bound != .share })
}

@Test(arguments: seeds)
func `share bounds that bind have a price, and only they hold accounts back`(seed: UInt64) throws {
  let portfolio = Portfolio.random(
    seed: seed, accountCount: 60, careModels: CareModel.unrestricted)
  let bounds = try portfolio.bindingShareBounds()
  let result = try portfolio.optimum(bounds)
  #expect(!result.bindingBounds.isEmpty)
  for index in bounds.indices {
    let binds = result.bindingBounds.contains {
      if case .share(let share) = $0.bound { share.group == bounds[index].group } else { false }
    }
    var loosened = bounds
    loosened[index] = GroupBound(
      group: bounds[index].group, minimum: 0.999 * bounds[index].minimum,
      maximum: min(1, 1.001 * bounds[index].maximum))
    let gained = try portfolio.optimum(loosened).objective - result.objective
    #expect((gained > 1e-9 * abs(result.objective)) == binds)
  }
  for (index, account) in result.accounts.enumerated() where account.bound == .share {
    let kam = try #require(portfolio.owner[index])
    let next = try #require(account.nextDayValue)
    #expect(
      portfolio.accounts[index].strategicWeight * next > result.team[kam].shadowPrice)
  }
  #expect(try portfolio.optimum().accounts.allSatisfy { $0.bound != .share })
}

@Test(arguments: seeds)
func `the gain is money without weights, on the true curves`(seed: UInt64) throws {
  let weighted = Portfolio.random(seed: seed, accountCount: 60)
  let plain = Portfolio(
    accounts: weighted.accounts.map { account in
      var account = account
      account.strategicWeight = 1
      return account
    }, team: weighted.team, careModels: weighted.careModels)
  let result = try weighted.optimum()
  let best = try plain.optimum()
  #expect(result.hasWeights && !best.hasWeights)
  // Chords lie below a concave curve by no more than the tolerance of its range.
  let slack = plain.accounts.indices.filter { plain.owner[$0] != nil }.reduce(0) { slack, index in
    let envelope = AccountCase(
      account: index, in: plain, horizonYears: 3, minimumScale: 1, capacity: 1e9
    ).envelope
    return slack + plain.parameters.pwlTolerance * envelope.range
  }
  #expect(abs(best.gain - (best.objective - best.overstatement)) <= slack)
  #expect(result.gain <= best.gain + best.overstatement + slack)
  let byHand = result.accounts.reduce(0) { sum, account in
    zip(account.responseDays, account.responses).reduce(
      sum + (account.valueAtPlan ?? 0) - (account.valueWithoutCare ?? 0)
    ) { $0 + 3 * $1.0 * $1.1.perDay }
  }
  #expect(relativeError(result.gain, byHand) < 1e-9)
}

@Test func `weighing all accounts alike changes prices and objective but no money`() throws {
  let plain = ["a", "b"].map { account($0, revenue: $0 == "a" ? 3e5 : 1e5, currentDays: 6) }
  let doubled = plain.map { account in
    var account = account
    account.strategicWeight = 2
    return account
  }
  let careModel = CareModel(id: "wide", maxDays: 60)
  let one = try seat(of: plain, days: 30, careModel: careModel).optimum()
  let two = try seat(of: doubled, days: 30, careModel: careModel).optimum()
  #expect(relativeError(two.objective, 2 * one.objective) < 1e-9)
  #expect(relativeError(two.team[0].shadowPrice, 2 * one.team[0].shadowPrice) < 1e-9)
  #expect(relativeError(two.gain, one.gain) < 1e-9)
  #expect(two.accounts.map(\.bound) == one.accounts.map(\.bound))
  for (left, right) in zip(one.accounts, two.accounts) {
    #expect(relativeError(right.lastDayValue ?? 0, left.lastDayValue ?? 0) < 1e-9)
    #expect(relativeError(right.nextDayValue ?? 0, left.nextDayValue ?? 0) < 1e-9)
  }
}

@Test func `a bound says what stops an account's days`() throws {
  var rich = Account(id: "rich", annualRevenue: 1e6)
  rich.tier = "short"
  var poor = Account(id: "poor", annualRevenue: 10)
  poor.tier = "kept"
  var middle = Account(id: "middle", annualRevenue: 100_000)
  middle.tier = "long"
  let careModels = [
    CareModel(id: "short", maxDays: 5), CareModel(id: "kept", minDays: 1, maxDays: 9),
    CareModel(id: "long", maxDays: 300),
  ]
  let accounts = [rich, poor, middle].map { account in
    var account = account
    account.currentDays = 3
    return account
  }
  func stops(of accounts: [Account], fte: Double) throws -> [String: AllocationBound] {
    var kam = KeyAccountManager(id: "kam")
    kam.fte = fte
    let result = try Portfolio(
      accounts: accounts, team: [kam], careModels: careModels, triggers: []
    ).optimum()
    return Dictionary(uniqueKeysWithValues: result.accounts.map { ($0.id, $0.bound) })
  }
  #expect(
    try stops(of: accounts, fte: 1) == ["rich": .maxDays, "poor": .minDays, "middle": .price])
  #expect(
    try stops(of: accounts, fte: 0.01) == ["rich": .price, "poor": .minDays, "middle": .noCare])
  #expect(try stops(of: [rich], fte: 0.01) == ["rich": .capacity])
}

@Test func `a KAM without capacity or without accounts plans nothing`() throws {
  var idle = KeyAccountManager(id: "idle")
  idle.fte = 0
  var account = Account(id: "a", annualRevenue: 100_000)
  account.kam = "idle"
  account.tier = "key"
  account.currentDays = 4
  let portfolio = Portfolio(accounts: [account], team: [idle, KeyAccountManager(id: "spare")])
  for bounds in [[], [GroupBound(group: .tier("key"), minimum: 0.5, maximum: 1)]] {
    let result = try portfolio.optimum(bounds)
    #expect(result.accounts[0].careDays == 0)
    #expect(result.team.map(\.plannedDays) == [0, 0])
    #expect(result.team[1].shadowPrice == 0)
    #expect(result.warnings.count == 1)
  }
}

@Test func `a portfolio without a team has an empty plan`() throws {
  var account = Account(id: "a", annualRevenue: 100_000)
  account.tier = CareModel.pooledID
  let result = try Portfolio(accounts: [account], team: []).optimum()
  #expect(result.team.isEmpty && result.objective == 0)
  #expect(result.accounts[0].bound == .pooled && result.accounts[0].valueAtPlan == nil)
}

@Test(arguments: [0.1, 3, 30])
func `hostile accounts neither break the program nor get what they are not worth`(
  years: Double
) throws {
  var accounts: [Account] = []
  for churn in [0, 0.99] {
    for (revenue, potential, margin) in [
      (0.0, 0.0, 0.6), (1e5, 0, 0.6), (0, 1e5, 0.6), (1e5, 1e5, -1), (1e12, 1e12, 1), (1e5, 1e5, 0),
    ] {
      for currentDays in [0.0, 366] {
        var account = Account(id: "account-\(accounts.count)", annualRevenue: revenue)
        account.potential = potential
        account.margin = margin
        account.churn = churn
        account.currentDays = currentDays
        account.tier = "free"
        accounts.append(account)
      }
    }
  }
  for triggers in [[], TriggerType.builtIn] {
    let portfolio = Portfolio(
      accounts: accounts, team: [KeyAccountManager(id: "kam")],
      careModels: [CareModel(id: "free", maxDays: 366, kappa: 0.01)], triggers: triggers)
    let result = try portfolio.optimum(horizonYears: years)
    #expect(result.objective.isFinite && result.objective >= 0)
    #expect(result.team[0].plannedDays <= result.team[0].capacity * (1 + 1e-9))
    for (account, allocation) in zip(portfolio.accounts, result.accounts) {
      #expect((allocation.valueAtPlan ?? .nan).isFinite)
      if account.margin < 0 { #expect(allocation.careDays == 0) }
    }
  }
}

@Test func `what a solver gives up on is an error with its reason`() {
  let portfolio = Portfolio.random(seed: 1, accountCount: 5)
  let program = AllocationProgram(portfolio: portfolio, horizonYears: 3)
  let solver: LinearSolver = { _ throws(LinearSolverError) in throw .undecided("no memory") }
  #expect(throws: AllocationError.solverFailed("no memory")) { try program.solve(using: solver) }
}

@Test func `a plan that stops within a bridge over a convex curve says so`() throws {
  var account = Account(id: "a", annualRevenue: 100_000)
  account.margin = -0.5
  account.currentDays = 0
  account.tier = "forced"
  let portfolio = Portfolio(
    accounts: [account], team: [KeyAccountManager(id: "kam")],
    careModels: [CareModel(id: "forced", minDays: 5, maxDays: 40)], triggers: [])
  let result = try portfolio.optimum()
  let allocation = try #require(result.accounts.first)
  let value = DayValue(account: 0, in: portfolio, horizonYears: 3)
  let (low, high) = (value.value(careDays: 0), value.value(careDays: 40))
  let bridge = low + 5 / 40 * (high - low)
  #expect(allocation.careDays == 5)
  #expect(relativeError(allocation.overstatement, bridge - value.value(careDays: 5)) < 1e-9)
  #expect(allocation.overstatement > 0)
  #expect(result.overstatement == allocation.overstatement)
  #expect(result.gain == value.value(careDays: 5) - low && result.gain < 0)
}

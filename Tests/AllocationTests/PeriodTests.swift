import GLPKSolver
import LinearProgramming
import PortfolioModel
import Testing

@testable import Allocation

private let seeds: ClosedRange<UInt64> = 1...12

extension Portfolio {
  /// The same accounts over a year of periods.
  ///
  /// - Parameters:
  ///   - shares: The share of each period.
  ///   - availability: That of each KAM by position; empty for all the time.
  /// - Returns: The portfolio, with current days as they were.
  fileprivate func over(_ shares: [Double], _ availability: (Int) -> [Double]) -> Portfolio {
    var (team, parameters) = (team, parameters)
    parameters.periods = shares
    for kam in team.indices { team[kam].availability = availability(kam) }
    return Portfolio(
      accounts: accounts, team: team, careModels: careModels, triggers: triggers,
      parameters: parameters)
  }

  /// A random portfolio over a random year: months off, part time, hires, months of unequal length.
  fileprivate static func seasonal(seed: UInt64, accountCount: Int = 30) -> Portfolio {
    var stream = SampleStream(seed: seed)
    let count = [2, 3, 4, 12].randomElement(using: &stream) ?? 12
    let isEqual = stream.happens(0.5)
    let lengths = (0..<count).map { _ in isEqual ? 1 : stream.uniform(0.3...1.5) }
    let sum = lengths.reduce(0, +)
    let levels = [0, 0.05, 0.3, 0.6, 0.8, 1, 1, 1]
    let careModels = seed.isMultiple(of: 2) ? CareModel.unrestricted : CareModel.builtIn
    return random(seed: seed, accountCount: accountCount, careModels: careModels)
      .over(lengths.map { $0 / sum }) { _ in
        (0..<count).map { _ in levels.randomElement(using: &stream) ?? 1 }
      }
  }

  fileprivate func program(_ bounds: [PlanBound] = []) -> AllocationProgram {
    AllocationProgram(portfolio: self, horizonYears: 3, bounds: bounds)
  }
}

/// Rows for scarce periods, and a variable for every account and period.
private func expectSameOptimum(_ program: AllocationProgram) throws {
  let result = try program.solve(using: checkedGLPK)
  let reference = try GLPK.solve(program.modelByPeriod())
  #expect(
    abs(result.objective - reference.objective) <= 1e-7 * max(1, abs(reference.objective)),
    "\(result.objective) and \(reference.objective)")
}

// MARK: - The optimum

@Test(arguments: seeds)
func `rows for scarce periods say as much as days of every account and period`(seed: UInt64) throws
{
  try expectSameOptimum(Portfolio.seasonal(seed: seed).program())
}

@Test(arguments: 1...5 as ClosedRange<UInt64>)
func `they also do under bounds that couple KAMs, and with a reserve`(seed: UInt64) throws {
  let portfolio = Portfolio.seasonal(seed: 2 * seed, accountCount: 50)
  let days = try portfolio.program().solve(using: GLPK.solve).team.reduce(0) { $0 + $1.plannedDays }
  try expectSameOptimum(
    portfolio.program([
      .budgetDays(0.8 * days), .responseReserve(0.2),
      .share(GroupBound(group: .tier("develop"), minimum: 0, maximum: 0.4)),
    ]))
}

@Test func `a grid of all splits of two accounts over two periods finds nothing better`() throws {
  // Contacts allow a tenth either way for one account, and a quarter for the other.
  let careModels = [
    CareModel(id: "steady", maxDays: 40, cadence: 20),
    CareModel(id: "free", maxDays: 40, cadence: 8),
  ]
  let accounts = [("steady", 90_000.0), ("free", 60_000)].map { id, revenue in
    var account = Account(id: id, annualRevenue: revenue)
    (account.tier, account.currentDays, account.potential) = (id, 5, 50_000)
    return account
  }
  var kam = KeyAccountManager(id: "kam")
  (kam.customerShare, kam.availability) = (40.0 / 220, [0.5, 1])
  var parameters = ModelParameters()
  parameters.periods = [0.5, 0.5]
  let portfolio = Portfolio(
    accounts: accounts, team: [kam], careModels: careModels, triggers: [], parameters: parameters)
  let result = try portfolio.program().solve(using: checkedGLPK)

  let envelopes = (0..<2).map {
    AccountCase(
      account: $0, in: portfolio, horizonYears: 3, minimumScale: 1, capacity: 30
    ).envelope
  }
  let capacities = portfolio.periodCapacities(of: 0)
  #expect(capacities == [10, 20])
  let step = 0.5
  var best = 0.0
  for first in stride(from: 0, through: capacities[0], by: step) {
    for second in stride(from: 0, through: capacities[1], by: step) {
      for third in stride(from: 0, through: capacities[0] - first, by: step) {
        for fourth in stride(from: 0, through: capacities[1] - second, by: step) {
          // Accounts by id: "free", "steady".
          let (free, steady) = (first + second, third + fourth)
          guard abs(first - free / 2) <= 0.25 * free / 2 + 1e-9,
            abs(third - steady / 2) <= 0.1 * steady / 2 + 1e-9, free <= 40, steady <= 40
          else { continue }
          best = max(
            best,
            envelopes[0].value(at: free) - envelopes[0].start + envelopes[1].value(at: steady)
              - envelopes[1].start)
        }
      }
    }
  }
  #expect(result.objective >= best * (1 - 1e-9))
  #expect(result.objective <= best * 1.02)
  let cells = try #require(result.calendar).seats[0].cells
  #expect(try #require(cells[0].shadowPrice) > #require(cells[1].shadowPrice))
}

@Test(arguments: seeds)
func `where everyone is equally there all year, the plan is that without periods`(seed: UInt64)
  throws
{
  let portfolio = Portfolio.random(seed: seed, accountCount: 50)
  let free = try portfolio.optimum()
  let lengths = [20, 20, 21, 20, 19, 20, 8, 17, 21, 22, 21, 11].map { $0 / 220.0 }
  let plans = [
    try portfolio.over(lengths) { _ in [] }.optimum(),
    try portfolio.over([0.25, 0.25, 0.25, 0.25]) { _ in [1, 1, 1, 1] }.optimum(),
  ]
  for plan in plans {
    #expect(plan.objective == free.objective)
    #expect(plan.accounts == free.accounts)
    #expect(plan.team == free.team)
    let calendar = try #require(plan.calendar)
    #expect(calendar.seats.allSatisfy { !$0.hasScarcePeriods })
  }
  #expect(free.calendar == nil)
}

@Test(arguments: seeds)
func `where an even spread fits, availability costs no more than its days`(seed: UInt64) throws {
  // All care may fall into any period, and nobody asks for a response.
  let careModels = CareModel.unrestricted.map { careModel in
    var careModel = careModel
    careModel.cadence = 0
    return careModel
  }
  let random = Portfolio.random(seed: seed, accountCount: 40, careModels: careModels)
  let portfolio = Portfolio(
    accounts: random.accounts, team: random.team, careModels: careModels, triggers: [])
  let seasonal = try portfolio.over([0.5, 0.25, 0.25]) { _ in [1, 0.2, 0.6] }.optimum()
  let smaller = try portfolio.withTeam { $1 * 0.7 }.optimum()
  // The price of a team that is smaller all year round: but for the days, nothing changes.
  for (one, other) in zip(seasonal.team, smaller.team) {
    #expect(abs(one.capacity - other.capacity) < 1e-9)
  }
  #expect(try #require(seasonal.calendar).seats.allSatisfy { !$0.hasScarcePeriods })
}

// MARK: - The calendar

@Test(arguments: seeds)
func `a calendar keeps capacities and cadences, and adds up to the plan`(seed: UInt64) throws {
  let portfolio = Portfolio.seasonal(seed: seed, accountCount: 50)
  let result = try portfolio.optimum()
  let calendar = try #require(result.calendar)
  let periods = portfolio.parameters.periods
  for (kam, seat) in calendar.seats.enumerated() {
    let availability = portfolio.team[kam].availability
    let there = zip(periods, availability).filter { $0.1 > 0 }.reduce(0) { $0 + $1.0 }
    #expect(seat.cells.allSatisfy { $0.slack >= -1e-7 })
    let days = seat.cells.reduce((0.0, 0.0)) { ($0.0 + $1.careDays, $0.1 + $1.responseDays) }
    #expect(abs(days.0 - result.team[kam].careDays) < 1e-6)
    #expect(abs(days.1 - result.team[kam].responseDays) < 1e-6)
    #expect(abs(seat.cells.reduce(0) { $0 + $1.capacity } - result.team[kam].capacity) < 1e-9)
    for account in portfolio.accountsOfKAM[kam] {
      let planned = result.accounts[account]
      let care = calendar.careDays[account]
      #expect(abs(care.reduce(0, +) - planned.careDays) < 1e-7)
      let spread = Double(periods.count) / portfolio.careModel(of: account).cadence
      for (period, days) in care.enumerated() {
        let even = availability[period] > 0 ? planned.careDays * periods[period] / there : 0
        #expect(abs(days - even) <= spread * even + 1e-6)
      }
      let sessions = planned.careDays / portfolio.parameters.sessionDays
      let meetings = calendar.meetings[account].reduce(0, +)
      #expect(abs(Double(meetings) - sessions) < 1 + 1e-6)
      #expect(calendar.meetings[account].allSatisfy { $0 >= 0 })
    }
    let workload = portfolio.responseWorkload(of: kam)
    for (period, cell) in seat.cells.enumerated() {
      #expect(cell.responseDays <= workload * periods[period] + 1e-6)
      #expect((cell.shadowPrice == nil) == (availability[period] == 0))
    }
  }
  for account in portfolio.pooledAccounts {
    #expect(calendar.careDays[account].allSatisfy { $0 == 0 })
  }
}

@Test(arguments: 1...5 as ClosedRange<UInt64>)
func `the price of a period is what a day more in it earns`(seed: UInt64) throws {
  let portfolio = Portfolio.seasonal(seed: 2 * seed, accountCount: 25)
  let result = try portfolio.optimum()
  let seat = try #require(result.calendar).seats[0]
  let day = 1e-4
  let rate = portfolio.team[0].serviceRate * portfolio.parameters.workingDaysPerYear
  for (period, cell) in seat.cells.enumerated() {
    guard let price = cell.shadowPrice else { continue }
    let gains = try [-day, day].map { change in
      let moved = portfolio.over(portfolio.parameters.periods) { _ in
        var availability = portfolio.team[0].availability
        availability[period] += change / (rate * portfolio.parameters.periods[period])
        return availability
      }
      // The customer does not know the plan: what depends on the team stays.
      let same = Portfolio(
        accounts: portfolio.accounts, team: moved.team, careModels: moved.careModels,
        triggers: moved.triggers, parameters: moved.parameters)
      return (try same.optimum().objective - result.objective) / (3 * change)
    }
    let rounding = 1e-5 * max(1, price)
    #expect(gains[1] - rounding <= price && price <= gains[0] + rounding, "\(gains), \(price)")
  }
}

@Test func `sessions lie evenly in the care days of a year`() {
  let quarterly = PlanCalendar.meetings(Array(repeating: 1 / 6, count: 12), of: 0.5, position: 0)
  #expect(quarterly == [0, 1, 0, 0, 1, 0, 0, 1, 0, 0, 1, 0])
  let counts = (0..<100).map { position in
    PlanCalendar.meetings(Array(repeating: 1 / 6, count: 12), of: 0.5, position: position)
  }
  for month in 0..<12 { #expect((32...35).contains(counts.reduce(0) { $0 + $1[month] })) }
  let some = (0..<100).map {
    PlanCalendar.meetings([0.9, 0.9], of: 0.5, position: $0).reduce(0, +)
  }
  #expect(Set(some) == [3, 4])
  #expect(abs(some.reduce(0, +) - 360) <= 1)
}

@Test func `least days that a scarce period has no room for are scaled down, with a warning`()
  throws
{
  var account = Account(id: "a", annualRevenue: 1e5)
  (account.tier, account.minDays, account.currentDays) = ("steady", 20, 5)
  var kam = KeyAccountManager(id: "kam")
  (kam.customerShare, kam.availability) = (40.0 / 220, [0.25, 1])
  var parameters = ModelParameters()
  parameters.periods = [0.5, 0.5]
  let portfolio = Portfolio(
    accounts: [account], team: [kam],
    careModels: [CareModel(id: "steady", maxDays: 40, cadence: 20)],
    triggers: [], parameters: parameters)
  let result = try portfolio.optimum()
  // At least 45 % of its care falls into the first half, which has 5 days.
  #expect(abs(result.accounts[0].careDays - 5 / 0.45) < 1e-9)
  guard case .minimumDaysAboveCapacity("kam", let excess, ["a"]) = result.warnings.first else {
    Issue.record("no warning: \(result.warnings)")
    return
  }
  #expect(abs(excess - (20 - 5 / 0.45)) < 1e-9)
}

@Test func `nobody responds while the KAM is away`() throws {
  let portfolio = Portfolio.random(seed: 3, accountCount: 20).over([0.25, 0.25, 0.25, 0.25]) { _ in
    [0, 1, 1, 1]
  }
  let result = try portfolio.withTeam { _, _ in 50 }.optimum()
  for (index, account) in result.accounts.enumerated() where portfolio.owner[index] != nil {
    for (days, trigger) in zip(account.responseDays, portfolio.triggers) {
      #expect(days <= 0.75 * trigger.workload(on: portfolio.accounts[index]) + 1e-9)
    }
  }
  let absent = try portfolio.over([0.5, 0.5]) { _ in [0, 0] }.optimum()
  #expect(absent.team.allSatisfy { $0.capacity == 0 && $0.plannedDays == 0 })
}

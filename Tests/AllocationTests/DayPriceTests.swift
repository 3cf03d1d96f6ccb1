import PortfolioModel
import Testing

@testable import Allocation

private let seeds: ClosedRange<UInt64> = 1...20

private let uses = [
  (worth: 5.0, days: 3.0), (worth: 9, days: 2), (worth: -1, days: 4), (worth: 5, days: 1),
  (worth: 2, days: 0),
]

@Test(arguments: [
  // Capacity, the last day and the next: price, from, to.
  (0.5, (9.0, 0.0, 2.0), (9.0, 0.0, 2.0)), (2, (9, 0, 2), (5, 2, 6)),
  (4, (5, 2, 6), (5, 2, 6)), (6, (5, 2, 6), (0, 6, .infinity)),
  (8, (0, 6, .infinity), (0, 6, .infinity)),
])
func `the price of a day falls in steps as capacity grows`(
  capacity: Double, last: (Double, Double, Double), next: (Double, Double, Double)
) throws {
  func step(_ step: (Double, Double, Double)) -> DayPrice.Step {
    DayPrice.Step(price: step.0, from: step.1, to: step.2 == .infinity ? nil : step.2)
  }
  let price = DayPrice(uses: uses, committed: 0, capacity: capacity)
  #expect(price.lastDay == step(last))
  #expect(price.nextDay == step(next))
  #expect(price.isDegenerate == (last != next))
}

@Test func `no day can be taken from minimum days, and without work a day is worth nothing`() {
  let committed = DayPrice(uses: uses, committed: 3, capacity: 3)
  #expect(committed.lastDay == nil)
  #expect(committed.nextDay == DayPrice.Step(price: 9, from: 3, to: 5))
  let idle = DayPrice(uses: [], committed: 0, capacity: 3)
  #expect(idle.lastDay == DayPrice.Step(price: 0, from: 0, to: nil) && !idle.isDegenerate)
}

@Test(arguments: seeds)
func `the solver's price lies between those of the last and the next day`(seed: UInt64) throws {
  let portfolio = Portfolio.random(seed: seed, accountCount: 60)
  let result = try portfolio.optimum()
  for (kam, planned) in result.team.enumerated() {
    guard let price = planned.dayPrice else {
      let owned = portfolio.accountsOfKAM[kam]
      #expect(owned.contains { result.accounts[$0].minimumScale < 1 })
      continue
    }
    let rounding = 1e-9 * max(1, planned.shadowPrice)
    #expect(planned.shadowPrice >= price.nextDay.price - rounding)
    #expect(planned.shadowPrice <= (price.lastDay?.price ?? .infinity) + rounding)
    #expect(price.nextDay.from <= planned.capacity + 1e-6)
    #expect(price.nextDay.to ?? .infinity > planned.capacity)
  }
}

@Test(arguments: seeds)
func `a price holds up to both ends of its capacities, and no further`(seed: UInt64) throws {
  let portfolio = Portfolio.random(
    seed: seed, accountCount: 30, careModels: CareModel.unrestricted, currentDaysGiven: true)
  let found = try #require(try portfolio.optimum().team[0].dayPrice?.nextDay)
  func result(capacity: Double) throws -> AllocationResult {
    try portfolio.withTeam { kam, fte in
      kam == 0 ? fte * capacity / portfolio.capacity(of: 0) : fte
    }.optimum()
  }
  func price(_ capacity: Double) throws -> Double {
    try result(capacity: capacity).team[0].shadowPrice
  }
  let end = try #require(found.to)
  let step = 1e-3 * (end - found.from)
  let rounding = 1e-9 * found.price
  #expect(abs(try price(found.from + step) - found.price) <= rounding)
  #expect(abs(try price(end - step) - found.price) <= rounding)
  #expect(try price(end + step) < found.price - rounding)
  if found.from > step { #expect(try price(found.from - step) > found.price + rounding) }
  // At the end itself the last day and the next one differ, as finite differences do.
  let corner = try result(capacity: end)
  let steps = try #require(corner.team[0].dayPrice)
  #expect(steps.isDegenerate)
  let above = try result(capacity: end + step).objective - corner.objective
  let below = try corner.objective - result(capacity: end - step).objective
  #expect(abs(above / step / 3 - steps.nextDay.price) <= 1e-4 * found.price)
  #expect(abs(below / step / 3 - (steps.lastDay?.price ?? .nan)) <= 1e-4 * found.price)
}

@Test(arguments: seeds.prefix(4))
func `where bounds couple KAMs, prices and capacities are those of other teams' optima`(
  seed: UInt64
) throws {
  let portfolio = Portfolio.random(
    seed: seed, accountCount: 50, careModels: CareModel.unrestricted, currentDaysGiven: true)
  let free = try portfolio.optimum()
  let total = free.team.reduce(0) { $0 + $1.plannedDays }
  let bounds: [PlanBound] =
    try portfolio.bindingShareBounds().map { .share($0) }
    + [.budgetDays(0.97 * total), .responseReserve(0.3)]
  let result = try portfolio.optimum(keeping: bounds)
  #expect(result.team.allSatisfy { $0.dayPrice == nil })
  let priced = result.pricingDays(using: checkedGLPK)
  let kam = Int(seed) % portfolio.team.count
  let price = try #require(priced.team[kam].dayPrice)
  func optimum(_ capacity: Double) throws -> Double {
    try portfolio.withTeam { other, fte in
      other == kam ? fte * capacity / portfolio.capacity(of: kam) : fte
    }.optimum(keeping: bounds).objective
  }
  let rounding = 1e-8 * result.objective
  for step in [price.lastDay, price.nextDay].compactMap({ $0 }) {
    // Without an end: any more.
    let (from, to) = (max(step.from, 1e-3), step.to ?? step.from + 10)
    let start = try optimum(from)
    for share in [0.3, 1] {
      let capacity = from + share * (to - from)
      let gain = try optimum(capacity) - start
      #expect(abs(gain - 3 * step.price * (capacity - from)) < rounding, "\(step)")
    }
  }
  #expect(priced.team[kam].shadowPrice <= (price.lastDay?.price ?? .infinity) + 1e-6)
}

@Test func `prices are alike whether KAMs are planned one by one or together`() throws {
  let portfolio = Portfolio.random(
    seed: 4, accountCount: 50, careModels: CareModel.unrestricted, currentDaysGiven: true)
  let apart = try portfolio.optimum()
  let together = try portfolio.optimum(keeping: [.budgetDays(1e6)])
    .pricingDays(using: checkedGLPK)
  for (one, other) in zip(apart.team, together.team) {
    let (one, other) = (try #require(one.dayPrice), try #require(other.dayPrice))
    #expect(relativeError(other.nextDay.price, one.nextDay.price) < 1e-6)
    #expect(abs(other.nextDay.from - one.nextDay.from) < 1e-3)
    #expect(abs((other.nextDay.to ?? 0) - (one.nextDay.to ?? 0)) < 1e-3)
  }
}

@Test func `no capacities are given where more than its own days make the price of a KAM`() throws {
  let portfolio = Portfolio.random(
    seed: 3, accountCount: 60, careModels: CareModel.unrestricted)
  let bound = try portfolio.optimum(try portfolio.bindingShareBounds())
  #expect(bound.team.allSatisfy { $0.dayPrice == nil })
  let scaled = try Portfolio.random(seed: 3, accountCount: 60).withTeam { 0.01 * $1 }.optimum()
  #expect(!scaled.warnings.isEmpty)
  #expect(scaled.team.contains { $0.dayPrice == nil })
}

import Foundation
import Testing

@testable import Allocation

struct EffortPlanTests {
  /// Accounts with curves of every kind.
  private static func accounts(seed: UInt64, count: Int) throws -> [EffortValue] {
    var stream = SampleStream(seed: seed)
    return try (0..<count).map { _ in
      let floor = stream.uniform(0...0.6)
      let ceiling = stream.uniform(1.1...2.5)
      let kind = stream.uniform(0...1)
      let shape: ResponseCurve.Shape =
        if kind < 0.6 {
          .adbudg(
            floor: floor, ceiling: ceiling, exponent: stream.uniform(0.5...4),
            divisor: stream.uniform(0.2...2))
        } else if kind < 0.8 {
          .exponential(floor: floor, ceiling: ceiling, rate: stream.uniform(0.2...2))
        } else {
          .power(floor: floor, scale: ceiling - floor, exponent: stream.uniform(0.3...1.6))
        }
      return EffortValue(
        try ResponseCurve(shape), worth: stream.lognormal(median: 10, sigma: 1),
        currentEffort: stream.uniform(3...15))
    }
  }

  @Test(arguments: 1...40)
  func `no plan of small units beats the plan, and its gap is closed`(seed: Int) throws {
    let accounts = try Self.accounts(seed: UInt64(seed), count: 2 + seed % 6)
    let budget = 4 * accounts.count
    let plan = EffortPlan(for: accounts, budget: Double(budget))
    let fine = accounts.map {
      EffortValue($0.curve, worth: $0.worth, currentEffort: 20 * $0.currentEffort)
    }
    let whole = EffortPlan.wholeUnits(for: fine, budget: 20 * budget)
    #expect(whole.value <= plan.bound + 1e-9 * plan.bound)
    #expect(whole.value <= plan.value + 1e-9 * plan.value)
    #expect(whole.value > 0.999 * plan.value)
    #expect(plan.gap >= 0 && plan.gap <= 1.1e-10 * max(1, plan.value))
    #expect(plan.relaxation.promised >= plan.value - 1e-9 * plan.value)
    #expect(plan.relaxation.value <= plan.value + 1e-9 * plan.value)

    #expect(plan.efforts.allSatisfy { $0 >= 0 })
    #expect(plan.efforts.reduce(0, +) <= Double(budget) * (1 + 1e-12))
    let earned = zip(accounts, plan.efforts).reduce(0) { $0 + $1.0.value(at: $1.1) }
    #expect(abs(earned - plan.value) < 1e-9 * earned)
  }

  @Test(arguments: 1...10)
  func `effort that costs goes where it earns its cost`(seed: Int) throws {
    let accounts = try Self.accounts(seed: UInt64(100 + seed), count: 5)
      .filter { $0.curve.inflection.isFinite }
    let cost = 0.3
    let free = EffortPlan(for: accounts, budget: .infinity, cost: cost)
    #expect(free.gap < 1e-9 * free.value)
    for (account, effort) in zip(accounts, free.efforts) {
      let best = account.value(at: effort) - cost * effort
      for other in stride(from: 0, through: 200, by: 0.5) {
        #expect(account.value(at: other) - cost * other <= best + 1e-9)
      }
    }
    let total = free.efforts.reduce(0, +)
    let ample = EffortPlan(for: accounts, budget: total + 1, cost: cost)
    #expect(abs(ample.value - free.value) < 1e-9 * free.value)
    let tight = EffortPlan(for: accounts, budget: 0.9 * total, cost: cost)
    #expect(tight.value <= free.value)
  }

  @Test func `a budget that helps only one of two equal S-shaped accounts goes to one`() throws {
    let curve = try ResponseCurve(.adbudg(floor: 0, ceiling: 2, exponent: 6, divisor: 1))
    let account = EffortValue(curve, worth: 10)
    let plan = EffortPlan(for: [account, account], budget: 1.4)
    #expect(plan.efforts.sorted()[0] < 1e-6 && abs(plan.efforts.sorted()[1] - 1.4) < 1e-6)
    #expect(abs(plan.value - account.value(at: 1.4)) < 1e-9)
    #expect(plan.relaxation.promised > plan.value + 0.1)
  }

  @Test func `splits that run out leave an honest gap`() throws {
    let curve = try ResponseCurve(.adbudg(floor: 0, ceiling: 2, exponent: 6, divisor: 1))
    let accounts = (1...4).map { EffortValue(curve, worth: 10 + Double($0)) }
    let exact = EffortPlan(for: accounts, budget: 2.1)
    let rough = EffortPlan(for: accounts, budget: 2.1, splitLimit: 0)
    #expect(rough.gap > 0.1 && rough.value == rough.relaxation.value)
    #expect(rough.bound >= exact.value && rough.value <= exact.value)
  }

  @Test func `no budget buys no effort`() throws {
    let accounts = try Self.accounts(seed: 7, count: 3)
    let plan = EffortPlan(for: accounts, budget: 0)
    #expect(plan.efforts == [0, 0, 0])
    #expect(abs(plan.gap) < 1e-12)
    #expect(EffortPlan.wholeUnits(for: accounts, budget: 0).units == [0, 0, 0])
  }

  @Test func `the Syntex plan agrees with dynamic programming over tenths of a representative`()
    throws
  {
    // Responses at no effort and saturation, exponents, and worth, all rounded.
    let accounts = try [
      (0.47, 1.52, 2.3607, 150.08, 96.8), (0.15, 1.35, 2.6448, 20.075, 142.4),
      (0.31, 1.25, 2.5819, 15.264, 52.7), (0.45, 1.10, 2.5308, 26.784, 24.1),
      (0.56, 1.20, 2.1971, 23.56, 27.3), (0.59, 1.11, 2.9118, 7.738, 29.7),
      (0.15, 1.76, 2.4213, 5.824, 56.8),
    ].map { floor, ceiling, exponent, worth, representatives in
      EffortValue(
        try ResponseCurve(
          .adbudg(
            floor: floor, ceiling: ceiling, exponent: exponent,
            divisor: (ceiling - 1) / (1 - floor))),
        worth: worth, currentEffort: 10 * representatives)
    }
    let plan = EffortPlan(for: accounts, budget: 4298)
    let whole = EffortPlan.wholeUnits(for: accounts, budget: 4298)
    #expect(whole.value <= plan.value + 1e-9 && plan.value - whole.value < 1e-4)
    for (units, effort) in zip(whole.units, plan.efforts) {
      #expect(abs(Double(units) - effort) < 3)
    }
  }
}

import PortfolioModel
import Testing

@testable import Simulation

/// Gives the accounts other days at each review.
private struct Restless: Replanner {
  let types: Int
  let interval = 40.0

  func replan(_ number: Int, kam: Int, _ accounts: [ReviewedAccount]) -> ReviewedPlan {
    ReviewedPlan(
      careDays: accounts.indices.map { Double((number + $0) % 4) * 7 },
      carePriority: accounts.map(\.annualRevenue),
      responsePriority: accounts.flatMap { Array(repeating: $0.potential, count: types) })
  }
}

private func outcomes(
  _ portfolio: Portfolio, years: Double, replications: Int = 12, isRolling: Bool = false,
  threads: Int = 1
) -> [Outcome] {
  Experiment(portfolio: portfolio, horizonYears: years, replications: replications, seed: 42)
    .byMonth()
    .run(
      [equalPlan(portfolio), valuePlan(portfolio)],
      replanners: isRolling ? [Restless(types: portfolio.triggers.count), nil] : [],
      threads: threads)
}

/// Everything happens often: churn, growth, departures, full queues.
private func busy(
  team change: (inout KeyAccountManager) -> Void = { _ in },
  _ adjust: (inout ModelParameters) -> Void = { _ in }
) -> Portfolio {
  let plain = lively { accounts, parameters in
    for index in accounts.indices { accounts[index].churn = 0.4 }
    (parameters.expansionRate, parameters.follow) = (6, 0.5)
    adjust(&parameters)
  }
  return Portfolio(
    accounts: plain.accounts, team: plain.team.map { with($0, change) },
    triggers: plain.triggers, parameters: plain.parameters)
}

private let seasonal = busy {
  $0.availability = [1, 0, 0.5, 1.5]
} _: {
  $0.periods = [0.25, 0.25, 0.25, 0.25]
}

private let changing = busy(team: {
  ($0.start, $0.leaves) = ($0.id == "K1" ? (0.3, 1.2) : (nil, 0.4))
})

@Test(arguments: [
  (busy(), 1.5, false), (busy(), 1.03, true), (seasonal, 1.2, false), (changing, 1.5, true),
  (
    busy {
      $0.departure = 0.99
    } _: {
      ($0.discountRate, $0.cover) = (0, 0)
    }, 0.7, false
  ),
])
func `months add up to the horizon in every measure`(
  portfolio: Portfolio, years: Double, isRolling: Bool
) throws {
  for outcome in outcomes(portfolio, years: years, isRolling: isRolling) {
    let months = try #require(outcome.months)
    #expect(months.count == Int((12 * years).rounded(.up)))
    #expect(months.metrics == outcome.metrics && months.replications == outcome.replications)
    for metric in outcome.metrics {
      // NRR and GRR are taken at the end of the first year.
      let isOfYear = metric == .nrr || metric == .grr
      let found = months.observations(
        of: metric, in: 0..<(isOfYear ? min(12, months.count) : months.count))
      for (sum, total) in zip(found, outcome.observations(of: metric)) {
        #expect((sum == nil) == (total == nil), "\(metric)")
        let (sum, total) = (sum ?? 0, total ?? 0)
        #expect(abs(sum - total) <= 1e-9 * max(1, abs(total)), "\(metric): \(sum), \(total)")
      }
    }
  }
}

@Test func `months change nothing else, and threads change no month`() {
  let portfolio = busy()
  let plain = Experiment(portfolio: portfolio, horizonYears: 0.5, replications: 130, seed: 42)
    .run([equalPlan(portfolio), valuePlan(portfolio)], threads: 2)
  let alone = outcomes(portfolio, years: 0.5, replications: 130)
  #expect(alone.map { with($0) { $0.months = nil } } == plain)
  #expect(alone.allSatisfy { $0.months != nil } && plain.allSatisfy { $0.months == nil })
  #expect(outcomes(portfolio, years: 0.5, replications: 130, threads: 3) == alone)
}

@Test func `margin and cost fall into the months in which they arise`() throws {
  // A hire in the second month, two seats' accounts that stay as they are, ten and a half months.
  let portfolio = Portfolio(
    accounts: [account("A", revenue: 24_000) { $0.margin = 0.5 }, account("B", revenue: 0)],
    team: [
      kam {
        ($0.annualCost, $0.start) = (12_000, 1.5 / 12)
        $0.leaves = 6.0 / 12
      }
    ], triggers: [],
    parameters: still { $0.vacancy = 55 })
  let plan = plan(for: portfolio, days: { _ in 10 })
  let outcome = Experiment(
    portfolio: portfolio, horizonYears: 10.5 / 12, replications: 2, seed: 1
  ).byMonth().run([plan], threads: 1)[0]
  let months = try #require(outcome.months)
  #expect(months.count == 11)
  func expect(_ metric: Metric, _ expected: [Double]) {
    for (found, expected) in zip(months.estimates(of: [metric]), expected) {
      #expect(abs((found?.mean ?? .nan) - expected) <= 1e-6 * 24_000, "\(metric)")
    }
  }
  let whole = Array(repeating: 1_000.0, count: 10)
  expect(.grossMargin, whole + [500])
  expect(.netContribution, [1_000, 500] + Array(repeating: 0, count: 9))
  expect(.revenueEnd, Array(repeating: 24_000, count: 11))
  expect(.nrr, Array(repeating: 1, count: 11))
  expect(.departures, [0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0])
  let filled: [Double] = [0, 0.5, 1, 1, 1, 1, 0, 0, 0, 1, 1]
  for (found, expected) in zip(months.filledSeats(), filled) {
    #expect(abs((found?.mean ?? .nan) - expected) <= 1e-6)
  }
  // By quarters: four, of which the last is half as long.
  let quarters = months.estimates(of: [.grossMargin], every: 3).map { $0?.mean ?? .nan }
  #expect(zip(quarters, [3_000, 3_000, 3_000, 1_500]).allSatisfy { abs($0 - $1) <= 1e-6 })
  #expect(quarters.count == 4)
}

@Test func `events count when they occur, when they are learnt of and when their fate is decided`()
  throws
{
  // Nobody works, so each request is missed when its window of 40 days ends, or pending.
  let portfolio = Portfolio(
    accounts: [account("A") { $0.activity = 30 }], team: [kam { $0.fte = 0 }],
    triggers: [
      requests {
        $0.window = 40
        $0.lag = 10
      }
    ], parameters: still())
  let plan = plan(for: portfolio)
  var rig = Rig(portfolio, plan, years: 1)
  rig.run(0)
  let outcome = Experiment(portfolio: portfolio, horizonYears: 1, replications: 1, seed: 42)
    .byMonth().run([plan], threads: 1)[0]
  let months = try #require(outcome.months)
  func counts(_ fate: Metric.Fate) -> [Double] {
    (0..<12).flatMap { months.observations(of: .events(fate, trigger: 0), in: $0..<$0 + 1) }
      .compactMap { $0 }
  }
  func counted(_ moments: [Double]) -> [Double] {
    (0..<12).map { month in Double(moments.count { Int($0 * 12 / 220) == month }) }
  }
  let timeline = rig.model.world.timeline
  let occurred = (0..<rig.world.events.count).map { timeline.days(rig.world.events[$0].occurrence) }
  #expect(occurred.count > 20 && rig.world.lateEvents.count > 0)
  #expect(counts(.occurred) == counted(occurred))
  let late = (0..<rig.world.lateEvents.count).map { timeline.days(rig.world.lateEvents[$0].tick) }
  #expect(counts(.detected) == counted(rig.learnt.map(\.learnt) + late.map { min($0, 219) }))
  #expect(counts(.missed) == counted(occurred.map { $0 + 40 }))
  let pending = occurred.count { $0 + 40 >= 220 }
  #expect(counts(.pending) == counted(Array(repeating: 219, count: pending)))
}

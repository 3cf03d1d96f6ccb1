import Foundation
import PortfolioModel
import Simulation
import Statistics
import Testing

/// Section 9, claim 2: how many events happen, are detected and answered.
struct EventTests {
  /// 12 mean, variance and distribution checks a case (three types, occurred and detected).
  @Test(arguments: [1.0, 3.0])
  func `events without churn are Poisson and detected with their share`(years: Double) throws {
    let count = 50
    let portfolio = Portfolio.uniform(
      accounts: count, kams: 5, triggers: TriggerType.builtIn, parameters: .plain
    ) {
      $0.churn = 0
    }
    let outcome = try portfolio.outcome(years: years, replications: 10_000, seed: 21)
    // Vainu: 50 companies make 100 moves, and 400 key people change every second year.
    let expected = [100.0, 200, 300]
    for (trigger, type) in portfolio.triggers.enumerated() {
      for (fate, share) in [(Metric.Fate.occurred, 1), (.detected, type.detection)] {
        let counts = outcome.values(of: .events(fate, trigger: trigger))
        let mean = expected[trigger] * share * years
        let what = "\(type.name) \(fate), \(years) years"
        expectMean(what, of: counts, toBe: mean)
        expectVariance(what, of: counts, toBe: mean, fourthMoment: mean + 3 * mean * mean)
        expectDistribution(what, of: counts) { poisson($0, mean: mean) }
      }
    }
  }

  /// Without any queue an event's fate depends on its delay alone; all counts are then Poisson.
  @Test func `late news misses the window and the horizon leaves events pending`() throws {
    var type = TriggerType(name: "news", rate: .perAccount(30))
    (type.detection, type.lag, type.window, type.effort) = (0.5, 8, 20, .fixed(0))
    let portfolio = Portfolio.uniform(accounts: 10, triggers: [type], parameters: .plain) {
      $0.churn = 0
    }
    let outcome = try portfolio.outcome(years: 0.5, replications: 20_000, seed: 22)
    let (days, g, t) = (110.0, 8.0, 20.0)
    let perDay = 10 * 30 / 220.0 * 0.5
    let late = exp(-t / g)
    let handled = perDay * ((days - t) * (1 - late) + t - g * (1 - late))
    let missed = perDay * (days - t) * late
    let pending = perDay * g * (1 - late)
    for (fate, mean) in [(Metric.Fate.handled, handled), (.missed, missed), (.pending, pending)] {
      let counts = outcome.values(of: .events(fate, trigger: 0))
      expectMean("\(fate)", of: counts, toBe: mean)
      expectVariance("\(fate)", of: counts, toBe: mean, fourthMoment: mean + 3 * mean * mean)
    }
    func delay(below v: Double) -> Double { g - (v + g) * exp(-v / g) }
    let waited = perDay * ((days - t) * delay(below: t) + integral(from: 0, to: t, delay(below:)))
    let sums = zip(
      outcome.values(of: .responseTime), outcome.values(of: .events(.handled, trigger: 0))
    ).map { $0 * $1 }
    expectMean("days waited for news", of: sums, toBe: waited)
  }

  /// Exact in every replication, whatever happens: overload, churn, departures, a pool.
  @Test func `every detected event has one fate`() throws {
    var parameters = ModelParameters()
    (parameters.follow, parameters.cover) = (0.5, 0)
    let portfolio = Portfolio.uniform(
      accounts: 60, kams: 2, triggers: TriggerType.builtIn, parameters: parameters
    ) {
      ($0.churn, $0.activity) = (0.3, 15)
      if $0.id > "a150" { $0.tier = "pooled" }
    } kam: {
      $0.departure = 0.6
    }
    let plan = AllocationPlan.simple(portfolio, careDays: { _ in 3 })
    let outcome = try portfolio.outcome(of: plan, years: 2, replications: 2_000, seed: 23)
    let ends: [Metric.Fate] = [.rejected, .handled, .missed, .dropped, .pending]
    for trigger in portfolio.triggers.indices {
      let detected = outcome.values(of: .events(.detected, trigger: trigger))
      let sums = outcome.observations(ofSum: ends.map { .events($0, trigger: trigger) })
      #expect(sums.compactMap { $0 } == detected)
      for fate in ends {
        let total = outcome.values(of: .events(fate, trigger: trigger)).reduce(0, +)
        if fate != .rejected || !portfolio.triggers[trigger].isInbound { #expect(total > 0) }
      }
    }
  }

  /// Responses without queue or delay win with `a`, and each win captures `f` of what remains.
  @Test func `answered events win the remaining potential`() throws {
    var type = TriggerType(name: "chance", rate: .perKeyPerson(2))
    (type.detection, type.effort) = (0.7, .fixed(0))
    (type.winProbability, type.captures) = (0.4, 0.3)
    let portfolio = Portfolio.uniform(accounts: 10, triggers: [type], parameters: .plain) {
      ($0.churn, $0.potential, $0.keyPeople) = (0, 800, 3)
    }
    let outcome = try portfolio.outcome(years: 2, replications: 20_000, seed: 24)
    let wins = 2 * 3 * 0.7 * 0.4 * 2.0
    let won = 800 * (1 - exp(-wins * 0.3))
    expectMean("won by trigger", of: outcome.values(of: .triggerWon), toBe: 10 * won)
    expectMean(
      "revenue with wins by trigger", of: outcome.values(of: .revenueEnd), toBe: 10 * (1000 + won))
  }
}

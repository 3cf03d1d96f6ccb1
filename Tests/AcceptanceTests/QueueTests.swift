import Foundation
import PortfolioModel
import Statistics
import Testing

@testable import Simulation

/// Section 9, claim 5: a KAM without planned care is an M/G/1 queue.
///
/// The queue starts empty, so waits fall short of the steady state by `E[V^2] / (2 (1 - load) H)` on average
/// over `H` days, `V` the work in the system (Abate and Whitt, _Transient behavior of the M/G/1 workload
/// process_, 1994). The horizons make that less than a tenth of the standard error.
struct QueueTests {
  /// Days of work, the mean of their square, and a name.
  private static let efforts: [(String, Effort, Double)] = [
    ("M/D/1", .fixed(0.5), 0.25),
    ("M/M/1", .exponential(mean: 0.5), 0.5),
    ("uniform", .uniform(low: 0.2, high: 0.8), 0.28),
    ("triangular", .triangular(low: 0.1, mode: 0.2, high: 1.2), 0.25 + 1.11 / 18),
    ("pert", .pert(low: 0.1, mode: 0.3, high: 1.7), 0.25 + 0.4 * 1.2 / 7),
    ("lognormal", .lognormal(mean: 0.5, cv: 1.2), 0.25 * 2.44),
  ]

  /// Waits of all customers minus what was expected of so many: a sum without ratio bias.
  @Test(arguments: 0..<efforts.count, [0.5, 0.7])
  func `waits match Pollaczek and Khinchine`(index: Int, load: Double) throws {
    let (name, effort, square) = Self.efforts[index]
    let rate = 0.4
    var type = TriggerType(name: "request", rate: .activity)
    (type.effort, type.window) = (effort, 100_000)
    let perDay = load * rate / 0.5
    let portfolio = Portfolio.uniform(accounts: 4, triggers: [type], parameters: .plain) {
      ($0.churn, $0.activity) = (0, perDay * 220 / 4)
    } kam: {
      ($0.fte, $0.customerShare, $0.departure) = (0.8, 0.5, 0)
    }
    let wait = perDay * square / (rate * rate) / (2 * (1 - load))
    let outcome = try portfolio.outcome(years: 100, replications: 128, seed: 51)
    let handled = outcome.values(of: .events(.handled, trigger: 0))
    let excess = zip(outcome.values(of: .responseTime), handled).map { ($0 - wait) * $1 }
    let customers = handled.reduce(0, +)
    let meanExcess = excess.reduce(0, +) / customers
    Acceptance.show("wait, \(name), load \(load): \(wait + meanExcess), \(customers) customers")
    expectMean("excess wait, \(name), load \(load), days \(wait)", of: excess, toBe: 0)
    expectMean(
      "utilisation, \(name), load \(load)", of: outcome.values(of: .utilisation), toBe: load)
  }

  /// The effort, and the waits of the first and the second class.
  private static let classes: [(Effort, Double, Double)] = [
    (.exponential(mean: 1), 8.0 / 7, 40.0 / 7), (.fixed(1), 4.0 / 7, 20.0 / 7),
  ]

  /// Cobham's formula for classes of 0.3 and 0.5 customers a service time.
  ///
  /// Their load-weighted sum is that of one queue, whatever the order (Kleinrock's conservation law).
  @Test(arguments: classes)
  func `waits of two priority classes match Cobham`(effort: Effort, first: Double, second: Double)
    throws
  {
    var type = TriggerType(name: "request", rate: .activity)
    (type.effort, type.window) = (effort, 100_000)
    let portfolio = Portfolio.uniform(accounts: 2, triggers: [type], parameters: .plain) {
      ($0.churn, $0.activity) = (0, $0.id == "a100" ? 0.3 * 220 : 0.5 * 220)
    } kam: {
      ($0.customerShare, $0.departure) = (1, 0)
    }
    let model = ReplayModel(portfolio: portfolio, horizonYears: 200, seed: 52)
    let plan = AllocationPlan.simple(portfolio, priority: { -Double($0) })
    let setting = Replay.Setting(
      model: model, group: model.world.groups[0],
      plan: GroupPlan(plan, group: model.world.groups[0], model: model))
    var world = World()
    var replay = Replay(model: model)
    var excess = [[Double]](repeating: [], count: 2)
    for replication in 0..<150 {
      world.draw(setting.group, of: model.world, replication: replication)
      replay.run(world, in: setting)
      var sums = [0.0, 0.0]
      for index in 0..<(world.learnt.count - 1) where replay.ended[index] <= model.horizon {
        let response = world.work[index]
        let wait = replay.started[index] - model.world.timeline.days(response.occurrence)
        sums[Int(response.account)] += wait - (response.account == 0 ? first : second)
      }
      excess[0].append(sums[0])
      excess[1].append(sums[1])
    }
    expectMean("excess wait of the first class, days \(first)", of: excess[0], toBe: 0)
    expectMean("excess wait of the second class, days \(second)", of: excess[1], toBe: 0)
    expectMean(
      "excess load-weighted wait", of: zip(excess[0], excess[1]).map { $0 + $1 }, toBe: 0)
  }
}

import Foundation
import PortfolioModel
import Statistics
import Testing

@testable import Simulation

/// What a departure costs, against what was measured.
///
/// A leaving sales person costs 13.2 to 17.6 % of the customers' sales over the following year (Shi,
/// Sridhar, Grewal and Lilien 2017, differences in differences); the defaults are set for 13 to 18 %.
///
/// Measured here: sales in the year after a departure in the first two days, against the same worlds
/// without it. With margin 1 and no discount, gross margin is sales. Departures come often enough to
/// find worlds with exactly one, in the first two days; given that, a world does not depend on how often
/// they come. The plan is `equal`. The difference is summed over a year and two days.
struct DepartureCostTests {
  /// A KAM of the defaults with equal accounts of the defaults.
  struct Case: CustomTestStringConvertible, Sendable {
    let accounts: Int
    /// The accounts' tier; by classification if `nil`.
    let tier: String?
    /// Potential as a share of revenue, at the median.
    let potential: Double
    /// The standard deviations of the logarithms of revenue and of potential over revenue.
    var spread = (revenue: 0.0, potential: 0.0)
    /// Whether the defaults are known to miss what was measured.
    var isOutside = false

    var testDescription: String {
      "\(accounts) \(tier ?? "classified") accounts, potential \(potential), spread \(spread)"
    }

    func portfolio(departure: Double) -> Portfolio {
      var parameters = ModelParameters()
      parameters.discountRate = 0
      var kam = KeyAccountManager(id: "k")
      kam.departure = departure
      let drawn = (0..<accounts).map { number in
        // Quantiles, paired in an order that leaves the two all but uncorrelated.
        func quantile(_ place: Int) -> Double {
          NormalDistribution.quantile((Double(place) + 0.5) / Double(accounts))
        }
        let size = exp(spread.revenue * quantile(number))
        var account = Account(
          id: "a\(100 + number)", annualRevenue: 30_000 * size + Double(number))
        (account.margin, account.tier) = (1, tier)
        account.potential =
          potential * account.annualRevenue
          * exp(spread.potential * quantile(number * 17 % accounts))
        return account
      }
      return Portfolio(accounts: drawn, team: [kam], parameters: parameters)
    }
  }

  /// The first two are a KAM of the sample scenario (`scenarios/nordic-saas.yaml`), with revenue as it is
  /// spread there and with equal accounts: the loss of a customer on average.
  private static let cases = [
    Case(accounts: 40, tier: nil, potential: 0.4, spread: (1.3, 0.8), isOutside: true),
    Case(accounts: 40, tier: nil, potential: 0.4, spread: (0, 0.8)),
    Case(accounts: 12, tier: nil, potential: 0.4, spread: (1.3, 0.8)),
    Case(accounts: 12, tier: nil, potential: 0, isOutside: true),
    Case(accounts: 35, tier: nil, potential: 0),
    Case(accounts: 35, tier: nil, potential: 0.5),
    Case(accounts: 12, tier: "strategic", potential: 0.5, isOutside: true),
    Case(accounts: 12, tier: "key", potential: 0.5),
    Case(accounts: 12, tier: "develop", potential: 0.5),
    Case(accounts: 12, tier: "transform", potential: 0, isOutside: true),
  ]

  @Test(arguments: cases)
  func `a departure costs the customers' sales what was measured`(example: Case) throws {
    var with = Sales(of: example.portfolio(departure: 0.75))
    var without = Sales(of: example.portfolio(departure: 0))
    var pairs: [(with: Double, without: Double)] = []
    for replication in 0..<400_000 where Sales.mayLeaveEarly(in: replication) {
      guard let sales = with.afterOneEarlyDeparture(in: replication) else { continue }
      pairs.append((sales, without.sales(in: replication)))
    }
    let mean = pairs.reduce(0) { $0 + $1.without } / Double(pairs.count)
    let loss = try #require(Estimate(pairs.map { ($0.without - $0.with) / mean }))
    let halfWidth = try #require(loss.halfWidth(level: 0.99))
    Acceptance.show(
      "sales lost in the year after a departure, \(example.testDescription): \(loss.mean) ± "
        + "\(halfWidth) (99 %), \(pairs.count) worlds")
    withKnownIssue("The effect depends on the tier's churn and on the days that are lost") {
      #expect(
        loss.mean > 0.13 && loss.mean < 0.18,
        "a departure costs \(100 * loss.mean) ± \(100 * halfWidth) % of a year's sales")
    } when: {
      example.isOutside
    }
  }
}

/// The sales of a KAM's accounts over a year and two days, world by world.
private struct Sales: ~Copyable {
  private let setting: Replay.Setting
  private var world = World()
  private var replay: Replay

  init(of portfolio: Portfolio) {
    let model = ReplayModel(
      portfolio: portfolio, horizonYears: 222 / 220, seed: DepartureCost.seed)
    let group = model.world.groups[0]
    let count = Double(portfolio.accounts.count)
    let plan = AllocationPlan.simple(
      portfolio, name: "equal", careDays: { _ in portfolio.careCapacity(of: 0) / count })
    setting = Replay.Setting(
      model: model, group: group, plan: GroupPlan(plan, group: group, model: model))
    replay = Replay(model: model)
  }

  /// Whether the first number of the seat's stream says so; spares drawing the other worlds.
  static func mayLeaveEarly(in replication: Int) -> Bool {
    let stream = RandomStream(
      seed: DepartureCost.seed, replication: replication, entity: RandomStream.entity("k"),
      purpose: .departure)
    return -log(uniform(stream.block(0)[0])) / -log(0.25) * 220 < 2.5
  }

  mutating func afterOneEarlyDeparture(in replication: Int) -> Double? {
    world.draw(setting.group, of: setting.model.world, replication: replication)
    guard world.departures.count == 1, world.departures[0] < 2 else { return nil }
    return replayed()
  }

  mutating func sales(in replication: Int) -> Double {
    world.draw(setting.group, of: setting.model.world, replication: replication)
    return replayed()
  }

  private mutating func replayed() -> Double {
    replay.totals = ReplicationTotals(triggerCount: setting.model.world.triggers.count)
    replay.run(world, in: setting)
    return replay.totals.grossMargin
  }
}

private enum DepartureCost {
  static let seed: UInt64 = 100
}

import PortfolioModel
import Testing

@testable import Simulation

/// Corners that a reading of the engine against the model page found.
struct EdgeTests {
  /// At most one session of an account is in service and one waits.
  ///
  /// An interrupted one waits beside it until it is taken up again. So never are more than two unfinished,
  /// however often KAMs leave: exact in every replication.
  @Test func `a session that falls due while one waits is skipped after a departure too`() throws {
    var parameters = ModelParameters.plain
    (parameters.follow, parameters.vacancy, parameters.departureRiskFactor) = (0, 5, 1)
    let portfolio = Portfolio.uniform(accounts: 1, parameters: parameters) {
      $0.churn = 0
    } kam: {
      ($0.customerShare, $0.departure) = (0.5, 0.99)
    }
    let plan = AllocationPlan.simple(portfolio, careDays: { _ in 300 })
    let outcome = try portfolio.outcome(of: plan, years: 3, replications: 200, seed: 110)
    let unfinished = (0..<200).map { replication in
      outcome.values(of: .careDue)[replication] - outcome.values(of: .careSkipped)[replication]
        - outcome.values(of: .careDelivered)[replication]
    }
    #expect(try #require(unfinished.max()) <= 2)
  }

  /// Among equals first come, first served, also after an interruption.
  ///
  /// Under more work than the KAM can do, whoever lost the place in line would never be answered: exact in
  /// every replication.
  @Test func `an interrupted response keeps its place in line`() {
    var parameters = ModelParameters.plain
    (parameters.follow, parameters.vacancy, parameters.departureRiskFactor) = (0, 20, 1)
    var type = TriggerType(name: "request", rate: .activity)
    (type.effort, type.window) = (.fixed(1), 100_000)
    let portfolio = Portfolio.uniform(accounts: 1, triggers: [type], parameters: parameters) {
      ($0.churn, $0.activity) = (0, 300)
    } kam: {
      ($0.customerShare, $0.departure) = (1, 0.95)
    }
    let model = ReplayModel(portfolio: portfolio, horizonYears: 2, seed: 111)
    let group = model.world.groups[0]
    let setting = Replay.Setting(
      model: model, group: group,
      plan: GroupPlan(.simple(portfolio), group: group, model: model))
    var world = World()
    var replay = Replay(model: model)
    var interruptions = 0
    for replication in 0..<100 {
      world.draw(group, of: model.world, replication: replication)
      replay.run(world, in: setting)
      let handled = (0..<(world.learnt.count - 1)).map { replay.ended[$0] <= model.horizon }
      #expect(handled.prefix { $0 }.count == handled.count { $0 }, "replication \(replication)")
      interruptions += world.departures.count
    }
    #expect(interruptions > 100)
  }
}

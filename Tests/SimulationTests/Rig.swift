import PortfolioModel

@testable import Simulation

/// One group's world and its replay under one plan.
struct Rig: ~Copyable {
  let model: ReplayModel
  let setting: Replay.Setting
  var world = World()
  var replay: Replay

  init(_ portfolio: Portfolio, _ plan: AllocationPlan, years: Double = 3, seed: UInt64 = 42) {
    model = ReplayModel(portfolio: portfolio, horizonYears: years, seed: seed)
    let group = model.world.groups[0]
    setting = Replay.Setting(
      model: model, group: group, plan: GroupPlan(plan, group: group, model: model))
    replay = Replay(model: model)
  }

  mutating func run(_ replication: Int = 0) {
    world.draw(setting.group, of: model.world, replication: replication)
    replay.totals = ReplicationTotals(triggerCount: model.world.triggers.count)
    replay.run(world, in: setting)
  }

  func value(_ metric: Metric) -> Double? { replay.totals.value(of: metric, model: model) }

  /// The moments at which the sessions of an account fall due.
  func due(_ account: Int) -> [Double] {
    let timeline = model.world.timeline
    return (0..<replay.arrivals.count).map { replay.arrivals[$0] }
      .prefix { $0.word != Stimulus.end.word }
      .filter { $0.kind == .care && Int(world.work[$0.index].account) == account }
      .map { timeline.days($0.tick) }
  }

  var departures: [Double] { (0..<world.departures.count).map { world.departures[$0] } }

  /// Events that are learnt of in time, with their moments of occurrence and of learning, in the order
  /// of learning.
  var learnt: [(occurrence: Double, learnt: Double, effort: Double)] {
    let timeline = model.world.timeline
    return (0..<(world.learnt.count - 1)).map { place in
      let work = world.work[place]
      return (
        timeline.days(work.occurrence), timeline.days(world.learnt[place].tick), work.effort
      )
    }
  }
}

/// What a plan brings about in a few replications.
func outcome(
  _ portfolio: Portfolio, _ plan: AllocationPlan, years: Double = 3, replications: Int = 20
) -> Outcome {
  Experiment(portfolio: portfolio, horizonYears: years, replications: replications, seed: 42)
    .run([plan], threads: 1)[0]
}

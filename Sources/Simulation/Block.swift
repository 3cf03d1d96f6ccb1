import PortfolioModel

/// A fixed run of replications: the unit of work, of progress and of merging.
///
/// A block's result depends on its number alone. Sums per account are taken in the order of the
/// replications inside a block, and blocks are merged in the order of their numbers, so neither
/// threads nor the order of work change a bit.
struct Block: Sendable {
  /// Replications in a full block.
  static let size = 64
  /// Sums that are kept of each account.
  static let sumsPerAccount = 6

  /// What one plan brought about in the block.
  struct Result: Sendable {
    /// The measures of one replication after the other; NaN where a measure does not exist.
    ///
    /// Shape: `[replications of the block * metrics]`.
    var observations: [Double] = []
    /// What chance decided beyond its odds, one value per replication.
    var luck: [Double] = []
    /// The measures of each month, then the days for which seats were filled; empty unless asked for.
    ///
    /// Shape: `[replications of the block * months * (metrics + 1)]`.
    var months: [Double] = []
    /// Sum, then sum of squares over replications of care days, response days and survival.
    ///
    /// Shape: `[accounts * sumsPerAccount]`.
    var accountSums: [Double]
  }

  let replications: Range<Int>

  init(number: Int, of replications: Int, startingAt first: Int = 0) {
    self.replications =
      first + number * Self.size..<first + min(replications, (number + 1) * Self.size)
  }

  /// Draws each world once and replays it under every plan.
  ///
  /// - Parameters:
  ///   - plans: The plans.
  ///   - model: What surrounds the plans.
  ///   - metrics: The measures to take.
  ///   - progress: Called after each replication.
  /// - Returns: One result per plan.
  func run(
    _ plans: [ResolvedPlan], model: ReplayModel, metrics: [Metric], progress: (() -> Void)? = nil
  ) -> [Result] {
    var results = plans.map { _ in
      Result(accountSums: Array(repeating: 0, count: Self.sumsPerAccount * model.terms.count))
    }
    var world = World()
    var replay = Replay(model: model)
    for replication in replications {
      let nothing = ReplicationTotals(triggerCount: model.world.triggers.count)
      var totals = plans.map { _ in nothing }
      var months = plans.map { _ in
        Array(repeating: nothing, count: model.isByMonth ? model.calendar.count : 0)
      }
      for (groupIndex, group) in model.world.groups.enumerated() {
        world.draw(group, of: model.world, replication: replication)
        for plan in plans.indices {
          swap(&totals[plan], &replay.totals)
          swap(&months[plan], &replay.months)
          replay.run(
            world,
            in: Replay.Setting(
              model: model, group: group, plan: plans[plan].groups[groupIndex]),
            replanner: plans[plan].replanner)
          replay.add(group, to: &results[plan].accountSums)
          swap(&totals[plan], &replay.totals)
          swap(&months[plan], &replay.months)
        }
      }
      for plan in plans.indices {
        results[plan].observations.append(
          contentsOf: metrics.lazy.map { totals[plan].value(of: $0, model: model) ?? .nan })
        results[plan].luck.append(totals[plan].luck)
        for (month, totals) in months[plan].enumerated() {
          results[plan].months.append(
            contentsOf: metrics.lazy.map {
              totals.value(of: $0, model: model, month: month) ?? .nan
            })
          results[plan].months.append(totals.filledDays)
        }
      }
      progress?()
    }
    return results
  }
}

extension Replay {
  /// Adds what each account of the group received to sums over replications.
  fileprivate func add(_ group: WorldModel.Group, to sums: inout [Double]) {
    for (local, account) in group.accounts.enumerated() {
      let state = accounts[local]
      let received = (state.careDays, state.responseDays, state.isLost ? 0.0 : 1.0)
      let first = Block.sumsPerAccount * account
      sums[first] += received.0
      sums[first + 1] += received.1
      sums[first + 2] += received.2
      sums[first + 3] += received.0 * received.0
      sums[first + 4] += received.1 * received.1
      sums[first + 5] += received.2 * received.2
    }
  }
}

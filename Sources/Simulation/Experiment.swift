import PortfolioModel

/// A Monte Carlo experiment: plans for one portfolio, simulated against the same worlds.
///
/// Replication `r` of every plan meets the same chance (common random numbers), so differences
/// between plans are paired. The result depends on the portfolio, the plans, the horizon, the seed and
/// the number of replications alone: not on threads, nor on the order of accounts or plans.
public struct Experiment: Sendable {
  var model: ReplayModel
  private let horizonYears: Double
  /// The number of replications; with a goal, the most.
  public let replications: Int
  /// The number of the first replication: which worlds are drawn.
  private let firstReplication: Int
  /// The measures that each replication yields.
  public let metrics: [Metric]

  /// Prepares an experiment.
  ///
  /// - Parameters:
  ///   - portfolio: The accounts, the team and the parameters.
  ///   - horizonYears: The simulated time, years.
  ///   - replications: How many worlds to draw; with a goal, the most.
  ///   - first: The number of the first replication. Experiments whose replications have other numbers
  ///     meet other worlds.
  ///   - seed: Where the random numbers start.
  public init(
    portfolio: Portfolio, horizonYears: Double, replications: Int, startingAt first: Int = 0,
    seed: UInt64
  ) {
    precondition(horizonYears > 0 && replications > 0, "a horizon and replications above 0")
    model = ReplayModel(portfolio: portfolio, horizonYears: horizonYears, seed: seed)
    metrics = Metric.all(triggerCount: portfolio.triggers.count)
    self.horizonYears = horizonYears
    self.replications = replications
    firstReplication = first
  }

  /// The number of blocks into which the replications are cut.
  var blockCount: Int { (replications + Block.size - 1) / Block.size }

  /// Simulates every plan.
  ///
  /// With a goal, the experiment ends at the first look that reaches it, one after each block. Threads
  /// may have run ahead; what lies behind that look is dropped, so the number of replications does
  /// not depend on threads either.
  ///
  /// - Parameters:
  ///   - plans: Plans for the portfolio of the experiment.
  ///   - replanners: What makes the plan of the same position again at reviews, if anything does; none
  ///     if left out.
  ///   - goal: How precise to be, if that and not a number of replications is wanted.
  ///   - threads: How many blocks to work on at a time.
  ///   - progress: Called from any thread after each replication.
  /// - Returns: One outcome per plan, in the same order.
  public func run(
    _ plans: [AllocationPlan], replanners: [(any Replanner)?] = [],
    until goal: PrecisionGoal? = nil, threads: Int, progress: (@Sendable () -> Void)? = nil
  ) -> [Outcome] {
    var run = start(plans, replanners: replanners, until: goal)
    run.extend(to: replications, threads: threads, progress: progress)
    return run.outcomes
  }

  /// Starts to simulate plans, without any replication yet.
  ///
  /// - Parameters:
  ///   - plans: As in `run`.
  ///   - replanners: As in `run`.
  ///   - goal: As in `run`.
  /// - Returns: The experiment under way.
  public func start(
    _ plans: [AllocationPlan], replanners: [(any Replanner)?] = [],
    until goal: PrecisionGoal? = nil
  ) -> ExperimentRun {
    ExperimentRun(self, plans, replanners: replanners, until: goal)
  }

  /// The plans as replays read them.
  func resolve(
    _ plans: [AllocationPlan], replanners: [(any Replanner)?] = []
  ) -> [ResolvedPlan] {
    plans.enumerated().map { position, plan in
      ResolvedPlan(
        groups: model.world.groups.map { GroupPlan(plan, group: $0, model: model) },
        replanner: position < replanners.count ? replanners[position] : nil)
    }
  }

  /// Runs one block alone.
  func run(
    block number: Int, _ plans: [ResolvedPlan], progress: (() -> Void)? = nil
  ) -> [Block.Result] {
    Block(number: number, of: replications, startingAt: firstReplication)
      .run(plans, model: model, metrics: metrics, progress: progress)
  }

  /// A merge that no block has come in to yet.
  func startMerge(of plans: [AllocationPlan], until goal: PrecisionGoal? = nil) -> Merge {
    Merge(plans: plans.count, metrics: metrics, accounts: model.terms.count, goal: goal)
  }

  /// The outcomes of the plans after the merged replications.
  func outcomes(of plans: [AllocationPlan], _ merge: Merge) -> [Outcome] {
    zip(plans, merge.plans).map { plan, result in
      let count = Double(merge.replications)
      let accounts = model.terms.indices.map { account in
        func estimate(_ index: Int, per unit: Double) -> AccountEstimate {
          let first = Block.sumsPerAccount * account
          let mean = result.accountSums[first + index] / count
          let squares = result.accountSums[first + 3 + index] - count * mean * mean
          let error = count > 1 ? (max(0, squares) / (count - 1) / count).squareRoot() : 0
          return AccountEstimate(mean: mean / unit, standardError: error / unit)
        }
        return AccountOutcome(
          careDays: estimate(0, per: horizonYears), responseDays: estimate(1, per: horizonYears),
          survival: estimate(2, per: 1))
      }
      var outcome = Outcome(
        name: plan.name, metrics: metrics, columns: result.columns, luck: result.luck,
        accounts: accounts)
      outcome.months = months(result)
      return outcome
    }
  }
}

import Dispatch
import PortfolioModel
import Synchronization

/// An experiment under way: replications can be added to it.
///
/// Replications that are added later are those that a longer run would have had from the start, so the
/// outcomes depend on their number alone, not on how they were come by.
public struct ExperimentRun: Sendable {
  private let experiment: Experiment
  private let plans: [AllocationPlan]
  private let resolved: [ResolvedPlan]
  private var merge: Merge
  private var nextBlock = 0

  init(
    _ experiment: Experiment, _ plans: [AllocationPlan], replanners: [(any Replanner)?],
    until goal: PrecisionGoal?
  ) {
    self.experiment = experiment
    self.plans = plans
    resolved = experiment.resolve(plans, replanners: replanners)
    merge = experiment.startMerge(of: plans, until: goal)
  }

  /// How many replications there are so far.
  public var replications: Int { merge.replications }

  /// What the plans brought about so far, one outcome per plan in the same order.
  public var outcomes: [Outcome] { experiment.outcomes(of: plans, merge) }

  /// Adds replications to several experiments at once, so that threads have work while one ends.
  ///
  /// - Parameters:
  ///   - runs: The experiments.
  ///   - replications: How many each is to have at least: a look comes after whole blocks of 64, or at the
  ///     most that an experiment may have. One that has as many, or has reached its goal, stays as it is.
  ///   - threads: How many blocks to work on at a time.
  ///   - progress: Called from any thread after each replication.
  public static func extend(
    _ runs: inout [ExperimentRun], to replications: Int, threads: Int,
    progress: (@Sendable () -> Void)? = nil
  ) {
    var tasks: [(block: Int, run: Int)] = []
    for run in runs.indices {
      let end = min(runs[run].experiment.blockCount, (replications + Block.size - 1) / Block.size)
      tasks += (min(runs[run].nextBlock, end)..<end).map { ($0, run) }
      runs[run].nextBlock = max(runs[run].nextBlock, end)
    }
    // Each experiment by its own order: a goal may be reached at any block.
    tasks.sort { $0 < $1 }
    let (ordered, started) = (tasks, runs)
    let nextTask = Atomic(0)
    let merges = Mutex(runs.map(\.merge))
    DispatchQueue.concurrentPerform(iterations: max(1, min(threads, tasks.count))) { _ in
      while true {
        let number = nextTask.add(1, ordering: .relaxed).oldValue
        guard number < ordered.count else { return }
        let (block, run) = ordered[number]
        if merges.withLock({ $0[run].isPreciseEnough }) { continue }
        let results = started[run].experiment.run(
          block: block, started[run].resolved, progress: progress)
        merges.withLock { $0[run].add(results, of: block) }
      }
    }
    for (run, merge) in merges.withLock({ $0 }).enumerated() { runs[run].merge = merge }
  }

  /// Adds replications, as `extend(_:to:threads:progress:)` does to several experiments.
  public mutating func extend(
    to replications: Int, threads: Int, progress: (@Sendable () -> Void)? = nil
  ) {
    var runs = [self]
    Self.extend(&runs, to: replications, threads: threads, progress: progress)
    self = runs[0]
  }
}

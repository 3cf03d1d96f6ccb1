/// The results of an experiment so far: blocks merged in the order of their numbers, as they finish.
///
/// A block that overtakes an earlier one waits for it, so that all sums are taken in one order,
/// whoever works and however fast. What is merged is freed: per replication only its metrics remain.
struct Merge: Sendable {
  /// What one plan brought about in the merged blocks.
  struct PlanResult: Sendable {
    /// One value per replication, NaN where the measure does not exist.
    ///
    /// Shape: `[metrics][replications]`.
    fileprivate(set) var columns: [[Double]]
    /// What chance decided beyond its odds, one value per replication.
    fileprivate(set) var luck: [Double] = []
    /// As in `Block.Result`; one replication after the other.
    fileprivate(set) var months: [Double] = []
    /// As in `Block.Result`.
    fileprivate(set) var accountSums: [Double]
  }

  /// The results of the merged blocks, one per plan.
  private(set) var plans: [PlanResult]
  /// How many replications are merged.
  private(set) var replications = 0
  /// Whether the merged blocks are as precise as wanted: later ones are dropped.
  private(set) var isPreciseEnough = false
  private var watch: PrecisionWatch?
  private let metrics: [Metric]
  private var nextBlock = 0
  private var waiting: [Int: [Block.Result]] = [:]

  /// Starts with nothing; with a goal, the merge ends at the first block that reaches it.
  init(plans: Int, metrics: [Metric], accounts: Int, goal: PrecisionGoal?) {
    let nothing = PlanResult(
      columns: Array(repeating: [], count: metrics.count),
      accountSums: Array(repeating: 0, count: Block.sumsPerAccount * accounts))
    self.plans = Array(repeating: nothing, count: plans)
    self.metrics = metrics
    watch = goal.map { PrecisionWatch($0, plans: plans) }
  }

  /// Takes what a block brought about, one result per plan.
  mutating func add(_ results: [Block.Result], of block: Int) {
    waiting[block] = results
    while !isPreciseEnough, let results = waiting.removeValue(forKey: nextBlock) {
      append(results)
      look(at: results)
      nextBlock += 1
    }
    if isPreciseEnough { waiting = [:] }
  }

  private mutating func append(_ results: [Block.Result]) {
    for (plan, result) in results.enumerated() {
      for (index, value) in result.observations.enumerated() {
        plans[plan].columns[index % metrics.count].append(value)
      }
      plans[plan].luck += result.luck
      plans[plan].months += result.months
      for (index, sum) in result.accountSums.enumerated() {
        plans[plan].accountSums[index] += sum
      }
    }
    replications = plans.first?.columns.first?.count ?? 0
  }

  /// Looks whether a block that was merged makes the experiment precise enough.
  private mutating func look(at results: [Block.Result]) {
    guard watch != nil, let metric = metrics.firstIndex(of: .netContribution) else { return }
    for replication in results[0].luck.indices {
      watch?.add { plan in
        results[plan].observations[replication * metrics.count + metric]
          - results[plan].luck[replication]
      }
    }
    isPreciseEnough = watch?.isReached ?? false
  }
}

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
    /// As in `Block.Result`.
    fileprivate(set) var accountSums: [Double]
  }

  /// The results of the merged blocks, one per plan.
  private(set) var plans: [PlanResult]
  /// How many replications are merged.
  private(set) var replications = 0
  private var nextBlock = 0
  private var waiting: [Int: [Block.Result]] = [:]

  /// Starts with nothing.
  init(plans: Int, metrics: Int, accounts: Int) {
    let nothing = PlanResult(
      columns: Array(repeating: [], count: metrics),
      accountSums: Array(repeating: 0, count: Block.sumsPerAccount * accounts))
    self.plans = Array(repeating: nothing, count: plans)
  }

  /// Takes what a block brought about, one result per plan.
  mutating func add(_ results: [Block.Result], of block: Int) {
    waiting[block] = results
    while let results = waiting.removeValue(forKey: nextBlock) {
      append(results)
      nextBlock += 1
    }
  }

  private mutating func append(_ results: [Block.Result]) {
    for (plan, result) in results.enumerated() {
      let metricCount = plans[plan].columns.count
      for (index, value) in result.observations.enumerated() {
        plans[plan].columns[index % metricCount].append(value)
      }
      for (index, sum) in result.accountSums.enumerated() {
        plans[plan].accountSums[index] += sum
      }
    }
    replications = plans.first?.columns.first?.count ?? 0
  }
}

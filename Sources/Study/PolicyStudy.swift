import Allocation
import LinearProgramming
import PortfolioModel
import Simulation
import Statistics

/// Policies for one portfolio, simulated against the same worlds and compared.
public struct PolicyStudy: Sendable {
  /// What to study, and how precisely.
  public struct Design: Sendable {
    /// The accounts, the team and the parameters.
    public var portfolio: Portfolio
    /// The policies, in the order of the user.
    public var policies: [Policy]
    /// The policy that the others are compared with; one of `policies`.
    public var baseline: Policy
    /// Bounds that optimised plans keep.
    public var shareBounds: [ShareBound]
    /// The horizon, years.
    public var horizonYears: Double
    /// How many worlds every policy meets.
    public var replications: Int
    /// Where the random numbers start.
    public var seed: UInt64

    /// Creates a design.
    public init(
      portfolio: Portfolio, policies: [Policy], baseline: Policy, shareBounds: [ShareBound] = [],
      horizonYears: Double, replications: Int, seed: UInt64
    ) {
      precondition(policies.contains(baseline), "the baseline is one of the policies")
      self.portfolio = portfolio
      self.policies = policies
      self.baseline = baseline
      self.shareBounds = shareBounds
      self.horizonYears = horizonYears
      self.replications = replications
      self.seed = seed
    }
  }

  /// One policy with its plan and what came of it.
  public struct Alternative: Sendable {
    /// The policy.
    public let policy: Policy
    /// Its plan.
    public let plan: AllocationPlan
    /// The solution behind an optimised plan.
    public let allocation: AllocationResult?
    /// What the simulation of the plan brought about.
    public let outcome: Outcome
  }

  /// What was studied.
  public let design: Design
  /// The policies with their outcomes, in the order of the design.
  public let alternatives: [Alternative]

  /// Plans every policy, then simulates all plans against the same worlds.
  ///
  /// - Parameters:
  ///   - design: What to study.
  ///   - solver: What solves linear programs.
  ///   - threads: How many blocks of replications to work on at a time.
  ///   - progress: Called from any thread with the number of replications just completed.
  /// - Throws: `AllocationError` if an optimised policy has no plan.
  public init(
    _ design: Design, solver: LinearSolver, threads: Int,
    progress: (@Sendable (Int) -> Void)? = nil
  ) throws(AllocationError) {
    var plans: [AllocationPlan] = []
    var allocations: [AllocationResult?] = []
    for policy in design.policies {
      if policy == .optimal {
        let allocation = try AllocationProgram(
          portfolio: design.portfolio, horizonYears: design.horizonYears,
          shareBounds: design.shareBounds
        ).solve(using: solver)
        plans.append(allocation.plan(named: policy.rawValue, for: design.portfolio))
        allocations.append(allocation)
      } else {
        plans.append(
          try design.portfolio.plan(
            for: policy, horizonYears: design.horizonYears, shareBounds: design.shareBounds,
            using: solver))
        allocations.append(nil)
      }
    }
    let outcomes = Experiment(
      portfolio: design.portfolio, horizonYears: design.horizonYears,
      replications: design.replications, seed: design.seed
    ).run(plans, threads: threads, progress: progress)
    self.design = design
    alternatives = design.policies.indices.map {
      Alternative(
        policy: design.policies[$0], plan: plans[$0], allocation: allocations[$0],
        outcome: outcomes[$0])
    }
  }

  /// The alternative of a policy.
  ///
  /// - Precondition: The policy is part of the study.
  public func alternative(_ policy: Policy) -> Alternative {
    guard let alternative = alternatives.first(where: { $0.policy == policy }) else {
      preconditionFailure("policy \(policy.rawValue) is not part of the study")
    }
    return alternative
  }

  /// The paired difference `candidate - baseline` of a measure.
  ///
  /// - Parameters:
  ///   - baseline: A policy of the study.
  ///   - candidate: Another one, or the same: then the difference is exactly 0.
  ///   - metrics: The measure, or several whose sum is meant.
  /// - Returns: `nil` where no replication has the measure under both.
  public func difference(
    from baseline: Policy, to candidate: Policy, in metrics: [Metric]
  ) -> Estimate? {
    Estimate.pairedDifference(
      baseline: alternative(baseline).outcome.observations(ofSum: metrics),
      candidate: alternative(candidate).outcome.observations(ofSum: metrics))
  }
}

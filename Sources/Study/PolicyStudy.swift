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
    /// How the accounts of the portfolio got their owners, if they were looked for.
    public var assignment: Assignment?
    /// The policies, in the order of the user.
    public var policies: [Policy]
    /// The policy that the others are compared with; one of `policies`.
    public var baseline: Policy
    /// Bounds that optimised plans keep.
    public var bounds: [PlanBound]
    /// Whether bounds that no plan keeps are loosened as little as possible, with a warning.
    public var relaxesBounds = false
    /// The horizon, years.
    public var horizonYears: Double
    /// How many worlds every policy meets; with a precision, the most.
    public var replications: Int
    /// The relative error to stop at, in (0, 1), if that and not a number of replications is wanted.
    public var precision: Double?
    /// Where the random numbers start.
    public var seed: UInt64
    /// Whether outcomes also say what happened in each month.
    public var isByMonth = false

    /// Creates a design.
    public init(
      portfolio: Portfolio, policies: [Policy], baseline: Policy, bounds: [PlanBound] = [],
      horizonYears: Double, replications: Int, precision: Double? = nil, seed: UInt64
    ) {
      precondition(policies.contains(baseline), "the baseline is one of the policies")
      self.portfolio = portfolio
      self.policies = policies
      self.baseline = baseline
      self.bounds = bounds
      self.horizonYears = horizonYears
      self.replications = replications
      self.precision = precision
      self.seed = seed
    }
  }

  /// A policy with its plan, before it is simulated.
  public typealias PlannedPolicy = Allocation.PlannedPolicy

  /// One policy with its plan and what came of it.
  public struct Alternative: Sendable {
    /// The policy.
    public var policy: Policy { planned.policy }
    /// Its plan.
    public var plan: AllocationPlan { planned.plan }
    /// The solution behind an optimised plan.
    public var allocation: AllocationResult? { planned.allocation }
    /// How the simulation tuned it, if it did.
    public var tuning: Tuning? { planned.tuning }
    /// What the simulation of the plan brought about.
    public let outcome: Outcome

    /// The policy with its plan.
    public let planned: PlannedPolicy

    fileprivate init(_ planned: PlannedPolicy, outcome: Outcome) {
      self.planned = planned
      self.outcome = outcome
    }
  }

  /// How precise a study was to be, and how precise it is.
  public struct Precision: Equatable, Sendable {
    /// The relative error that was asked for.
    public let asked: Double
    /// The relative error at the end; infinite where the baseline's mean can't be told from 0.
    public let reached: Double
    /// Whether the study is as precise as asked; else the limit of replications ended it.
    public var isAsAsked: Bool { reached <= asked }
  }

  /// What was studied.
  public let design: Design
  /// How many worlds every policy met.
  public let replications: Int
  /// How precise the study is, if its design asks for a precision.
  public let precision: Precision?
  /// The policies with their outcomes, in the order of the design.
  public let alternatives: [Alternative]

  /// Plans every policy, then simulates all plans against the same worlds.
  ///
  /// - Parameters:
  ///   - design: What to study.
  ///   - solver: What solves linear programs.
  ///   - threads: How many blocks of replications to work on at a time.
  /// - Throws: `AllocationError` if an optimised policy has no plan.
  public init(
    _ design: Design, solver: LinearSolver, threads: Int
  ) throws(AllocationError) {
    self.init(design, plans: try design.plans(using: solver), threads: threads)
  }

  /// Simulates plans against the same worlds.
  ///
  /// - Parameters:
  ///   - design: What to study.
  ///   - plans: The plans of the design's policies.
  ///   - threads: How many blocks of replications to work on at a time.
  ///   - progress: Called from any thread after each replication.
  public init(
    _ design: Design, plans: [PlannedPolicy], threads: Int,
    progress: (@Sendable () -> Void)? = nil
  ) {
    let goal = design.precision.map {
      PrecisionGoal(
        relativeError: $0, baseline: design.policies.firstIndex(of: design.baseline) ?? 0,
        level: Finding.levelOfPairs(among: design.policies.count))
    }
    let experiment = Experiment(
      portfolio: design.portfolio, horizonYears: design.horizonYears,
      replications: design.replications, seed: design.seed)
    let outcomes = (design.isByMonth ? experiment.byMonth() : experiment).run(
      plans.map(\.plan), replanners: plans.map(\.replanner), until: goal, threads: threads,
      progress: progress)
    self.design = design
    replications = outcomes.first?.replications ?? 0
    precision = goal.map {
      Precision(asked: $0.relativeError, reached: $0.remainingError(in: outcomes))
    }
    alternatives = zip(plans, outcomes).map { Alternative($0, outcome: $1) }
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
    alternative(candidate).outcome.difference(
      from: alternative(baseline).outcome, in: metrics)
  }
}

extension PolicyStudy.Design {
  /// The solution behind the optimised plan, also if the design has no optimised policy.
  ///
  /// - Parameter solver: What solves linear programs.
  /// - Returns: The solution of the linear program, with its prices and warnings.
  /// - Throws: `AllocationError` if there is none.
  public func allocation(using solver: LinearSolver) throws(AllocationError) -> AllocationResult {
    try portfolio.allocation(
      horizonYears: horizonYears, bounds: bounds, relaxing: relaxesBounds, using: solver)
  }

  /// The plan of every policy, in the order of the design.
  ///
  /// - Parameters:
  ///   - solver: What solves linear programs.
  ///   - threads: How many blocks of replications to work on at a time, where a plan is tuned.
  /// - Returns: One per policy.
  /// - Throws: `AllocationError` if an optimised policy has no plan.
  public func plans(
    using solver: LinearSolver, threads: Int = 1
  ) throws(AllocationError) -> [PolicyStudy.PlannedPolicy] {
    var plans: [PolicyStudy.PlannedPolicy] = []
    for policy in policies {
      if policy == .optimalTuned {
        plans.append(try tuned(using: solver, threads: threads))
        continue
      }
      plans.append(
        try portfolio.planned(
          policy, horizonYears: horizonYears, bounds: bounds, relaxing: relaxesBounds, using: solver
        ))
    }
    return plans
  }
}

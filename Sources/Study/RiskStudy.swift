import Allocation
import LinearProgramming
import PortfolioModel
import Simulation
import Statistics

/// What may happen under policies, whether it reaches a target, and what hangs on one customer or one KAM.
public struct RiskStudy: Sendable {
  /// What it costs that a KAM leaves at the start, when nobody planned for it.
  public struct Departure: Sendable {
    /// The position of the KAM in the team.
    public let kam: Int
    /// Net contribution with the departure less without, money over the horizon.
    public let difference: Estimate
    /// The same where every customer depends half as much on one person.
    public let sharedDifference: Estimate
    /// The second less the first: what sharing knowledge before saves.
    public let saved: Estimate
  }

  /// What losses cost one policy.
  public struct Exposure: Sendable {
    /// The policy.
    public let policy: Policy
    /// Net contribution without the largest customer from the start on, planned anew, less with it, money
    /// over the horizon; `nil` where it is the only one.
    public let customerLoss: Estimate?
    /// Departures of the KAMs on whom most hangs, in the order of `Concentration.keyKAMs`.
    public let departures: [Departure]
  }

  /// The policies with their outcomes.
  public let policies: PolicyStudy
  /// What was to be reached.
  public let request: RiskRequest
  /// What may happen under each policy, in the order of the study.
  public let outlooks: [Outlook]
  /// Bins for the outcomes of all policies.
  public let histogram: Histogram
  /// On whom most of the portfolio hangs.
  public let concentration: Concentration
  /// What losses cost each policy, in the order of the study.
  public let exposures: [Exposure]

  /// Whether the required chance of the target is reached under every policy; `nil` if none is required.
  ///
  /// The share of replications decides, as the best estimate of the chance; `isSure` tells how sure that is.
  public var isMet: Bool? {
    request.requiredChance == nil ? nil : outlooks.allSatisfy(isMet)
  }

  /// Whether the required chance of the target, if any, is reached under a policy.
  public func isMet(_ outlook: Outlook) -> Bool {
    guard let required = request.requiredChance else { return true }
    return outlook.reaching.map { $0.share >= required } ?? false
  }

  /// Whether the 95 % interval of a policy's chance of the target leaves out the required chance.
  public func isSure(_ outlook: Outlook) -> Bool {
    guard let required = request.requiredChance, let reaching = outlook.reaching else {
      return true
    }
    return !reaching.interval().contains(required)
  }

  /// Looks at what policies brought about, and simulates losses in the same worlds.
  ///
  /// - Parameters:
  ///   - policies: The policies with their outcomes.
  ///   - request: What is to be reached.
  ///   - solver: What solves linear programs.
  ///   - threads: How many blocks of replications to work on at a time.
  ///   - progress: Called from any thread after each replication.
  /// - Throws: `AllocationError` if there is no plan without the largest customer.
  public init(
    _ policies: PolicyStudy, request: RiskRequest, using solver: LinearSolver, threads: Int,
    progress: (@Sendable () -> Void)? = nil
  ) throws(AllocationError) {
    let outlooks = policies.alternatives.map { Outlook($0, target: request.target) }
    self.policies = policies
    self.request = request
    self.outlooks = outlooks
    histogram = Histogram(covering: outlooks.flatMap(\.outcomes))
    concentration = Concentration(of: policies.design.portfolio)
    exposures = try policies.exposures(
      concentration, using: solver, threads: threads, progress: progress)
  }
}

extension PolicyStudy {
  /// What losses cost each policy.
  fileprivate func exposures(
    _ concentration: Concentration, using solver: LinearSolver, threads: Int,
    progress: (@Sendable () -> Void)?
  ) throws(AllocationError) -> [RiskStudy.Exposure] {
    /// Net contribution of each policy in the worlds of the study, for another portfolio.
    func earned(_ portfolio: Portfolio, _ plans: [PlannedPolicy]) -> [[Double]] {
      Experiment(
        portfolio: portfolio, horizonYears: design.horizonYears, replications: replications,
        seed: design.seed
      ).run(
        plans.map(\.plan), replanners: plans.map(\.replanner), threads: threads, progress: progress
      ).map(\.earned)
    }
    let today = design.portfolio
    let plans = alternatives.map(\.planned)
    let base = alternatives.map(\.outcome.earned)
    var withoutCustomer: [[Double]]?
    if today.accounts.count > 1 {
      var design = design
      design.portfolio = today.removing(account: concentration.largest)
      design.relaxesBounds = true
      withoutCustomer = earned(
        design.portfolio, try design.plans(using: solver, threads: threads))
    }
    let shared = LeverStudy.Lever.halfDependency.applied(to: today)
    let sharedBase = concentration.keyKAMs.isEmpty ? base : earned(shared, plans)
    let departures = concentration.keyKAMs.map { kam in
      let without = earned(today.leaving(kam), plans)
      let sharedWithout = earned(shared.leaving(kam), plans)
      return alternatives.indices.map { policy in
        let lost = zip(without[policy], base[policy]).map(-)
        let sharedLost = zip(sharedWithout[policy], sharedBase[policy]).map(-)
        return RiskStudy.Departure(
          kam: kam, difference: Estimate(of: lost), sharedDifference: Estimate(of: sharedLost),
          saved: Estimate(of: zip(sharedLost, lost).map(-)))
      }
    }
    return alternatives.indices.map { policy in
      RiskStudy.Exposure(
        policy: alternatives[policy].policy,
        customerLoss: withoutCustomer.map {
          Estimate(of: zip($0[policy], base[policy]).map(-))
        },
        departures: departures.map { $0[policy] })
    }
  }
}

extension Portfolio {
  /// The portfolio with a KAM who leaves at the start.
  fileprivate func leaving(_ kam: Int) -> Portfolio {
    var team = team
    team[kam].leaves = 0
    return changed(triggers: triggers, parameters: parameters, team: team)
  }
}

extension Estimate {
  /// What replications say that all have the number.
  fileprivate init(of observations: [Double]) {
    guard let estimate = Estimate(observations.map(Optional.some)) else {
      preconditionFailure("at least one replication")
    }
    self = estimate
  }
}

import Allocation
import LinearProgramming
import PortfolioModel
import Simulation
import Statistics

/// What changes that a company could pay for are worth: to learn of events sooner, to share the knowledge of
/// customers, to keep KAMs.
///
/// A change alters what happens from now on, not what was observed: churn hazards stay as they are. Days are
/// planned anew for it, by the same policy.
public struct LeverStudy: Sendable {
  /// A change that can be bought.
  public enum Lever: String, CaseIterable, Sendable {
    /// Every event is learnt of.
    case detectAll = "every event is learnt of"
    /// Events that are learnt of are learnt of at once.
    case detectAtOnce = "events are learnt of without delay"
    /// Every event is learnt of at once.
    case detectAllAtOnce = "every event is learnt of, without delay"
    /// Half of what hangs on one person hangs on the team.
    case halfDependency = "customers depend half as much on one person"
    /// Colleagues cover at least half of a vacancy.
    case halfCover = "colleagues cover half of a vacancy"
    /// A vacancy lasts half as long.
    case halfVacancy = "seats are vacant half as long"
    /// No KAM leaves.
    case noDepartures = "no KAM leaves"
  }

  /// What a lever brings.
  public struct Effect: Sendable {
    /// The lever.
    public let lever: Lever
    /// Net contribution with it less without, money over the horizon.
    public let difference: Estimate
    /// The same a year: the most that it may cost a year, money/year, paid continuously.
    public let worthPerYear: Estimate
  }

  /// The policy that plans with and without levers.
  public let policy: Policy
  /// The levers in the order of `Lever.allCases`; those that change nothing here are left out.
  public let effects: [Effect]

  /// Simulates a policy with and without each lever in the same worlds.
  ///
  /// - Parameters:
  ///   - design: The horizon, bounds and replications.
  ///   - portfolio: The portfolio with the team that is decided on.
  ///   - policy: What plans.
  ///   - solver: What solves linear programs.
  ///   - threads: How many blocks of replications to work on at a time.
  /// - Throws: `AllocationError` if there is no plan.
  public init(
    _ design: PolicyStudy.Design, of portfolio: Portfolio, policy: Policy,
    using solver: LinearSolver, threads: Int
  ) throws(AllocationError) {
    var design = design
    (design.portfolio, design.policies) = (portfolio, [policy])
    var designs: [PolicyStudy.Design] = []
    var levers: [Lever] = []
    for lever in [nil] + Lever.allCases.map(Optional.some) {
      var changed = design
      if let lever {
        changed.portfolio = lever.applied(to: design.portfolio)
        if changed.portfolio == design.portfolio { continue }
        levers.append(lever)
      }
      designs.append(changed)
    }
    var runs: [ExperimentRun] = []
    for design in designs {
      let planned = try design.plans(using: solver, threads: threads)[0]
      runs.append(
        Experiment(
          portfolio: design.portfolio, horizonYears: design.horizonYears,
          replications: design.replications, seed: design.seed
        ).start([planned.plan], replanners: [planned.replanner]))
    }
    ExperimentRun.extend(&runs, to: design.replications, threads: threads)
    let outcomes = runs.map { $0.outcomes[0] }
    let annuity = Elementary.annuity(
      years: design.horizonYears, rate: design.portfolio.parameters.discountRate)
    self.policy = policy
    effects = zip(levers, outcomes.dropFirst()).compactMap { lever, outcome in
      outcome.difference(from: outcomes[0], in: [.netContribution]).flatMap {
        $0.mean == 0 && $0.standardError == 0
          ? nil : Effect(lever: lever, difference: $0, worthPerYear: $0.scaled(by: 1 / annuity))
      }
    }
  }
}

extension LeverStudy.Lever {
  /// The portfolio once the lever is pulled.
  func applied(to portfolio: Portfolio) -> Portfolio {
    var (triggers, parameters, team) = (portfolio.triggers, portfolio.parameters, portfolio.team)
    var dependencyFactor = 1.0
    switch self {
    case .detectAll:
      for type in triggers.indices { triggers[type].detection = 1 }
    case .detectAtOnce:
      for type in triggers.indices { triggers[type].lag = 0 }
    case .detectAllAtOnce:
      for type in triggers.indices { (triggers[type].detection, triggers[type].lag) = (1, 0) }
    case .halfDependency: dependencyFactor = 0.5
    case .halfCover: parameters.cover = max(parameters.cover, 0.5)
    case .halfVacancy: parameters.vacancy /= 2
    case .noDepartures:
      for kam in team.indices { (team[kam].departure, team[kam].leaves) = (0, nil) }
    }
    return portfolio.changed(
      triggers: triggers, parameters: parameters, team: team, dependencyFactor: dependencyFactor)
  }
}

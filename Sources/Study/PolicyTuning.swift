import Allocation
import LinearProgramming
import PortfolioModel
import Simulation
import Statistics

/// Tunes a plan by simulation (`Tuning`).
extension PolicyStudy.Design {
  /// The plan of `optimal-tuned`, with how it was found.
  ///
  /// - Parameters:
  ///   - solver: What solves linear programs.
  ///   - threads: How many blocks of replications to work on at a time.
  /// - Returns: The plan for the factor that earns most in the worlds that choose.
  /// - Throws: `AllocationError` if there is no plan.
  func tuned(
    using solver: LinearSolver, threads: Int
  ) throws(AllocationError) -> PolicyStudy.PlannedPolicy {
    var known: [Double: Outcome] = [:]
    for factors in [[0.8, 0.9, 1, 1.1, 1.2, 1.3, 1.4, 1.5, 1.6], []] {
      let best = Self.best(of: known)
      let wanted = best.map { [$0 - 0.05, $0 + 0.05] } ?? factors
      var plans: [AllocationPlan] = []
      for factor in wanted { plans.append(try planned(factor, using: solver).plan) }
      let outcomes = experiment(portfolio, purpose: .choice).run(plans, threads: threads)
      for (factor, outcome) in zip(wanted, outcomes) { known[factor] = outcome }
    }
    let factor = Self.best(of: known) ?? 1
    let gain = known[1].flatMap { known[factor]?.difference(from: $0, in: [.netContribution]) }
    var plan = try planned(factor, using: solver)
    let team = plan.allocation?.team ?? []
    let capacity = team.reduce(0) { $0 + $1.capacity }
    let worth = try worthOfAFifth(planning: factor, using: solver, threads: threads)
    let days = 0.2 * portfolio.team.indices.reduce(0) { $0 + portfolio.capacity(of: $1) }
    let daysOfHorizon = max(days * horizonYears, 1e-9)
    plan.tuning = Tuning(
      factor: factor, gain: factor == 1 ? nil : gain,
      price: team.reduce(0) { $0 + $1.shadowPrice * $1.capacity } / max(capacity, 1e-9),
      dayWorth: (worth?.mean ?? 0) / daysOfHorizon,
      dayWorthHalfWidth: (worth?.halfWidth() ?? 0) / daysOfHorizon)
    return plan
  }

  /// What the gross margin is more with a tenth more of all days than with a tenth less.
  private func worthOfAFifth(
    planning factor: Double, using solver: LinearSolver, threads: Int
  ) throws(AllocationError) -> Estimate? {
    var outcomes: [Outcome] = []
    for share in [0.9, 1.1] {
      let scaled = portfolio.scalingTeam(by: share)
      let plan = try planned(factor * share, using: solver).plan
      outcomes += experiment(scaled, purpose: .worth).run([plan], threads: threads)
    }
    return outcomes[1].difference(from: outcomes[0], in: [.grossMargin])
  }

  private func planned(
    _ factor: Double, using solver: LinearSolver
  ) throws(AllocationError) -> PolicyStudy.PlannedPolicy {
    try portfolio.planned(
      planning: factor, horizonYears: horizonYears, bounds: bounds, relaxing: relaxesBounds,
      using: solver)
  }

  /// What the worlds of an experiment decide.
  private enum Purpose: UInt64 {
    case choice = 0x6368_6F69_6365
    case worth = 0x776F_7274_68
  }

  private func experiment(_ portfolio: Portfolio, purpose: Purpose) -> Experiment {
    Experiment(
      portfolio: portfolio, horizonYears: horizonYears, replications: 512,
      seed: seed ^ purpose.rawValue)
  }

  /// The factor that earned most; of equal ones the one nearest to 1.
  private static func best(of known: [Double: Outcome]) -> Double? {
    known.mapValues { $0.estimate(of: [.netContribution])?.mean ?? -.infinity }
      .max { ($0.value, -abs($0.key - 1), $0.key) < ($1.value, -abs($1.key - 1), $1.key) }?.key
  }
}

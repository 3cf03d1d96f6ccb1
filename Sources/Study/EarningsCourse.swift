import PortfolioModel
import Simulation
import Statistics

/// How the net contribution of a plan adds up month by month, luck and all.
public struct EarningsCourse: Sendable {
  /// The quantiles of each month.
  public static let probabilities = Outlook.probabilities
  /// The most replications that it is made of.
  public static let replicationLimit = 1000

  /// What the plan earned from the start to the end of each month, money; the last month may be shorter.
  ///
  /// Shape: `[months][probabilities]`.
  public let quantiles: [[Double]]
  /// The number of replications.
  public let replications: Int

  /// Sums up what a plan earned by month, in the first worlds of a simulation.
  init(_ months: MonthlyOutcome) {
    var sums = [Double](repeating: 0, count: min(months.replications, Self.replicationLimit))
    quantiles = (0..<months.count).map { month in
      let earned = months.observations(of: .netContribution, in: month..<month + 1)
      for index in sums.indices { sums[index] += earned[index] ?? 0 }
      let sorted = sums.sorted()
      return Self.probabilities.map(sorted.quantile)
    }
    replications = sums.count
  }

  /// Simulates a plan again, month by month: the first worlds of an experiment.
  ///
  /// - Parameters:
  ///   - planned: The plan.
  ///   - experiment: What to simulate.
  ///   - threads: How many blocks of replications to work on at a time; it changes the speed alone.
  fileprivate init(
    of planned: PolicyStudy.PlannedPolicy, in experiment: Experiment, threads: Int
  ) {
    let outcome = experiment.byMonth()
      .run([planned.plan], replanners: [planned.replanner], threads: threads)[0]
    guard let months = outcome.months else { preconditionFailure("months were asked for") }
    self.init(months)
  }
}

extension PolicyStudy {
  /// How the net contribution of a policy adds up, in at most so many worlds of the study as a course takes.
  public func course(of policy: Policy, threads: Int) -> EarningsCourse {
    let alternative = alternative(policy)
    if let months = alternative.outcome.months { return EarningsCourse(months) }
    return EarningsCourse(
      of: alternative.planned,
      in: Experiment(
        portfolio: design.portfolio, horizonYears: design.horizonYears,
        replications: min(replications, EarningsCourse.replicationLimit), seed: design.seed),
      threads: threads)
  }
}

extension StaffingStudy {
  /// How the net contribution of a size adds up, in at most so many worlds of the study as a course takes;
  /// `nil` where portfolios are sampled.
  public func course(of position: Int, threads: Int) -> EarningsCourse? {
    guard !design.isSampled else { return nil }
    let team = alternatives[position].team
    let replications = alternatives[position].outcome.replications
    return EarningsCourse(
      of: team.planned,
      in: design.experiment(
        of: team, limit: min(replications, EarningsCourse.replicationLimit)),
      threads: threads)
  }
}

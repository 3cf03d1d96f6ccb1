import Allocation
import LinearProgramming
import PortfolioModel
import Simulation
import Statistics

/// What else could be done with the best team, and how it comes about.
public struct StaffingOptions: Sendable {
  /// Accounts that go to the pool, and what that brings.
  public struct Option: Sendable {
    /// The share of accounts that go to the pool.
    public let share: Double
    /// How many accounts go to the pool.
    public let count: Int
    /// Days a year that the plan had for the accounts that go to the pool.
    public let freedDays: Double
    /// Net contribution with the change less without it, money over the horizon.
    public let difference: Estimate
  }

  /// Accounts with the least revenue go to the pool, by rising share.
  public let pool: [Option]
  /// How the best team comes about.
  public let course: StaffingCourse

  /// Simulates the options of a study's best team in its worlds.
  ///
  /// - Parameters:
  ///   - study: A study of headcount.
  ///   - best: The position of its best size.
  ///   - solver: What solves linear programs.
  ///   - integerSolver: What searches among whole numbers.
  ///   - threads: How many blocks of replications to work on at a time.
  /// - Throws: `AllocationError` if an option has no plan.
  public init(
    of study: StaffingStudy, best: Int, using solver: @escaping LinearSolver,
    _ integerSolver: IntegerSolver?, threads: Int
  ) throws(AllocationError) {
    let design = study.design
    let chosen = study.alternatives[best]
    let portfolio = chosen.team.portfolio
    let owned = chosen.team.ownedAccountCount
    var teams: [(team: StaffedTeam, share: Double, count: Int, freedDays: Double)] = []
    for share in design.request.poolShares {
      let count = Int((share * Double(owned)).rounded())
      guard count > 0 && count < owned else { continue }
      let pooled = portfolio.pooling(allBut: owned - count, by: \.annualRevenue)
      let moved = portfolio.accounts.indices.filter {
        portfolio.owner[$0] != nil && pooled.owner[$0] == nil
      }
      let days =
        chosen.team.planned.allocation?.accounts.map(\.plannedDays)
        ?? chosen.team.planned.plan.careDays
      for team in try design.staffed(
        pooled, size: chosen.size, kamCount: pooled.team.count, using: solver, integerSolver)
      {
        teams.append((team, share, count, moved.reduce(0) { $0 + days[$1] }))
      }
    }
    var runs = teams.map { design.run(of: $0.team, limit: chosen.outcome.replications) }
    ExperimentRun.extend(&runs, to: chosen.outcome.replications, threads: threads)
    pool = zip(teams, runs).compactMap { option, run -> Option? in
      run.outcomes[0].difference(from: chosen.outcome, in: [.netContribution]).map {
        Option(
          share: option.share, count: option.count, freedDays: option.freedDays, difference: $0)
      }
    }
    course = StaffingCourse(of: study, best: best, threads: threads)
  }
}

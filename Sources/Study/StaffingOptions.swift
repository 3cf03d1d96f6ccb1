import Allocation
import LinearProgramming
import PortfolioModel
import Simulation
import Statistics

/// What else could be done with the best team: accounts that go to the pool, hires that begin later.
public struct StaffingOptions: Sendable {
  /// One change of the best team, and what it brings.
  public struct Option: Sendable {
    /// The share of accounts that go to the pool, or the years by which hires begin later.
    public let amount: Double
    /// How many accounts go to the pool, or how many hires wait.
    public let count: Int
    /// Days a year that the plan had for the accounts that go to the pool.
    public let freedDays: Double
    /// Net contribution with the change less without it, money over the horizon.
    public let difference: Estimate
  }

  /// Accounts with the least revenue go to the pool, by rising share.
  public let pool: [Option]
  /// Hires begin later, by rising delay; empty where the best team has none.
  public let delays: [Option]

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
    var teams: [(team: StaffedTeam, amount: Double, count: Int, freedDays: Double)] = []
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
    let poolCount = teams.count
    let hireCount = portfolio.team.count - design.portfolio.team.count
    if hireCount > 0 {
      for delay in design.request.delays {
        for team in try design.staffed(
          size: chosen.size, kamCount: portfolio.team.count, delayedBy: delay, using: solver,
          integerSolver)
        {
          teams.append((team, delay, hireCount, 0))
        }
      }
    }
    var runs = teams.map { design.run(of: $0.team, limit: chosen.outcome.replications) }
    ExperimentRun.extend(&runs, to: chosen.outcome.replications, threads: threads)
    let options = zip(teams, runs).compactMap { option, run -> Option? in
      run.outcomes[0].difference(from: chosen.outcome, in: [.netContribution]).map {
        Option(
          amount: option.amount, count: option.count, freedDays: option.freedDays, difference: $0)
      }
    }
    pool = Array(options.prefix(poolCount))
    delays = Array(options.dropFirst(poolCount))
  }
}

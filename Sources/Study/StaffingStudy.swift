import Allocation
import LinearProgramming
import PortfolioModel
import Simulation
import Statistics

/// Teams or portfolios of several sizes, simulated against the same worlds and compared.
///
/// Accounts and KAMs are told apart by their ids, so the same customer meets the same chance in every
/// team, and the same KAM leaves at the same time: differences are paired, whatever varies.
public struct StaffingStudy: Sendable {
  /// What is to be found out.
  public enum Question: String, Sendable {
    /// How many KAMs there should be.
    case headcount
    /// How many accounts a KAM should have.
    case portfolioSize = "portfolio-size"
  }

  /// What to study.
  public struct Design: Sendable {
    /// The question.
    public let question: Question
    /// The portfolio of today, with horizon, bounds and replications; of its policies the baseline counts.
    public let today: PolicyStudy.Design
    /// What to vary.
    public let request: StaffingRequest

    /// Creates a design.
    public init(
      _ question: Question, today: PolicyStudy.Design, request: StaffingRequest
    ) {
      self.question = question
      self.today = today
      self.request = request
    }
  }

  /// A size with what came of it.
  public struct Alternative: Sendable {
    /// The team with its plan; of sampled portfolios the first.
    public let team: StaffedTeam
    /// What came of it; of sampled portfolios each replication is the mean of one.
    public let outcome: Outcome
    /// What a measure is multiplied with so that sizes can be compared: 1, but for sampled portfolios how
    /// often all accounts hold one.
    public let scale: Double

    /// KAMs, or accounts per KAM.
    public var size: Int { team.size }

    /// An estimate of a measure, or a sum of several, per unit.
    public func estimate(of metrics: [Metric], per unit: Double = 1) -> Estimate? {
      outcome.estimate(of: metrics)?.scaled(by: 1 / unit)
    }

    /// Net contribution of all accounts, without luck, one per replication.
    var earned: [Double] {
      outcome.earned.map { scale * $0 }
    }
  }

  /// What was studied.
  public let design: Design
  /// The sizes, rising.
  public let alternatives: [Alternative]
  /// The team, owners and policy of today; `nil` where sampled portfolios are compared.
  public let today: Alternative?
  /// The team of today, owned and planned as every size is; `nil` where sampled portfolios are compared.
  public let todayAnew: Alternative?
  /// Sizes that have no team: too few places for the accounts.
  public let impossibleSizes: [Int]
  /// Sizes whose bounds no plan keeps.
  public let infeasibleSizes: [Int]
  /// How the best size was selected, where the study ended by that.
  public let selection: Selection?

  /// Simulates the teams of a design.
  ///
  /// - Parameters:
  ///   - design: What to study.
  ///   - teams: Its teams.
  ///   - threads: How many blocks of replications to work on at a time.
  ///   - progress: Called from any thread after each replication.
  public init(
    _ design: Design, teams: Teams, threads: Int, progress: (@Sendable () -> Void)? = nil
  ) {
    self.design = design
    impossibleSizes = teams.impossibleSizes
    infeasibleSizes = teams.infeasibleSizes
    let replications = design.today.replications
    if design.isSampled {
      alternatives = design.simulateSamples(teams, threads: threads, progress: progress)
      (today, todayAnew, selection) = (nil, nil, nil)
      return
    }
    let all = [teams.today, teams.todayAnew].compactMap { $0 } + teams.sizes
    let limit = SelectionRace.limit(
      of: design.request, replications: replications, alternatives: teams.sizes.count)
    let runs = all.map { design.run(of: $0, limit: limit) }
    let first = runs.count - teams.sizes.count
    var race = SelectionRace(
      runs, contenders: design.affordable(teams.sizes).map { first + $0 },
      request: design.request, replications: replications)
    race.run(threads: threads, progress: progress)
    let results = zip(all, race.runs).map {
      Alternative(team: $0, outcome: $1.outcomes[0], scale: 1)
    }
    today = teams.today == nil ? nil : results.first
    alternatives = Array(results.suffix(teams.sizes.count))
    todayAnew = results.dropFirst(teams.today == nil ? 0 : 1).first { design.isToday($0.team) }
    selection = race.selection?.droppingFirst(first)
  }

  /// The paired difference `candidate - baseline` of a measure, as far as both have replications.
  public func difference(
    from baseline: Alternative, to candidate: Alternative, in metrics: [Metric]
  ) -> Estimate? {
    candidate.outcome.difference(from: baseline.outcome, in: metrics)
  }
}

extension StaffingStudy.Design {
  /// Whether portfolios are sampled.
  public var isSampled: Bool { question == .portfolioSize && request.variation == .sample }

  /// The team of today.
  public var portfolio: Portfolio { today.portfolio }

  /// The positions of the teams that the budget allows; of the cheapest where it allows none.
  func affordable(_ teams: [StaffedTeam]) -> [Int] {
    let costs = teams.map(\.annualCost)
    let allowed = costs.indices.filter { costs[$0] <= request.budget ?? .infinity }
    let cheapest = costs.indices.min { (costs[$0], $0) < (costs[$1], $1) }
    return allowed.isEmpty ? cheapest.map { [$0] } ?? [] : allowed
  }

  /// How many accounts KAMs own today.
  public var ownedAccountCount: Int {
    portfolio.accounts.count - portfolio.pooledAccounts.count
  }

  /// The experiment of a team, with as many replications as it may get at most.
  func experiment(of team: StaffedTeam, limit: Int) -> Experiment {
    Experiment(
      portfolio: team.portfolio, horizonYears: today.horizonYears, replications: limit,
      seed: today.seed)
  }

  /// The experiment of a team before its first replication.
  func run(of team: StaffedTeam, limit: Int) -> ExperimentRun {
    experiment(of: team, limit: limit)
      .start([team.planned.plan], replanners: [team.planned.replanner])
  }
}

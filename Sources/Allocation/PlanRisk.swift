import PortfolioModel
import Statistics

/// How a plan, and the plan for the mean alone, do in worlds that neither was made for.
///
/// A world says when each account leaves. The worth of a plan is that of the accounts that KAMs own, without
/// strategic weights, with responses at their mean.
public struct PlanRisk: Equatable, Sendable {
  /// A number with half the width of its 95 % interval; money over the horizon.
  public struct Figure: Equatable, Sendable {
    /// The number.
    public let value: Double
    /// Half the width of its interval.
    public let halfWidth: Double
  }

  /// How one plan does.
  public struct Outlook: Equatable, Sendable {
    /// What it is worth on average.
    public let mean: Figure
    /// What it is worth on average in the worst share of worlds, CVaR.
    public let worst: Figure
  }

  /// How many worlds judge a plan.
  public static let worlds = 1000

  /// What the plan was made with.
  public let aversion: RiskAversion
  /// How the plan does.
  public let plan: Outlook
  /// How the plan without risk aversion does in the same worlds.
  public let neutral: Outlook
  /// The plan less the one without risk aversion, paired by world.
  public let difference: Outlook

  /// Looks at plans in fresh worlds.
  ///
  /// Half-widths are 1.96 standard errors; that of CVaR comes from its influence function
  /// (`WorstShare.contributions`).
  ///
  /// - Parameters:
  ///   - result: The plan.
  ///   - neutral: The plan without risk aversion, of the same portfolio.
  ///   - aversion: What the plan was made with.
  ///   - portfolio: The portfolio.
  ///   - horizonYears: The horizon, years.
  init(
    of result: AllocationResult, without neutral: AllocationResult, _ aversion: RiskAversion,
    portfolio: Portfolio, horizonYears: Double
  ) {
    let grid = LeavingGrid(parameters: portfolio.parameters, horizonYears: horizonYears)
    var (own, other) = (
      Array(repeating: 0.0, count: Self.worlds), Array(repeating: 0.0, count: Self.worlds)
    )
    for index in portfolio.accounts.indices where portfolio.owner[index] != nil {
      let thresholds = WorldSample.thresholds(
        of: portfolio.accounts[index].id, worlds: Self.worlds, seed: aversion.seed,
        purpose: .riskCheck)
      let worth = WorldWorth(account: index, in: portfolio, grid: grid)
      func add(_ plan: AccountAllocation, to worths: inout [Double]) {
        let curve = worth.curve(careDays: plan.careDays)
        let responses = zip(plan.responseDays, plan.responses)
          .reduce(0) { $0 + horizonYears * $1.0 * $1.1.perDay }
        for (world, threshold) in thresholds.enumerated() {
          worths[world] += curve.worth(until: threshold) + responses
        }
      }
      add(result.accounts[index], to: &own)
      add(neutral.accounts[index], to: &other)
    }
    let (worst, otherWorst) = (
      WorstShare(of: own, level: aversion.level), WorstShare(of: other, level: aversion.level)
    )
    self.aversion = aversion
    plan = Outlook(mean: Figure(own), worst: Figure(worst.contributions))
    self.neutral = Outlook(mean: Figure(other), worst: Figure(otherWorst.contributions))
    difference = Outlook(
      mean: Figure(zip(own, other).map { $0 - $1 }),
      worst: Figure(zip(worst.contributions, otherWorst.contributions).map { $0 - $1 }))
  }
}

extension PlanRisk.Figure {
  /// The mean of independent numbers.
  fileprivate init(_ numbers: [Double]) {
    var tally = Tally()
    for number in numbers { tally.add(number) }
    value = tally.mean
    halfWidth = 1.96 * ((tally.variance ?? 0) / Double(max(1, tally.count))).squareRoot()
  }
}

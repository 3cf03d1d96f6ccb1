import Simulation
import Statistics

/// What a study of sizes found: the best size, which are as good, and what one KAM more is worth.
public struct StaffingFinding: Sendable {
  /// A size beside the best one.
  public struct Rank: Sendable {
    /// The position of the size in the study.
    public let position: Int
    /// The best less this, net contribution of all accounts, money over the horizon.
    public let shortfall: Estimate
    /// What the shortfall is at least more or less than its mean, at 95 % for all sizes beside the best
    /// together: a one-sided half-width.
    public let halfWidth: Double
    /// Whether the size can't be told from the best: with these the best is at 95 % the best of all.
    public let isEqual: Bool
    /// Whether the shortfall is shown to be at most the margin.
    public let isWithinMargin: Bool
    /// Whether the team costs more than the budget.
    public let isOverBudget: Bool
  }

  /// What the next KAMs are worth.
  public struct Step: Sendable {
    /// The positions of the sizes in the study.
    public let from: Int
    /// The position of the larger team.
    public let to: Int
    /// How many KAMs more.
    public let kamCount: Int
    /// What they add to gross margin, per KAM, money over the horizon.
    public let worth: Estimate
    /// What each costs, money over the horizon.
    public let cost: Double
    /// What a KAM may cost a year so that the step pays for itself just so, money/year.
    public let breakEvenCost: Estimate?
    /// What the linear program's price says that the days of a KAM more are worth, money over the horizon;
    /// `nil` for a policy without prices.
    public let pricedWorth: Double?
  }

  /// The position of the best affordable size.
  public let best: Int
  /// Every size beside the best, in the order of the study.
  public let ranks: [Rank]
  /// The positions of sizes next to each other, around the best one, that are as good: not to be told from it,
  /// or shown to be within the margin.
  public let band: ClosedRange<Int>
  /// A lower bound on the probability that the best is the best, given what was simulated.
  public let probability: Double
  /// What the next KAMs are worth, where the team varies.
  public let steps: [Step]
  /// What planning and owners add to today's, and what the size adds to that, net contribution; `nil` where
  /// today's size is not among those compared.
  public let gains: (allocation: Estimate, size: Estimate)?

  /// Draws the conclusion of a study.
  ///
  /// - Parameter study: At least one size; where none is affordable, the cheapest counts.
  public init(_ study: StaffingStudy) {
    let alternatives = study.alternatives
    let budget = study.design.request.budget ?? .infinity
    let earned = alternatives.map(\.earned)
    let means = earned.map { $0.reduce(0, +) / Double(max(1, $0.count)) }
    let costs = alternatives.map(\.team.annualCost)
    let cheapest = costs.indices.min { (costs[$0], $0) < (costs[$1], $1) } ?? 0
    let affordable = alternatives.indices.filter { costs[$0] <= budget }
    let best = affordable.max { (means[$0], -$0) < (means[$1], -$1) } ?? cheapest
    // Both sides of an interval of which one side counts, for each size beside the best [Bonferroni].
    let level = 1 - 2 * (1 - Finding.level) / Double(max(2, alternatives.count - 1))
    let margin = study.design.request.margin * abs(means[best])
    var ranks: [Rank] = []
    for position in alternatives.indices {
      let differences = zip(earned[best], earned[position]).map(-)
      guard let shortfall = Estimate(differences) else { continue }
      let halfWidth = shortfall.halfWidth(level: level) ?? .infinity
      let isOverBudget = costs[position] > budget
      ranks.append(
        Rank(
          position: position, shortfall: shortfall, halfWidth: halfWidth,
          isEqual: shortfall.mean <= halfWidth,
          isWithinMargin: shortfall.mean + halfWidth <= margin, isOverBudget: isOverBudget))
    }
    func isAsGood(_ position: Int) -> Bool {
      !ranks[position].isOverBudget
        && (ranks[position].isEqual || ranks[position].isWithinMargin)
    }
    var (low, high) = (best, best)
    while low > 0 && isAsGood(low - 1) { low -= 1 }
    while high + 1 < ranks.count && isAsGood(high + 1) { high += 1 }
    self.best = best
    self.ranks = ranks
    band = low...high
    probability =
      ComparisonWithBest(
        differences: ranks.filter { $0.position != best && !$0.isOverBudget }.map(\.shortfall))?
      .probabilityOfBest() ?? 0
    steps = study.design.isSampled ? [] : Self.steps(of: study)
    gains = Self.gains(of: study, best: best)
  }

  private static func steps(of study: StaffingStudy) -> [Step] {
    let alternatives = study.alternatives
    func kamCount(_ position: Int) -> Int { alternatives[position].team.portfolio.team.count }
    let order = alternatives.indices.sorted { (kamCount($0), $0) < (kamCount($1), $1) }
    return zip(order, order.dropFirst()).compactMap { from, to in
      let (fewer, more) = (alternatives[from], alternatives[to])
      let added = Double(kamCount(to) - kamCount(from))
      guard added > 0,
        let margin = study.difference(from: fewer, to: more, in: [.grossMargin]),
        let net = study.difference(from: fewer, to: more, in: [.netContribution])
      else { return nil }
      let worth = margin.scaled(by: 1 / added)
      let cost = (margin.mean - net.mean) / added
      let annualCost = (more.team.annualCost - fewer.team.annualCost) / added
      return Step(
        from: from, to: to, kamCount: Int(added), worth: worth, cost: cost,
        breakEvenCost: cost > 0 ? worth.scaled(by: annualCost / cost) : nil,
        pricedWorth: fewer.team.price.map {
          $0 * (more.team.capacity - fewer.team.capacity) / added * study.design.today.horizonYears
        })
    }
  }

  private static func gains(
    of study: StaffingStudy, best: Int
  ) -> (allocation: Estimate, size: Estimate)? {
    guard let today = study.today,
      let same = study.alternatives.first(where: {
        $0.team.portfolio.team.count == today.team.portfolio.team.count
          && $0.team.portfolio.pooledAccounts == today.team.portfolio.pooledAccounts
      }),
      let allocation = study.difference(from: today, to: same, in: [.netContribution]),
      let size = study.difference(
        from: same, to: study.alternatives[best], in: [.netContribution])
    else { return nil }
    return (allocation, size)
  }
}

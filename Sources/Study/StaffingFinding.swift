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
    /// Whether it is shown to be at most the margin worse than the best of all, which is one of those that
    /// can't be told apart from the best seen.
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
  /// portfolios are sampled.
  public let gains: (allocation: Estimate, size: Estimate)?

  /// Draws the conclusion of a study.
  ///
  /// The best is the one selected, or else has the highest mean; sizes with fewer replications are judged by
  /// the worlds that they share with the one that has most.
  ///
  /// - Parameter study: At least one size; where none is affordable, the cheapest counts.
  public init(_ study: StaffingStudy) {
    let alternatives = study.alternatives
    let budget = study.design.request.budget ?? .infinity
    let earned = alternatives.map(\.earned)
    func lead(_ one: Int, over other: Int) -> Estimate? {
      Estimate(zip(earned[one], earned[other]).map(-))
    }
    let longest = earned.indices.max { (earned[$0].count, -$0) < (earned[$1].count, -$1) } ?? 0
    let behind = earned.indices.map { lead(longest, over: $0)?.mean ?? .infinity }
    let affordable = study.design.affordable(alternatives.map(\.team))
    let best =
      (study.selection?.survivors ?? affordable).min { (behind[$0], $0) < (behind[$1], $1) } ?? 0
    let level = Self.level(of: alternatives.count)
    func halfWidth(_ lead: Estimate) -> Double { lead.halfWidth(level: level) ?? .infinity }
    let margin =
      study.design.request.margin * abs(earned[best].reduce(0, +) / Double(earned[best].count))
    let rivals = affordable.filter { rival in
      lead(best, over: rival).map { $0.mean <= halfWidth($0) } ?? true
    }
    let ranks = alternatives.indices.compactMap { position in
      lead(best, over: position).map { shortfall in
        Rank(
          position: position, shortfall: shortfall, halfWidth: halfWidth(shortfall),
          isEqual: shortfall.mean <= halfWidth(shortfall),
          isWithinMargin: rivals.allSatisfy { rival in
            lead(rival, over: position).map { $0.mean + halfWidth($0) <= margin } ?? false
          }, isOverBudget: alternatives[position].team.annualCost > budget)
      }
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

  /// The level of two-sided intervals of which one side counts, for each of some sizes beside the best
  /// [Bonferroni].
  public static func level(of sizes: Int) -> Double {
    1 - 2 * (1 - Finding.level) / Double(max(1, sizes - 1))
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
    guard let today = study.today, let same = study.todayAnew,
      let allocation = study.difference(from: today, to: same, in: [.netContribution]),
      let size = study.difference(
        from: same, to: study.alternatives[best], in: [.netContribution])
    else { return nil }
    return (allocation, size)
  }
}

import PortfolioModel
import Simulation
import Statistics

/// How the best team comes about, month by month, and when its hires have paid for themselves.
public struct StaffingCourse: Sendable {
  /// A month of the plan.
  public struct Month: Sendable {
    /// The month, from 1.
    public let number: Int
    /// KAMs of today whose seats are closed at its start.
    public let closed: Int
    /// Hires who begin in it.
    public let hires: Int
    /// Seats that are to be filled in it, vacant or not.
    public let seats: Int
    /// Seats that are filled, the mean over the month: some KAM leaves, and is replaced after a vacancy.
    public let filled: Estimate
    /// Net contribution until its end less that of today's team, money, luck and all; `nil` where the best
    /// team is today's or today's is not compared.
    public let gain: Estimate?
  }

  /// The months of the horizon.
  public let months: [Month]

  /// Simulates the best team, and the team of today planned alike, by month.
  ///
  /// - Parameters:
  ///   - study: A study of headcount.
  ///   - best: The position of its best size.
  ///   - threads: How many blocks of replications to work on at a time.
  public init(of study: StaffingStudy, best: Int, threads: Int) {
    let design = study.design
    let chosen = study.alternatives[best]
    let team = chosen.team.portfolio.team
    let base = design.portfolio.team.count
    let same = study.alternatives.first { $0.team.portfolio.team.count == base }
    let isChange = team.count != base
    var runs = ([chosen] + (isChange ? [same].compactMap { $0 } : [])).map {
      design.experiment(of: $0.team, limit: chosen.outcome.replications).byMonth()
        .start([$0.team.planned.plan], replanners: [$0.team.planned.replanner])
    }
    ExperimentRun.extend(&runs, to: chosen.outcome.replications, threads: threads)
    let outcomes = runs.compactMap { $0.outcomes[0].months }
    let filled = outcomes[0].filledSeats()
    let starts = team.compactMap { kam in kam.start.map { Int((12 * $0).rounded()) } }
    months = (0..<outcomes[0].count).compactMap { month in
      guard let filled = filled[month] else { return nil }
      return Month(
        number: month + 1, closed: month == 0 ? max(0, base - team.count) : 0,
        hires: starts.count { $0 == month },
        seats: team.count - starts.count { $0 > month }, filled: filled,
        gain: outcomes.count < 2
          ? nil : Self.gain(of: outcomes[0], over: outcomes[1], until: month))
    }
  }

  /// When the gain turns positive for good: its mean, and the ends of its 95 % interval.
  ///
  /// - Returns: Months from 1, `nil` for one that does not come within the horizon; none at all without hires.
  public var payback: (mean: Int?, earliest: Int?, latest: Int?)? {
    guard months.contains(where: { $0.hires > 0 }), months.allSatisfy({ $0.gain != nil }) else {
      return nil
    }
    func month(_ edge: (Estimate) -> Double) -> Int? {
      let last = months.lastIndex { $0.gain.map(edge) ?? 0 < 0 }
      guard let last else { return 1 }
      return last + 1 < months.count ? months[last + 1].number : nil
    }
    return (
      month { $0.mean }, month { $0.mean + ($0.halfWidth() ?? 0) },
      month { $0.mean - ($0.halfWidth() ?? 0) }
    )
  }

  private static func gain(
    of months: MonthlyOutcome, over base: MonthlyOutcome, until month: Int
  ) -> Estimate? {
    Estimate.pairedDifference(
      baseline: base.observations(of: .netContribution, in: 0..<month + 1),
      candidate: months.observations(of: .netContribution, in: 0..<month + 1))
  }
}

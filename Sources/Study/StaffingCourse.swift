import PortfolioModel
import Simulation
import Statistics

/// How the best team comes about, month by month: when its hires have paid for themselves, and what it costs
/// if they come later.
///
/// Hires who begin later are taken to do what they would do now, so much later: until then the team of today
/// goes on. Of several hires who begin at different times each brings an equal part.
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
    /// team is today's.
    public let gain: Estimate?
  }

  /// Hires who begin later than at once, and what that changes.
  public struct Delay: Sendable {
    /// How much later, years.
    public let years: Double
    /// Net contribution with the delay less without, money over the horizon.
    public let difference: Estimate
  }

  /// The months of the horizon.
  public let months: [Month]
  /// What it costs to hire later, by rising delay; empty without hires.
  public let delays: [Delay]
  /// What it costs to hire as many in a quarter as can be, not all at once; `nil` where all can.
  public let staging: Estimate?
  /// How the net contribution of the best team adds up.
  public let earnings: EarningsCourse

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
    let isChange = team.count != base
    var runs = ([chosen] + (isChange ? [study.todayAnew].compactMap { $0 } : [])).map {
      design.experiment(of: $0.team, limit: chosen.outcome.replications).byMonth()
        .start([$0.team.planned.plan], replanners: [$0.team.planned.replanner])
    }
    ExperimentRun.extend(&runs, to: chosen.outcome.replications, threads: threads)
    let outcomes = runs.compactMap { $0.outcomes[0].months }
    let monthCount = outcomes[0].count
    earnings = EarningsCourse(outcomes[0])
    let hireCount = max(0, team.count - base)
    let starts = (0..<hireCount).map { number in
      design.request.hiresPerQuarter.map { Double(number / $0) / 4 } ?? 0
    }
    let gains =
      outcomes.count < 2
      ? nil : TeamGain(of: outcomes[0], over: outcomes[1], portfolio: chosen.team.portfolio)
    months = (0..<monthCount).compactMap { month in
      let filled =
        hireCount == 0
        ? outcomes[0].filledSeats(in: month..<month + 1) : gains?.filled(starts, in: month)
      return filled.flatMap { Estimate($0) }.map {
        Month(
          number: month + 1, closed: month == 0 ? max(0, base - team.count) : 0,
          hires: starts.count { Int((12 * $0).rounded()) == month },
          seats: team.count - starts.count { Int((12 * $0).rounded()) > month }, filled: $0,
          gain: gains.flatMap { Estimate($0.earned(starts, until: month + 1)) })
      }
    }
    let now = gains?.earned([0], until: monthCount) ?? []
    func cost(of starts: [Double]) -> Estimate? {
      gains.flatMap { Estimate(zip($0.earned(starts, until: monthCount), now).map(-)) }
    }
    delays =
      hireCount == 0
      ? []
      : design.request.delays.compactMap { years in
        cost(of: [years]).map { Delay(years: years, difference: $0) }
      }
    staging = starts.contains { $0 > 0 } ? cost(of: starts) : nil
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
}

/// What a team is and earns more than another, month by month, one value per replication.
private struct TeamGain {
  /// Net contribution until each month.
  ///
  /// Shape: `[months + 1][replications]`.
  private let earned: [[Double]]
  /// Filled seats of the other team, and those of the team beyond them.
  ///
  /// Shape: `[months][replications]`.
  private let filled: (base: [[Double]], added: [[Double]])
  private let discountRate: Double

  init(of months: MonthlyOutcome, over base: MonthlyOutcome, portfolio: Portfolio) {
    var sum = [Double](repeating: 0, count: months.replications)
    var (earned, seats, added) = ([sum], [[Double]](), [[Double]]())
    for month in 0..<months.count {
      let stretch = month..<month + 1
      let (more, less) = (
        months.observations(of: .netContribution, in: stretch),
        base.observations(of: .netContribution, in: stretch)
      )
      for index in sum.indices { sum[index] += (more[index] ?? 0) - (less[index] ?? 0) }
      earned.append(sum)
      seats.append(base.filledSeats(in: stretch))
      added.append(zip(months.filledSeats(in: stretch), seats[month]).map(-))
    }
    self.earned = earned
    filled = (seats, added)
    discountRate = portfolio.parameters.discountRate
  }

  /// Net contribution until a month where the hires begin at some times, years, an equal part for each.
  func earned(_ starts: [Double], until month: Int) -> [Double] {
    var sum = earned[0]
    for start in starts.isEmpty ? [0] : starts {
      let share = Elementary.exp(-discountRate * start) / Double(max(1, starts.count))
      let worked = earned[max(0, month - Int((12 * start).rounded()))]
      for index in sum.indices { sum[index] += share * worked[index] }
    }
    return sum
  }

  /// Filled seats in a month where the hires begin at some times, years.
  func filled(_ starts: [Double], in month: Int) -> [Double] {
    var sum = filled.base[month]
    for start in starts {
      let worked = month - Int((12 * start).rounded())
      guard worked >= 0 else { continue }
      for index in sum.indices {
        sum[index] += filled.added[worked][index] / Double(starts.count)
      }
    }
    return sum
  }
}

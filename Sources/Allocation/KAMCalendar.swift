import PortfolioModel

/// A year as a KAM has it: its periods, those in which the KAM is equally available taken together.
///
/// Care follows the contacts of its care model: of `x` days a year, a period with the share `w` of the
/// time that the KAM is there gets `(1 - s) w x ... (1 + s) w x`, with `s = periods / cadence`, one contact
/// more or less than an even spread. Of the responses, a period takes at most what comes in it. So over
/// periods with the share `w` together an account can't have less than
///
///     max(0, (1 - s) w, 1 - (1 + s) (1 - w)) x
///
/// of its care, and days of all accounts can be shared out among the periods if and only if, for every set
/// of periods, these least days and the responses there are within the capacity of the set (Gale's
/// condition; splits of one account are bases of a polymatroid). The least days are convex in `w`, so of all sets only
/// those are needed that hold the scarcest periods up to some availability: a row for each.
struct KAMCalendar: Equatable, Sendable {
  /// Periods in which the KAM is equally available.
  struct Group: Equatable, Sendable {
    /// Positions of the periods in the year, rising.
    var periods: [Int]
    /// Their share of the time in which the KAM is there.
    var share: Double
    /// Customer-days.
    var capacity: Double
  }

  /// The periods in which the KAM is there at all, the scarcest first; one group without periods.
  let groups: [Group]
  /// The share of the year in which the KAM is there.
  let presence: Double
  /// The share of each period of the year in the time in which the KAM is there; 0 where it is not.
  let shares: [Double]

  /// The year of the KAM at a position in the team.
  init(of kam: Int, in portfolio: Portfolio) {
    let (periods, capacities) = (
      portfolio.parameters.periods, portfolio.periodCapacities(of: kam)
    )
    let availability = portfolio.team[kam].availability
    guard !availability.isEmpty else {
      shares = periods
      presence = 1
      groups = [
        Group(periods: Array(periods.indices), share: 1, capacity: portfolio.capacity(of: kam))
      ]
      return
    }
    let present = periods.indices.filter { capacities[$0] > 0 }
    let presence = present.count == periods.count ? 1 : present.reduce(0) { $0 + periods[$1] }
    let shares = periods.indices.map { capacities[$0] > 0 ? periods[$0] / presence : 0 }
    var groups: [Group] = []
    for period in present.sorted(by: { (availability[$0], $0) < (availability[$1], $1) }) {
      let isNew = groups.last.map { availability[$0.periods[0]] != availability[period] } ?? true
      if isNew { groups.append(Group(periods: [], share: 0, capacity: 0)) }
      groups[groups.count - 1].periods.append(period)
      groups[groups.count - 1].share += shares[period]
      groups[groups.count - 1].capacity += capacities[period]
    }
    if groups.count == 1 { groups[0].share = 1 }
    (self.groups, self.presence, self.shares) = (groups, presence, shares)
  }

  /// By which part of an even spread the care of a tier may differ from it in a period.
  ///
  /// A tier without a cadence may get all its care in any one period.
  func spread(of careModel: CareModel) -> Double {
    let most = 1 / (shares.filter { $0 > 0 }.min() ?? 1)
    return careModel.cadence > 0 ? min(Double(shares.count) / careModel.cadence, most) : most
  }

  /// A set of the scarcest groups, which needs a row of its own.
  struct ScarcestGroups {
    /// How many.
    let count: Int
    /// Their share of the time in which the KAM is there.
    let share: Double
    /// Customer-days in them.
    let capacity: Double

    /// The least share of an account's care that must fall into them.
    func leastShare(spread: Double) -> Double {
      max(0, (1 - spread) * share, 1 - (1 + spread) * (1 - share))
    }
  }

  /// The sets of scarcest groups beside the whole year.
  var scarcest: [ScarcestGroups] {
    var (share, capacity) = (0.0, 0.0)
    return groups.dropLast().enumerated().map { index, group in
      (share, capacity) = (share + group.share, capacity + group.capacity)
      return ScarcestGroups(count: index + 1, share: share, capacity: capacity)
    }
  }
}

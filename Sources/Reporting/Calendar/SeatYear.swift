/// The year of one KAM before meetings: when it is there, what it can do, and what responses take.
struct SeatYear {
  let kam: String
  /// Which part of the year it is there, in weeks.
  let open: ClosedRange<Double>
  /// Customer-days by week.
  ///
  /// Shape: `[weeks]`.
  let capacity: [Double]
  /// Expected response days by trigger type and week.
  ///
  /// Shape: `[triggers][weeks]`.
  let responseDays: [[Double]]
  /// Along which the days of its accounts are spread where they have no calendar of their own.
  let clock: YearClock
  /// The share of a year's care that falls into the part of the year in which the KAM is there.
  let openShare: Double
  /// How many people the seat is: the capacity of each is at most the working days of a year.
  let peopleCount: Int

  /// Reads the year of a KAM.
  ///
  /// Response days are those of the plan, else the detected workload, of each account and by trigger type
  /// in proportion to the detected workload. They are spread by the plan's calendar, else over the
  /// periods in which the KAM is there.
  ///
  /// - Parameters:
  ///   - seat: The KAM in the recommended plan.
  ///   - accounts: Its accounts.
  ///   - study: The study.
  init(_ seat: SeatRecord, accounts: [PlannedAccount], in study: StudyRecord) {
    let year = Double(YearClock.weekCount)
    let start = min(max(seat.start ?? 0, 0), 1) * year
    let end = min(max(seat.leaves ?? 1, 0), 1) * year
    let open = start...max(start, end)
    let shares = study.portfolio.periods.map(\.share)
    let availability = study.portfolio.team.first { $0.id == seat.kam }?.availability ?? []
    let there =
      availability.count == shares.count ? availability : shares.map { _ in 1 }
    let days = zip(shares, there).map(*)
    // Uncut, a year holds the whole capacity; what lies outside the open part is lost.
    let yearly = days.isEmpty ? [1] : days
    let clock = YearClock(weights: yearly, open: open)
    let whole = yearly.reduce(0, +)
    kam = seat.kam
    self.open = open
    self.clock = clock
    openShare = whole > 0 ? clock.total / whole : 0
    capacity = clock.spread(seat.capacity * openShare)
    let people = (seat.capacity / max(1, study.portfolio.workingDaysPerYear)).rounded(.up)
    peopleCount = Int(min(max(1, people), 1000))

    var responses = shares.isEmpty ? [1] : zip(shares, there).map { $1 > 0 ? $0 : 0 }
    let calendar = study.planned?.calendar?.team.first { $0.kam == seat.kam }
    if let calendar, !shares.isEmpty, calendar.responseDays.count == shares.count {
      responses = calendar.responseDays
    }
    let answering = YearClock(weights: responses, open: open)
    let uncut = responses.reduce(0, +)
    let share = uncut > 0 ? answering.total / uncut : 0
    var byTrigger = study.portfolio.triggers.map { _ in 0.0 }
    for account in accounts {
      let workload = study.workload(of: account.account)
      let sum = workload.reduce(0, +)
      guard sum > 0 else { continue }
      let scale = max(0, account.plan.responseDays ?? sum) / sum
      for (trigger, days) in workload.enumerated() { byTrigger[trigger] += scale * days }
    }
    responseDays = byTrigger.map { answering.spread($0 * share) }
  }
}

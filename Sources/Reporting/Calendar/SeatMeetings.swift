/// The meetings of one KAM, with their places in a year.
struct SeatMeetings {
  /// By time.
  private(set) var meetings: [Meeting] = []
  /// Sessions by week.
  ///
  /// Shape: `[weeks]`.
  private(set) var counts = Array(repeating: 0, count: YearClock.weekCount)
  /// Weeks in which a session has no place of its own.
  private(set) var doubleBookedWeeks: Set<Int> = []
  /// Sessions that the year has no room for at all.
  private(set) var omittedCount = 0

  /// The sessions of an account.
  private struct Series {
    let account: PlannedAccount
    let clock: YearClock
    let count: Int

    /// When its sessions are, in weeks, for a phase between 0 and 1.
    func times(phase: Double) -> [(week: Double, stretch: ClosedRange<Double>)] {
      (0..<count).compactMap { clock.time(at: (Double($0) + phase) / Double(count) * clock.total) }
    }
  }

  /// Places the sessions of a KAM's accounts.
  init(_ accounts: [PlannedAccount], in year: SeatYear, study: StudyRecord) {
    let session = study.portfolio.sessionDays
    guard session > 0 else { return }
    let grid = WeekGrid(sessionDays: session)
    let series = series(of: accounts, in: year, study: study, mostOfOne: 52 * grid.count)
    let times = Self.levelled(series, in: year, session: session)
    var diary = Diary(grid: grid, people: year.peopleCount)
    let leading = study.leadingTiers
    for (series, times) in zip(series, times) {
      let reason = MeetingReason(series.account, meetingCount: series.count, in: study).text
      var reviewed: Set<Int> = []
      for time in times {
        let week = Int(time.week)
        let (place, isFree) = diary.book(at: time.week, within: time.stretch)
        if !isFree { doubleBookedWeeks.insert(week) }
        counts[week] += 1
        let isReview =
          leading.contains(series.account.tierID) && reviewed.insert(week / 13).inserted
        meetings.append(
          Meeting(
            account: series.account.account.id, name: series.account.account.name, kam: year.kam,
            tier: series.account.tierID, week: week, place: place, days: session,
            isReview: isReview, reason: reason))
      }
    }
    meetings.sort {
      ($0.week, $0.place.day, $0.place.start, $0.account)
        < ($1.week, $1.place.day, $1.place.start, $1.account)
    }
  }

  /// How many sessions each account has, and along which clock; those without sessions are left out.
  private mutating func series(
    of accounts: [PlannedAccount], in year: SeatYear, study: StudyRecord, mostOfOne: Int
  ) -> [Series] {
    let calendar = Dictionary(
      (study.planned?.calendar?.accounts ?? []).map { ($0.account, $0.meetings) }
    ) { first, _ in first }
    let clocks = accounts.map { account in
      calendar[account.account.id].map {
        YearClock(weights: $0.map(Double.init), open: year.open)
      } ?? year.clock
    }
    let wanted = zip(accounts, clocks).map { account, clock in
      calendar[account.account.id].map { _ in clock.total }
        ?? max(0, account.plan.careDays) * year.openShare / study.portfolio.sessionDays
    }
    let most = Double(mostOfOne)
    let counts = Self.rounded(wanted.map { min($0, most) })
    omittedCount = wanted.reduce(0) { $0 + Int(min(max(0, $1 - most), 1e9)) }
    return zip(accounts, clocks).enumerated().compactMap { index, pair in
      counts[index] > 0 && pair.1.total > 0
        ? Series(account: pair.0, clock: pair.1, count: counts[index]) : nil
    }.sorted {
      ($1.count, $0.account.account.id) < ($0.count, $1.account.account.id)
    }
  }

  /// Whole numbers that add up to the rounded sum: the largest remainders are rounded up.
  static func rounded(_ numbers: [Double]) -> [Int] {
    var counts = numbers.map { Int($0) }
    let sum = Int(numbers.reduce(0, +).rounded())
    let remainders = numbers.map { $0 - $0.rounded(.down) }
    let order = numbers.indices.sorted { (-remainders[$0], $0) < (-remainders[$1], $1) }
    for index in order.prefix(max(0, sum - counts.reduce(0, +))) { counts[index] += 1 }
    return counts
  }

  /// The times of all sessions, such that weeks are filled evenly up to what responses leave of them.
  ///
  /// Each account in turn takes the phase whose fullest week is least full, then again given all others.
  private static func levelled(
    _ series: [Series], in year: SeatYear, session: Double
  ) -> [[(week: Double, stretch: ClosedRange<Double>)]] {
    var excess = (0..<YearClock.weekCount).map { week in
      year.responseDays.reduce(-year.capacity[week]) { $0 + $1[week] }
    }
    var phases: [Double?] = series.map { _ in nil }
    for _ in 0..<3 {
      for (index, series) in series.enumerated() {
        for time in phases[index].map(series.times) ?? [] { excess[Int(time.week)] -= session }
        let phase = bestPhase(of: series, rank: index, excess: excess, session: session)
        for time in series.times(phase: phase) { excess[Int(time.week)] += session }
        phases[index] = phase
      }
    }
    return zip(series, phases).map { $0.times(phase: $1 ?? 0.5) }
  }

  /// The phase whose fullest week is least full; then the one whose weeks are.
  private static func bestPhase(
    of series: Series, rank: Int, excess: [Double], session: Double
  ) -> Double {
    // Phases that fill the same weeks differ in the weekday: which are looked at, and in which order, is
    // spread over the accounts.
    let phaseCount = 52
    let golden = (Double(rank) + 0.5) * 0.618_033_988_749_894_9
    let offset = golden - golden.rounded(.down)
    let first = Int(Double(phaseCount) * offset)
    var best: (peak: Double, sum: Double, phase: Double) = (.infinity, .infinity, 0.5)
    for step in 0..<phaseCount {
      let phase = (Double((first + 21 * step) % phaseCount) + offset) / Double(phaseCount)
      var (peak, sum) = (-Double.infinity, 0.0)
      var (week, level) = (-1, 0.0)
      for time in series.times(phase: phase) {
        level = (Int(time.week) == week ? level : excess[Int(time.week)]) + session
        week = Int(time.week)
        peak = max(peak, level)
        sum += level
      }
      // Sums of the same days in another order may differ in their last bits.
      if peak < best.peak - 1e-9 || (peak < best.peak + 1e-9 && sum < best.sum - 1e-9) {
        best = (peak, sum, phase)
      }
    }
    return best.phase
  }
}

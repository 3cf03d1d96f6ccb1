/// Whom each KAM meets in which week of a year, how long and why, and how full the weeks are.
///
/// Made from the recommended plan, for the year in which it starts. An account has its care days in
/// sessions of `sessionDays`, evenly spread: as many as the plan's calendar has in each period, else its
/// care days over `sessionDays`, rounded so that those of a KAM add up. Phases are chosen one account
/// after the other, those with most sessions first, so that the fullest of its weeks is least above what
/// expected responses leave of the KAM's capacity. The same record gives the same schedule.
struct MeetingSchedule {
  static let weekCount = YearClock.weekCount

  /// A week of a KAM, or of the whole team; days.
  struct Week: Equatable {
    let capacity: Double
    let careDays: Double
    /// Expected responses.
    let responseDays: Double
    /// Whether a meeting has no place of its own.
    let isDoubleBooked: Bool
    /// Whether meetings and responses exceed the capacity by more than a session, or a meeting has no place.
    let isOverCapacity: Bool
  }

  /// The year of a KAM.
  struct Seat {
    let kam: String
    /// Shape: `[weekCount]`.
    let weeks: [Week]
    /// Sessions that no year has room for.
    let omittedCount: Int
  }

  /// The KAMs in the order of the team.
  let seats: [Seat]
  /// By KAM, then by time.
  let meetings: [Meeting]
  /// Shape: `[weekCount]`.
  let team: [Week]
  /// Tiers of the portfolio, with care days by week.
  let careByTier: [(tier: String, days: [Double])]
  /// Trigger types, with expected response days by week.
  let responsesByTrigger: [(trigger: String, days: [Double])]
  /// Planned days as a multiple of those that there are, of a tuned plan.
  let tuningFactor: Double?

  /// Makes the schedule of a study's recommended plan; empty where no plan was made.
  init(study: StudyRecord) {
    let accounts = study.plannedAccounts.filter { $0.plan.kam != nil }
    let owned = Dictionary(grouping: accounts) { $0.plan.kam ?? "" }
    let session = study.portfolio.sessionDays
    let years = (study.planned?.team ?? []).map { seat in
      let accounts = owned[seat.kam] ?? []
      let year = SeatYear(seat, accounts: accounts, in: study)
      return (year, SeatMeetings(accounts, in: year, study: study))
    }
    seats = years.map { year, meetings in
      Seat(
        kam: year.kam,
        weeks: Self.weeks(of: year, meetings, session: session),
        omittedCount: meetings.omittedCount)
    }
    let meetings = years.flatMap { $0.1.meetings }
    self.meetings = meetings
    team = (0..<Self.weekCount).map { [seats] week in
      Week(adding: seats.map { $0.weeks[week] })
    }
    careByTier = study.portfolio.tiers.map { tier in
      var days = Array(repeating: 0.0, count: Self.weekCount)
      for meeting in meetings where meeting.tier == tier.id { days[meeting.week] += meeting.days }
      return (tier.id, days)
    }
    responsesByTrigger = study.portfolio.triggers.enumerated().map { index, trigger in
      (
        trigger.name,
        (0..<Self.weekCount).map { week in
          years.reduce(0) { $0 + $1.0.responseDays[index][week] }
        }
      )
    }
    tuningFactor = study.planned?.tuning?.factor
  }

  /// The weeks that exceed the capacity of their KAM by more than a session.
  var weeksOverCapacity: [(kam: String, week: Int)] {
    seats.flatMap { seat in
      seat.weeks.indices.filter { seat.weeks[$0].isOverCapacity }.map { (seat.kam, $0) }
    }
  }

  private static func weeks(
    of year: SeatYear, _ meetings: SeatMeetings, session: Double
  ) -> [Week] {
    (0..<weekCount).map { week in
      let care = Double(meetings.counts[week]) * session
      let responses = year.responseDays.reduce(0) { $0 + $1[week] }
      let isDoubleBooked = meetings.doubleBookedWeeks.contains(week)
      let excess = care + responses - year.capacity[week]
      return Week(
        capacity: year.capacity[week], careDays: care, responseDays: responses,
        isDoubleBooked: isDoubleBooked,
        isOverCapacity: isDoubleBooked || excess > session * (1 + 1e-9))
    }
  }
}

extension MeetingSchedule.Week {
  /// A week of several KAMs together, which is over capacity if that of one of them is.
  fileprivate init(adding weeks: [MeetingSchedule.Week]) {
    self.init(
      capacity: weeks.reduce(0) { $0 + $1.capacity },
      careDays: weeks.reduce(0) { $0 + $1.careDays },
      responseDays: weeks.reduce(0) { $0 + $1.responseDays },
      isDoubleBooked: weeks.contains(where: \.isDoubleBooked),
      isOverCapacity: weeks.contains(where: \.isOverCapacity))
  }
}

import Calendars

/// The meetings of a result's recommended plans on days of a year: a calendar file, or a table.
public struct MeetingCalendar {
  private let result: SavedResult
  private let firstDay: CalendarDate
  private let schedules: [MeetingSchedule]

  /// Prepares the calendar.
  ///
  /// - Parameters:
  ///   - result: The result.
  ///   - firstDay: The first day of the year; weeks begin on its weekday.
  public init(_ result: SavedResult, firstDay: CalendarDate) {
    (self.result, self.firstDay) = (result, firstDay)
    schedules = result.studies.map(MeetingSchedule.init)
  }

  /// The file, RFC 5545: meetings at times of the day, weeks over capacity as whole days.
  public var iCalendar: String {
    ICalendar(
      name: "Meetings: \(result.scenario)", producer: "Salkku \(Version.current)",
      stamp: firstDay, events: schedules.indices.flatMap(events)
    ).text
  }

  /// A row for each meeting, RFC 4180.
  public var csv: String {
    CSVReport.Table(
      "calendar.csv",
      header: ["kam", "date", "weekday", "time", "account", "name", "tier", "days", "reason"],
      rows: schedules.flatMap { schedule in schedule.meetings.map(row) }
    ).text
  }

  /// The first day of the year of meetings where none is given: the first Monday after New Year's Day.
  public static func firstDay(ofYear year: Int) -> CalendarDate {
    let newYear = CalendarDate(year: year, month: 1, day: 1) ?? .last
    return newYear.advanced(by: 8 - newYear.weekday.rawValue)
  }

  /// What to tell of the calendar: its year, what it takes as given, and what it could not place.
  public var notes: [String] {
    let meetingCount = schedules.reduce(0) { $0 + $1.meetings.count }
    let over = schedules.reduce(0) { $0 + $1.weeksOverCapacity.count }
    let omitted = schedules.reduce(0) { $0 + $1.seats.reduce(0) { $0 + $1.omittedCount } }
    guard schedules.contains(where: { !$0.seats.isEmpty }) else {
      return ["No meetings: the result has no plan."]
    }
    return ["\(NumberFormat.count(meetingCount, "meeting")) in the year from \(firstDay)."]
      + (result.studies.contains(where: \.isShorterThanYear)
        ? ["A horizon is below a year; a full year is planned."] : [])
      + (result.studies.contains { !$0.hires.isEmpty }
        ? ["Meetings of hires count from the day on which they begin."] : [])
      + (over > 0 ? ["KAM weeks over capacity, marked: \(over)."] : [])
      + (omitted > 0 ? ["Meetings for which the year has no room, left out: \(omitted)."] : [])
  }

  // MARK: - Events

  private func events(of study: Int) -> [ICalendar.Event] {
    let schedule = schedules[study]
    var numbers: [String: Int] = [:]
    let meetings = schedule.meetings.map { meeting in
      numbers[meeting.account, default: 0] += 1
      return event(meeting, number: numbers[meeting.account] ?? 0, study: study)
    }
    return meetings + schedule.seats.flatMap { markers(of: $0, in: study) }
  }

  private func event(_ meeting: Meeting, number: Int, study: Int) -> ICalendar.Event {
    let (date, place) = (meeting.date(from: firstDay), meeting.place)
    let what = meeting.isReview ? "quarterly review with" : "meet"
    let review = meeting.isReview ? "Quarterly review. " : ""
    return ICalendar.Event(
      uid: uid("meeting", study, meeting.account, number),
      time: place.dayCount > 1
        ? .days(date, through: meeting.lastDate(from: firstDay))
        : .minutes(date, start: place.start, count: place.minutes),
      summary: "\(meeting.kam): \(what) \(meeting.title) (\(meeting.tier))",
      description: review + meeting.reason, categories: [meeting.kam, meeting.tier], isBusy: true)
  }

  /// Weeks over capacity that follow each other are one event.
  private func markers(of seat: MeetingSchedule.Seat, in study: Int) -> [ICalendar.Event] {
    let weeks = seat.weeks.indices.filter { seat.weeks[$0].isOverCapacity }
    let runs = weeks.reduce(into: [ClosedRange<Int>]()) { runs, week in
      if let last = runs.last, last.upperBound == week - 1 {
        runs[runs.count - 1] = last.lowerBound...week
      } else {
        runs.append(week...week)
      }
    }
    return runs.map { run in
      let lines = run.map { week in
        let load = seat.weeks[week]
        return """
          Week from \(firstDay.advanced(by: 7 * week)): \(days(load.careDays)) days of meetings and \(days(load.responseDays)) of expected \
          responses, \(days(load.capacity)) there\(load.isDoubleBooked ? "; meetings at the same time" : "").
          """
      }
      return ICalendar.Event(
        uid: uid("over-capacity", study, seat.kam, run.lowerBound + 1),
        time: .days(
          firstDay.advanced(by: 7 * run.lowerBound),
          through: firstDay.advanced(by: 7 * run.upperBound + 6)),
        summary: "\(seat.kam): over capacity",
        description: (tuning(of: study) + lines).joined(separator: "\n"),
        categories: [seat.kam, "over capacity"])
    }
  }

  private func tuning(of study: Int) -> [String] {
    guard let factor = schedules[study].tuningFactor, factor > 1 else { return [] }
    return [
      """
      The plan is tuned: it has \(NumberFormat.fixed(factor, decimals: 2)) times the days that there are, since \
      customers leave and sessions are skipped. Where time is short, leave out what is worth least.
      """
    ]
  }

  private func uid(_ kind: String, _ study: Int, _ id: String, _ number: Int) -> String {
    "\(kind)-\(study + 1)-\(id)-\(firstDay.year)-\(number)@salkku"
  }

  private func days(_ days: Double) -> String { NumberFormat.fixed(days, decimals: 1) }

  // MARK: - Rows

  private func row(_ meeting: Meeting) -> [String] {
    let date = meeting.date(from: firstDay)
    let minutes = meeting.place.start
    let time = [minutes / 60, minutes % 60].map { ($0 < 10 ? "0" : "") + "\($0)" }
    return [
      CSVReport.field(meeting.kam), "\(date)", "\(date.weekday)".capitalized,
      time.joined(separator: ":"), CSVReport.field(meeting.account),
      CSVReport.field(meeting.name ?? ""), CSVReport.field(meeting.tier), "\(meeting.days)",
      CSVReport.field((meeting.isReview ? "Quarterly review. " : "") + meeting.reason),
    ]
  }
}

extension Meeting {
  /// The day of the meeting in a year that begins on a day.
  func date(from firstDay: CalendarDate) -> CalendarDate {
    workingDays(from: firstDay)[min(place.day, 4)]
  }

  /// The last day of the meeting.
  func lastDate(from firstDay: CalendarDate) -> CalendarDate {
    workingDays(from: firstDay)[min(place.day + place.dayCount - 1, 4)]
  }

  /// Monday to Friday of its week, in the order in which they come.
  private func workingDays(from firstDay: CalendarDate) -> [CalendarDate] {
    let start = firstDay.advanced(by: 7 * week)
    let days = (0..<7).map(start.advanced).filter { $0.weekday.rawValue < 6 }
    return days.count == 5 ? days : Array(repeating: start, count: 5)
  }
}

import Allocation
import Charts

extension StudyView {
  /// The share of a week's capacity by which rounding to whole sessions may exceed it.
  private static let tolerance = 0.1

  /// The year of the team: its planned meetings and expected responses by week, against its capacity.
  var clockCard: ReportCard? {
    let schedule = MeetingSchedule(study: study)
    guard !schedule.meetings.isEmpty else { return nil }
    let weeks = schedule.team
    let months = PlanCalendar.names(of: 12)
    // Sessions are whole: one of each KAM beyond a week's days is no news, nor is a tenth.
    let least = weeks.map(\.capacity).filter { $0 > 0 }.min() ?? 1
    let tolerance = max(
      Self.tolerance, study.portfolio.sessionDays * Double(schedule.seats.count) / least)
    let fill = weeks.map { $0.workload / max(1e-9, $0.capacity) }
    let over = fill.count { $0 > 1 + tolerance }
    let fullest = fill.indices.max { (fill[$0], -$0) < (fill[$1], -$1) } ?? 0
    let kamWeeks = schedule.seats.reduce(0) { $0 + $1.weeks.count(where: \.isOverCapacity) }
    let isPlanned = plan.contains { $0.responseDays != nil }
    let rows =
      schedule.careByTier.map { AnnualClock.Row(name: "care, \($0.tier)", values: $0.days) }
      + schedule.responsesByTrigger.map { AnnualClock.Row(name: $0.trigger, values: $0.days) }
    let shown = rows.filter { $0.values.contains { $0 > 0 } }
    @Sendable func name(_ columns: Range<Int>) -> String {
      columns.count == 1
        ? "Week \(columns.lowerBound + 1)"
        : "Weeks \(columns.lowerBound + 1) to \(columns.upperBound)"
    }
    return ReportCard(
      title: """
        \(over == 0 ? "No week takes the team" : "\(NumberFormat.count(over, "week")) \(over == 1 ? "takes" : "take") the team") \
        much beyond its days; the fullest, week \(fullest + 1), asks for \(PageText.percent(fill[fullest])) of them
        """,
      subtitle: """
        Days of the team by week: \(NumberFormat.count(schedule.meetings.count, "planned meeting")) and \
        \(isPlanned ? "the responses that the plan has days for" : "a response to every event that is learnt of"), \
        against capacity; below, the same by tier and trigger type. In \(NumberFormat.count(kamWeeks, "week")) of single \
        KAMs they exceed the days by more than a session.
        """,
      chart: AnnualClock(
        months: weeks.indices.map { months[$0 * months.count / weeks.count] },
        workload: AnnualClock.Workload(
          name: "Days a week",
          parts: [
            AnnualClock.Row(name: "care", values: weeks.map(\.careDays)),
            AnnualClock.Row(name: "responses", values: weeks.map(\.responseDays)),
          ], capacity: weeks.map(\.capacity), capacityText: "capacity",
          tolerance: tolerance),
        rows: shown,
        workloadTooltip: { columns, parts, capacity in
          """
          \(name(columns)): \(parts.first.map { PageText.days($0) } ?? "0") care days, \
          \(parts.dropFirst().first.map { PageText.days($0) } ?? "0") response days expected, of \(PageText.days(capacity))
          """
        },
        cellTooltip: { row, columns, value in
          "\(name(columns)), \(shown[row].name): \(PageText.days(value)) days"
        }),
      numbers: ReportCard.Numbers(
        columns: [
          ("KAM", true), ("meetings", false), ("care days", false),
          ("response days", false),
          ("capacity", false), ("weeks over capacity", false),
        ],
        rows: schedule.seats.map { seat in
          let sum = { (days: (MeetingSchedule.Week) -> Double) in
            PageText.days(seat.weeks.reduce(0) { $0 + days($1) })
          }
          return [
            kam(seat.kam), "\(schedule.meetings.count { $0.kam == seat.kam })",
            sum(\.careDays), sum(\.responseDays), sum(\.capacity),
            "\(seat.weeks.count(where: \.isOverCapacity))",
          ]
        }, note: "A week of a KAM is over capacity if it exceeds its days by more than a session."),
      isWide: true)
  }
}

extension MeetingSchedule.Week {
  /// Planned meetings and expected responses, days.
  fileprivate var workload: Double { careDays + responseDays }
}

import Charts

extension StudyView {
  private static let months = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
  ]

  /// The year of the team: its planned meetings and expected responses by week, against its capacity.
  var clockCard: ReportCard? {
    let schedule = MeetingSchedule(study: study)
    guard !schedule.meetings.isEmpty else { return nil }
    let weeks = schedule.team
    let over = weeks.indices.filter {
      weeks[$0].careDays + weeks[$0].responseDays > weeks[$0].capacity
    }
    let fullest = weeks.indices.max {
      (weeks[$0].workload / max(1e-9, weeks[$0].capacity), -$0)
        < (weeks[$1].workload / max(1e-9, weeks[$1].capacity), -$1)
    }
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
      title: over.isEmpty
        ? "The year has room: \(fullest.map { "week \($0 + 1), the fullest, fills \(PageText.percent(weeks[$0].workload / max(1e-9, weeks[$0].capacity))) of the days" } ?? "")"
        : "\(NumberFormat.count(over.count, "week")) of the year \(over.count == 1 ? "is" : "are") over capacity",
      subtitle: """
        Days of the team by week of the year: \(NumberFormat.count(schedule.meetings.count, "planned meeting")) and \
        the responses to expect, against capacity; below, the same by tier and trigger type. --calendar writes each \
        KAM's meetings.
        """,
      chart: AnnualClock(
        months: weeks.indices.map { Self.months[min(11, $0 * 12 / weeks.count)] },
        workload: AnnualClock.Workload(
          name: "Days a week",
          parts: [
            AnnualClock.Row(name: "planned care", values: weeks.map(\.careDays)),
            AnnualClock.Row(name: "expected responses", values: weeks.map(\.responseDays)),
          ], capacity: weeks.map(\.capacity), capacityText: "capacity"),
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
          ("expected response days", false),
          ("capacity", false), ("weeks over capacity", false),
        ],
        rows: schedule.seats.map { seat in
          let sum = { (days: (MeetingSchedule.Week) -> Double) in
            PageText.days(seat.weeks.reduce(0) { $0 + days($1) })
          }
          return [
            seat.name ?? seat.kam, "\(schedule.meetings.count { $0.kam == seat.kam })",
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

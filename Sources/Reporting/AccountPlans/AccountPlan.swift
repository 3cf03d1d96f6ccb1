import Calendars

/// The plan of one account: what the result knows, and blanks for what people know.
///
/// On the grid of St Gallen: analyse, plan, execute by strategy, solutions, people, management, measurement.
struct AccountPlan {
  /// A row of the grid.
  enum Phase: String, CaseIterable {
    case analyse = "Analyse"
    case plan = "Plan"
    case execute = "Execute"
  }

  /// A column of the grid.
  enum Topic: String, CaseIterable {
    case strategy = "Strategy"
    case solutions = "Solutions"
    case people = "People"
    case management = "Management"
    case measurement = "Measurement"
  }

  /// A line of a cell.
  enum Line: Equatable {
    case known(String)
    case blank(String)
  }

  /// A key figure.
  struct Figure: Equatable {
    let label: String
    let value: String
  }

  let planned: PlannedAccount
  let study: StudyRecord
  let scenario: String
  /// By time.
  let meetings: [Meeting]
  let firstDay: CalendarDate

  var title: String { planned.title }

  /// Whose account it is, of which class, by which result.
  var subtitle: String {
    let owner = study.portfolio.team.first { $0.id == planned.plan.kam }?.name
    let kam = [owner, planned.plan.kam].compactMap { $0 }.first ?? ""
    let id = planned.account.name == nil ? "" : ", account \(planned.account.id)"
    let segment = planned.account.segment.map { ", segment \($0)" } ?? ""
    return """
      Tier \(planned.tierID)\(segment)\(id), KAM \(kam). Plan "\(study.best ?? "")" of \(scenario), over \(years).
      """
  }

  /// What to see first.
  var figures: [Figure] {
    let account = planned.account
    var figures = [
      Figure(label: "Revenue a year", value: "\(Amount(account.annualRevenue))"),
      Figure(label: "Potential not sold yet, a year", value: "\(Amount(account.potential))"),
      Figure(label: "Care days a year", value: days(planned.plan.careDays)),
      Figure(label: "Meetings in the year", value: "\(meetings.count)"),
    ]
    if let value = planned.plan.value {
      figures.insert(Figure(label: "Worth by the plan, \(years)", value: "\(Amount(value))"), at: 1)
    }
    if let survival {
      figures.append(Figure(label: "Still a customer after \(years)", value: survival))
    }
    return figures
  }

  /// The lines of a cell; what people know stands last.
  func lines(_ phase: Phase, _ topic: Topic) -> [Line] {
    knowledge(phase, topic).map(Line.known) + [.blank(Self.question(phase, topic))]
  }

  // MARK: - Words

  var years: String { NumberFormat.years(study.horizonYears) }

  /// The share of replications in which it stays, with its half-width.
  var survival: String? {
    planned.plan.survival.map {
      let scale = Scale.percent.precise(to: [$0.halfWidth95])
      return scale.estimate($0.mean, halfWidth: $0.halfWidth95) + " %"
    }
  }

  func days(_ days: Double) -> String { NumberFormat.fixed(days, decimals: 1) }

  func when(_ meeting: Meeting) -> String {
    let date = meeting.date(from: firstDay)
    return "\(date) (\("\(date.weekday)".prefix(3).capitalized), week \(meeting.week + 1))"
  }
}

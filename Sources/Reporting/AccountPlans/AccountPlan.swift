import Calendars
import Statistics

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
  /// How many were simulated; `nil` where the result does not say.
  let replications: Int?
  /// By time.
  let meetings: [Meeting]
  let firstDay: CalendarDate

  var title: String { planned.title }

  /// Whose account it is, of which class, by which result.
  var subtitle: String {
    let kam = planned.plan.kam.map(study.portfolio.name(ofKAM:)) ?? ""
    let id = planned.account.name == nil ? "" : ", account \(planned.account.id)"
    let segment = planned.account.segment.map { ", segment \($0)" } ?? ""
    return """
      Tier \(planned.tierID)\(segment)\(id), KAM \(kam). Plan \(plan) of \(scenario), over \(years).
      """
  }

  /// What the plan is called: the size of a study of sizes, else the policy.
  private var plan: String { study.sizeWords ?? "\"\(study.best ?? "")\"" }

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

  /// The replications in which it stays; `nil` where nothing was simulated.
  var stays: Proportion? { planned.plan.stays(in: replications) }

  /// The share of replications in which it stays, with its interval: `96.7 % (88.5 to 99.6)`.
  var survival: String? { stays.map { Self.text($0, of: 1, scale: .percent) } }

  /// A share of an amount, with its interval.
  static func text(_ proportion: Proportion, of amount: Double, scale: Scale) -> String {
    let interval = proportion.interval()
    let ends = [proportion.share, interval.lowerBound, interval.upperBound].map {
      NumberFormat.fixed($0 * amount / scale.divisor, decimals: 1)
    }
    let unit = scale.suffix.isEmpty ? "" : " \(scale.suffix)"
    return "\(ends[0])\(unit) (\(ends[1]) to \(ends[2]))"
  }

  func days(_ days: Double) -> String { NumberFormat.fixed(days, decimals: 1) }

  func when(_ meeting: Meeting) -> String {
    let date = meeting.date(from: firstDay)
    return "\(date) (\("\(date.weekday)".prefix(3).capitalized), week \(date.week.number))"
  }
}

/// A measure of one replication (section 5 of the model page).
public enum Metric: Hashable, Sendable {
  case netContribution
  case grossMargin
  case revenueEnd
  case nrr
  case grr
  case churnedAccounts
  case churnedRevenue
  case followedKam
  case followedRevenue
  case careWon
  case triggerWon
  case responseTime
  case careDue
  case careDelivered
  case careSkipped
  case careDays
  case responseDays
  case utilisation
  case departures
  /// What became of the events of one trigger type, by its position in the portfolio.
  case events(Fate, trigger: Int)

  /// What happens to an event; the detected ones end in exactly one of the last five.
  public enum Fate: String, CaseIterable, Sendable {
    case occurred
    case detected
    case rejected
    case handled
    case missed
    case dropped
    case pending

    /// The name with a capital letter.
    var title: String { rawValue.prefix(1).uppercased() + rawValue.dropFirst() }

    /// The position among all fates.
    var position: Int {
      switch self {
      case .occurred: 0
      case .detected: 1
      case .rejected: 2
      case .handled: 3
      case .missed: 4
      case .dropped: 5
      case .pending: 6
      }
    }
  }

  /// What a value counts in.
  public enum Unit: Sendable {
    case money
    case moneyPerYear
    case count
    case share
    case days
  }

  /// The measures that every study has, in the order of reports.
  public static let general: [Metric] = [
    .netContribution, .grossMargin, .revenueEnd, .nrr, .grr, .churnedAccounts, .churnedRevenue,
    .followedKam, .followedRevenue, .careWon, .triggerWon, .responseTime, .careDue, .careDelivered,
    .careSkipped, .careDays, .responseDays, .utilisation, .departures,
  ]

  /// What became of the events of all trigger types: metrics to be added up.
  public static func events(_ fate: Fate, triggerCount: Int) -> [Metric] {
    (0..<triggerCount).map { .events(fate, trigger: $0) }
  }

  /// All measures of a portfolio with this many trigger types.
  public static func all(triggerCount: Int) -> [Metric] {
    general
      + (0..<triggerCount).flatMap { trigger in
        Fate.allCases.map { Metric.events($0, trigger: trigger) }
      }
  }

  /// The name in files: camelCase, with the type behind a dot for events.
  public func name(triggers: [String]) -> String {
    switch self {
    case .events(let fate, let trigger): "events\(fate.title).\(triggers[trigger])"
    default: String(describing: self)
    }
  }

  /// Whether luck is a part of it, and of the same size: money over the horizon.
  var holdsLuck: Bool { unit == .money }

  /// What a value counts in.
  public var unit: Unit {
    switch self {
    case .netContribution, .grossMargin: .money
    case .revenueEnd, .churnedRevenue, .followedRevenue, .careWon, .triggerWon: .moneyPerYear
    case .nrr, .grr, .utilisation: .share
    case .responseTime, .careDays, .responseDays: .days
    case .churnedAccounts, .followedKam, .careDue, .careDelivered, .careSkipped, .departures,
      .events:
      .count
    }
  }
}

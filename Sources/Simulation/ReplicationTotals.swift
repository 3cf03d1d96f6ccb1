/// What one replication of one plan adds up to, over all groups: in all, or in a month.
struct ReplicationTotals {
  var grossMargin = 0.0
  var poolCost = 0.0
  var revenueEnd = 0.0
  /// Revenue at the end of the first year or of the month, with and without growth.
  var yearRevenue = 0.0
  var keptRevenue = 0.0
  var churnedAccounts = 0.0
  var churnedRevenue = 0.0
  var followedAccounts = 0.0
  var followedRevenue = 0.0
  var careWon = 0.0
  var triggerWon = 0.0
  var responseTime = 0.0
  var careDue = 0.0
  var careDelivered = 0.0
  var careSkipped = 0.0
  var careDays = 0.0
  var responseDays = 0.0
  var busyDays = 0.0
  var filledDays = 0.0
  var departures = 0.0
  /// What chance decided beyond its odds, money.
  var luck = 0.0
  private var fates: [Int]

  private static let fateCount = Metric.Fate.allCases.count

  init(triggerCount: Int) {
    fates = Array(repeating: 0, count: triggerCount * Self.fateCount)
  }

  /// Counts events of a trigger type.
  @inline(__always)
  mutating func count(_ fate: Metric.Fate, _ trigger: Int, _ number: Int) {
    fates[trigger * Self.fateCount + fate.position] += number
  }

  private func total(_ fate: Metric.Fate) -> Double {
    stride(from: fate.position, to: fates.count, by: Self.fateCount).reduce(0) {
      $0 + Double(fates[$1])
    }
  }

  /// The value of a metric, over the horizon or in a month; `nil` where it does not exist.
  func value(of metric: Metric, model: ReplayModel, month: Int? = nil) -> Double? {
    let teamCost = month.map { model.calendar.teamCosts[$0] } ?? model.teamCost
    func share(_ part: Double, of whole: Double) -> Double? { whole > 0 ? part / whole : nil }
    return switch metric {
    case .netContribution: grossMargin - poolCost - teamCost
    case .grossMargin: grossMargin
    case .revenueEnd: revenueEnd
    case .nrr: share(yearRevenue, of: model.initialRevenue)
    case .grr: share(keptRevenue, of: model.initialRevenue)
    case .churnedAccounts: churnedAccounts
    case .churnedRevenue: churnedRevenue
    case .followedKam: followedAccounts
    case .followedRevenue: followedRevenue
    case .careWon: careWon
    case .triggerWon: triggerWon
    case .responseTime: share(responseTime, of: total(.handled))
    case .careDue: careDue
    case .careDelivered: careDelivered
    case .careSkipped: careSkipped
    case .careDays: careDays
    case .responseDays: responseDays
    case .utilisation: share(busyDays, of: filledDays)
    case .departures: departures
    case .events(let fate, let trigger): Double(fates[trigger * Self.fateCount + fate.position])
    }
  }
}

import Simulation
import Statistics

/// The estimate of one measure in one month.
struct MonthRecord: Codable {
  let mean: Double
  let halfWidth95: Double?
  let p5: Double
  let p50: Double
  let p95: Double

  init(_ estimate: Estimate) {
    mean = estimate.mean
    halfWidth95 = estimate.halfWidth()
    (p5, p50, p95) = estimate.percentiles
  }

  /// The months of every measure, and of the filled seats, by name; `nil` where none were asked for.
  ///
  /// Shape: `[measures: [months]]`; a month in which no replication has the measure is `nil`.
  static func all(of outcome: Outcome, triggers: [String]) -> [String: [MonthRecord?]]? {
    outcome.months.map { months in
      Dictionary(uniqueKeysWithValues: series(of: months, triggers: triggers))
    }
  }

  /// The same in the order of the measures.
  static func series(
    of months: MonthlyOutcome, triggers: [String]
  ) -> [(name: String, months: [MonthRecord?])] {
    func records(_ estimates: [Estimate?]) -> [MonthRecord?] {
      estimates.map { $0.map(MonthRecord.init) }
    }
    return months.metrics.map {
      ($0.name(triggers: triggers), records(months.estimates(of: [$0])))
    } + [("filledSeats", records(months.filledSeats()))]
  }
}

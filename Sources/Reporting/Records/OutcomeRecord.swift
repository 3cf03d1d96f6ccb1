import Simulation
import Statistics
import Study

/// How many replications of alternatives end where: net contribution over the horizon, luck and all.
struct OutcomeRecord: Codable {
  /// One more than there are bins.
  let edges: [Double]
  let alternatives: [Counts]

  struct Counts: Codable {
    let name: String
    let counts: [Int]
  }

  /// The distributions of outcomes; `nil` where there is none.
  init?(_ outcomes: [(name: String, outcome: Outcome)]) {
    let observed = outcomes.map { name, outcome in
      (name, outcome.observations(of: .netContribution).compactMap { $0 })
    }
    guard observed.contains(where: { !$0.1.isEmpty }) else { return nil }
    let histogram = Histogram(covering: observed.flatMap(\.1), mostBins: 40)
    edges = (0...histogram.binCount).map(histogram.edge)
    alternatives = observed.map { Counts(name: $0, counts: histogram.counts(of: $1)) }
  }
}

/// How the net contribution of the best alternative adds up month by month.
struct CourseRecord: Codable {
  let replications: Int
  let probabilities: [Double]
  /// For each month its quantiles.
  let quantiles: [[Double]]

  init(_ course: EarningsCourse) {
    replications = course.replications
    probabilities = EarningsCourse.probabilities
    quantiles = course.quantiles
  }
}

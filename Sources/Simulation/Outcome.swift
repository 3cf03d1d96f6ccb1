import Statistics

/// What a plan brought about in all replications of an experiment.
public struct Outcome: Equatable, Sendable {
  /// The name of the plan.
  public let name: String
  /// The measures, in the order of `observations`.
  public let metrics: [Metric]
  /// One value per replication, `nil` where the measure does not exist.
  ///
  /// Shape: `[metrics][replications]`.
  public let observations: [[Double?]]
  /// What each account received, in the order of the portfolio.
  public let accounts: [AccountOutcome]

  /// The observations of one metric, one per replication.
  public func observations(of metric: Metric) -> [Double?] {
    metrics.firstIndex(of: metric).map { observations[$0] } ?? []
  }

  /// The observations of a sum of metrics, one per replication; `nil` where a summand does not exist.
  public func observations(ofSum summands: [Metric]) -> [Double?] {
    let columns = summands.map(observations(of:))
    return (0..<(observations.first?.count ?? 0)).map { replication in
      columns.reduce(0.0) { sum, column in
        guard let sum, let value = column[replication] else { return nil }
        return sum + value
      }
    }
  }
}

/// What one account received in all replications of an experiment.
public struct AccountOutcome: Equatable, Sendable {
  /// Care days delivered a year of the horizon.
  public let careDays: AccountEstimate
  /// Response days delivered a year of the horizon.
  public let responseDays: AccountEstimate
  /// Probability to be a customer still when the horizon ends.
  public let survival: AccountEstimate
}

/// A mean over replications with its standard error (0 for a single replication).
public struct AccountEstimate: Equatable, Sendable {
  /// The mean.
  public let mean: Double
  /// The estimated standard deviation of the mean.
  public let standardError: Double
}

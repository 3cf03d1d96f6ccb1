import Statistics

/// What a plan brought about in all replications of an experiment.
public struct Outcome: Equatable, Sendable {
  /// The name of the plan.
  public let name: String
  /// The measures, in the order of `observations`.
  public let metrics: [Metric]
  /// What each account received, in the order of the portfolio.
  public let accounts: [AccountOutcome]
  /// One value per replication, NaN where the measure does not exist: half the memory of an optional.
  ///
  /// Shape: `[metrics][replications]`.
  private let columns: [[Double]]
  /// What chance decided beyond its odds, money over the horizon: one value per replication.
  ///
  /// Its mean is 0 whatever the plan, and much of what replications differ by is luck.
  public let luck: [Double]
  /// What happened in each month; `nil` unless the experiment is `byMonth()`.
  public internal(set) var months: MonthlyOutcome?

  init(
    name: String, metrics: [Metric], columns: [[Double]], luck: [Double],
    accounts: [AccountOutcome]
  ) {
    self.name = name
    self.metrics = metrics
    self.columns = columns
    self.luck = luck
    self.accounts = accounts
  }

  /// The outcome of which each replication is the mean of another outcome: of a sample of portfolios, say.
  ///
  /// - Parameters:
  ///   - outcomes: At least one, with the same metrics.
  ///   - name: What the outcome is called.
  ///   - chance: What chance gave each outcome beyond what could be expected, money over the horizon, with
  ///     mean 0 over all that might have come: it counts as luck.
  public init(averaging outcomes: [Outcome], name: String, chance: [Double]) {
    precondition(outcomes.count == chance.count, "one amount per outcome")
    self.name = name
    metrics = outcomes[0].metrics
    accounts = []
    luck = zip(outcomes, chance).map { $0.luck.reduce(0, +) / Double($0.luck.count) + $1 }
    columns = metrics.indices.map { metric in
      outcomes.map { outcome in
        let known = outcome.columns[metric].filter { !$0.isNaN }
        return known.isEmpty ? .nan : known.reduce(0, +) / Double(known.count)
      }
    }
  }

  /// The number of replications.
  public var replications: Int { columns.first?.count ?? 0 }

  /// One value per replication, `nil` where the measure does not exist.
  ///
  /// Shape: `[metrics][replications]`.
  public var observations: [[Double?]] { columns.map(Self.optional) }

  /// The observations of one metric, one per replication.
  public func observations(of metric: Metric) -> [Double?] {
    metrics.firstIndex(of: metric).map { Self.optional(columns[$0]) } ?? []
  }

  /// The observations of a sum of metrics, one per replication; `nil` where a summand does not exist.
  public func observations(ofSum summands: [Metric]) -> [Double?] {
    let columns = summands.map(observations(of:))
    return (0..<replications).map { replication in
      columns.reduce(0.0) { sum, column in
        guard let sum, let value = column[replication] else { return nil }
        return sum + value
      }
    }
  }

  /// What the replications say about a metric, or about a sum of several; `nil` where none has it.
  ///
  /// Of money over the horizon the mean and its error are taken without luck: the mean is the
  /// same, its error smaller.
  public func estimate(of metrics: [Metric]) -> Estimate? {
    Estimate(
      observations(ofSum: metrics), control: metrics.contains(where: \.holdsLuck) ? luck : nil)
  }

  /// What the replications say about how much more of a metric, or of a sum, there is than under a
  /// baseline, as far as both have replications.
  public func difference(from baseline: Outcome, in metrics: [Metric]) -> Estimate? {
    let common = min(replications, baseline.replications)
    return Estimate.pairedDifference(
      baseline: Array(baseline.observations(ofSum: metrics).prefix(common)),
      candidate: Array(observations(ofSum: metrics).prefix(common)),
      control: metrics.contains(where: \.holdsLuck) ? zip(luck, baseline.luck).map(-) : nil)
  }

  /// Whether two outcomes are the same in every number.
  public static func == (left: Outcome, right: Outcome) -> Bool {
    left.name == right.name && left.metrics == right.metrics
      && left.observations == right.observations && left.luck == right.luck
      && left.accounts == right.accounts && left.months == right.months
  }

  private static func optional(_ column: [Double]) -> [Double?] {
    column.map { $0.isNaN ? nil : $0 }
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

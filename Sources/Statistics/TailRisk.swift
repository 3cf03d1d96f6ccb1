/// How bad the worst share of outcomes is, where more is better.
///
/// Both numbers are amounts of the outcome itself, not losses against anything: a net contribution of 2
/// million in the worst 5 % of worlds is 2 million.
///
/// - SeeAlso: `WorstShare`.
public struct TailRisk: Equatable, Sendable {
  /// The share of outcomes that counts as worst, such as 0.05.
  public let share: Double
  /// The value at risk, VaR: the share of outcomes is at most this.
  public let threshold: Double
  /// The order-statistic interval of the threshold: distribution-free, infinite where outcomes are too few.
  public let thresholdInterval: (lower: Double, upper: Double)
  /// The conditional value at risk, CVaR: what the worst share of outcomes is on average.
  public let mean: Double
  /// The standard error of `mean`, for outcomes that are independent and many; `nil` for a single one.
  public let standardError: Double?
  /// Half the width of the normal 95 % interval of `mean`; `nil` for a single outcome.
  public var halfWidth: Double? { standardError.map { $0 * NormalDistribution.quantile(0.975) } }

  /// Looks at outcomes.
  ///
  /// - Parameters:
  ///   - outcomes: One per independent replication, at least one.
  ///   - share: In (0, 1).
  ///   - level: The confidence level of the interval, in (0, 1).
  public init(of outcomes: [Double], share: Double = 0.05, level: Double = 0.95) {
    precondition(share > 0 && share < 1, "share \(share)")
    let worst = WorstShare(of: outcomes, level: 1 - share)
    var tally = Tally()
    for contribution in worst.contributions { tally.add(contribution) }
    self.share = share
    threshold = worst.threshold
    thresholdInterval = QuantileInterval(of: share, count: outcomes.count, level: level)
      .ends(in: outcomes.sorted())
    mean = worst.mean
    standardError = tally.variance.map { ($0 / Double(tally.count)).squareRoot() }
  }

  /// Whether two are the same in every number.
  public static func == (left: TailRisk, right: TailRisk) -> Bool {
    left.share == right.share && left.threshold == right.threshold && left.mean == right.mean
      && left.thresholdInterval == right.thresholdInterval
      && left.standardError == right.standardError
  }
}

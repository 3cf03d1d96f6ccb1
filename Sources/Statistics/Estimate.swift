/// What independent replications say about one number: its mean with its uncertainty, and its spread.
public struct Estimate: Equatable, Sendable {
  /// The mean over the replications.
  public let mean: Double
  /// The estimated standard deviation of the mean; `nil` for a single replication.
  public let standardError: Double?
  /// The number of replications in which the number exists.
  public let replications: Int
  /// The 5th, 50th and 95th percentile of the replications: the spread of outcomes, not of the mean.
  public let percentiles: (p5: Double, p50: Double, p95: Double)

  /// Summarises observations; `nil` where there is none.
  ///
  /// - Parameters:
  ///   - observations: One per replication, independent of each other; `nil` where the number does not
  ///     exist (a response time without a response).
  ///   - control: One per replication, with mean 0: a control variate. The mean and its error are those
  ///     of the observations less the control; the percentiles are those of the observations.
  public init?(_ observations: [Double?], control: [Double]? = nil) {
    let present = observations.compactMap { $0 }
    guard !present.isEmpty else { return nil }
    var tally = Tally()
    for (replication, observation) in observations.enumerated() {
      guard let observation else { continue }
      tally.add(observation - (control?[replication] ?? 0))
    }
    let sorted = present.sorted()
    mean = tally.mean
    standardError = tally.variance.map { ($0 / Double(tally.count)).squareRoot() }
    replications = tally.count
    percentiles = (sorted.quantile(0.05), sorted.quantile(0.5), sorted.quantile(0.95))
  }

  /// The same in another unit: every number times a factor above 0.
  public func scaled(by factor: Double) -> Estimate {
    Estimate(
      mean: mean * factor, standardError: standardError.map { $0 * factor },
      replications: replications,
      percentiles: (percentiles.p5 * factor, percentiles.p50 * factor, percentiles.p95 * factor))
  }

  /// The same with a known amount added to every replication.
  public func shifted(by amount: Double) -> Estimate {
    Estimate(
      mean: mean + amount, standardError: standardError, replications: replications,
      percentiles: (percentiles.p5 + amount, percentiles.p50 + amount, percentiles.p95 + amount))
  }

  private init(
    mean: Double, standardError: Double?, replications: Int,
    percentiles: (p5: Double, p50: Double, p95: Double)
  ) {
    self.mean = mean
    self.standardError = standardError
    self.replications = replications
    self.percentiles = percentiles
  }

  /// Half the width of the two-sided Student-t interval of the mean; `nil` for a single replication.
  ///
  /// Assumes independent replications, and that they are many or nearly normal.
  ///
  /// - Parameter level: The confidence level, in (0, 1).
  /// - Returns: In the unit of the mean.
  public func halfWidth(level: Double = 0.95) -> Double? {
    standardError.map {
      $0 * StudentT.quantile((1 + level) / 2, degrees: Double(replications - 1))
    }
  }

  /// Whether two estimates are the same in every number.
  public static func == (left: Estimate, right: Estimate) -> Bool {
    left.mean == right.mean && left.standardError == right.standardError
      && left.replications == right.replications && left.percentiles == right.percentiles
  }

  /// The mean of `candidate - baseline`, each replication paired with itself.
  ///
  /// Replication `r` of both met the same world (common random numbers), so the differences are
  /// independent of one another although the two samples are not [Law, _Simulation Modeling and
  /// Analysis_, paired t].
  ///
  /// - Parameters:
  ///   - baseline: One value per replication.
  ///   - candidate: The same replications of the other alternative.
  ///   - control: A control variate of the difference, as in `init`.
  /// - Returns: `nil` where no replication has both.
  public static func pairedDifference(
    baseline: [Double?], candidate: [Double?], control: [Double]? = nil
  ) -> Estimate? {
    precondition(baseline.count == candidate.count, "paired samples are equally long")
    return Estimate(
      zip(baseline, candidate).map { pair in
        guard let base = pair.0, let other = pair.1 else { return nil }
        return other - base
      }, control: control)
  }
}

/// Mean and variance of numbers as they come, by Welford's method.
public struct Tally: Sendable {
  /// How many numbers were added.
  public private(set) var count = 0
  /// Their mean; 0 before the first.
  public private(set) var mean = 0.0
  private var squares = 0.0

  /// Creates a tally of nothing.
  public init() {}

  /// Takes one number in.
  public mutating func add(_ value: Double) {
    count += 1
    let deviation = value - mean
    mean += deviation / Double(count)
    squares += deviation * (value - mean)
  }

  /// The unbiased sample variance; `nil` for fewer than two numbers.
  public var variance: Double? { count < 2 ? nil : squares / Double(count - 1) }
}

extension [Double] {
  /// The quantile of sorted numbers by linear interpolation between neighbours (type 7).
  ///
  /// - Precondition: The array is sorted and not empty, and `probability` is in 0...1.
  public func quantile(_ probability: Double) -> Double {
    let position = probability * Double(count - 1)
    let below = Int(position)
    let above = Swift.min(below + 1, count - 1)
    return self[below] + (position - Double(below)) * (self[above] - self[below])
  }
}

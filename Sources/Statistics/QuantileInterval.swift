/// Between which of the sorted observations a quantile lies, whatever the distribution.
///
/// The number of observations up to the quantile is binomial, so the interval from the `l`th to the `u`th
/// covers it with the probability `P(l <= X <= u - 1)`; the tails are at most half of what is left each.
public struct QuantileInterval: Equatable, Sendable {
  /// The rank of the lower end among sorted observations, from 1; `nil` if they are too few for one.
  public let lowerRank: Int?
  /// The rank of the upper end; `nil` if observations are too few for one.
  public let upperRank: Int?
  /// The probability that the interval covers the quantile, for a continuous distribution.
  public let coverage: Double

  /// Finds the ranks.
  ///
  /// - Parameters:
  ///   - probability: The quantile's, in (0, 1).
  ///   - count: The number of independent observations, at least 1.
  ///   - level: The confidence level, in (0, 1).
  public init(of probability: Double, count: Int, level: Double = 0.95) {
    precondition(probability > 0 && probability < 1 && level > 0 && level < 1, "probabilities")
    precondition(count > 0, "an observation")
    func cumulative(_ successes: Int) -> Double {
      BinomialDistribution.cumulative(successes, trials: count, probability: probability)
    }
    /// The least number of observations whose cumulative probability is above, or at least, a bound.
    func least(_ isEnough: (Double) -> Bool) -> Int {
      var (low, high) = (-1, count)
      while high - low > 1 {
        let middle = (low + high) / 2
        if isEnough(cumulative(middle)) { high = middle } else { low = middle }
      }
      return high
    }
    let tail = (1 - level) / 2
    let lower = least { $0 > tail }
    let upper = least { $0 >= 1 - tail } + 1
    lowerRank = lower > 0 ? lower : nil
    upperRank = upper <= count ? upper : nil
    coverage = cumulative(upper - 1) - cumulative(lower - 1)
  }

  /// The interval's ends among observations.
  ///
  /// - Parameter sorted: As many as the interval was made for, rising.
  /// - Returns: The observations at the ranks; infinite where there is none.
  public func ends(in sorted: [Double]) -> (lower: Double, upper: Double) {
    (lowerRank.map { sorted[$0 - 1] } ?? -.infinity, upperRank.map { sorted[$0 - 1] } ?? .infinity)
  }
}

/// How often something happened in independent replications, with an exact interval.
public struct Proportion: Equatable, Sendable {
  /// The replications in which it happened.
  public let count: Int
  /// All replications, at least 1.
  public let replications: Int

  /// Counts.
  ///
  /// - Parameters:
  ///   - count: In 0...replications.
  ///   - replications: At least 1.
  public init(count: Int, of replications: Int) {
    precondition(replications > 0 && 0...replications ~= count, "\(count) of \(replications)")
    (self.count, self.replications) = (count, replications)
  }

  /// How often outcomes reach a target.
  ///
  /// - Parameters:
  ///   - outcomes: One per replication, at least one.
  ///   - target: In the unit of the outcomes; an outcome just there reaches it.
  public init(of outcomes: [Double], reaching target: Double) {
    self.init(count: outcomes.count { $0 >= target }, of: outcomes.count)
  }

  /// The share of replications.
  public var share: Double { Double(count) / Double(replications) }

  /// The two-sided Clopper-Pearson interval of the probability: exact, so wide rather than narrow.
  ///
  /// - Parameter level: The confidence level, in (0, 1).
  /// - Returns: From 0 where it never happened, to 1 where it always did.
  /// - SeeAlso: C. J. Clopper & E. S. Pearson, _The use of confidence or fiducial limits illustrated in the
  ///   case of the binomial_, Biometrika 26, 1934.
  public func interval(level: Double = 0.95) -> ClosedRange<Double> {
    precondition(level > 0 && level < 1, "level \(level)")
    let tail = (1 - level) / 2
    // P(at most k) falls in the probability, so each end is found by bisection.
    func end(_ successes: Int, _ cumulative: Double) -> Double {
      var (low, high) = (0.0, 1.0)
      while true {
        let middle = (low + high) / 2
        if middle <= low || middle >= high { return middle }
        let reached = BinomialDistribution.cumulative(
          successes, trials: replications, probability: middle)
        if reached > cumulative { low = middle } else { high = middle }
      }
    }
    let lower = count == 0 ? 0 : end(count - 1, 1 - tail)
    return lower...max(lower, count == replications ? 1 : end(count, tail))
  }
}

/// What the worst share of equally likely outcomes is on average: the conditional value at risk, CVaR, of
/// a worth, where more is better.
///
///     CVaR = max over eta of  eta - mean of max(0, eta - worth) / (1 - level)
///
/// - SeeAlso: R. T. Rockafellar & S. Uryasev, _Optimization of conditional value-at-risk_, Journal of Risk 2,
///   2000.
public struct WorstShare: Equatable, Sendable {
  /// The mean of the worst `1 - level` share; an outcome at its edge counts by the part that is within.
  public let mean: Double
  /// The best outcome that counts: an `eta` that is best.
  public let threshold: Double
  /// `threshold - max(0, threshold - worth) / (1 - level)` of each outcome; its mean is `mean`.
  ///
  /// It differs from the influence function by a constant, so its standard deviation over the root of the
  /// number is the standard error of `mean`, if outcomes are independent and many.
  public let contributions: [Double]

  /// Looks at outcomes.
  ///
  /// - Parameters:
  ///   - worths: At least one.
  ///   - level: The share that is not bad, in 0..<1; at 0 `mean` is the plain mean.
  public init(of worths: [Double], level: Double) {
    precondition(!worths.isEmpty && 0 <= level && level < 1, "level \(level)")
    let sorted = worths.sorted()
    // A product such as 0.1 * 100 may be above the whole number that it stands for.
    let counted = (1 - level) * Double(worths.count) - 1e-9
    let threshold = sorted[min(sorted.count - 1, max(0, Int(counted)))]
    self.threshold = threshold
    contributions = worths.map { threshold - max(0, threshold - $0) / (1 - level) }
    mean = contributions.reduce(0, +) / Double(worths.count)
  }
}

/// How p-values allow for several comparisons at once, so that a false claim among them is rare.
public enum Adjustment: String, CaseIterable, Sendable {
  /// Each comparison at `alpha / m`; also right for intervals.
  case bonferroni
  /// Step by step: the smallest p-value at `alpha / m`, the next at `alpha / (m - 1)`, until one fails.
  ///
  /// It claims all that Bonferroni does, and more [S. Holm, _A simple sequentially rejective multiple test
  /// procedure_, Scandinavian Journal of Statistics 6, 1979].
  case holm

  /// The p-values to compare with `alpha` itself.
  ///
  /// - Parameter pValues: One per comparison; they may depend on each other.
  /// - Returns: In the same order, at most 1.
  public func adjusted(_ pValues: [Double]) -> [Double] {
    let count = pValues.count
    if self == .bonferroni { return pValues.map { min(1, Double(count) * $0) } }
    var adjusted = pValues
    var greatest = 0.0
    for (rank, index) in pValues.indices.sorted(by: { pValues[$0] < pValues[$1] }).enumerated() {
      greatest = max(greatest, min(1, Double(count - rank) * pValues[index]))
      adjusted[index] = greatest
    }
    return adjusted
  }

  /// The levels that the p-values are compared with, smallest p-value first.
  ///
  /// - Parameters:
  ///   - alpha: The probability of one false claim or more, in (0, 1).
  ///   - count: The number of comparisons.
  /// - Returns: One level per comparison.
  public func levels(_ alpha: Double, count: Int) -> [Double] {
    (0..<count).map { alpha / Double(self == .bonferroni ? count : count - $0) }
  }
}

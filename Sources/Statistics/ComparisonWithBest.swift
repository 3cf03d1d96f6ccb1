/// The alternative with the best mean beside each other one: who may be best in truth, and how sure it is.
///
/// Assumes paired replications that are many, or differences nearly normal.
public struct ComparisonWithBest: Equatable, Sendable {
  /// The best less each other alternative, as paired differences with two replications or more.
  public let differences: [Estimate]

  /// Compares; `nil` where a difference has one replication and so no error.
  ///
  /// - Parameter differences: The best less each other alternative; the means are at least 0.
  public init?(differences: [Estimate]) {
    guard differences.allSatisfy({ $0.standardError != nil }) else { return nil }
    self.differences = differences
  }

  /// The others that can't be told apart from the best.
  ///
  /// With the best itself they hold the truly best alternative with the probability `level`: each is
  /// left out by a one-sided paired t test at `(1 - level) / others` (Bonferroni), whichever is seen as best.
  ///
  /// - Parameter level: In (0, 1).
  /// - Returns: Their places among `differences`.
  /// - SeeAlso: B. L. Nelson, J. Swann, D. Goldsman & W. Song, _Simple procedures for selecting the best
  ///   simulated system when the number of alternatives is large_, Operations Research 49(6), 2001.
  public func rivals(level: Double = 0.95) -> [Int] {
    precondition(level > 0 && level < 1, "level \(level)")
    // Alternatives that are the same in every replication are not told apart.
    let pValues = differences.map { $0.mean == 0 ? 1 : 1 - ($0.probability(atLeast: 0) ?? 0) }
    return Adjustment.bonferroni.adjusted(pValues).enumerated()
      .filter { $0.element > 1 - level }.map(\.offset)
  }

  /// A lower bound on the probability that the alternative seen as best is best, or near.
  ///
  /// `1 - sum over others of P(difference < -margin)`, with Student's t about each difference: Bonferroni's
  /// bound of Chen's approximate probability of correct selection.
  ///
  /// - Parameter margin: How much better another may be, at least 0, in the unit of the differences.
  /// - Returns: At least 0.
  public func probabilityOfBest(within margin: Double = 0) -> Double {
    let doubt = differences.reduce(0) { $0 + 1 - ($1.probability(atLeast: -margin) ?? 0) }
    return max(0, 1 - doubt)
  }
}

/// How much of the variance of an outcome comes from what we do not know, and how much is luck.
///
/// One-way analysis of variance: each draw of the unknown inputs is one group, its replications are
/// independent worlds. Worlds must not be shared by draws: luck in common would be taken off `between`.
///
///     Var total = Var( E[outcome | inputs] ) + E( Var[outcome | inputs] )
public struct VarianceSplit: Equatable, Sendable {
  /// What we do not know: the variance of the means of draws.
  ///
  /// Unbiased, apart from being cut off at 0.
  public let between: Double
  /// Luck: the mean variance within draws, unbiased.
  public let within: Double
  /// The probability of a ratio as high if the draws make no difference, by F test.
  public let pValue: Double

  /// Splits the variance.
  ///
  /// - Parameter draws: The outcomes of the replications of each draw; draws may differ in their number.
  ///   `nil` with fewer than two draws, or with one replication in each.
  /// - SeeAlso: S. R. Searle, G. Casella & C. E. McCulloch, _Variance Components_, ch. 3.
  public init?(draws: [[Double]]) {
    let groups = draws.filter { !$0.isEmpty }.map { draw in
      draw.reduce(into: Tally()) { $0.add($1) }
    }
    let count = groups.reduce(0) { $0 + $1.count }
    guard groups.count >= 2, count > groups.count else { return nil }
    let degrees = (Double(groups.count - 1), Double(count - groups.count))
    let mean = groups.reduce(0) { $0 + Double($1.count) * $1.mean } / Double(count)
    let betweenSquares = groups.reduce(0) {
      $0 + Double($1.count) * ($1.mean - mean) * ($1.mean - mean)
    }
    let withinSquares = groups.reduce(0) { $0 + ($1.variance ?? 0) * Double($1.count - 1) }
    let squaredCounts = groups.reduce(0) { $0 + Double($1.count * $1.count) }
    let typicalCount = (Double(count) - squaredCounts / Double(count)) / degrees.0
    let betweenMean = betweenSquares / degrees.0
    within = withinSquares / degrees.1
    between = max(0, (betweenMean - within) / typicalCount)
    pValue =
      betweenMean > 0
      ? FDistribution.upperTail(betweenMean / within, degrees: degrees) : 1
  }

  /// The share of what we do not know in the total, 0...1; 0 where nothing varies.
  public var shareBetween: Double {
    between + within > 0 ? between / (between + within) : 0
  }
}

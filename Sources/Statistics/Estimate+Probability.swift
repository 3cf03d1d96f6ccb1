extension Estimate {
  /// The probability that the true mean is at least `value`, given the replications alone.
  ///
  /// Student's t about the mean, as in a paired t test; `1 -` it is the one-sided p-value of "above `value`".
  ///
  /// - Parameter value: In the unit of the mean.
  /// - Returns: 0 or 1 where all replications are equal; `nil` for a single replication.
  public func probability(atLeast value: Double) -> Double? {
    guard let standardError else { return nil }
    if standardError == 0 { return mean >= value ? 1 : 0 }
    return StudentT.cumulative(
      (mean - value) / standardError, degrees: Double(replications - 1))
  }

  /// The p-value of the two-sided t test that the mean is 0.
  ///
  /// - Returns: 0 or 1 where all replications are equal; `nil` for a single replication.
  public var pValue: Double? {
    guard let standardError else { return nil }
    if standardError == 0 { return mean == 0 ? 1 : 0 }
    return 2 * StudentT.cumulative(-abs(mean) / standardError, degrees: Double(replications - 1))
  }
}

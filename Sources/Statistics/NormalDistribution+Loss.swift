extension NormalDistribution {
  /// The density of the standard normal distribution at `z`.
  public static func density(_ z: Double) -> Double {
    Elementary.exp(-z * z / 2) / (2 * Double.pi).squareRoot()
  }

  /// The mean of `max(0, X)` for a normal `X`: the normal loss function.
  ///
  /// Less `max(0, mean)` it is the expected value of perfect information on `X`, where `X` is the
  /// advantage of one of two decisions: `sigma (phi(m / sigma) - |m| / sigma Phi(-|m| / sigma))`.
  ///
  /// - Parameters:
  ///   - mean: The mean of `X`.
  ///   - deviation: The standard deviation of `X`, above 0.
  /// - Returns: In the unit of `X`.
  public static func meanOfPositivePart(mean: Double, deviation: Double) -> Double {
    let z = mean / deviation
    return deviation * (density(z) + z * cumulative(z))
  }
}

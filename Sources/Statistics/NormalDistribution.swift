#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#endif

/// The standard normal distribution.
public enum NormalDistribution {
  /// The probability of a value of at most `z`.
  public static func cumulative(_ z: Double) -> Double { 0.5 * erfc(-z / 2.0.squareRoot()) }

  /// The value that is exceeded with probability `1 - p`, for `p` in (0, 1).
  ///
  /// Abramowitz and Stegun 26.2.23 (error below 4.5e-4), polished by three Newton steps in the tail
  /// nearer to `p`: error below 1e-14.
  public static func quantile(_ p: Double) -> Double {
    precondition(p > 0 && p < 1, "a probability inside (0, 1), not \(p)")
    let tail = min(p, 1 - p)
    let t = (-2 * Elementary.log(tail)).squareRoot()
    var z =
      t - (2.515517 + t * (0.802853 + t * 0.010328))
      / (1 + t * (1.432788 + t * (0.189269 + t * 0.001308)))
    for _ in 0..<3 {
      let density = Elementary.exp(-z * z / 2) / (2 * Double.pi).squareRoot()
      z += (0.5 * erfc(z / 2.0.squareRoot()) - tail) / density
    }
    return p < 0.5 ? -z : z
  }
}

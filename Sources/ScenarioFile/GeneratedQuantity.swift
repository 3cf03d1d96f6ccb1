import Statistics

#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#endif

/// A quantity of a synthetic portfolio: the same for all accounts, or spread over them.
enum GeneratedQuantity: Equatable {
  /// The same for all accounts.
  case constant(Double)
  /// Lognormal: half of the accounts are below `median`; `sigma` spreads the logarithm.
  case lognormal(median: Double, sigma: Double)
  /// Gamma with this mean and coefficient of variation.
  case gamma(mean: Double, cv: Double)

  /// The value below which a share of the accounts lies; the share is in (0, 1).
  func quantile(_ share: Double) -> Double {
    switch self {
    case .constant(let value):
      return value
    case .lognormal(let median, let sigma):
      return median * exp(sigma * NormalDistribution.quantile(share))
    case .gamma(let mean, let cv):
      guard cv > 0, mean > 0 else { return mean }
      let shape = 1 / (cv * cv)
      return mean / shape * gammaQuantile(share, shape: shape)
    }
  }
}

/// The quantile of the gamma distribution with scale 1, by bisection.
func gammaQuantile(_ share: Double, shape: Double) -> Double {
  var upper = max(1, 2 * shape)
  while regularizedGamma(upper, shape: shape) < share { upper *= 2 }
  return bisect(from: 0, to: upper) { regularizedGamma($0, shape: shape) < share }
}

/// The point at which a rising condition turns false, to the last bit that its neighbours leave.
private func bisect(from lower: Double, to upper: Double, _ isBelow: (Double) -> Bool) -> Double {
  var (lower, upper) = (lower, upper)
  while case let middle = (lower + upper) / 2, lower < middle, middle < upper {
    if isBelow(middle) { lower = middle } else { upper = middle }
  }
  return upper
}

/// The lower regularized incomplete gamma function `P(a, x)`, which is the gamma distribution.
///
/// Below `a + 1` its power series, above it Lentz's continued fraction of `1 - P` [Numerical Recipes,
/// section 6.2].
func regularizedGamma(_ x: Double, shape a: Double) -> Double {
  guard x > 0 else { return 0 }
  let factor = exp(a * log(x) - x - lgamma(a))
  if x < a + 1 {
    var (term, sum, divisor) = (1 / a, 1 / a, a)
    while term > sum * 1e-16 {
      divisor += 1
      term *= x / divisor
      sum += term
    }
    return min(1, sum * factor)
  }
  var b = x + 1 - a
  var (c, d) = (1e300, 1 / b)
  var fraction = d
  for index in 1...10_000 {
    let numerator = -Double(index) * (Double(index) - a)
    b += 2
    d = 1 / (numerator * d + b)
    c = b + numerator / c
    fraction *= d * c
    if abs(d * c - 1) < 1e-15 { break }
  }
  return max(0, 1 - factor * fraction)
}

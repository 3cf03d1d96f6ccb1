/// What is believed about a number that is not known exactly.
public enum InputDistribution: Equatable, Sendable {
  /// Every value from `low` to `high` alike.
  case uniform(low: Double, high: Double)
  /// A triangle with its peak at `mode`.
  case triangular(low: Double, mode: Double, high: Double)

  /// The least value.
  public var low: Double {
    switch self {
    case .uniform(let low, _), .triangular(let low, _, _): low
    }
  }

  /// The largest value.
  public var high: Double {
    switch self {
    case .uniform(_, let high), .triangular(_, _, let high): high
    }
  }

  /// The value to use where one is needed: the mode, or the middle of a uniform distribution.
  public var central: Double {
    switch self {
    case .uniform(let low, let high): low + (high - low) / 2
    case .triangular(_, let mode, _): mode
    }
  }

  /// The value that a share `p` of the distribution does not exceed.
  ///
  /// - Parameter p: A probability, 0...1.
  /// - Returns: The quantile, in closed form, from `low` to `high`.
  /// - Precondition: `low` is below `high`, and `mode` is between them.
  public func quantile(_ p: Double) -> Double {
    let width = high - low
    let value =
      switch self {
      case .uniform: low + p * width
      case .triangular(_, let mode, _) where p * width < mode - low:
        low + (p * width * (mode - low)).squareRoot()
      case .triangular(_, let mode, _):
        high - ((1 - p) * width * (high - mode)).squareRoot()
      }
    // Rounding must not leave the range that was checked.
    return min(max(value, low), high)
  }
}

/// Days of work that one response takes: a number or a distribution.
public enum Effort: Equatable, Sendable {
  /// Always the same.
  case fixed(Double)
  /// Every value from `low` to `high` alike.
  case uniform(low: Double, high: Double)
  /// A triangle with its peak at `mode`.
  case triangular(low: Double, mode: Double, high: Double)
  /// The smooth triangle of project planning: Beta(1 + 4 (mode - low) / span, 1 + 4 (high - mode) / span).
  case pert(low: Double, mode: Double, high: Double)
  /// Lognormal with this mean and coefficient of variation.
  case lognormal(mean: Double, cv: Double)
  /// Exponential with this mean.
  case exponential(mean: Double)

  /// The expected effort, in days.
  public var mean: Double {
    switch self {
    case .fixed(let days): days
    case .uniform(let low, let high): (low + high) / 2
    case .triangular(let low, let mode, let high): (low + mode + high) / 3
    case .pert(let low, let mode, let high): (low + 4 * mode + high) / 6
    case .lognormal(let mean, _), .exponential(let mean): mean
    }
  }
}

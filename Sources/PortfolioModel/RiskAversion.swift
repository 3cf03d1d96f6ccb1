/// How much an optimised plan cares about bad worlds.
///
/// Such a plan maximises `(1 - weight)` times what it earns on average plus `weight` times what it earns on
/// average in the worst `1 - level` share of sampled worlds: the conditional value at risk, CVaR, of its
/// worth (more is better).
///
/// - SeeAlso: R. T. Rockafellar & S. Uryasev, _Optimization of conditional value-at-risk_, Journal of Risk 2,
///   2000.
public struct RiskAversion: Equatable, Sendable {
  /// What the bad worlds count, 0…1: at 0 the plan is that of the mean alone.
  public var weight: Double
  /// The share of worlds that are not bad, 0…0.99.
  public var level: Double
  /// How many worlds are sampled.
  public var worlds: Int
  /// Where the random numbers of the worlds start.
  public var seed: UInt64

  /// The weights that make sense.
  public static let allowedWeights = 0.0...1.0
  /// The levels that make sense.
  public static let allowedLevels = 0.0...0.99
  /// The numbers of worlds that make sense.
  public static let allowedWorlds = 10...10_000
  /// The level where none is given: the worst tenth of worlds.
  public static let defaultLevel = 0.9
  /// The number of worlds where none is given.
  public static let defaultWorlds = 500

  /// Creates a risk aversion.
  public init(
    weight: Double, level: Double = defaultLevel, worlds: Int = defaultWorlds, seed: UInt64
  ) {
    (self.weight, self.level, self.worlds, self.seed) = (weight, level, worlds, seed)
  }
}

extension PlanBound {
  /// Whether it makes plans look at bad worlds.
  public var isRiskAverse: Bool {
    if case .riskAversion(let aversion) = self { aversion.weight > 0 } else { false }
  }

  /// The same bound, its worlds sampled from another seed if it has any.
  public func sampled(from seed: UInt64) -> PlanBound {
    guard case .riskAversion(var aversion) = self else { return self }
    aversion.seed = seed
    return .riskAversion(aversion)
  }
}

/// A number of a portfolio's recipe that is not known exactly.
public struct UncertainInput: Equatable, Sendable {
  /// Which number.
  public let path: InputPath
  /// The unit in words.
  public let unit: String
  /// What is believed about it.
  public let distribution: InputDistribution
  /// What the belief rests on.
  public let source: String
  /// How well the default is known; `nil` where the scenario gives the distribution.
  public let grade: Evidence?

  /// Creates an uncertain input.
  ///
  /// - Parameters:
  ///   - path: Which number.
  ///   - unit: Its unit in words.
  ///   - distribution: Every value of it is allowed by the field.
  ///   - source: What the distribution rests on.
  ///   - grade: How well the default is known.
  public init(
    _ path: InputPath, unit: String, distribution: InputDistribution,
    source: String = "set in the scenario", grade: Evidence? = nil
  ) {
    self.path = path
    self.unit = unit
    self.distribution = distribution
    self.source = source
    self.grade = grade
  }

  /// The keys that lead to it, with dots.
  public var name: String { path.name }
  /// The least value.
  public var low: Double { distribution.low }
  /// The largest value.
  public var high: Double { distribution.high }
  /// The value with which all runs that are not about uncertainty work.
  public var central: Double { distribution.central }

  /// The value that a share `p` of the distribution does not exceed.
  public func quantile(_ p: Double) -> Double { distribution.quantile(p) }
}

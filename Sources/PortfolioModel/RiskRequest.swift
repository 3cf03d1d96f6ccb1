/// What net contribution over the horizon is to reach, and how surely.
public struct RiskRequest: Equatable, Sendable {
  /// The least net contribution over the horizon that is wanted, money; `nil` if none is named.
  public var target: Double?
  /// The chance of reaching the target that is required; `nil` if any will do.
  public var requiredChance: Double?

  /// The targets that make sense, money.
  public static let allowedTargets = -1e15...1e15
  /// The chances that can be required.
  public static let allowedChances = 0.0001...1.0

  /// Creates a request.
  public init(target: Double? = nil, requiredChance: Double? = nil) {
    (self.target, self.requiredChance) = (target, requiredChance)
  }
}

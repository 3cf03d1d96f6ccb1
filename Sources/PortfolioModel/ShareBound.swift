/// A bound on the share of all planned days that the accounts of one tier or segment get.
public struct ShareBound: Equatable, Sendable {
  /// A set of accounts that share something.
  public enum Group: Equatable, Sendable {
    /// The accounts of the care model with this id.
    case tier(String)
    /// The accounts of this segment.
    case segment(String)
  }

  /// The accounts meant.
  public let group: Group
  /// Least share of all planned days, 0…1; 0 is no bound.
  public let minimum: Double
  /// Greatest share of all planned days, 0…1; 1 is no bound.
  public let maximum: Double

  /// Bounds the share of a group between `minimum` and `maximum`.
  public init(group: Group, minimum: Double, maximum: Double) {
    self.group = group
    self.minimum = minimum
    self.maximum = maximum
  }
}

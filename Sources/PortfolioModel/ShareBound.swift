/// A bound on the share of all planned days that one group of accounts gets.
///
/// Section 8 of the model page: `minimum * total <= days of the group <= maximum * total`.
public struct ShareBound: Equatable, Sendable {
  /// The accounts that a bound speaks of.
  public enum Group: Equatable, Sendable {
    /// All accounts of the care model with this id.
    case tier(String)
    /// All accounts whose `segment` is this text.
    case segment(String)
  }

  /// The accounts that the bound speaks of.
  public let group: Group
  /// Least share of the days, 0...1.
  public let minimum: Double
  /// Most share of the days, 0...1.
  public let maximum: Double

  /// Creates a bound.
  ///
  /// - Precondition: `0 <= minimum <= maximum <= 1`.
  public init(group: Group, minimum: Double, maximum: Double) {
    precondition(
      0 <= minimum && minimum <= maximum && maximum <= 1,
      "the shares \(minimum) and \(maximum) of \(group) are not in order within 0...1")
    self.group = group
    self.minimum = minimum
    self.maximum = maximum
  }
}

/// A bound that optimised plans keep: what leaders ask for beside the days of single accounts.
///
/// Days are days a year, of care and responses together unless a case says otherwise.
public enum PlanBound: Equatable, Sendable {
  /// The share of all planned days that a tier or segment gets, 0…1; 0 and 1 are no bounds.
  case share(GroupBound)
  /// The days a year that a tier or segment gets; 0 and infinity are no bounds.
  case days(GroupBound)
  /// The most days a year of all KAMs together.
  case budgetDays(Double)
  /// The most that all planned days may cost, money/year, each at its KAM's `costOfDay`.
  case budgetMoney(Double)
  /// How far the care of an account may move from its `currentDays`; before `minDays` and `maxDays`,
  /// but not before `lockedDays`.
  case maxChange(ChangeLimit)
  /// The share of every KAM's capacity that care leaves to responses, 0…1.
  case responseReserve(Double)
  /// How much bad worlds count beside the mean; no bound, but a say in what the plan maximises.
  case riskAversion(RiskAversion)
}

/// The least and the most that the accounts of one tier or segment get.
public struct GroupBound: Equatable, Sendable {
  /// A set of accounts that share something.
  public enum Group: Equatable, Sendable {
    /// The accounts of the care model with this id.
    case tier(String)
    /// The accounts of this segment.
    case segment(String)
  }

  /// The accounts meant.
  public let group: Group
  /// The least that they get together.
  public let minimum: Double
  /// The most that they get together.
  public let maximum: Double

  /// Bounds what a group gets between `minimum` and `maximum`.
  public init(group: Group, minimum: Double, maximum: Double) {
    self.group = group
    self.minimum = minimum
    self.maximum = maximum
  }
}

/// How far the care days of an account may move.
public enum ChangeLimit: Equatable, Sendable {
  /// By so many days a year.
  case days(Double)
  /// By this share of what the account has been getting.
  case share(Double)

  /// The most days a year by which an account may move that has been getting `currentDays`.
  public func days(from currentDays: Double) -> Double {
    switch self {
    case .days(let days): days
    case .share(let share): share * currentDays
    }
  }
}

/// Which accounts are to find an owner by optimisation, and what is preferred.
public struct AssignmentRequest: Equatable, Sendable {
  /// Whose owners are to be chosen.
  public enum Scope: String, CaseIterable, Sendable {
    /// Every account that is not pooled.
    case all
    /// Accounts without a named owner, and those of KAMs who leave.
    case unowned
  }

  /// Whose owners are to be chosen.
  public var scope = Scope.all
  /// Ids of KAMs who leave: their accounts go to others, and their seats are closed.
  public var leavers: [String] = []
  /// What it costs, money once, to hand an account over to another owner than the one named for it; a
  /// customer-day of the team if `nil`, half a day for each of the two.
  public var handoverCost: Double?
  /// What it is worth, money over the horizon, that an account's owner knows its segment; a preference
  /// that no reported money contains.
  public var sameSegment = 0.0
  /// The most accounts that any KAM may own, beside each KAM's own limit; any number if `nil`.
  public var maxAccounts: Int?

  /// Creates a request for all accounts, without preferences.
  public init() {}

  /// What handing an account over costs, money.
  public func handoverCost(in portfolio: Portfolio) -> Double {
    if let handoverCost { return handoverCost }
    let capacity = portfolio.team.indices.reduce(0) { $0 + portfolio.capacity(of: $1) }
    let cost = portfolio.team.reduce(0) { $0 + $1.annualCost }
    return capacity > 0 ? cost / capacity : 0
  }

  /// The most accounts that a KAM may own; 0 for one who leaves.
  public func places(of kam: KeyAccountManager) -> Int {
    leavers.contains(kam.id) ? 0 : min(kam.maxAccounts ?? .max, maxAccounts ?? .max)
  }
}

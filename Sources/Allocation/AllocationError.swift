import LinearProgramming
import PortfolioModel

/// Why there is no plan.
public enum AllocationError: Error, Equatable, Sendable {
  /// No plan keeps these share bounds together with the care models' days, or planning nothing is the
  /// best that does; leaving out any one of them would help.
  case infeasible([ShareBound])
  /// The solver failed on a program that has a solution; the text says how.
  case solverFailed(String)
  /// The policy can't be planned yet; the other one is the nearest that can.
  case notAvailable(Policy, insteadUse: Policy)
}

extension AllocationError: CustomStringConvertible {
  /// What is wrong and what to do about it, in the user's words.
  public var description: String {
    switch self {
    case .infeasible(let bounds):
      """
      No plan worth making keeps these bounds and the minDays and maxDays of the care models: \
      \(bounds.map(sentence).joined(separator: "; ")). \
      Loosen one of them, or change the days of the care models.
      """
    case .solverFailed(let reason):
      "The linear program could not be solved: \(reason). Please report this with the scenario."
    case .notAvailable(let policy, let other):
      "Policy '\(policy.rawValue)' is not available yet. Use '\(other.rawValue)'."
    }
  }
}

/// What the user should know about a plan that was made all the same.
public enum AllocationWarning: Equatable, Sendable {
  /// The minimum days of a KAM's accounts are more than its capacity and were scaled down together.
  ///
  /// - `kam`: the KAM's id.
  /// - `excessDays`: by how much they are above the capacity, days/year.
  /// - `accounts`: the ids of the accounts that have minimum days.
  case minimumDaysAboveCapacity(kam: String, excessDays: Double, accounts: [String])
}

extension AllocationWarning: CustomStringConvertible {
  /// What was found, what was done and what to do about it.
  public var description: String {
    switch self {
    case .minimumDaysAboveCapacity(let kam, let excessDays, let accounts):
      """
      The minimum care days of KAM '\(kam)' are \(decimal(excessDays)) days a year above its capacity \
      and were scaled down together (accounts \(list(accounts))). \
      Lower minDays, give accounts to another KAM or raise the capacity.
      """
    }
  }
}

/// The first five ids, and how many more there are.
private func list(_ ids: [String]) -> String {
  let shown = ids.prefix(5).joined(separator: ", ")
  return ids.count > 5 ? "\(shown) and \(ids.count - 5) more" : shown
}

/// A share bound in words: tier 'key' gets 20 % to 40 % of all planned days.
private func sentence(_ bound: ShareBound) -> String {
  let name =
    switch bound.group {
    case .tier(let id): "tier '\(id)'"
    case .segment(let segment): "segment '\(segment)'"
    }
  let (least, most) = (decimal(100 * bound.minimum), decimal(100 * bound.maximum))
  let range =
    switch (bound.minimum > 0, bound.maximum < 1) {
    case (true, true): "\(least) % to \(most) %"
    case (true, false): "at least \(least) %"
    case (false, true): "at most \(most) %"
    case (false, false): "any share"
    }
  return "\(name) gets \(range) of all planned days"
}

/// A number with at most one decimal.
private func decimal(_ number: Double) -> String {
  let rounded = "\((10 * number).rounded() / 10)"
  return rounded.hasSuffix(".0") ? String(rounded.dropLast(2)) : rounded
}

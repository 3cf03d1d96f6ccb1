import LinearProgramming
import PortfolioModel

/// Why there is no plan.
public enum AllocationError: Error, Equatable, Sendable {
  /// No plan keeps the bounds together with the limits of single accounts and the capacities, or
  /// planning nothing is the best that does.
  case infeasible(BoundConflict)
  /// The solver failed on a program that has a solution; the text says how.
  case solverFailed(String)
  /// Accounts times worlds of a risk-averse plan are more than the program takes.
  case tooManyWorlds(accounts: Int, worlds: Int)
  /// The policy plans for the mean alone, and the scenario asks for a risk-averse plan.
  case riskAverse(Policy)
  /// Policy `own` has no days to plan.
  case noOwnDays
}

extension AllocationError: CustomStringConvertible {
  /// What is wrong and what to do about it, in the user's words.
  public var description: String {
    switch self {
    case .infeasible(let conflict): conflict.description
    case .solverFailed(let reason):
      "The linear program could not be solved: \(reason). Please report this with the scenario."
    case .tooManyWorlds(let accounts, let worlds):
      """
      riskAversion.worlds: found \(worlds) worlds for \(accounts) accounts that KAMs own, expected accounts \
      times worlds of at most \(WorldSample.sizeLimit). \
      \(WorldSample.advice(accounts: accounts))
      """
    case .riskAverse(let policy):
      """
      Policy '\(policy.rawValue)' plans for the mean alone and can't keep riskAversion. Use \
      policy 'optimal' (allocate: without --tuned), or set riskAversion.weight to 0.
      """
    case .noOwnDays:
      """
      Policy 'own' plans your own days, and none are given. Name a CSV file of account and careDays \
      with the scenario key plan or with benchmark --plan, or give accounts their currentDays.
      """
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
  /// The limit of change keeps these accounts, by id, outside their `minDays` or `maxDays`.
  case changeTooSmall(accounts: [String])
  /// No plan keeps the bounds; these were loosened, as little as possible.
  case boundsRelaxed([BoundRelaxation])
  /// Policy `own` plans more days for these KAMs, by id, than they have.
  case ownDaysAboveCapacity(kams: [String])
}

extension AllocationWarning: CustomStringConvertible {
  /// What was found, what was done and what to do about it.
  public var description: String {
    switch self {
    case .minimumDaysAboveCapacity(let kam, let excessDays, let accounts):
      """
      The minimum care days of KAM '\(kam)' are \(decimal(excessDays)) days a year above its capacity \
      for care and were scaled down together (accounts \(list(accounts))). \
      Lower minDays or lockedDays, give accounts to another KAM or raise the capacity.
      """
    case .changeTooSmall(let accounts):
      """
      maxChange is too small to bring accounts within their minDays and maxDays: they go as far as it \
      allows (accounts \(list(accounts))). Raise maxChange, or change the days of the accounts or of \
      their care models.
      """
    case .boundsRelaxed(let relaxations):
      """
      No plan worth making keeps all bounds. Loosened as little as possible: \(words(relaxations)). \
      Put these limits into the scenario, or others.
      """
    case .ownDaysAboveCapacity(let kams):
      """
      Policy 'own' plans more care days than the customer-days that these KAMs have: sessions will be \
      skipped (KAMs \(list(kams))). Lower the days of their accounts, or raise the capacities.
      """
    }
  }
}

extension BoundConflict: CustomStringConvertible {
  /// What is in conflict with what, and what to do about it, in the user's words.
  public var description: String {
    let conflict = bounds.map(\.description).joined(separator: "; ")
    let others =
      limits.isEmpty
      ? "" : " They conflict with \(limits.map(\.description).joined(separator: ", "))."
    let advice =
      limits.isEmpty ? "Loosen one of them" : "Loosen one of the bounds or of these limits"
    let offer =
      relaxations.isEmpty
      ? "." : ", or plan with --relax, which loosens as little as possible: \(words(relaxations))."
    return "No plan worth making keeps these bounds: \(conflict).\(others) \(advice)\(offer)"
  }
}

/// What was loosened, in words.
private func words(_ relaxations: [BoundRelaxation]) -> String {
  relaxations.map(\.description).joined(separator: "; ")
}

/// The first five ids, and how many more there are.
private func list(_ ids: [String]) -> String {
  let shown = ids.prefix(5).joined(separator: ", ")
  return ids.count > 5 ? "\(shown) and \(ids.count - 5) more" : shown
}

extension PlanBound: CustomStringConvertible {
  /// The bound in words, such as: tier 'key' gets 20 % to 40 % of all planned days.
  public var description: String {
    switch self {
    case .share(let bound):
      bound.words(
        least: bound.minimum > 0 ? "\(decimal(100 * bound.minimum)) %" : nil,
        most: bound.maximum < 1 ? "\(decimal(100 * bound.maximum)) %" : nil,
        of: "of all planned days")
    case .days(let bound):
      bound.words(
        least: bound.minimum > 0 ? decimal(bound.minimum) : nil,
        most: bound.maximum < .infinity ? decimal(bound.maximum) : nil, of: "days a year")
    case .budgetDays(let days): "all KAMs plan at most \(decimal(days)) days a year"
    case .budgetMoney(let money): "all planned days cost at most \(decimal(money)) a year"
    case .maxChange(.days(let days)): "care changes by at most \(decimal(days)) days a year"
    case .maxChange(.share(let share)): "care changes by at most \(decimal(100 * share)) %"
    case .responseReserve(let share):
      "care leaves \(decimal(100 * share)) % of each capacity to responses"
    case .riskAversion(let aversion):
      """
      the worst \(decimal(100 * (1 - aversion.level))) % of worlds count \
      \(decimal(100 * aversion.weight)) % of what the plan maximises
      """
    }
  }
}

/// A number with at most one decimal.
func decimal(_ number: Double) -> String {
  let rounded = "\((10 * number).rounded() / 10)"
  return rounded.hasSuffix(".0") ? String(rounded.dropLast(2)) : rounded
}

extension GroupBound {
  fileprivate func words(least: String?, most: String?, of whole: String) -> String {
    let name =
      switch group {
      case .tier(let id): "tier '\(id)'"
      case .segment(let segment): "segment '\(segment)'"
      }
    let range =
      switch (least, most) {
      case (let least?, let most?): "\(least) to \(most)"
      case (let least?, nil): "at least \(least)"
      case (nil, let most?): "at most \(most)"
      case (nil, nil): "any number"
      }
    return "\(name) gets \(range) \(whole)"
  }
}

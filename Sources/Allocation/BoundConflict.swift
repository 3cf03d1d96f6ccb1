import PortfolioModel

/// Bounds that no plan keeps, what they conflict with, and what would help.
public struct BoundConflict: Equatable, Sendable {
  /// Bounds without any one of which there is a plan, one side each.
  public let bounds: [PlanBound]
  /// Limits of single accounts and capacities without any one of which there is a plan too; empty where
  /// the bounds alone leave none, or plans that keep them are only not worth making.
  public let limits: [ConflictingLimit]
  /// The cheapest way to loosen the bounds so that there is a plan; empty where none was found.
  public let relaxations: [BoundRelaxation]

  /// Creates a conflict from its parts.
  public init(
    bounds: [PlanBound], limits: [ConflictingLimit] = [], relaxations: [BoundRelaxation] = []
  ) {
    (self.bounds, self.limits, self.relaxations) = (bounds, limits, relaxations)
  }
}

/// Limits of single accounts, or capacities, that bounds conflict with.
public enum ConflictingLimit: Equatable, Sendable {
  /// The least care days of accounts of a tier, by id, and their sum, days/year.
  case leastDays(tier: String, accounts: [String], days: Double)
  /// The most care days of accounts of a tier, by id, and the sum of these and of the work that they are
  /// expected to bring, days/year.
  case mostDays(tier: String, accounts: [String], days: Double)
  /// The capacities of KAMs, by id, and their sum, days/year.
  case capacity(kams: [String], days: Double)
}

extension ConflictingLimit: CustomStringConvertible {
  /// The limits in words, such as: the least days of 12 accounts of tier 'strategic' (144).
  public var description: String {
    switch self {
    case .leastDays(let tier, let accounts, let days):
      "the least days of \(owners(accounts, tier: tier)) (\(decimal(days)))"
    case .mostDays(let tier, let accounts, let days):
      "the most days of \(owners(accounts, tier: tier)) (\(decimal(days)) with responses)"
    case .capacity(let kams, let days):
      kams.count == 1
        ? "the capacity of KAM '\(kams[0])' (\(decimal(days)))"
        : "the capacities of \(kams.count) KAMs (\(decimal(days)))"
    }
  }

  private func owners(_ accounts: [String], tier: String) -> String {
    accounts.count == 1
      ? "account '\(accounts[0])'" : "\(accounts.count) accounts of tier '\(tier)'"
  }
}

/// A bound that was loosened so that there is a plan.
public struct BoundRelaxation: Equatable, Sendable {
  /// The bound as it was given, one side of it.
  public let bound: PlanBound
  /// The same side, loosened: to a tenth of a day or of a per cent, or to 1 of money.
  public let relaxed: PlanBound

  /// The loosened limit alone, such as: at least 52.4.
  public var relaxedLimit: String {
    switch relaxed {
    case .share(let share):
      bound.isMinimum
        ? "at least \(decimal(100 * share.minimum)) %" : "at most \(decimal(100 * share.maximum)) %"
    case .days(let days):
      bound.isMinimum ? "at least \(decimal(days.minimum))" : "at most \(decimal(days.maximum))"
    case .budgetDays(let amount), .budgetMoney(let amount): "at most \(decimal(amount))"
    case .maxChange, .responseReserve, .riskAversion: relaxed.description
    }
  }
}

extension BoundRelaxation: CustomStringConvertible {
  /// The bound and what it was loosened to, such as: segment 'public' gets at least 60 days a year → at
  /// least 52.4.
  public var description: String { "\(bound) → \(relaxedLimit)" }
}

extension BoundRelaxation {
  /// Loosens one side of a bound so that a plan keeps it.
  ///
  /// - Parameters:
  ///   - bound: One side of a bound.
  ///   - activity: The sum of the bound's row in that plan.
  ///   - total: All planned days of that plan.
  ///   - margin: By how much a tenth may fall short of what the plan needs and still count as enough,
  ///     in tenths; below 0, by how much it must be looser.
  init(of bound: PlanBound, activity: Double, total: Double, margin: Double) {
    func down(_ number: Double, per unit: Double) -> Double {
      max(0, (number * unit + margin).rounded(.down) / unit)
    }
    func up(_ number: Double, per unit: Double) -> Double {
      (number * unit - margin).rounded(.up) / unit
    }
    self.bound = bound
    switch bound {
    case .share(let share):
      // The row's sum is the days of the group less the share of all days.
      let part = bound.isMinimum ? share.minimum : share.maximum
      let reached = total > 0 ? part + activity / total : 0
      relaxed = .share(
        bound.isMinimum
          ? GroupBound(group: share.group, minimum: down(reached, per: 1000), maximum: 1)
          : GroupBound(group: share.group, minimum: 0, maximum: min(1, up(reached, per: 1000))))
    case .days(let days):
      relaxed = .days(
        bound.isMinimum
          ? GroupBound(group: days.group, minimum: down(activity, per: 10), maximum: .infinity)
          : GroupBound(group: days.group, minimum: 0, maximum: up(activity, per: 10)))
    case .budgetDays: relaxed = .budgetDays(up(activity, per: 10))
    case .budgetMoney: relaxed = .budgetMoney(up(activity, per: 1))
    case .maxChange, .responseReserve, .riskAversion: relaxed = bound
    }
  }
}

extension PlanBound {
  /// Whether this side of a bound is a minimum.
  fileprivate var isMinimum: Bool {
    switch self {
    case .share(let bound), .days(let bound): bound.minimum > 0
    case .budgetDays, .budgetMoney, .maxChange, .responseReserve, .riskAversion: false
    }
  }
}

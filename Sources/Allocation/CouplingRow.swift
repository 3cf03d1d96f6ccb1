import LinearProgramming
import PortfolioModel

/// A row of the program that concerns the accounts of several KAMs: bounds on a weighted sum of days.
struct CouplingRow: Sendable {
  /// What the row keeps: one side of a bound.
  let bound: PlanBound
  /// What the sum may be.
  let limits: LinearModel.Bounds
  /// What a day of the account at a position counts, of care or of response.
  let coefficient: @Sendable (_ account: Int) -> Double
}

extension PlanBound {
  /// The rows that keep the bound, one for each side that says something; none if it does not concern
  /// several KAMs.
  func couplingRows(in portfolio: Portfolio) -> [CouplingRow] {
    switch self {
    case .share(let share):
      return share.sides(upTo: 1).map { side in
        let part = side.minimum > 0 ? side.minimum : side.maximum
        return CouplingRow(
          bound: .share(side), limits: side.minimum > 0 ? .atLeast(0) : .atMost(0),
          coefficient: { (side.group.contains($0, of: portfolio) ? 1 : 0) - part })
      }
    case .days(let days):
      return days.sides(upTo: .infinity).map { side in
        CouplingRow(
          bound: .days(side),
          limits: side.minimum > 0 ? .atLeast(side.minimum) : .atMost(side.maximum),
          coefficient: { side.group.contains($0, of: portfolio) ? 1 : 0 })
      }
    case .budgetDays(let days):
      return [CouplingRow(bound: self, limits: .atMost(days), coefficient: { _ in 1 })]
    case .budgetMoney(let money):
      return [
        CouplingRow(
          bound: self, limits: .atMost(money),
          coefficient: { portfolio.owner[$0].map { portfolio.costOfDay(of: $0) } ?? 0 })
      ]
    case .maxChange, .responseReserve, .riskAversion: return []
    }
  }

  /// What the bound is called where it stops an account's days.
  var reason: AllocationBound {
    switch self {
    case .share: .share
    case .days: .days
    case .budgetDays, .budgetMoney: .budget
    case .maxChange: .maxChange
    case .responseReserve: .responseReserve
    // It stops no days, it only moves what they are worth.
    case .riskAversion: .price
    }
  }
}

extension GroupBound {
  /// The bound's minimum and its maximum, each alone and only where it says something: above 0, below
  /// `greatest`.
  fileprivate func sides(upTo greatest: Double) -> [GroupBound] {
    (minimum > 0 ? [GroupBound(group: group, minimum: minimum, maximum: greatest)] : [])
      + (maximum < greatest ? [GroupBound(group: group, minimum: 0, maximum: maximum)] : [])
  }
}

extension GroupBound.Group {
  /// Whether the account at a position of `portfolio.accounts` belongs to the group.
  func contains(_ account: Int, of portfolio: Portfolio) -> Bool {
    switch self {
    case .tier(let id): portfolio.careModel(of: account).id == id
    case .segment(let segment): portfolio.accounts[account].segment == segment
    }
  }
}

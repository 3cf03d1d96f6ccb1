import LinearProgramming
import PortfolioModel

/// Where key account manager days earn most, and what they are worth.
public struct AllocationResult: Equatable, Sendable {
  /// What each account gets.
  ///
  /// Shape: `[accounts]`.
  public let accounts: [AccountAllocation]
  /// What each KAM plans.
  ///
  /// Shape: `[team]`.
  public internal(set) var team: [KAMAllocation]
  /// What each tier gets, in the order of the care models.
  public let tiers: [GroupAllocation]
  /// What each segment gets, by name; accounts without a segment are in none.
  public let segments: [GroupAllocation]
  /// The optimum of the program: money over the horizon that care (on its envelopes) and responses add
  /// to the value without them, times the strategic weights; of a risk-averse program its mean and what it is
  /// in the worst worlds, as they are weighed.
  ///
  /// For what the plan earns see `gain`.
  public let objective: Double
  /// How near the plan is to the best one; `nil` where value curves are concave as far as the plan goes, so
  /// that no plan is better but for the error of envelopes.
  public let optimality: PlanOptimality?
  /// What the plan adds to what the accounts are worth without any work, money over the horizon: care at
  /// its true value, not on its envelopes, and responses, without strategic weights.
  public let gain: Double
  /// By how much the envelopes overstate the value of the planned care, money over the horizon without
  /// strategic weights: the sum over the accounts.
  public let overstatement: Double
  /// Whether an account that a KAM owns has a strategic weight other than 1.
  public let hasWeights: Bool
  /// The bounds of shares, days of groups, budgets and the reserve for responses that cost something:
  /// loosening one would raise the objective.
  ///
  /// Each has only the side that binds; its other side is no bound.
  public let bindingBounds: [BindingBound]
  /// What the user should know about the plan.
  public let warnings: [AllocationWarning]
  /// The bounds that were loosened because no plan keeps them; empty unless asked for.
  public let relaxations: [BoundRelaxation]
  /// When in the year the days are planned; `nil` without periods.
  public internal(set) var calendar: PlanCalendar?
  /// How the plan does in bad worlds; `nil` unless the scenario has `riskAversion`.
  public internal(set) var risk: PlanRisk?
  /// The linear programs behind the plan, one per KAM or one for all.
  public let programs: [SolvedProgram]
}

/// How near a plan with curves that are not concave is to the best one; money over the horizon, weighted.
public struct PlanOptimality: Equatable, Sendable {
  /// What the plan adds, on the true curves.
  public let value: Double
  /// What the envelopes of all days promise, before any split.
  public let relaxation: Double
  /// How much more another plan could add at most, to within the error of envelopes (`pwlTolerance`).
  public let gap: Double
  /// How often the days of an account were split to find it.
  public let splits: Int

  /// What no plan adds more than.
  public var bound: Double { value + gap }

  /// The gap as a share of the value; `nil` where that is nothing.
  public var gapShare: Double? { value == 0 ? nil : gap / abs(value) }
}

/// A bound that costs something, and how much.
public struct BindingBound: Equatable, Sendable {
  /// The bound.
  public let bound: PlanBound
  /// What the objective gains, money, by each day by which the bound is loosened; by each unit of money
  /// if it is in money.
  ///
  /// Of a reserve for responses it is the greatest gain of a KAM.
  public let price: Double
}

/// A linear program and its optimal solution.
public struct SolvedProgram: Equatable, Sendable {
  /// The program; money over the horizon, days per year.
  public let model: LinearModel
  /// Its solution.
  public let solution: LinearSolution
}

/// What stops an account's care days where they are.
public enum AllocationBound: Equatable, Sendable {
  /// Nothing but the price of a day: the next day is worth less than elsewhere.
  case price
  /// No care: even the first day is worth less than elsewhere.
  case noCare
  /// Its `minDays` or its care model's, scaled down where the result warns so.
  case minDays
  /// Its `maxDays` or its care model's, also where that is 0.
  case maxDays
  /// Its days are locked.
  case lockedDays
  /// How far it may move from its current days.
  case maxChange
  /// Its KAM's capacity: it has all days of its KAM, or the KAM has none.
  case capacity
  /// A share bound: the next day is worth more than its KAM's price, but would break a bound.
  case share
  /// The same for a bound on the days of a tier or segment.
  case days
  /// The same for a budget of days or money.
  case budget
  /// The same for the part of its KAM's capacity that is kept for responses.
  case responseReserve
  /// No KAM owns it.
  case pooled
}

/// What an account gets.
public struct AccountAllocation: Equatable, Sendable {
  /// The account's id.
  public let id: String
  /// Planned care, days/year.
  public let careDays: Double
  /// Planned responses, days/year, by trigger type.
  public let responseDays: [Double]
  /// Value of responses, by trigger type; empty for a pooled account.
  public let responses: [ResponseValue]
  /// Value of the account under the plan, money over the horizon; `nil` if pooled.
  public let valueAtPlan: Double?
  /// Its value without care, money over the horizon; `nil` if pooled.
  public let valueWithoutCare: Double?
  /// Worth of the last care day planned, money/day without the strategic weight; `nil` without care.
  public let lastDayValue: Double?
  /// Worth of one more care day a year, money/day without the strategic weight, also where its
  /// own limits forbid it; `nil` from the care model's `maxDays` on or if pooled.
  public let nextDayValue: Double?
  /// What a day on it must earn, money/day, weighted: the shadow price of its KAM, and of share bounds
  /// where they bind; `nil` if pooled.
  public let price: Double?
  /// What stops its care days where they are.
  public let bound: AllocationBound
  /// By how much the program overstates the value of the planned care, money over the horizon: more than
  /// 0 only where the value curve is not concave and the plan stops within a bridge over it.
  public let overstatement: Double
  /// Its limits on care days; `nil` if pooled.
  let limits: CareLimits?
  /// What its least days were multiplied with so that the KAM's capacity suffices.
  let minimumScale: Double
  /// The care days a year that the search for the best plan of S-shaped curves left it; `nil` where all.
  let side: ClosedRange<Double>?

  /// Planned responses of all types, days/year.
  public var totalResponseDays: Double { responseDays.reduce(0, +) }

  /// All planned days a year.
  public var plannedDays: Double { careDays + totalResponseDays }
}

/// What a KAM plans.
public struct KAMAllocation: Equatable, Sendable {
  /// The KAM's id.
  public let id: String
  /// Customer-days a year.
  public internal(set) var capacity: Double
  /// Planned care, days/year.
  public let careDays: Double
  /// Planned responses, days/year.
  public let responseDays: Double
  /// What one more day is worth, money/day: the bid price that work should earn.
  ///
  /// It is a price of the objective, so it is weighted where strategic weights differ from 1: compare it
  /// with an account's `nextDayValue` times the account's weight. Of a risk-averse plan it counts what a day is
  /// worth in bad worlds. Where minimum days were scaled down to
  /// the capacity, it is what a day would earn that need not go to them.
  public let shadowPrice: Double
  /// The prices of its last and its next day, with the capacities over which they hold; `nil` where
  /// minimum days were scaled down or the plan is risk-averse, and where bounds couple KAMs or a reserve is
  /// kept until `AllocationResult.pricingDays(using:)` has found them.
  public internal(set) var dayPrice: DayPrice?
  /// Where its capacity is in the programs; `nil` where minimum days were scaled down or the plan is
  /// risk-averse.
  let capacityRows: CapacityRows?

  /// All planned days a year.
  public var plannedDays: Double { careDays + responseDays }
}

/// What a tier or a segment gets.
public struct GroupAllocation: Equatable, Sendable {
  /// Its id or name.
  public let name: String
  /// How many accounts it has.
  public let accountCount: Int
  /// Planned care, days/year.
  public let careDays: Double
  /// Planned responses, days/year.
  public let responseDays: Double
  /// Its share of all planned days; 0 if nothing is planned.
  public let share: Double
}

extension AllocationResult {
  /// The plan with its queue discipline: responses by value density, care at the worth of the last day
  /// planned; responses worth less than nothing are refused.
  ///
  /// Both are money per day times the strategic weight, since that acts in the linear program.
  ///
  /// - Parameters:
  ///   - name: What the plan is called in reports.
  ///   - portfolio: The portfolio that the result is of.
  /// - Returns: The plan, ready to simulate.
  public func plan(named name: String, for portfolio: Portfolio) -> AllocationPlan {
    precondition(accounts.count == portfolio.accounts.count, "the result is of another portfolio")
    let weights = portfolio.accounts.map(\.strategicWeight)
    let densities = accounts.map { account in
      account.bound == .pooled
        ? portfolio.triggers.map { _ in 0 } : account.responses.map(\.perDay)
    }
    return AllocationPlan(
      name: name, careDays: accounts.map(\.careDays),
      carePriority: zip(accounts, weights).map { $1 * ($0.lastDayValue ?? 0) },
      responsePriority: zip(densities, weights).map { densities, weight in
        densities.map { weight * $0 }
      },
      rejects: densities.map { $0.map { $0 < 0 } }, careByPeriod: calendar?.careDays ?? [])
  }
}

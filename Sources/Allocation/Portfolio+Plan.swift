import LinearProgramming
import PortfolioModel

/// A policy with its plan, before it is simulated.
public struct PlannedPolicy: Sendable {
  /// The policy.
  public let policy: Policy
  /// Its plan, named after the policy.
  public let plan: AllocationPlan
  /// The solution behind an optimised plan.
  public let allocation: AllocationResult?
  /// What makes the plan again at reviews, if anything does.
  public var replanner: (any Replanner)?
  /// How the simulation tuned the plan, if it did.
  public var tuning: Tuning?
  /// What is doubtful about a plan that is not optimised.
  public var warnings: [AllocationWarning] = []
}

extension Portfolio {
  /// The plan of a policy and its queue discipline (section 6 of the model page).
  ///
  /// Pooled accounts get no days. Except under `reactive`, `own` and the optimal policies, a KAM's plan
  /// divides what the reserve for responses leaves of its capacity.
  ///
  /// - Parameters:
  ///   - policy: The policy.
  ///   - horizonYears: The horizon that `optimal` plans for, years, above 0.
  ///   - bounds: Bounds that `optimal` keeps.
  ///   - relaxes: Whether bounds that no plan keeps are loosened as little as possible, with a warning.
  ///   - solver: What solves the linear program of `optimal`.
  /// - Returns: The plan, with the solution behind it where it was optimised.
  /// - Throws: `AllocationError`, for the optimal policies and for `own` without days.
  public func planned(
    _ policy: Policy, horizonYears: Double, bounds: [PlanBound] = [],
    relaxing relaxes: Bool = false, using solver: LinearSolver
  ) throws(AllocationError) -> PlannedPolicy {
    let heuristic: AllocationPlan
    switch policy {
    case .optimalRolling where bounds.contains(where: \.isRiskAverse):
      throw .riskAverse(policy)
    case .reactive:
      heuristic = plan(policy, careDays: accounts.map { _ in 0 }, priority: { _ in 0 })
    case .equal:
      heuristic = plan(policy, careDays: careDays(inProportionTo: { _ in 1 }), priority: { _ in 0 })
    case .value:
      heuristic = plan(
        policy, careDays: careDays(inProportionTo: { max(0, contribution(of: $0)) }),
        priority: contribution(of:))
    case .potential:
      heuristic = plan(
        policy, careDays: careDays(inProportionTo: { max(0, potentialContribution(of: $0)) }),
        priority: potentialContribution(of:))
    case .activity:
      heuristic = activityPlan()
    case .careModel:
      heuristic = plan(
        policy, careDays: cadenceDays(),
        priority: { Double(careModels.count - tierIndex[$0]) })
    case .own: return try ownPlan()
    case .optimal:
      let result = try allocation(
        horizonYears: horizonYears, bounds: bounds, relaxing: relaxes, using: solver)
      return PlannedPolicy(
        policy: policy, plan: result.plan(named: policy.rawValue, for: self), allocation: result)
    case .optimalTuned:
      return try planned(
        planning: 1, horizonYears: horizonYears, bounds: bounds, relaxing: relaxes, using: solver)
    case .optimalRolling:
      let program = AllocationProgram(portfolio: self, horizonYears: horizonYears, bounds: bounds)
      let result = try program.solve(relaxing: relaxes, using: solver)
      return PlannedPolicy(
        policy: policy, plan: result.plan(named: policy.rawValue, for: self), allocation: result,
        replanner: program.rollingPlan(after: result))
    }
    return PlannedPolicy(policy: policy, plan: heuristic, allocation: nil)
  }

  /// The plan of `optimal-tuned`: that of `optimal` for a team with some times the days.
  ///
  /// - Parameters:
  ///   - factor: The days that are planned for a day that there is, above 0.
  ///   - horizonYears: The horizon to plan for, years, above 0.
  ///   - bounds: Bounds to keep.
  ///   - relaxes: Whether bounds that no plan keeps are loosened as little as possible, with a warning.
  ///   - solver: What solves linear programs.
  /// - Returns: The plan, with the solution behind it.
  /// - Throws: `AllocationError` if there is none.
  public func planned(
    planning factor: Double, horizonYears: Double, bounds: [PlanBound] = [],
    relaxing relaxes: Bool = false, using solver: LinearSolver
  ) throws(AllocationError) -> PlannedPolicy {
    if bounds.contains(where: \.isRiskAverse) { throw .riskAverse(.optimalTuned) }
    var result = try scalingTeam(by: factor).allocation(
      horizonYears: horizonYears, bounds: bounds, relaxing: relaxes, using: solver)
    if factor != 1 {
      for kam in team.indices {
        result.team[kam].capacity = capacity(of: kam)
        // Steps of a price are at capacities that nobody has.
        result.team[kam].dayPrice = nil
        for period in result.calendar?.seats[kam].cells.indices ?? 0..<0 {
          result.calendar?.seats[kam].cells[period].capacity /= factor
        }
      }
    }
    return PlannedPolicy(
      policy: .optimalTuned, plan: result.plan(named: Policy.optimalTuned.rawValue, for: self),
      allocation: result)
  }

  /// The plan of a policy, as `planned(_:horizonYears:bounds:relaxing:using:)` makes it.
  public func plan(
    for policy: Policy, horizonYears: Double, bounds: [PlanBound] = [],
    using solver: LinearSolver
  ) throws(AllocationError) -> AllocationPlan {
    try planned(
      policy, horizonYears: horizonYears, bounds: bounds, using: solver
    ).plan
  }

  /// The solution of the linear program behind the plan of `optimal`.
  ///
  /// - Parameters:
  ///   - horizonYears: The horizon to plan for, years, above 0.
  ///   - bounds: Bounds to keep.
  ///   - relaxes: Whether bounds that no plan keeps are loosened as little as possible, with a warning.
  ///   - solver: What solves linear programs.
  /// - Returns: The solution, with its prices and warnings.
  /// - Throws: `AllocationError` if there is none.
  public func allocation(
    horizonYears: Double, bounds: [PlanBound] = [], relaxing relaxes: Bool = false,
    using solver: LinearSolver
  ) throws(AllocationError) -> AllocationResult {
    try AllocationProgram(
      portfolio: self, horizonYears: horizonYears, bounds: bounds
    ).solve(relaxing: relaxes, using: solver)
  }

  /// Contribution today, `m R`, money/year.
  private func contribution(of account: Int) -> Double {
    accounts[account].margin * accounts[account].annualRevenue
  }

  /// Contribution still to win, `m P`, money/year.
  private func potentialContribution(of account: Int) -> Double {
    accounts[account].margin * accounts[account].potential
  }

  /// A plan whose queues rank all work of an account alike.
  func plan(
    _ policy: Policy, careDays: [Double], priority: (Int) -> Double
  ) -> AllocationPlan {
    let priorities = accounts.indices.map(priority)
    return AllocationPlan(
      name: policy.rawValue, careDays: careDays, carePriority: priorities,
      responsePriority: priorities.map { priority in triggers.map { _ in priority } },
      rejects: rejectingNothing)
  }

  /// Care in proportion to activity; inbound requests first, then other responses, then care.
  private func activityPlan() -> AllocationPlan {
    let ranks = triggers.map { $0.isInbound ? 2.0 : 1.0 }
    return AllocationPlan(
      name: Policy.activity.rawValue,
      careDays: careDays(inProportionTo: { accounts[$0].activity }),
      carePriority: accounts.map { _ in 0 }, responsePriority: accounts.map { _ in ranks },
      rejects: rejectingNothing)
  }

  private var rejectingNothing: [[Bool]] { accounts.map { _ in triggers.map { _ in false } } }

  /// Each KAM's care capacity, divided in proportion to weights; equally where all are 0.
  private func careDays(inProportionTo weight: (Int) -> Double) -> [Double] {
    var days = accounts.map { _ in 0.0 }
    for kam in team.indices {
      let owned = accountsOfKAM[kam]
      let available = careCapacity(of: kam)
      let total = owned.reduce(0) { $0 + weight($1) }
      for account in owned {
        days[account] = available * (total > 0 ? weight(account) / total : 1 / Double(owned.count))
      }
    }
    return days
  }

  /// Each tier's cadence times the length of a session, scaled down together where that is more than a
  /// KAM's care capacity.
  private func cadenceDays() -> [Double] {
    var days = accounts.map { _ in 0.0 }
    for kam in team.indices {
      let owned = accountsOfKAM[kam]
      let wanted = owned.map { careModel(of: $0).cadence * parameters.sessionDays }
      let total = wanted.reduce(0, +)
      let available = careCapacity(of: kam)
      let scale = total > available ? available / total : 1
      for (account, wish) in zip(owned, wanted) { days[account] = wish * scale }
    }
    return days
  }
}

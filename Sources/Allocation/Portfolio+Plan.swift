import LinearProgramming
import PortfolioModel

extension Portfolio {
  /// The plan of a policy and its queue discipline (section 6 of the model page).
  ///
  /// Pooled accounts get no days. Except under `reactive` and `optimal`, a KAM's plan divides what the
  /// reserve for responses leaves of its capacity.
  ///
  /// - Parameters:
  ///   - policy: The policy.
  ///   - horizonYears: The horizon that `optimal` plans for, years, above 0.
  ///   - shareBounds: Bounds that `optimal` keeps.
  ///   - solver: What solves the linear program of `optimal`.
  /// - Returns: The plan, named after the policy.
  /// - Throws: `AllocationError`, for the optimal policies only.
  public func plan(
    for policy: Policy, horizonYears: Double, shareBounds: [ShareBound] = [],
    using solver: LinearSolver
  ) throws(AllocationError) -> AllocationPlan {
    switch policy {
    case .reactive:
      return plan(policy, careDays: accounts.map { _ in 0 }, priority: { _ in 0 })
    case .equal:
      return plan(policy, careDays: careDays(inProportionTo: { _ in 1 }), priority: { _ in 0 })
    case .value:
      return plan(
        policy, careDays: careDays(inProportionTo: { max(0, contribution(of: $0)) }),
        priority: contribution(of:))
    case .potential:
      return plan(
        policy, careDays: careDays(inProportionTo: { max(0, potentialContribution(of: $0)) }),
        priority: potentialContribution(of:))
    case .activity:
      return activityPlan()
    case .careModel:
      return plan(
        policy, careDays: cadenceDays(),
        priority: { Double(careModels.count - tierIndex[$0]) })
    case .optimal:
      let program = AllocationProgram(
        portfolio: self, horizonYears: horizonYears, shareBounds: shareBounds)
      return try program.solve(using: solver).plan(named: policy.rawValue, for: self)
    case .optimalRolling:
      throw .notAvailable(.optimalRolling, insteadUse: .optimal)
    }
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
  private func plan(
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

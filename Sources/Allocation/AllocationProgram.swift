import LinearProgramming
import PortfolioModel

/// The linear program of section 8 of the model page: which accounts get the days of their KAMs.
///
///     maximise    sum_i q_i ( sum_s slope_is x_is + T sum_e density_ie y_ie )
///     subject to  sum over accounts of k (x + y) <= C_k                one row per KAM
///                 sum over accounts of k x <= (1 - reserve) C_k        if days are kept for responses
///                 minimum_g total <= days of g <= maximum_g total      two rows per share bound
///                 minimum_g <= days of g <= maximum_g                  two rows per bound on days
///                 total <= days,  sum_k cost_k days of k <= money      one row per budget
///                 least_i <= sum_s x_is <= most_i                      in the bounds of the segments
///                 sum of least care and responses in scarce periods <= capacity there     (`KAMCalendar`)
///
/// Days are per year, money is over the horizon `T`. `x` are care days on the segments of the concave
/// envelope of `V_i`, `y` response days up to the detected work. The days of a group are the care and
/// response days of its accounts, `total` is all planned days of all KAMs; a side that says nothing
/// needs no row. Pooled accounts are left out.
///
/// Without shares, days of groups, budgets and risk aversion KAMs have nothing in common, and each gets its
/// own small program. Risk aversion of a weight `w` takes `(1 - w)` times this objective, and `w` times what
/// the plan is worth on average in the worst of sampled worlds.
public struct AllocationProgram: Sendable {
  /// What the user should know about the program.
  public let warnings: [AllocationWarning]

  let portfolio: Portfolio
  let horizonYears: Double
  /// The rows that concern several KAMs.
  private(set) var couplings: [CouplingRow]
  /// The share of each capacity that care leaves to responses.
  let responseReserve: Double
  /// How much bad worlds count, if the scenario says so.
  private let riskAversion: RiskAversion?
  /// The cases of each KAM's accounts.
  let casesOfKAM: [[AccountCase]]

  /// States the program of a portfolio.
  ///
  /// - Parameters:
  ///   - portfolio: Accounts and care models have `minDays <= maxDays`.
  ///   - horizonYears: The horizon `T`, years, above 0.
  ///   - bounds: Bounds to keep, none of them negative, each with `minimum <= maximum`; of limits of
  ///     change, reserves for responses and risk aversions the last one counts.
  /// - Complexity: O(accounts): some fifty valuations each.
  public init(portfolio: Portfolio, horizonYears: Double, bounds: [PlanBound] = []) {
    var maxChange: ChangeLimit?
    var responseReserve = 0.0
    var riskAversion: RiskAversion?
    for bound in bounds {
      precondition(bound.makesSense, "bound \(bound)")
      if case .maxChange(let change) = bound { maxChange = change }
      if case .responseReserve(let share) = bound { responseReserve = share }
      if case .riskAversion(let aversion) = bound { riskAversion = aversion }
    }
    var warnings: [AllocationWarning] = []
    var heldOutside: [String] = []
    var casesOfKAM: [[AccountCase]] = []
    var panels = TimePanelCache(parameters: portfolio.parameters, horizonYears: horizonYears)
    for kam in portfolio.team.indices {
      let capacity = portfolio.capacity(of: kam)
      let careCapacity = (1 - responseReserve) * capacity
      let calendar = KAMCalendar(of: kam, in: portfolio)
      let owned = portfolio.accountsOfKAM[kam].map { account in
        (account: account, limits: CareLimits(of: account, in: portfolio, maxChange: maxChange))
      }
      let minimum = owned.reduce(0) { $0 + $1.limits.least }
      // So many of the least days can be planned: those that all periods have room for.
      let possible = calendar.scarcest.reduce(careCapacity) { possible, scarcest in
        let least = owned.reduce(0) {
          $0 + $1.limits.least
            * scarcest.leastShare(spread: calendar.spread(of: portfolio.careModel(of: $1.account)))
        }
        return least > scarcest.capacity
          ? min(possible, minimum * scarcest.capacity / least) : possible
      }
      // Days that are locked or as today may add up to the capacity, but for rounding.
      if minimum > possible * (1 + 1e-9) {
        warnings.append(
          .minimumDaysAboveCapacity(
            kam: portfolio.team[kam].id, excessDays: minimum - possible,
            accounts: owned.filter { $0.limits.least > 0 }.map { portfolio.accounts[$0.account].id }
          ))
      }
      heldOutside += owned.filter { $0.limits.isHeldOutside }.map {
        portfolio.accounts[$0.account].id
      }
      casesOfKAM.append(
        owned.map {
          AccountCase(
            account: $0.account, in: portfolio, horizonYears: horizonYears, limits: $0.limits,
            minimumScale: minimum > possible ? possible / minimum : 1, capacity: capacity,
            presence: calendar.presence, panels: &panels)
        })
    }
    if !heldOutside.isEmpty { warnings.append(.changeTooSmall(accounts: heldOutside)) }
    self.warnings = warnings
    self.portfolio = portfolio
    self.horizonYears = horizonYears
    self.couplings = bounds.flatMap { $0.couplingRows(in: portfolio) }
    self.responseReserve = responseReserve
    self.riskAversion = riskAversion
    self.casesOfKAM = casesOfKAM
  }

  /// Solves the program.
  ///
  /// - Parameters:
  ///   - relaxes: Whether bounds that can't be kept are loosened as little as possible, with a warning.
  ///   - solver: What solves linear programs.
  /// - Returns: An optimal allocation, with the programs and solutions behind it.
  /// - Throws: `AllocationError.infeasible` if the bounds can't be kept, `.tooManyWorlds` if the program
  ///   would be too large, `.solverFailed` if the solver gave up.
  public func solve(
    relaxing relaxes: Bool = false, using solver: LinearSolver
  ) throws(AllocationError) -> AllocationResult {
    try solve(relaxing: relaxes, splitLimit: nil, using: solver)
  }

  /// The same with the most splits in the search for the plan of curves that are not concave; what the size
  /// of the program allows if `nil`.
  func solve(
    relaxing relaxes: Bool = false, splitLimit: Int?, using solver: LinearSolver
  ) throws(AllocationError) -> AllocationResult {
    guard let riskAversion else {
      return try solve(in: nil, relaxing: relaxes, splitLimit: splitLimit, using: solver)
    }
    let cases = casesOfKAM.flatMap { $0 }.sorted { $0.account < $1.account }
    let worlds = try WorldSample(
      riskAversion, of: cases, in: portfolio, horizonYears: horizonYears)
    let neutral = try solve(in: nil, relaxing: relaxes, splitLimit: splitLimit, using: solver)
    var result =
      riskAversion.weight > 0
      ? try solve(in: worlds, relaxing: relaxes, splitLimit: splitLimit, using: solver) : neutral
    result.risk = PlanRisk(
      of: result, without: neutral, riskAversion, portfolio: portfolio, horizonYears: horizonYears)
    return result
  }

  /// Solves the program, risk-averse if there are worlds.
  private func solve(
    in worlds: WorldSample?, relaxing relaxes: Bool, splitLimit: Int?, using solver: LinearSolver
  ) throws(AllocationError) -> AllocationResult {
    var blocks: [SolvedBlock] = []
    var relaxations: [BoundRelaxation] = []
    if couplings.isEmpty && worlds == nil {
      for kam in portfolio.team.indices {
        guard let block = try solve(kams: [kam], keeping: [], in: nil, using: solver) else {
          throw .solverFailed("the days of KAM '\(portfolio.team[kam].id)' have no plan")
        }
        blocks.append(
          try searched(from: block, kams: [kam], keeping: [], splitLimit, using: solver))
      }
    } else {
      let team = Array(portfolio.team.indices)
      if let block = try solve(kams: team, keeping: couplings, in: worlds, using: solver) {
        blocks.append(
          try searched(from: block, kams: team, keeping: couplings, splitLimit, using: solver))
      } else {
        let relaxed = try relaxed(in: worlds, using: solver)
        guard relaxes, let relaxed else {
          throw .infeasible(try conflict(relaxations: relaxed?.relaxations ?? [], using: solver))
        }
        blocks.append(
          try searched(
            from: relaxed.block, kams: team, keeping: relaxed.kept, splitLimit, using: solver))
        relaxations = relaxed.relaxations
      }
    }
    var result = AllocationResult(
      of: blocks, portfolio: portfolio, horizonYears: horizonYears,
      warnings: warnings + (relaxations.isEmpty ? [] : [.boundsRelaxed(relaxations)]),
      relaxations: relaxations)
    result.calendar = try PlanCalendar(
      of: blocks, portfolio: portfolio, horizonYears: horizonYears, using: solver)
    return result
  }

  /// Makes what solves the program again at reviews.
  ///
  /// - Parameter result: The solution of this program.
  /// - Returns: The values of all accounts at all reviews.
  func rollingPlan(after result: AllocationResult) -> RollingPlan {
    RollingPlan(casesOfKAM, after: result, portfolio: portfolio, horizonYears: horizonYears)
  }

  /// Solves the part of the program that concerns some KAMs; `nil` where no plan keeps the bounds, or
  /// they have shares and planning nothing is the best that does although there is work worth doing.
  private func solve(
    kams: [Int], keeping couplings: [CouplingRow], cases: [[AccountCase]]? = nil,
    in worlds: WorldSample? = nil, using solver: LinearSolver
  ) throws(AllocationError) -> SolvedBlock? {
    let block = ProgramBlock(
      kams: kams, casesOfKAM: cases ?? casesOfKAM, couplings: couplings,
      responseReserve: responseReserve, worlds: worlds, portfolio: portfolio,
      horizonYears: horizonYears)
    let hasShares = couplings.contains { $0.bound.reason == .share }
    do {
      let solution = try block.model.solved(using: solver)
      return hasShares && block.isEmpty(solution) && block.hasWork
        ? nil : SolvedBlock(block: block, solution: solution)
    } catch {
      switch error {
      case .infeasible: return nil
      case .unbounded: throw .solverFailed("the solver finds no limit to its objective")
      case .undecided(let reason): throw .solverFailed(reason)
      }
    }
  }

  /// The best plan found where value curves are not concave; the solution itself where they are, and where
  /// the plan is risk-averse, for then it looks at more than these curves.
  private func searched(
    from root: SolvedBlock, kams: [Int], keeping couplings: [CouplingRow], _ splitLimit: Int?,
    using solver: LinearSolver
  ) throws(AllocationError) -> SolvedBlock {
    if root.block.worlds != nil { return root }
    return try PlanSearch(
      from: root, cases: casesOfKAM, tolerance: portfolio.parameters.pwlTolerance,
      splitLimit: splitLimit
        ?? PlanSearch.splitLimit(variables: root.block.model.objective.count)
    ) { cases throws(AllocationError) in
      try solve(kams: kams, keeping: couplings, cases: cases, using: solver)
    }.best
  }

  // MARK: - Bounds that can't be kept

  /// Loosens bounds that can't be kept as little as possible, and solves the program that is left.
  ///
  /// The elastic program says by how much. Shares may all hold where nothing is planned: then, of plans
  /// with all the days that the best plan without shares has, the one is taken that breaks bounds least.
  ///
  /// - Returns: What was loosened, with the solved program; `nil` where no such plan is worth making.
  private func relaxed(
    in worlds: WorldSample?, using solver: LinearSolver
  ) throws(AllocationError)
    -> (relaxations: [BoundRelaxation], block: SolvedBlock, kept: [CouplingRow])?
  {
    let space = PlanSpace(
      casesOfKAM: casesOfKAM, couplings: couplings, responseReserve: responseReserve,
      portfolio: portfolio)
    if let relaxed = try relaxed(space, leastTotal: 0, in: worlds, using: solver) { return relaxed }
    var withoutShares = self
    withoutShares.couplings = couplings.filter { $0.bound.reason != .share }
    guard withoutShares.couplings.count < couplings.count else { return nil }
    let planned = try withoutShares.solve(
      in: worlds, relaxing: true, splitLimit: nil, using: solver
    ).team
      .reduce(0) { $0 + $1.plannedDays }
    return try relaxed(space, leastTotal: planned * (1 - 1e-6), in: worlds, using: solver)
  }

  /// The same with some days to plan in all.
  private func relaxed(
    _ space: PlanSpace, leastTotal: Double, in worlds: WorldSample?,
    using solver: LinearSolver
  ) throws(AllocationError)
    -> (relaxations: [BoundRelaxation], block: SolvedBlock, kept: [CouplingRow])?
  {
    guard let violation = space.leastViolation(leastTotal: leastTotal, using: solver) else {
      return nil
    }
    let rounding = 1e-7 * max(1, violation.total)
    let broken = couplings.indices.filter { violation.slacks[$0] > rounding }
    guard !broken.isEmpty else { return nil }
    for margin in [1e-5, -1e-5] {
      var relaxations: [BoundRelaxation] = []
      var kept: [CouplingRow] = []
      for (position, coupling) in couplings.enumerated() {
        guard broken.contains(position) else {
          kept.append(coupling)
          continue
        }
        let relaxation = BoundRelaxation(
          of: coupling.bound, activity: violation.activities[position], total: violation.total,
          margin: margin)
        relaxations.append(relaxation)
        kept += relaxation.relaxed.couplingRows(in: portfolio)
      }
      let team = Array(portfolio.team.indices)
      if let block = try solve(kams: team, keeping: kept, in: worlds, using: solver) {
        return (relaxations, block, kept)
      }
    }
    return nil
  }

  /// Bounds that can't be kept together although any of them could be left out to do so, and the limits
  /// that they conflict with.
  private func conflict(
    relaxations: [BoundRelaxation], using solver: LinearSolver
  ) throws(AllocationError) -> BoundConflict {
    func space(_ couplings: [CouplingRow]) -> PlanSpace {
      PlanSpace(
        casesOfKAM: casesOfKAM, couplings: couplings, responseReserve: responseReserve,
        portfolio: portfolio)
    }
    let team = Array(portfolio.team.indices)
    var conflict = couplings
    for index in couplings.indices.reversed() {
      var others = conflict
      others.remove(at: index)
      // The small program finds most conflicts, and faster.
      if !space(others).hasPlan(using: solver) {
        conflict = others
      } else if try solve(kams: team, keeping: others, in: nil, using: solver) == nil {
        conflict = others
      }
    }
    return BoundConflict(
      bounds: conflict.map(\.bound), limits: space(conflict).conflictingLimits(using: solver),
      relaxations: relaxations)
  }
}

extension PlanBound {
  /// Whether no number is negative or above what it is a share of, and no minimum above its maximum.
  fileprivate var makesSense: Bool {
    switch self {
    case .share(let share):
      0 <= share.minimum && share.minimum <= share.maximum && share.maximum <= 1
    case .days(let days):
      0 <= days.minimum && days.minimum <= days.maximum && days.minimum < .infinity
    case .budgetDays(let amount), .budgetMoney(let amount): 0 <= amount && amount < .infinity
    case .maxChange(let change): 0 <= change.days(from: 1) && change.days(from: 1) < .infinity
    case .responseReserve(let share): 0 <= share && share <= 1
    case .riskAversion(let aversion):
      RiskAversion.allowedWeights.contains(aversion.weight)
        && RiskAversion.allowedLevels.contains(aversion.level) && aversion.worlds > 0
    }
  }
}

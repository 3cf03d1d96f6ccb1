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
///
/// Days are per year, money is over the horizon `T`. `x` are care days on the segments of the concave
/// envelope of `V_i`, `y` response days up to the detected work. The days of a group are the care and
/// response days of its accounts, `total` is all planned days of all KAMs; a side that says nothing
/// needs no row. Pooled accounts are left out.
///
/// Without shares, days of groups and budgets KAMs have nothing in common, and each gets its own small
/// program.
public struct AllocationProgram: Sendable {
  /// What the user should know about the program.
  public let warnings: [AllocationWarning]

  private let portfolio: Portfolio
  private let horizonYears: Double
  /// The rows that concern several KAMs.
  private let couplings: [CouplingRow]
  /// The share of each capacity that care leaves to responses.
  private let responseReserve: Double
  /// The cases of each KAM's accounts.
  private let casesOfKAM: [[AccountCase]]

  /// States the program of a portfolio.
  ///
  /// - Parameters:
  ///   - portfolio: Accounts and care models have `minDays <= maxDays`.
  ///   - horizonYears: The horizon `T`, years, above 0.
  ///   - bounds: Bounds to keep, none of them negative, each with `minimum <= maximum`; of limits of
  ///     change and reserves for responses the last one counts.
  /// - Complexity: O(accounts): some fifty valuations each.
  public init(portfolio: Portfolio, horizonYears: Double, bounds: [PlanBound] = []) {
    var maxChange: ChangeLimit?
    var responseReserve = 0.0
    for bound in bounds {
      precondition(bound.makesSense, "bound \(bound)")
      if case .maxChange(let change) = bound { maxChange = change }
      if case .responseReserve(let share) = bound { responseReserve = share }
    }
    var warnings: [AllocationWarning] = []
    var heldOutside: [String] = []
    var casesOfKAM: [[AccountCase]] = []
    var panels = TimePanelCache(parameters: portfolio.parameters, horizonYears: horizonYears)
    for kam in portfolio.team.indices {
      let capacity = portfolio.capacity(of: kam)
      let careCapacity = (1 - responseReserve) * capacity
      let owned = portfolio.accountsOfKAM[kam].map { account in
        (account: account, limits: CareLimits(of: account, in: portfolio, maxChange: maxChange))
      }
      let minimum = owned.reduce(0) { $0 + $1.limits.least }
      // Days that are locked or as today may add up to the capacity, but for rounding.
      if minimum > careCapacity * (1 + 1e-9) {
        warnings.append(
          .minimumDaysAboveCapacity(
            kam: portfolio.team[kam].id, excessDays: minimum - careCapacity,
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
            minimumScale: minimum > careCapacity ? careCapacity / minimum : 1, capacity: capacity,
            panels: &panels)
        })
    }
    if !heldOutside.isEmpty { warnings.append(.changeTooSmall(accounts: heldOutside)) }
    self.warnings = warnings
    self.portfolio = portfolio
    self.horizonYears = horizonYears
    self.couplings = bounds.flatMap { $0.couplingRows(in: portfolio) }
    self.responseReserve = responseReserve
    self.casesOfKAM = casesOfKAM
  }

  /// Solves the program.
  ///
  /// - Parameter solver: What solves linear programs.
  /// - Returns: An optimal allocation, with the programs and solutions behind it.
  /// - Throws: `AllocationError.infeasible` if the bounds can't be kept, `.solverFailed` if the
  ///   solver gave up.
  public func solve(using solver: LinearSolver) throws(AllocationError) -> AllocationResult {
    var blocks: [SolvedBlock] = []
    if couplings.isEmpty {
      for kam in portfolio.team.indices {
        guard let block = try solve(kams: [kam], keeping: [], using: solver) else {
          throw .solverFailed("the days of KAM '\(portfolio.team[kam].id)' have no plan")
        }
        blocks.append(block)
      }
    } else {
      let team = Array(portfolio.team.indices)
      guard let block = try solve(kams: team, keeping: couplings, using: solver) else {
        throw .infeasible(try conflict(using: solver))
      }
      blocks.append(block)
    }
    return AllocationResult(
      of: blocks, portfolio: portfolio, horizonYears: horizonYears, warnings: warnings)
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
    kams: [Int], keeping couplings: [CouplingRow], using solver: LinearSolver
  ) throws(AllocationError) -> SolvedBlock? {
    let block = ProgramBlock(
      kams: kams, casesOfKAM: casesOfKAM, couplings: couplings,
      responseReserve: responseReserve, portfolio: portfolio, horizonYears: horizonYears)
    let hasShares = couplings.contains { $0.bound.reason == .share }
    do {
      let solution = try block.model.solved(using: solver)
      let isEmpty = solution.values.allSatisfy { $0 <= 1e-9 }
      return hasShares && isEmpty && block.hasWork
        ? nil : SolvedBlock(block: block, solution: solution)
    } catch {
      switch error {
      case .infeasible: return nil
      case .unbounded: throw .solverFailed("the solver finds no limit to its objective")
      case .undecided(let reason): throw .solverFailed(reason)
      }
    }
  }

  /// Bounds that can't be kept together although any of them could be left out to do so.
  private func conflict(using solver: LinearSolver) throws(AllocationError) -> [PlanBound] {
    let team = Array(portfolio.team.indices)
    var conflict = couplings
    for index in couplings.indices.reversed() {
      var others = conflict
      others.remove(at: index)
      if try solve(kams: team, keeping: others, using: solver) == nil { conflict = others }
    }
    return conflict.map(\.bound)
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
    }
  }
}

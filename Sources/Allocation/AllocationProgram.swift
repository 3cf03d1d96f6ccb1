import LinearProgramming
import PortfolioModel

/// The linear program of section 8 of the model page: which accounts get the days of their KAMs.
///
///     maximise    sum_i q_i ( sum_s slope_is x_is + T sum_e density_ie y_ie )
///     subject to  sum over accounts of k (x + y) <= C_k                one row per KAM
///                 minimum_g total <= days of g                         one row per share bound
///                 days of g <= maximum_g total                         one row per share bound
///                 minDays_i <= sum_s x_is <= maxDays_i                 in the bounds of the segments
///
/// Days are per year, money is over the horizon `T`. `x` are care days on the segments of the concave
/// envelope of `V_i`, `y` response days up to the detected work. The days of a group are the care and
/// response days of its accounts, `total` is all planned days of all KAMs; a share of at least 0 or at
/// most 1 needs no row. Pooled accounts are left out.
///
/// Without share bounds KAMs have nothing in common, and each gets its own small program.
public struct AllocationProgram: Sendable {
  /// What the user should know about the program.
  public let warnings: [AllocationWarning]

  private let portfolio: Portfolio
  private let horizonYears: Double
  private let shareBounds: [ShareBound]
  /// The cases of each KAM's accounts.
  private let casesOfKAM: [[AccountCase]]

  /// States the program of a portfolio.
  ///
  /// - Parameters:
  ///   - portfolio: Care models have `minDays <= maxDays`.
  ///   - horizonYears: The horizon `T`, years, above 0.
  ///   - shareBounds: Bounds on shares of all planned days, each with `0 <= minimum <= maximum <= 1`.
  /// - Complexity: O(accounts): some fifty valuations each.
  public init(portfolio: Portfolio, horizonYears: Double, shareBounds: [ShareBound] = []) {
    for bound in shareBounds {
      precondition(
        0 <= bound.minimum && bound.minimum <= bound.maximum && bound.maximum <= 1,
        "share bound \(bound)")
    }
    var warnings: [AllocationWarning] = []
    var casesOfKAM: [[AccountCase]] = []
    for kam in portfolio.team.indices {
      let capacity = portfolio.capacity(of: kam)
      let owned = portfolio.accountsOfKAM[kam]
      let minimum = owned.reduce(0) { $0 + portfolio.careModel(of: $1).minDays }
      if minimum > capacity {
        let bound = owned.filter { portfolio.careModel(of: $0).minDays > 0 }
        warnings.append(
          .minimumDaysAboveCapacity(
            kam: portfolio.team[kam].id, excessDays: minimum - capacity,
            accounts: bound.map { portfolio.accounts[$0].id }))
      }
      casesOfKAM.append(
        owned.map {
          AccountCase(
            account: $0, in: portfolio, horizonYears: horizonYears,
            minimumScale: minimum > capacity ? capacity / minimum : 1, capacity: capacity)
        })
    }
    self.warnings = warnings
    self.portfolio = portfolio
    self.horizonYears = horizonYears
    self.shareBounds = shareBounds
    self.casesOfKAM = casesOfKAM
  }

  /// Solves the program.
  ///
  /// - Parameter solver: What solves linear programs.
  /// - Returns: An optimal allocation, with the programs and solutions behind it.
  /// - Throws: `AllocationError.infeasible` if the share bounds can't be kept, `.solverFailed` if the
  ///   solver gave up.
  public func solve(using solver: LinearSolver) throws(AllocationError) -> AllocationResult {
    var blocks: [SolvedBlock] = []
    if shareBounds.isEmpty {
      for kam in portfolio.team.indices {
        guard let block = try solve(kams: [kam], keeping: [], using: solver) else {
          throw .solverFailed("the days of KAM '\(portfolio.team[kam].id)' have no plan")
        }
        blocks.append(block)
      }
    } else {
      let team = Array(portfolio.team.indices)
      guard let block = try solve(kams: team, keeping: shareBounds, using: solver) else {
        throw .infeasible(try conflict(using: solver))
      }
      blocks.append(block)
    }
    return AllocationResult(
      of: blocks, portfolio: portfolio, horizonYears: horizonYears, warnings: warnings)
  }

  /// Solves the part of the program that concerns some KAMs; `nil` where no plan keeps the bounds, or
  /// planning nothing is the best that does although there is work worth doing.
  private func solve(
    kams: [Int], keeping bounds: [ShareBound], using solver: LinearSolver
  ) throws(AllocationError) -> SolvedBlock? {
    let block = ProgramBlock(
      kams: kams, casesOfKAM: casesOfKAM, bounds: bounds, portfolio: portfolio,
      horizonYears: horizonYears)
    do {
      let solution = try block.model.solved(using: solver)
      let isEmpty = solution.values.allSatisfy { $0 <= 1e-9 }
      return !bounds.isEmpty && isEmpty && block.hasWork
        ? nil : SolvedBlock(block: block, solution: solution)
    } catch {
      switch error {
      case .infeasible: return nil
      case .unbounded: throw .solverFailed("the solver finds no limit to its objective")
      case .undecided(let reason): throw .solverFailed(reason)
      }
    }
  }

  /// Share bounds that can't be kept together although any of them could be left out to do so.
  private func conflict(using solver: LinearSolver) throws(AllocationError) -> [ShareBound] {
    let team = Array(portfolio.team.indices)
    var conflict = shareBounds
    for bound in shareBounds {
      let others = conflict.filter { $0 != bound }
      if try solve(kams: team, keeping: others, using: solver) == nil { conflict = others }
    }
    return conflict
  }
}

import GLPKSolver
import LinearProgramming
import PortfolioModel
import Testing

@testable import Allocation

/// GLPK, with the optimality of every solution checked.
let checkedGLPK: LinearSolver = { model throws(LinearSolverError) in
  let solution = try GLPK.solve(model)
  let check = OptimalityCheck(of: solution, for: model)
  #expect(check.holds(), "\(check)")
  return solution
}

/// The conflict of bounds that a plan ends in.
func conflict(_ plan: () throws -> AllocationResult) throws -> BoundConflict {
  let error = #expect(throws: AllocationError.self) { try plan() }
  guard case .infeasible(let conflict) = try #require(error) else {
    throw try #require(error)
  }
  return conflict
}

extension CareModel {
  /// The built-in care models without minimum days, and with maximum days that hardly bind.
  static let unrestricted = builtIn.map { careModel in
    var careModel = careModel
    careModel.minDays = 0
    if careModel.id != pooledID { careModel.maxDays = 200 }
    return careModel
  }
}

extension Portfolio {
  /// The same accounts, owned by a team whose KAMs have other full-time equivalents.
  func withTeam(_ change: (_ kam: Int, _ fte: Double) -> Double) -> Portfolio {
    var team = team
    for kam in team.indices { team[kam].fte = change(kam, team[kam].fte) }
    return Portfolio(
      accounts: accounts, team: team, careModels: careModels, triggers: triggers,
      parameters: parameters)
  }

  /// Solves the linear program over three years, checking every solution.
  func optimum(
    _ shares: [GroupBound] = [], keeping bounds: [PlanBound] = [], horizonYears: Double = 3,
    relaxing relaxes: Bool = false
  ) throws(AllocationError) -> AllocationResult {
    try AllocationProgram(
      portfolio: self, horizonYears: horizonYears, bounds: shares.map { .share($0) } + bounds
    ).solve(relaxing: relaxes, using: checkedGLPK)
  }

  /// Bounds that change the unbounded plan: more for one tier, less for the largest segment.
  func bindingShareBounds() throws -> [GroupBound] {
    let free = try optimum()
    let tier = try #require(free.tiers.filter { $0.careDays > 0 }.min { $0.share < $1.share })
    let segment = try #require(free.segments.max { $0.share < $1.share })
    return [
      GroupBound(group: .tier(tier.name), minimum: 1.2 * tier.share + 0.01, maximum: 1),
      GroupBound(
        group: .segment(segment.name), minimum: 0.3 * segment.share,
        maximum: 0.85 * segment.share),
    ]
  }

  /// What a plan is worth to the linear program: care on the envelopes, and the days that it leaves for
  /// responses spent on the densest.
  func objective(ofCareDays careDays: [Double], horizonYears: Double = 3) -> Double {
    var worth = 0.0
    for kam in team.indices {
      var left = capacity(of: kam)
      var responses: [(density: Double, workload: Double)] = []
      for account in accountsOfKAM[kam] {
        let subject = AccountCase(
          account: account, in: self, horizonYears: horizonYears, minimumScale: 1,
          capacity: capacity(of: kam))
        let envelope = subject.envelope
        worth += subject.weight * (envelope.value(at: careDays[account]) - envelope.start)
        left -= careDays[account]
        responses += subject.responses.map { (subject.weight * $0.perDay, $0.workload) }
      }
      for response in responses.sorted(by: { $0.density > $1.density }) where response.density > 0 {
        let days = min(max(left, 0), response.workload)
        worth += horizonYears * response.density * days
        left -= days
      }
    }
    return worth
  }
}

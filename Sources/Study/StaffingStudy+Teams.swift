import Allocation
import LinearProgramming
import PortfolioModel

extension StaffingStudy {
  /// The teams of a design with their plans, before they are simulated.
  public struct Teams: Sendable {
    /// The team, owners and policy of today; `nil` where sampled portfolios are compared.
    public let today: StaffedTeam?
    /// The team of today, owned and planned as every size is; `nil` where a size has it, or samples.
    let todayAnew: StaffedTeam?
    /// One per size, rising; of sampled portfolios the first sample.
    public let sizes: [StaffedTeam]
    /// Sizes that have no team: too few places for the accounts.
    public let impossibleSizes: [Int]
    /// Sizes whose bounds no plan keeps.
    public let infeasibleSizes: [Int]
    /// All samples of each size, where portfolios are sampled.
    let samples: [[StaffedTeam]]
  }
}

extension StaffingStudy.Design {
  /// The sizes to compare, rising.
  ///
  /// Where the request leaves them open: about a dozen, from half to twice what there is today. Of portfolio sizes that come to the same team the one that is nearest to
  /// what its KAMs have, and of those that keep all accounts the first.
  public var sizes: [Int] {
    var sizes = request.sizes ?? StaffingRequest.sizes(from: max(1, now / 2), to: max(2, 2 * now))
    if request.sizes == nil && !sizes.contains(now) { sizes = (sizes + [now]).sorted() }
    guard question == .portfolioSize, !isSampled else { return sizes }
    if request.variation == .accounts {
      let isAll = { size in size * portfolio.team.count >= ownedAccountCount }
      return sizes.filter { !isAll($0) } + sizes.filter(isAll).prefix(1)
    }
    return sizes.reduce(into: []) { kept, size in
      let kams = kamCount(forAccountsPerKAM: size)
      guard let last = kept.last, kamCount(forAccountsPerKAM: last) == kams else {
        kept.append(size)
        return
      }
      let mean = Double(ownedAccountCount) / Double(kams)
      if abs(Double(size) - mean) < abs(Double(last) - mean) { kept[kept.count - 1] = size }
    }
  }

  /// Whether a team is today's, apart from who owns what.
  func isToday(_ team: StaffedTeam) -> Bool {
    team.portfolio.team.count == portfolio.team.count
      && team.portfolio.pooledAccounts == portfolio.pooledAccounts
  }

  /// Today's size.
  private var now: Int {
    question == .headcount
      ? portfolio.team.count : max(1, ownedAccountCount / max(1, portfolio.team.count))
  }

  private func kamCount(forAccountsPerKAM size: Int) -> Int {
    max(1, Int((Double(ownedAccountCount) / Double(size)).rounded()))
  }

  /// Finds owners and plans for every size.
  ///
  /// - Parameters:
  ///   - solver: What solves linear programs.
  ///   - integerSolver: What searches among whole numbers.
  ///   - threads: How many sizes to work on at a time.
  /// - Returns: The teams; sizes of which the KAMs have too few places, or whose bounds no plan keeps, are left
  ///   out.
  /// - Throws: `AllocationError` if no size has a plan.
  public func teams(
    using solver: @escaping LinearSolver, _ integerSolver: IntegerSolver?, threads: Int
  ) throws(AllocationError) -> StaffingStudy.Teams {
    let sizes = sizes
    let found = concurrentMap(sizes.count, threads: threads) { index in
      Result { () throws(AllocationError) in
        try teams(of: sizes[index], using: solver, integerSolver)
      }
    }
    let isAnyPlanned = found.contains { if case .success = $0 { true } else { false } }
    var samples: [[StaffedTeam]] = []
    var infeasibleSizes: [Int] = []
    for (size, result) in zip(sizes, found) {
      if case .failure(.infeasible) = result, isAnyPlanned {
        samples.append([])
        infeasibleSizes.append(size)
      } else {
        samples.append(try result.get())
      }
    }
    let isTodayMissing = !samples.contains { $0.first.map(isToday) ?? false }
    return StaffingStudy.Teams(
      today: isSampled
        ? nil
        : StaffedTeam(
          size: now, portfolio: portfolio, assignment: nil,
          planned: try plan(of: portfolio, by: today.baseline, using: solver)),
      todayAnew: isSampled || !isTodayMissing || ownedAccountCount == 0
        ? nil
        : try staffed(
          size: now, kamCount: portfolio.team.count, using: solver, integerSolver
        ).first,
      sizes: samples.compactMap(\.first),
      impossibleSizes: zip(sizes, samples).filter { $1.isEmpty }.map(\.0)
        .filter { !infeasibleSizes.contains($0) },
      infeasibleSizes: infeasibleSizes,
      samples: samples.filter { !$0.isEmpty })
  }

  /// The team of a size, or its samples; empty where KAMs have too few places, or no account an owner.
  private func teams(
    of size: Int, using solver: @escaping LinearSolver, _ integerSolver: IntegerSolver?
  ) throws(AllocationError) -> [StaffedTeam] {
    guard ownedAccountCount > 0 else { return [] }
    if isSampled {
      guard size <= ownedAccountCount else { return [] }
      var teams: [StaffedTeam] = []
      let kam = request.hire?.renamed(to: "sampled") ?? portfolio.meanKAM.renamed(to: "sampled")
      for number in 0..<request.sampleCount {
        let sample = portfolio.sampled(size, number: number, for: kam, seed: today.seed)
        teams.append(
          StaffedTeam(
            size: size, portfolio: sample, assignment: nil,
            planned: try plan(of: sample, by: request.policy, using: solver)))
      }
      return teams
    }
    switch (question, request.variation) {
    case (.headcount, _):
      return try staffed(size: size, kamCount: size, using: solver, integerSolver)
    case (.portfolioSize, .accounts):
      let basis = request.basis
      let kept = portfolio.pooling(allBut: size * portfolio.team.count) {
        $0.annualRevenue + (basis == .growth ? $0.potential : 0)
      }
      return try staffed(
        kept, size: size, kamCount: kept.team.count, using: solver, integerSolver)
    case (.portfolioSize, _):
      return try staffed(
        size: size, kamCount: kamCount(forAccountsPerKAM: size), using: solver, integerSolver)
    }
  }

  /// A team of so many KAMs with owners and a plan; nothing where KAMs have too few places.
  func staffed(
    _ portfolio: Portfolio? = nil, size: Int, kamCount: Int, using solver: @escaping LinearSolver,
    _ integerSolver: IntegerSolver?
  ) throws(AllocationError) -> [StaffedTeam] {
    let portfolio = portfolio ?? self.portfolio
    let team = portfolio.team(of: kamCount, hiring: request.hire)
    guard portfolio.hasPlaces(with: team, by: request.assignment) else { return [] }
    let assignment = request.assignment.map {
      portfolio.assigned(
        to: team, by: $0, horizonYears: today.horizonYears, bounds: today.bounds,
        using: integerSolver)
    }
    let staffed = assignment?.portfolio ?? portfolio.restaffed(with: team)
    return [
      StaffedTeam(
        size: size, portfolio: staffed, assignment: assignment,
        planned: try plan(of: staffed, by: request.policy, using: solver))
    ]
  }

  private func plan(
    of portfolio: Portfolio, by policy: Policy, using solver: @escaping LinearSolver
  ) throws(AllocationError) -> PlannedPolicy {
    var design = today
    (design.portfolio, design.policies) = (portfolio, [policy])
    if isSampled {
      // What the whole team must keep says nothing of one KAM with some of the accounts.
      design.bounds.removeAll { bound in
        switch bound {
        case .share, .days, .budgetDays, .budgetMoney, .riskAversion: true
        case .maxChange, .responseReserve: false
        }
      }
    }
    return try design.plans(using: solver)[0]
  }
}

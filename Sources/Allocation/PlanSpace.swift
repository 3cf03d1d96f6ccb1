import LinearProgramming
import PortfolioModel

/// Which days plans may have, whatever they are worth.
///
/// Accounts that count alike in every row are taken together: the sums of their days are all that rows
/// see, and each sum takes any value between the sums of their limits. So the space is small, however
/// many accounts there are.
struct PlanSpace: Sendable {
  /// A limit that holds beside the bounds that concern several KAMs.
  enum Limit: Hashable, Sendable {
    /// The least care days of accounts of a tier, of those that count alike.
    case leastDays(tier: Int, signs: [Int])
    /// Their most care days and detected work.
    case mostDays(tier: Int, signs: [Int])
    /// The capacity of a KAM.
    case capacity(kam: Int)
  }

  /// Accounts of one KAM and tier that count alike in every row.
  private struct Group {
    let kam: Int
    let tier: Int
    /// What a day counts.
    ///
    /// Shape: `[couplings]`.
    let coefficients: [Double]
    var accounts: [Int] = []
    var leastCare = 0.0
    var mostCare = 0.0
    var mostResponses = 0.0

    /// Whether a day counts positively, negatively or not at all, by coupling.
    var signs: [Int] { coefficients.map { $0 > 0 ? 1 : $0 < 0 ? -1 : 0 } }
  }

  /// The rows that concern several KAMs.
  let couplings: [CouplingRow]
  private let portfolio: Portfolio
  private let responseReserve: Double
  private let groups: [Group]

  /// Collects what accounts may get.
  ///
  /// - Parameters:
  ///   - casesOfKAM: The cases of each KAM's accounts, for the whole team.
  ///   - couplings: Rows over all accounts.
  ///   - responseReserve: The share of each capacity that care leaves to responses.
  ///   - portfolio: The portfolio.
  init(
    casesOfKAM: [[AccountCase]], couplings: [CouplingRow], responseReserve: Double,
    portfolio: Portfolio
  ) {
    struct Key: Hashable {
      let kam: Int
      let tier: Int
      let coefficients: [Double]
    }
    var positions: [Key: Int] = [:]
    var groups: [Group] = []
    for (kam, cases) in casesOfKAM.enumerated() {
      for subject in cases {
        let key = Key(
          kam: kam, tier: portfolio.tierIndex[subject.account],
          coefficients: couplings.map { $0.coefficient(subject.account) })
        let position = positions[key] ?? groups.count
        if position == groups.count {
          positions[key] = position
          groups.append(Group(kam: kam, tier: key.tier, coefficients: key.coefficients))
        }
        groups[position].accounts.append(subject.account)
        groups[position].leastCare += subject.floor
        groups[position].mostCare += subject.ceiling
        groups[position].mostResponses += subject.responses.reduce(0) { $0 + $1.workload }
      }
    }
    self.couplings = couplings
    self.portfolio = portfolio
    self.responseReserve = responseReserve
    self.groups = groups
  }

  // MARK: - Conflicts

  /// Limits without any one of which there would be a plan that keeps the couplings; none where the
  /// couplings alone leave no plan, or plans that keep them are only not worth making.
  ///
  /// - Parameter solver: What solves linear programs.
  /// - Returns: The limits, those of a tier together.
  /// - Complexity: One small program per limit; the capacities of a team above 64 KAMs count as one.
  func conflictingLimits(using solver: LinearSolver) -> [ConflictingLimit] {
    var kept = limits
    guard !hasPlan(keeping: kept, using: solver) else { return [] }
    let capacities = Set(groups.map(\.kam)).sorted().map { Limit.capacity(kam: $0) }
    var candidates = [capacities]
    if capacities.count <= 64 { candidates += capacities.map { [$0] } }
    var kinds: [(tier: Int, signs: [Int])] = []
    for group in groups where !kinds.contains(where: { $0 == (group.tier, group.signs) }) {
      kinds.append((group.tier, group.signs))
    }
    candidates += kinds.map { [.mostDays(tier: $0.tier, signs: $0.signs)] }
    candidates += kinds.map { [.leastDays(tier: $0.tier, signs: $0.signs)] }
    for candidate in candidates where !kept.isDisjoint(with: candidate) {
      let fewer = kept.subtracting(candidate)
      if !hasPlan(keeping: fewer, using: solver) { kept = fewer }
    }
    return described(kept)
  }

  /// Whether some plan keeps the couplings and all limits; with shares, one that plans something.
  func hasPlan(using solver: LinearSolver) -> Bool { hasPlan(keeping: limits, using: solver) }

  /// All limits.
  private var limits: Set<Limit> {
    groups.reduce(into: []) { limits, group in
      limits.insert(.capacity(kam: group.kam))
      limits.insert(.leastDays(tier: group.tier, signs: group.signs))
      limits.insert(.mostDays(tier: group.tier, signs: group.signs))
    }
  }

  /// Whether some plan keeps the couplings and these limits; with shares, one that plans a hundredth of
  /// a day or more.
  private func hasPlan(keeping limits: Set<Limit>, using solver: LinearSolver) -> Bool {
    var model = LinearModel(.minimise)
    let days = addDays(to: &model, keeping: limits)
    for (position, coupling) in couplings.enumerated() {
      _ = model.addRow(terms(of: position, in: days), in: coupling.limits)
    }
    if couplings.contains(where: { $0.bound.reason == .share }) {
      _ = model.addRow(days.map { ($0.variable, 1) }, in: .atLeast(0.01))
    }
    return (try? solver(model)) != nil
  }

  /// Limits in words, those of one tier together.
  private func described(_ limits: Set<Limit>) -> [ConflictingLimit] {
    var described: [ConflictingLimit] = []
    func ids(_ groups: [Group]) -> [String] {
      groups.flatMap(\.accounts).sorted().map { portfolio.accounts[$0].id }
    }
    for (tier, careModel) in portfolio.careModels.enumerated() {
      let least = groups.filter {
        $0.tier == tier && $0.leastCare > 0
          && limits.contains(.leastDays(tier: tier, signs: $0.signs))
      }
      if !least.isEmpty {
        let days = least.reduce(0) { $0 + $1.leastCare }
        described.append(.leastDays(tier: careModel.id, accounts: ids(least), days: days))
      }
      let most = groups.filter {
        $0.tier == tier && limits.contains(.mostDays(tier: tier, signs: $0.signs))
      }
      if !most.isEmpty {
        let days = most.reduce(0) { $0 + $1.mostCare + $1.mostResponses }
        described.append(.mostDays(tier: careModel.id, accounts: ids(most), days: days))
      }
    }
    let team = portfolio.team.indices.filter { limits.contains(.capacity(kam: $0)) }
    if !team.isEmpty {
      described.append(
        .capacity(
          kams: team.map { portfolio.team[$0].id },
          days: team.reduce(0) { $0 + portfolio.capacity(of: $1) }))
    }
    return described
  }

  // MARK: - Relaxation

  /// The days that break the couplings least.
  struct LeastViolation {
    /// By how much each coupling is broken: days a year, of money 1 a year.
    let slacks: [Double]
    /// The sum of each coupling's row.
    let activities: [Double]
    /// All planned days a year.
    let total: Double
  }

  /// Finds days that keep all limits and break the couplings least: the elastic program, in which every
  /// coupling may be broken by a slack at the cost of a day per day.
  ///
  /// A slack of money costs what it buys in days, at the team's mean cost of a day.
  ///
  /// - Parameters:
  ///   - leastTotal: The least days a year to plan in all.
  ///   - solver: What solves linear programs.
  /// - Returns: The violation; `nil` where the solver fails, or the capacities are below `leastTotal`.
  func leastViolation(leastTotal: Double, using solver: LinearSolver) -> LeastViolation? {
    let seatCosts = portfolio.team.reduce(0) { $0 + $1.annualCost }
    let capacity = portfolio.team.indices.reduce(0) { $0 + portfolio.capacity(of: $1) }
    let dayOfMoney = seatCosts > 0 && capacity > 0 ? capacity / seatCosts : 1

    var model = LinearModel(.minimise)
    let days = addDays(to: &model, keeping: nil)
    let total = model.addRow(days.map { ($0.variable, 1) }, in: .atLeast(leastTotal))
    var rows: [(row: LinearModel.Row, slack: LinearModel.Variable)] = []
    for (position, coupling) in couplings.enumerated() {
      let isMoney = if case .budgetMoney = coupling.bound { true } else { false }
      let slack = model.addVariable(objective: isMoney ? dayOfMoney : 1, in: .atLeast(0))
      let sign = coupling.limits.upper.isFinite ? -1.0 : 1.0
      let row = model.addRow(
        terms(of: position, in: days) + [(slack, sign)], in: coupling.limits)
      rows.append((row, slack))
    }
    guard let solution = try? solver(model) else { return nil }
    return LeastViolation(
      slacks: rows.map { max(0, solution.value(of: $0.slack)) },
      activities: rows.indices.map { position in
        terms(of: position, in: days).reduce(0) { $0 + $1.1 * solution.value(of: $1.0) }
      },
      total: solution.activities[total.index])
  }

  // MARK: - Programs

  /// Adds the days of every group, with the rows of capacities.
  ///
  /// - Parameters:
  ///   - model: What to add to.
  ///   - limits: The limits to keep; `nil` for all.
  /// - Returns: The variables, each with its group.
  private func addDays(
    to model: inout LinearModel, keeping limits: Set<Limit>?
  ) -> [(group: Int, variable: LinearModel.Variable)] {
    var days: [(group: Int, variable: LinearModel.Variable)] = []
    var ofKAM = portfolio.team.map { _ in
      (care: [LinearModel.Variable](), responses: [LinearModel.Variable]())
    }
    let calendars = portfolio.team.indices.map { KAMCalendar(of: $0, in: portfolio) }
    /// What counts in the rows of scarce periods, by KAM.
    ///
    /// Shape: `[team][scarcest]`.
    var inScarcest = calendars.map { calendar in
      calendar.scarcest.map { _ in [(LinearModel.Variable, Double)]() }
    }
    for (position, group) in groups.enumerated() {
      let (tier, signs, calendar) = (group.tier, group.signs, calendars[group.kam])
      let hasLeast = limits?.contains(.leastDays(tier: tier, signs: signs)) ?? true
      let hasMost = limits?.contains(.mostDays(tier: tier, signs: signs)) ?? true
      let least = hasLeast ? group.leastCare : 0
      let care = model.addVariable(
        objective: 0,
        in: LinearModel.Bounds(least, hasMost ? max(least, group.mostCare) : .infinity))
      let responses = calendar.groups.map { periods in
        model.addVariable(
          objective: 0,
          in: LinearModel.Bounds(0, hasMost ? group.mostResponses * periods.share : .infinity))
      }
      days += ([care] + responses).map { (position, $0) }
      ofKAM[group.kam].care.append(care)
      ofKAM[group.kam].responses += responses
      let spread = calendar.spread(of: portfolio.careModels[tier])
      for (row, scarcest) in calendar.scarcest.enumerated() {
        inScarcest[group.kam][row] += [(care, scarcest.leastShare(spread: spread))]
        inScarcest[group.kam][row] += responses[..<scarcest.count].map { ($0, 1) }
      }
    }
    for (kam, variables) in ofKAM.enumerated() where !variables.care.isEmpty {
      guard limits?.contains(.capacity(kam: kam)) ?? true else { continue }
      let capacity = portfolio.capacity(of: kam)
      let all = variables.care + variables.responses
      _ = model.addRow(all.map { ($0, 1) }, in: .atMost(capacity))
      for (terms, scarcest) in zip(inScarcest[kam], calendars[kam].scarcest) {
        _ = model.addRow(terms, in: .atMost(scarcest.capacity))
      }
      if responseReserve > 0 {
        _ = model.addRow(
          variables.care.map { ($0, 1) }, in: .atMost((1 - responseReserve) * capacity))
      }
    }
    return days
  }

  /// What days count in the row of a coupling.
  private func terms(
    of coupling: Int, in days: [(group: Int, variable: LinearModel.Variable)]
  ) -> [(LinearModel.Variable, Double)] {
    days.compactMap {
      let coefficient = groups[$0.group].coefficients[coupling]
      return coefficient == 0 ? nil : ($0.variable, coefficient)
    }
  }
}

import LinearProgramming
import PortfolioModel

/// The days of a KAM's accounts, shared out among its groups of periods as evenly as its capacity allows.
struct PeriodSplit {
  /// Care days.
  ///
  /// Shape: `[columns][groups]`.
  let careDays: [[Double]]
  /// Response days of all accounts.
  ///
  /// Shape: `[groups]`.
  let responseDays: [Double]

  /// Shares out the days of a solved program.
  ///
  /// An even spread is taken where it fits. Else accounts use as small a part of what their cadences
  /// leave open as it takes, the same part for all.
  ///
  /// - Throws: `AllocationError.solverFailed` if the solver finds no way.
  init(
    of seat: ProgramBlock.Seat, in solved: SolvedBlock, portfolio: Portfolio,
    using solver: LinearSolver
  ) throws(AllocationError) {
    let groups = seat.calendar.groups
    let care = seat.columns.map { $0.careDays(in: solved.solution) }
    let responses = seat.columns.flatMap { columns in
      zip(columns.responseDays(in: solved.solution), columns.subject.responses)
        .map { (days: $0, workload: $1.workload) }
    }
    let total = responses.reduce(care.reduce(0, +)) { $0 + $1.days }
    if groups.allSatisfy({ $0.share * total <= $0.capacity * (1 + 1e-9) }) {
      careDays = care.map { days in groups.map { days * $0.share } }
      responseDays = groups.map { group in
        responses.reduce(0) { $0 + $1.days } * group.share
      }
      return
    }

    var model = LinearModel(.minimise)
    // The part of the spreads that is used.
    let used = model.addVariable(objective: 1, in: .atLeast(0))
    var inGroup = groups.map { _ in [(variable: LinearModel.Variable, coefficient: Double)]() }
    func add(_ days: Double, mostIn most: (KAMCalendar.Group) -> Double) -> [LinearModel.Variable] {
      let variables = groups.map { group in
        model.addVariable(objective: 0, in: LinearModel.Bounds(0, max(0, most(group))))
      }
      _ = model.addRow(variables.map { ($0, 1) }, in: .exactly(days))
      for (group, variable) in variables.enumerated() { inGroup[group].append((variable, 1)) }
      return variables
    }
    let careVariables = zip(seat.columns, care).map { columns, days -> [LinearModel.Variable] in
      guard days > 0 else { return [] }
      let variables = add(days) { _ in days }
      let spread = seat.calendar.spread(
        of: portfolio.careModel(of: columns.subject.account))
      for (variable, group) in zip(variables, groups) {
        let even = days * group.share
        _ = model.addRow([(variable, 1), (used, spread * even)], in: .atLeast(even))
        _ = model.addRow([(variable, 1), (used, -spread * even)], in: .atMost(even))
      }
      return variables
    }
    var fixed = groups.map { _ in 0.0 }
    var open: [[LinearModel.Variable]] = []
    for response in responses where response.days > 0 {
      if response.days >= response.workload {
        for (group, periods) in groups.enumerated() {
          fixed[group] += response.days * periods.share
        }
      } else {
        open.append(add(response.days) { $0.share * response.workload })
      }
    }
    let rounding = total * 1e-12
    for (group, periods) in groups.enumerated() {
      _ = model.addRow(inGroup[group], in: .atMost(periods.capacity - fixed[group] + rounding))
    }
    let solution: LinearSolution
    do {
      solution = try solver(model)
    } catch {
      throw .solverFailed(
        "the days of KAM '\(portfolio.team[seat.kam].id)' can't be shared out among the periods")
    }
    careDays = zip(careVariables, care).map { variables, days in
      let found = variables.map { max(0, solution.value(of: $0)) }
      let sum = found.reduce(0, +)
      return sum > 0 ? found.map { $0 * days / sum } : groups.map { _ in 0 }
    }
    responseDays = groups.indices.map { group in
      open.reduce(fixed[group]) { $0 + max(0, solution.value(of: $1[group])) }
    }
  }
}

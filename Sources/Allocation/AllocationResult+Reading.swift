import LinearProgramming
import PortfolioModel

/// A program with its optimal solution, before anyone has read it.
struct SolvedBlock {
  let block: ProgramBlock
  let solution: LinearSolution
}

extension AllocationResult {
  /// Reads the plan from solved programs that together hold every KAM once.
  init(
    of blocks: [SolvedBlock], portfolio: Portfolio, horizonYears: Double,
    warnings: [AllocationWarning]
  ) {
    var accounts = portfolio.accounts.map { AccountAllocation(pooled: $0, portfolio: portfolio) }
    var team: [KAMAllocation] = []
    for solved in blocks {
      for seat in solved.block.seats {
        for columns in seat.columns {
          accounts[columns.subject.account] = AccountAllocation(
            columns, solution: solved.solution, portfolio: portfolio, horizonYears: horizonYears)
        }
        let owned = seat.columns.map { accounts[$0.subject.account] }
        team.append(
          KAMAllocation(
            id: portfolio.team[seat.kam].id, capacity: portfolio.capacity(of: seat.kam),
            careDays: owned.reduce(0) { $0 + $1.careDays },
            responseDays: owned.reduce(0) { $0 + $1.allResponseDays },
            shadowPrice: solved.solution.shadowPrice(of: seat.capacityRow) / horizonYears))
      }
    }
    self.accounts = accounts
    self.team = team
    self.warnings = warnings
    objective = blocks.reduce(0) { $0 + $1.solution.objective }
    programs = blocks.map { SolvedProgram(model: $0.block.model, solution: $0.solution) }

    let total = team.reduce(0) { $0 + $1.plannedDays }
    func allocation(_ name: String, of group: ShareBound.Group) -> GroupAllocation {
      let members = accounts.indices.filter { group.contains($0, of: portfolio) }
      let careDays = members.reduce(0) { $0 + accounts[$1].careDays }
      let responseDays = members.reduce(0) { $0 + accounts[$1].allResponseDays }
      return GroupAllocation(
        name: name, accountCount: members.count, careDays: careDays, responseDays: responseDays,
        share: total > 0 ? (careDays + responseDays) / total : 0)
    }
    tiers = portfolio.careModels.map { allocation($0.id, of: .tier($0.id)) }
    segments = Set(portfolio.accounts.compactMap(\.segment))
      .sorted { $0.unicodeScalars.lexicographicallyPrecedes($1.unicodeScalars) }
      .map { allocation($0, of: .segment($0)) }
  }
}

extension AccountAllocation {
  /// Planned responses of all types, days/year.
  var allResponseDays: Double { responseDays.reduce(0, +) }

  /// What an account gets that no KAM owns.
  fileprivate init(pooled account: Account, portfolio: Portfolio) {
    self.init(
      id: account.id, careDays: 0, responseDays: portfolio.triggers.map { _ in 0 }, responses: [],
      valueAtPlan: nil, valueWithoutCare: nil, lastDayValue: nil, nextDayValue: nil,
      bound: .pooled, overstatement: 0)
  }

  /// Reads what an account gets from the solution of its program.
  fileprivate init(
    _ columns: AccountColumns, solution: LinearSolution, portfolio: Portfolio, horizonYears: Double
  ) {
    let subject = columns.subject
    let envelope = subject.envelope
    let careDays = columns.careDays(in: solution)
    let slopes = envelope.slopes(around: careDays)
    let value = subject.dayValue.value(careDays: careDays)
    let excess = envelope.value(at: careDays) - value
    let allowed = portfolio.parameters.pwlTolerance * envelope.range
    self.init(
      id: portfolio.accounts[subject.account].id, careDays: careDays,
      responseDays: columns.responseDays(in: solution), responses: subject.responses,
      valueAtPlan: value, valueWithoutCare: envelope.start,
      lastDayValue: slopes.before.map { $0 / horizonYears },
      nextDayValue: slopes.after.map { $0 / horizonYears },
      bound: subject.bindingBound(at: careDays),
      overstatement: excess > allowed ? excess : 0)
  }
}

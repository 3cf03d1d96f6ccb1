import LinearProgramming
import PortfolioModel
import Statistics

/// A program with its optimal solution, before anyone has read it.
struct SolvedBlock {
  let block: ProgramBlock
  let solution: LinearSolution
  /// What the search for a better plan came to; `nil` where the envelopes overstate nothing of the plan.
  var search: SearchRecord?

  /// What one more day of a KAM adds to the objective, money/day, where it falls into the periods as its
  /// capacity does.
  func shadowPrice(of seat: ProgramBlock.Seat, horizonYears: Double) -> Double {
    let capacity = block.model.rowBounds[seat.capacityRow.index].upper
    return seat.periodRows.reduce(solution.shadowPrice(of: seat.capacityRow)) {
      $0 + solution.shadowPrice(of: $1) * block.model.rowBounds[$1.index].upper / capacity
    } / horizonYears
  }

  /// What one more day of a KAM in each group of its periods adds to the objective, money/day.
  func groupPrices(of seat: ProgramBlock.Seat, horizonYears: Double) -> [Double] {
    seat.calendar.groups.indices.map { group in
      seat.periodRows.dropFirst(group).reduce(solution.shadowPrice(of: seat.capacityRow)) {
        $0 + solution.shadowPrice(of: $1)
      } / horizonYears
    }
  }

  /// What a care day on an account must earn for the days of its KAM, money over the horizon.
  func carePrice(on columns: AccountColumns, of seat: ProgramBlock.Seat, in portfolio: Portfolio)
    -> Double
  {
    let spread = seat.calendar.spread(of: portfolio.careModel(of: columns.subject.account))
    return zip(seat.periodRows, seat.calendar.scarcest)
      .reduce(solution.shadowPrice(of: seat.capacityRow)) {
        $0 + solution.shadowPrice(of: $1.0) * $1.1.leastShare(spread: spread)
      }
  }

  /// The objective of the plan: of a risk-averse one with the segments of each account filled from the first
  /// one, which the solver need not do, since in bad worlds a later day may be worth more than an earlier.
  func objective(horizonYears: Double) -> Double {
    guard let worlds = block.worlds else { return solution.objective }
    let worths = block.worths(in: worlds, of: solution, horizonYears: horizonYears)
    let mean = worths.reduce(0, +) / Double(worths.count)
    let (weight, level) = (worlds.aversion.weight, worlds.aversion.level)
    return (1 - weight) * mean + weight * WorstShare(of: worths, level: level).mean
  }

  /// What a day on an account must earn, over the horizon: the prices of all rows that share out days.
  func price(of columns: AccountColumns, seat: ProgramBlock.Seat) -> Double {
    let seatPrice = solution.shadowPrice(of: seat.capacityRow)
    guard block.worlds != nil else {
      return columns.price(in: solution, of: block.model) ?? seatPrice
    }
    return block.boundRows.reduce(seatPrice) {
      $0 + solution.shadowPrice(of: $1.row) * $1.coefficient(columns.subject.account)
    }
  }

  /// The bounds that have a price, one side each.
  func bindingBounds(horizonYears: Double) -> [BindingBound] {
    let rounding = 1e-9 * block.model.objective.reduce(1) { max($0, abs($1)) }
    return block.boundRows.compactMap { boundRow in
      let price = abs(solution.shadowPrice(of: boundRow.row))
      return price > rounding
        ? BindingBound(bound: boundRow.bound, price: price / horizonYears) : nil
    }
  }

  /// The bound that makes a care day of the account at a position dearest, above the price of its KAM;
  /// `nil` where none does.
  func dearestBound(on account: Int) -> PlanBound? {
    let charges = block.boundRows.map {
      (bound: $0.bound, money: solution.shadowPrice(of: $0.row) * $0.coefficient(account))
    }
    return charges.filter { $0.money > 0 }.max { $0.money < $1.money }?.bound
  }
}

extension AllocationResult {
  /// Reads the plan from solved programs that together hold every KAM once.
  init(
    of blocks: [SolvedBlock], portfolio: Portfolio, horizonYears: Double,
    warnings: [AllocationWarning], relaxations: [BoundRelaxation]
  ) {
    var accounts = portfolio.accounts.map { AccountAllocation(pooled: $0, portfolio: portfolio) }
    var (gain, weightedGain) = (0.0, 0.0)
    var team: [KAMAllocation] = []
    for (position, solved) in blocks.enumerated() {
      for seat in solved.block.seats {
        for columns in seat.columns {
          let account = AccountAllocation(
            columns, of: seat, in: solved, portfolio: portfolio, horizonYears: horizonYears)
          accounts[columns.subject.account] = account
          let added = account.gain(horizonYears: horizonYears)
          gain += added
          weightedGain += columns.subject.weight * added
        }
        let owned = seat.columns.map { accounts[$0.subject.account] }
        let isScaled = seat.columns.contains { $0.subject.minimumScale < 1 }
        team.append(
          KAMAllocation(
            id: portfolio.team[seat.kam].id, capacity: portfolio.capacity(of: seat.kam),
            careDays: owned.reduce(0) { $0 + $1.careDays },
            responseDays: owned.reduce(0) { $0 + $1.totalResponseDays },
            shadowPrice: solved.shadowPrice(of: seat, horizonYears: horizonYears),
            dayPrice: isScaled
              ? nil : DayPrice(of: seat, in: solved.block, horizonYears: horizonYears),
            capacityRows: isScaled || solved.block.worlds != nil
              ? nil : CapacityRows(of: seat, inProgram: position, horizonYears: horizonYears)))
      }
    }
    self.accounts = accounts
    self.team = team
    self.warnings = warnings
    self.relaxations = relaxations
    self.gain = gain
    overstatement = accounts.reduce(0) { $0 + $1.overstatement }
    hasWeights = portfolio.accounts.indices.contains {
      portfolio.owner[$0] != nil && portfolio.accounts[$0].strategicWeight != 1
    }
    bindingBounds = blocks.flatMap { $0.bindingBounds(horizonYears: horizonYears) }
      .reduce(into: []) { $0.add($1) }
    objective = blocks.reduce(0) { $0 + $1.objective(horizonYears: horizonYears) }
    let searches = blocks.compactMap(\.search)
    optimality =
      searches.isEmpty
      ? nil
      : PlanOptimality(
        value: weightedGain,
        relaxation: blocks.reduce(0) { $0 + ($1.search?.relaxation ?? $1.solution.objective) },
        gap: searches.reduce(0) { $0 + $1.gap },
        splits: searches.reduce(0) { $0 + $1.splits })
    programs = blocks.map { SolvedProgram(model: $0.block.model, solution: $0.solution) }

    let total = team.reduce(0) { $0 + $1.plannedDays }
    func allocation(_ name: String, of group: GroupBound.Group) -> GroupAllocation {
      let members = accounts.indices.filter { group.contains($0, of: portfolio) }
      let careDays = members.reduce(0) { $0 + accounts[$1].careDays }
      let responseDays = members.reduce(0) { $0 + accounts[$1].totalResponseDays }
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

extension [BindingBound] {
  /// Adds a bound that binds; of the same bound of several KAMs the dearest stays.
  fileprivate mutating func add(_ found: BindingBound) {
    if let known = firstIndex(where: { $0.bound == found.bound }) {
      if self[known].price < found.price { self[known] = found }
    } else {
      append(found)
    }
  }
}

extension AccountAllocation {
  /// What an account gets that no KAM owns.
  fileprivate init(pooled account: Account, portfolio: Portfolio) {
    self.init(
      id: account.id, careDays: 0, responseDays: portfolio.triggers.map { _ in 0 }, responses: [],
      valueAtPlan: nil, valueWithoutCare: nil, lastDayValue: nil, nextDayValue: nil,
      price: nil, bound: .pooled, overstatement: 0, limits: nil, minimumScale: 1, side: nil)
  }

  /// Reads what an account gets from the solution of its program.
  fileprivate init(
    _ columns: AccountColumns, of seat: ProgramBlock.Seat, in solved: SolvedBlock,
    portfolio: Portfolio, horizonYears: Double
  ) {
    let subject = columns.subject
    let envelope = subject.envelope
    let careDays = columns.careDays(in: solved.solution)
    let slopes = envelope.slopes(around: careDays)
    let beyondSide =
      subject.side != nil && slopes.after == nil && careDays < subject.span
      ? subject.dayValue.value(careDays: careDays + 1) - subject.dayValue.value(careDays: careDays)
      : nil
    let value = subject.dayValue.value(careDays: careDays)
    let excess = envelope.value(at: careDays) - value
    let allowed = portfolio.parameters.pwlTolerance * envelope.range
    self.init(
      id: portfolio.accounts[subject.account].id, careDays: careDays,
      responseDays: columns.responseDays(in: solved.solution), responses: subject.responses,
      valueAtPlan: value, valueWithoutCare: envelope.start,
      lastDayValue: slopes.before.map { $0 / horizonYears },
      nextDayValue: (slopes.after ?? beyondSide).map { $0 / horizonYears },
      price: solved.price(of: columns, seat: seat) / horizonYears,
      bound: subject.bindingBound(
        at: careDays, price: solved.carePrice(on: columns, of: seat, in: portfolio),
        elseHeldBackBy: solved.dearestBound(on: subject.account)?.reason),
      overstatement: excess > allowed ? excess : 0, limits: subject.limits,
      minimumScale: subject.minimumScale, side: subject.side)
  }

  /// What the planned work adds to the account's value without it, money over the horizon.
  fileprivate func gain(horizonYears: Double) -> Double {
    let care = (valueAtPlan ?? 0) - (valueWithoutCare ?? 0)
    return zip(responseDays, responses).reduce(care) {
      $0 + horizonYears * $1.0 * $1.1.perDay
    }
  }
}

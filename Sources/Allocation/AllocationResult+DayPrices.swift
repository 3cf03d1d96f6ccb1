import LinearProgramming

/// Where the capacity of a KAM is in the programs of a result.
struct CapacityRows: Equatable, Sendable {
  /// The position of the program in `AllocationResult.programs`.
  let program: Int
  /// The row of all its days.
  let capacity: LinearModel.Row
  /// The row of its care days, where a reserve is kept for responses.
  let care: LinearModel.Row?
  /// The rows of its scarcest periods.
  let periods: [LinearModel.Row]
  /// The horizon of the program, years.
  let horizonYears: Double

  /// The rows of a KAM in one of several programs.
  init(of seat: ProgramBlock.Seat, inProgram program: Int, horizonYears: Double) {
    self.program = program
    capacity = seat.capacityRow
    care = seat.careRow
    periods = seat.periodRows
    self.horizonYears = horizonYears
  }
}

extension AllocationResult {
  /// The most variables of a program, times KAMs to price, for which prices are looked for.
  static let pricingLimit = 200_000

  /// The same plan with the prices of days, and the capacities over which they hold, also where bounds
  /// couple KAMs or a reserve is kept.
  ///
  /// Each price takes some dozen solutions of the whole program; where that is too much work, or rounding
  /// hides a price, there is none.
  ///
  /// - Parameter solver: What solves linear programs.
  /// - Returns: The plan, alike in all else.
  public func pricingDays(using solver: LinearSolver) -> AllocationResult {
    var result = self
    let open = team.indices.filter { team[$0].dayPrice == nil && team[$0].capacityRows != nil }
    let work = open.reduce(0) { work, kam in
      work + (team[kam].capacityRows.map { programs[$0.program].model.objective.count } ?? 0)
    }
    guard work <= Self.pricingLimit else { return result }
    for kam in open {
      guard let rows = team[kam].capacityRows else { continue }
      result.team[kam].dayPrice = DayPrice(
        of: rows, in: programs[rows.program], capacity: team[kam].capacity, using: solver)
    }
    return result
  }
}

extension DayPrice {
  /// Finds the prices of a KAM's day in a program whose other rows have a say; `nil` where the solver or
  /// rounding hides them.
  ///
  /// - Parameters:
  ///   - rows: Where the capacity is in the program.
  ///   - program: The program with its solution.
  ///   - capacity: The capacity, days/year.
  ///   - solver: What solves linear programs.
  fileprivate init?(
    of rows: CapacityRows, in program: SolvedProgram, capacity: Double, using solver: LinearSolver
  ) {
    let model = program.model
    var rates = [(row: rows.capacity, rate: 1.0)]
    func mostDays(_ row: LinearModel.Row) -> Double {
      model.rowTerms[row.index].reduce(0) {
        $0 + $1.coefficient * model.variableBounds[$1.variable.index].upper
      }
    }
    var enough = mostDays(rows.capacity)
    for row in [rows.care].compactMap(\.self) + rows.periods where capacity > 0 {
      let rate = model.rowBounds[row.index].upper / capacity
      rates.append((row, rate))
      // Care has all it can use from here on; with a rate of 0 it never has.
      if rate > 0 { enough = max(enough, mostDays(row) / rate) }
    }
    // Beyond the days that all work takes, a day is worth nothing.
    let room = max(0, enough - capacity) + 1
    let steps = try? model.priceSteps(
      moving: rates, within: -capacity...room, at: program.solution, using: solver)
    guard let steps, let above = steps.above else { return nil }
    func step(_ step: PriceSteps.Step) -> Step {
      Step(
        price: max(0, step.price) / rows.horizonYears, from: max(0, capacity + step.from),
        to: step.to >= room ? nil : capacity + step.to)
    }
    self.init(lastDay: steps.below.map(step), nextDay: step(above))
  }
}

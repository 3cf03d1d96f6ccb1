import LinearProgramming
import PortfolioModel

/// The linear program of some KAMs: all of them, or one where nothing couples them.
struct ProgramBlock {
  /// One KAM within the program.
  struct Seat {
    /// Its position in the team.
    let kam: Int
    /// The row of its capacity.
    let capacityRow: LinearModel.Row
    /// The row of the part of it that care may take; `nil` where that is all.
    let careRow: LinearModel.Row?
    /// Its periods.
    let calendar: KAMCalendar
    /// The rows of the days in its scarcest periods: of one group of them, of two, and so on.
    let periodRows: [LinearModel.Row]
    /// The variables of its accounts.
    let columns: [AccountColumns]
  }

  /// The row of one side of a bound that concerns more than one account.
  struct BoundRow {
    /// The bound.
    let bound: PlanBound
    /// The row that keeps it.
    let row: LinearModel.Row
    /// What a care day of the account at a position counts in it.
    let coefficient: @Sendable (_ account: Int) -> Double
  }

  /// The program.
  private(set) var model = LinearModel(.maximise)
  /// The KAMs in it.
  private(set) var seats: [Seat] = []
  /// The rows of bounds that concern more than one account.
  private(set) var boundRows: [BoundRow] = []
  /// The worlds of a risk-averse program.
  private(set) var worlds: WorldSample?

  /// Builds the program.
  ///
  /// - Parameters:
  ///   - kams: Positions in the team.
  ///   - casesOfKAM: The cases of each KAM's accounts, for the whole team.
  ///   - couplings: Rows over all accounts in this program.
  ///   - responseReserve: The share of each capacity that care leaves to responses.
  ///   - worlds: The worlds of a risk-averse program, which has all KAMs.
  ///   - portfolio: The portfolio.
  ///   - horizonYears: The horizon, years.
  init(
    kams: [Int], casesOfKAM: [[AccountCase]], couplings: [CouplingRow], responseReserve: Double,
    worlds: WorldSample? = nil, portfolio: Portfolio, horizonYears: Double
  ) {
    self.worlds = worlds
    let meanShare = 1 - (worlds?.aversion.weight ?? 0)
    for kam in kams {
      let calendar = KAMCalendar(of: kam, in: portfolio)
      let columns = casesOfKAM[kam].map {
        AccountColumns(
          $0, calendar: calendar, horizonYears: horizonYears, meanShare: meanShare, in: &model)
      }
      let capacity = portfolio.capacity(of: kam)
      let capacityRow = model.addRow(
        terms(of: columns) { $0.variables[...] }, in: .atMost(capacity))
      var careRow: LinearModel.Row?
      if responseReserve > 0 {
        let row = model.addRow(
          terms(of: columns) { $0.segments }, in: .atMost((1 - responseReserve) * capacity))
        boundRows.append(
          BoundRow(
            bound: .responseReserve(responseReserve), row: row,
            coefficient: { portfolio.owner[$0] == kam ? 1 : 0 }))
        careRow = row
      }
      let periodRows = calendar.scarcest.map { scarcest in
        model.addRow(
          columns.flatMap { columns in
            let spread = calendar.spread(of: portfolio.careModel(of: columns.subject.account))
            let care = scarcest.leastShare(spread: spread)
            return columns.segments.map { (variable: $0, coefficient: care) }
              + (0..<scarcest.count).flatMap { columns.responses(in: $0) }
              .map { (variable: $0, coefficient: 1) }
          }, in: .atMost(scarcest.capacity))
      }
      seats.append(
        Seat(
          kam: kam, capacityRow: capacityRow, careRow: careRow, calendar: calendar,
          periodRows: periodRows, columns: columns))
    }
    for coupling in couplings { add(coupling) }
    if let worlds { add(worlds) }

    func terms(
      of columns: [AccountColumns], _ days: (AccountColumns) -> ArraySlice<LinearModel.Variable>
    ) -> [(variable: LinearModel.Variable, coefficient: Double)] {
      columns.flatMap { days($0).map { (variable: $0, coefficient: 1) } }
    }
  }

  /// Whether some work is worth doing and there is someone to do it.
  var hasWork: Bool {
    seats.contains { seat in
      model.rowBounds[seat.capacityRow.index].upper > 0
        && seat.columns.contains { $0.worths.contains { $0 > 0 } }
    }
  }

  /// Adds a row over the care and response days of all accounts.
  private mutating func add(_ coupling: CouplingRow) {
    var terms: [(variable: LinearModel.Variable, coefficient: Double)] = []
    for seat in seats {
      for account in seat.columns.indices {
        let coefficient = coupling.coefficient(seat.columns[account].subject.account)
        guard coefficient != 0 else { continue }
        for variable in seat.columns[account].variables { terms.append((variable, coefficient)) }
      }
    }
    let row = model.addRow(terms, in: coupling.limits)
    boundRows.append(
      BoundRow(bound: coupling.bound, row: row, coefficient: coupling.coefficient))
  }

  /// Whether a solution plans no day.
  func isEmpty(_ solution: LinearSolution) -> Bool {
    seats.allSatisfy { seat in
      seat.columns.allSatisfy { $0.variables.allSatisfy { solution.value(of: $0) <= 1e-9 } }
    }
  }
}

// MARK: - Risk aversion

extension ProgramBlock {
  /// Adds what the plan earns in the worst worlds to the objective, after Rockafellar and Uryasev.
  ///
  ///     maximise    ... + weight ( eta - sum_s z_s / ((1 - level) S) )
  ///     subject to  z_s >= eta - (worth of the plan in world s),   z_s >= 0
  ///
  /// The part of the worth that is the same in all worlds has a variable of its own, so that the row of a
  /// world only has the accounts that could leave in it. Worths are less the mean worth without care.
  private mutating func add(_ worlds: WorldSample) {
    let (aversion, count) = (worlds.aversion, worlds.aversion.worlds)
    var starts = Array(repeating: 0.0, count: count)
    var common: [(variable: LinearModel.Variable, coefficient: Double)] = []
    var ofWorld = Array(
      repeating: [(variable: LinearModel.Variable, coefficient: Double)](), count: count)
    for columns in seats.flatMap(\.columns) {
      guard let account = worlds.accounts[columns.subject.account] else { continue }
      for world in 0..<count { starts[world] += account.starts[world] }
      for (position, variable) in columns.variables.enumerated() {
        guard position < columns.segments.count else {
          common.append((variable, columns.worths[position]))
          continue
        }
        common.append((variable, account.slopes[position]))
        for (world, deviation) in account.deviations[position].enumerated() where deviation != 0 {
          ofWorld[world].append((variable, deviation))
        }
      }
    }
    // Money of the size of what worlds differ by, so that the solver sees numbers near 1.
    let unit = max(1, starts.reduce(0) { max($0, abs($1)) })
    func inUnits(
      _ terms: [(variable: LinearModel.Variable, coefficient: Double)]
    ) -> [(variable: LinearModel.Variable, coefficient: Double)] {
      terms.map { ($0.variable, $0.coefficient / unit) }
    }
    let eta = model.addVariable(objective: aversion.weight * unit, in: .free)
    let shared = model.addVariable(objective: 0, in: .free)
    _ = model.addRow(inUnits(common) + [(shared, -1)], in: .exactly(0))
    let cost = aversion.weight * unit / ((1 - aversion.level) * Double(count))
    for world in 0..<count {
      let shortfall = model.addVariable(objective: -cost, in: .atLeast(0))
      _ = model.addRow(
        inUnits(ofWorld[world]) + [(eta, -1), (shared, 1), (shortfall, 1)],
        in: .atLeast(-starts[world] / unit))
    }
  }

  /// What a plan is worth in every world of a risk-averse program, money over the horizon with strategic
  /// weights, less the mean worth without care.
  ///
  /// The days of an account fill its segments from the first one, whatever the solver did.
  func worths(in worlds: WorldSample, of solution: LinearSolution, horizonYears: Double) -> [Double]
  {
    var worths = Array(repeating: 0.0, count: worlds.aversion.worlds)
    for columns in seats.flatMap(\.columns) {
      let subject = columns.subject
      guard let account = worlds.accounts[subject.account] else { continue }
      let responses = zip(columns.responseDays(in: solution), subject.responses)
        .reduce(0) { $0 + subject.weight * horizonYears * $1.0 * $1.1.perDay }
      let own = account.worths(careDays: columns.careDays(in: solution), on: subject.envelope)
      for world in worths.indices { worths[world] += own[world] + responses }
    }
    return worths
  }
}

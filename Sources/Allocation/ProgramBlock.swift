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

  /// Builds the program.
  ///
  /// - Parameters:
  ///   - kams: Positions in the team.
  ///   - casesOfKAM: The cases of each KAM's accounts, for the whole team.
  ///   - couplings: Rows over all accounts in this program.
  ///   - responseReserve: The share of each capacity that care leaves to responses.
  ///   - portfolio: The portfolio.
  ///   - horizonYears: The horizon, years.
  init(
    kams: [Int], casesOfKAM: [[AccountCase]], couplings: [CouplingRow], responseReserve: Double,
    portfolio: Portfolio, horizonYears: Double
  ) {
    for kam in kams {
      let calendar = KAMCalendar(of: kam, in: portfolio)
      let columns = casesOfKAM[kam].map {
        AccountColumns($0, calendar: calendar, horizonYears: horizonYears, in: &model)
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
        && seat.columns.flatMap(\.variables).contains { model.objective[$0.index] > 0 }
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
}

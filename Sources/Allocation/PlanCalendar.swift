import LinearProgramming
import PortfolioModel

/// When in the year the days of a plan are: by account, and by KAM with what its periods are worth.
public struct PlanCalendar: Equatable, Sendable {
  /// A period of a KAM.
  public struct Cell: Equatable, Sendable {
    /// Customer-days in the period.
    public internal(set) var capacity: Double
    /// Planned care, days.
    public let careDays: Double
    /// Planned responses, days.
    public let responseDays: Double
    /// What one more day in the period is worth, money/day, weighted; `nil` where nobody is there.
    public let shadowPrice: Double?

    /// Days that are not planned; below 0 where a tuned plan has more than there are.
    public var slack: Double { capacity - careDays - responseDays }
  }

  /// The year of a KAM.
  public struct Seat: Equatable, Sendable {
    /// The id of the KAM.
    public let kam: String
    /// Its periods.
    public internal(set) var cells: [Cell]

    /// Whether a day is worth more in some periods than in others.
    public var hasScarcePeriods: Bool {
      let prices = cells.compactMap(\.shadowPrice)
      guard let least = prices.min(), let most = prices.max() else { return false }
      return most - least > 1e-9 * max(1, most)
    }
  }

  /// What the periods are called.
  public let names: [String]
  /// The year of each KAM.
  ///
  /// Shape: `[team]`.
  public internal(set) var seats: [Seat]
  /// Planned care, days.
  ///
  /// Shape: `[accounts][periods]`.
  public let careDays: [[Double]]
  /// Planned care in whole sessions: those of a year are its care days over `sessionDays`, rounded up or
  /// down.
  ///
  /// The sessions of an account lie evenly in its care days, those of accounts with as few at different
  /// times.
  ///
  /// Shape: `[accounts][periods]`.
  public let meetings: [[Int]]

  /// What the periods of a year of so many are called: months, quarters or numbers.
  public static func names(of count: Int) -> [String] {
    switch count {
    case 4: ["Q1", "Q2", "Q3", "Q4"]
    case 12: ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
    default: (0..<count).map { "\($0 + 1)" }
    }
  }

  /// Shares the days of solved programs out among the periods; `nil` without periods.
  ///
  /// - Parameters:
  ///   - blocks: Programs that together hold every KAM once, in the order of the team.
  ///   - portfolio: The portfolio.
  ///   - horizonYears: The horizon, years.
  ///   - solver: What solves linear programs, where an even spread does not fit.
  /// - Throws: `AllocationError.solverFailed` if the solver finds no way, which the programs promise.
  init?(
    of blocks: [SolvedBlock], portfolio: Portfolio, horizonYears: Double,
    using solver: LinearSolver
  ) throws(AllocationError) {
    let periods = portfolio.parameters.periods.indices
    guard !periods.isEmpty else { return nil }
    var careDays = portfolio.accounts.map { _ in periods.map { _ in 0.0 } }
    var meetings = portfolio.accounts.map { _ in periods.map { _ in 0 } }
    var seats: [Seat] = []
    for solved in blocks {
      for seat in solved.block.seats {
        let split = try PeriodSplit(of: seat, in: solved, portfolio: portfolio, using: solver)
        let prices = solved.groupPrices(of: seat, horizonYears: horizonYears)
        let capacities = portfolio.periodCapacities(of: seat.kam)
        var ofPeriod = periods.map { _ in (care: 0.0, responses: 0.0, price: Double?.none) }
        for (group, price) in zip(seat.calendar.groups.indices, prices) {
          for period in seat.calendar.groups[group].periods {
            let share = seat.calendar.shares[period] / seat.calendar.groups[group].share
            for (columns, days) in zip(seat.columns, split.careDays) {
              careDays[columns.subject.account][period] = days[group] * share
              ofPeriod[period].care += days[group] * share
            }
            ofPeriod[period].responses = split.responseDays[group] * share
            ofPeriod[period].price = max(0, price)
          }
        }
        for (position, columns) in seat.columns.enumerated() {
          let account = columns.subject.account
          meetings[account] = Self.meetings(
            careDays[account], of: portfolio.parameters.sessionDays, position: position)
        }
        seats.append(
          Seat(
            kam: portfolio.team[seat.kam].id,
            cells: zip(capacities, ofPeriod).map {
              Cell(
                capacity: $0, careDays: $1.care, responseDays: $1.responses,
                shadowPrice: $1.price)
            }))
      }
    }
    names = Self.names(of: periods.count)
    self.seats = seats
    self.careDays = careDays
    self.meetings = meetings
  }

  /// The sessions of an account in each period: one falls wherever its care days reach a whole number of
  /// them, counted from a start that differs from account to account.
  ///
  /// - Parameters:
  ///   - careDays: Care in each period, days.
  ///   - sessionDays: The length of a session, days.
  ///   - position: The position of the account among those of its KAM.
  /// - Returns: As many sessions a year as care days fill, rounded up or down.
  static func meetings(
    _ careDays: [Double], of sessionDays: Double, position: Int
  ) -> [Int] {
    // The golden ratio: starts of any number of accounts in a row lie evenly.
    let start = (0.5 + Double(position) * 0.618_033_988_749_894_9).truncatingRemainder(
      dividingBy: 1)
    var (days, before) = (0.0, 0)
    return careDays.map { care in
      days += care
      // Rounding of a sum takes no session away.
      let reached = Int((days / sessionDays + start + 1e-9).rounded(.down))
      defer { before = reached }
      return reached - before
    }
  }
}

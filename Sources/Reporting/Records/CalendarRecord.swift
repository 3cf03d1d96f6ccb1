import Allocation
import PortfolioModel

/// When in the year the days of a plan are, as it stands in JSON.
struct CalendarRecord: Codable {
  let periods: [String]
  let team: [Seat]
  let accounts: [Account]

  /// One KAM; each list has a number for each period.
  struct Seat: Codable {
    let kam: String
    let capacity: [Double]
    let careDays: [Double]
    let responseDays: [Double]
    let slack: [Double]
    /// `null` where nobody is there.
    let shadowPrice: [Double?]
  }

  /// One account; each list has a number for each period.
  struct Account: Codable {
    let account: String
    let careDays: [Double]
    let meetings: [Int]
  }

  init(_ calendar: PlanCalendar, portfolio: Portfolio) {
    periods = calendar.names
    team = calendar.seats.map { seat in
      Seat(
        kam: seat.kam, capacity: seat.cells.map(\.capacity), careDays: seat.cells.map(\.careDays),
        responseDays: seat.cells.map(\.responseDays), slack: seat.cells.map(\.slack),
        shadowPrice: seat.cells.map(\.shadowPrice))
    }
    accounts = portfolio.accounts.indices.filter { portfolio.owner[$0] != nil }.map {
      Account(
        account: portfolio.accounts[$0].id, careDays: calendar.careDays[$0],
        meetings: calendar.meetings[$0])
    }
  }
}

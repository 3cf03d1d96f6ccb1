import Allocation
import GLPKSolver
import PortfolioModel

extension Table {
  /// How often the days of one KAM are divided again by prices alone, as `optimal-rolling` does at a review.
  mutating func addReviews() throws {
    let portfolio = Subject(accounts: Subject.accountsPerKAM).portfolio
    guard
      let replanner = try portfolio.planned(
        .optimalRolling, horizonYears: Subject.years, using: GLPK.solve
      ).replanner
    else { return note("optimal-rolling has no reviews") }
    // As after a while: revenue and engagement have moved, one customer in twelve has left.
    let states = (0..<16).map { variant in
      portfolio.accountsOfKAM[0].enumerated().map { place, account in
        let record = portfolio.accounts[account]
        return ReviewedAccount(
          isThere: (place + variant) % 12 != 0,
          annualRevenue: record.annualRevenue * (1 + 0.01 * Double((place + variant) % 7)),
          potential: record.potential * (1 - 0.05 * Double((place + 2 * variant) % 9)),
          engagement: portfolio.startEngagement(of: account)
            * (0.5 + 0.1 * Double((place + 3 * variant) % 11)))
      }
    }
    let count = 100_000
    let start = userTime()
    var days = 0.0
    for review in 0..<count {
      days += replanner.replan(1 + review % 8, kam: 0, states[review % 16]).careDays[0]
    }
    precondition(days > 0, "nothing is worth a day")
    row(
      "solves a second by prices alone", Double(count) / (userTime() - start),
      bar: .atLeast(100_000))
  }
}

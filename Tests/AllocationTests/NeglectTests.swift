import Foundation
import PortfolioModel
import Testing

@testable import Allocation

/// Two large and two small accounts of two KAMs, of whom one may be a hire.
private func portfolio(start: Double?) -> Portfolio {
  let accounts = [("A", 1e6), ("B", 9e5), ("C", 2e4), ("D", 1e4)].map { id, revenue in
    var account = Account(id: id, annualRevenue: revenue)
    account.currentDays = 20
    return account
  }
  let team = ["K1", "K2"].map { id in
    var kam = KeyAccountManager(id: id)
    kam.maxAccounts = 2
    kam.start = id == "K2" ? start : nil
    return kam
  }
  return Portfolio(accounts: accounts, team: team)
}

struct NeglectTests {
  @Test(arguments: [0.1, 0.5, 2])
  func `neglect costs the survival that is lost until the hire begins`(years: Double) throws {
    let portfolio = portfolio(start: nil)
    let parameters = portfolio.parameters
    let engagement = portfolio.startEngagement(of: 0)
    let curve = portfolio.careCurves[0]
    let steps = 20_000
    let lost = (0..<steps).reduce(0.0) { sum, step in
      let days =
        (Double(step) + 0.5) / Double(steps) * years * parameters.workingDaysPerYear
      let left = engagement * exp(-parameters.engagementDecay * days)
      return sum + (curve.response(to: engagement) - curve.response(to: left))
        * years / Double(steps)
    }
    let hazard =
      parameters.workingDaysPerYear * portfolio.baseHazard[0] * portfolio.meanRiskFactor[0]
    let value = DayValue(account: 0, in: portfolio, horizonYears: 3).value(careDays: 20)
    let expected = value * (1 - exp(-hazard * parameters.careEffect * lost))
    let cost = portfolio.costOfNeglect(of: 0, for: years, horizonYears: 3)
    #expect(abs(cost - expected) <= 2e-3 * expected)
  }

  @Test func `neglect for no time costs nothing`() {
    #expect(portfolio(start: nil).costOfNeglect(of: 0, for: 0, horizonYears: 3) == 0)
  }

  @Test func `a hire who begins later gets the accounts that lose least by it`() {
    let assignment = Assignment(AssignmentRequest(), of: portfolio(start: 1), horizonYears: 3)
    #expect(assignment.portfolio.accounts.map(\.kam) == ["K1", "K1", "K2", "K2"])
  }
}

import Foundation
import GLPKSolver
import LinearProgramming
import PortfolioModel
import Testing

@testable import Allocation

/// Accounts of one KAM without triggers, most of them with S-shaped responses to care.
private func sShapedPortfolio(seed: UInt64, accountCount: Int) -> Portfolio {
  var stream = SampleStream(seed: seed)
  let careModels = (0..<3).map { tier in
    var careModel = CareModel(id: "tier-\(tier)", maxDays: 40)
    careModel.judgement =
      tier == 0
      ? .curve(.adbudg(half: stream.uniform(1...4), exponent: stream.uniform(1.5...6)))
      : tier == 1
        ? .curve(.power(full: stream.uniform(2...8), exponent: stream.uniform(0.5...3))) : nil
    return careModel
  }
  let accounts = (0..<accountCount).map { position in
    var account = Account(
      id: "account-\(position)", annualRevenue: stream.lognormal(median: 80_000, sigma: 0.8))
    account.potential = stream.lognormal(median: 40_000, sigma: 0.8)
    account.churn = stream.uniform(0.05...0.4)
    account.currentDays = stream.uniform(0...12)
    account.tier = "tier-\(stream.happens(0.6) ? 0 : stream.happens(0.7) ? 1 : 2)"
    return account
  }
  var kam = KeyAccountManager(id: "kam")
  kam.fte = stream.uniform(0.15...0.6) * Double(accountCount) / 6
  return Portfolio(accounts: accounts, team: [kam], careModels: careModels, triggers: [])
}

/// The most that whole steps of days can be worth, by dynamic programming over the true values.
private func bestOnGrid(_ portfolio: Portfolio, step: Double) -> Double {
  let budget = Int(portfolio.capacity(of: 0) / step)
  var totals = [Double](repeating: 0, count: budget + 1)
  for account in portfolio.accounts.indices {
    let value = DayValue(account: account, in: portfolio, horizonYears: 3)
    let most = min(budget, Int(portfolio.careDayRange(of: account).upperBound / step))
    let values = (0...most).map { value.value(careDays: Double($0) * step) }
    totals = totals.indices.map { limit in
      (0...min(limit, most)).reduce(-Double.infinity) {
        max($0, totals[limit - $1] + values[$1] - values[0])
      }
    }
  }
  return totals[budget]
}

@Test(arguments: 1...12 as ClosedRange<UInt64>)
func `the plan of S-shaped curves is the best of all, and its bound above`(seed: UInt64) throws {
  let portfolio = sShapedPortfolio(seed: seed, accountCount: 5)
  let result = try portfolio.optimum()
  let grid = bestOnGrid(portfolio, step: 0.25)
  let slack = 2e-3 * result.gain
  #expect(result.gain >= grid - slack, "grid \(grid), plan \(result.gain)")
  if let optimality = result.optimality {
    #expect(optimality.gap >= 0 && optimality.bound >= grid - slack)
    #expect(optimality.bound <= optimality.relaxation + slack)
    #expect(optimality.gap <= 1e-3 * result.gain, "gap \(optimality.gap) of \(result.gain)")
    #expect(abs(optimality.value - result.gain) <= 1e-9 * abs(result.gain))
  } else {
    #expect(result.overstatement == 0)
  }
  #expect(result.team[0].plannedDays <= result.team[0].capacity * (1 + 1e-9))
}

@Test(arguments: 1...6 as ClosedRange<UInt64>)
func `a search never makes a plan worse, with bounds that couple KAMs too`(seed: UInt64) throws {
  let one = sShapedPortfolio(seed: seed, accountCount: 12)
  var second = one.team[0]
  second = KeyAccountManager(id: "kam-2")
  second.fte = one.team[0].fte / 2
  let portfolio = Portfolio(
    accounts: one.accounts.enumerated().map { position, account in
      var account = account
      account.kam = position % 3 == 0 ? "kam-2" : "kam"
      return account
    }, team: [one.team[0], second], careModels: one.careModels, triggers: [])
  for bounds in [
    [], [PlanBound.budgetDays(0.7 * (portfolio.capacity(of: 0) + portfolio.capacity(of: 1)))],
  ] {
    let program = AllocationProgram(portfolio: portfolio, horizonYears: 3, bounds: bounds)
    let plain = try program.solve(splitLimit: 0, using: checkedGLPK)
    let searched = try program.solve(using: checkedGLPK)
    #expect(searched.gain >= plain.gain - 1e-3 * abs(plain.gain))
    if let optimality = searched.optimality {
      #expect(optimality.relaxation == plain.objective)
      #expect(optimality.gap >= 0 && optimality.gap <= 0.005 * abs(searched.gain))
    }
    if let budget = bounds.first, case .budgetDays(let days) = budget {
      #expect(searched.team.reduce(0) { $0 + $1.plannedDays } <= days * (1 + 1e-9))
    }
  }
}

/// Two alike accounts, each with a threshold: the envelopes take one far beyond its own and leave the other
/// below.
@Test func `days go where they cross a threshold, not where envelopes hope that they do`() throws {
  var careModel = CareModel(id: "key", maxDays: 40)
  careModel.judgement = .curve(.adbudg(half: 3, exponent: 5))
  let accounts = ["a", "b"].map { id in
    var account = Account(id: id, annualRevenue: 100_000)
    (account.potential, account.churn, account.currentDays) = (50_000, 0.2, 0)
    account.tier = "key"
    return account
  }
  var kam = KeyAccountManager(id: "kam")
  kam.fte = 22 / (220 * kam.customerShare)
  let portfolio = Portfolio(accounts: accounts, team: [kam], careModels: [careModel], triggers: [])
  let program = AllocationProgram(portfolio: portfolio, horizonYears: 3)
  let plain = try program.solve(splitLimit: 0, using: checkedGLPK)
  let searched = try program.solve(using: checkedGLPK)
  #expect(plain.overstatement > 0.01 * plain.gain)
  #expect(searched.gain > 1.005 * plain.gain, "\(plain.gain) to \(searched.gain)")
  #expect(searched.overstatement <= 1e-3 * searched.gain)
  let grid = bestOnGrid(portfolio, step: 0.125)
  #expect(abs(searched.gain / grid - 1) < 1e-3)
}

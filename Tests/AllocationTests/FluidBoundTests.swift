import PortfolioModel
import Statistics
import Testing

@testable import Allocation

/// Equal accounts without events, of a KAM who stays: then care alone earns.
private func portfolio(fte: Double, accounts: Int = 1) -> Portfolio {
  let accounts = (0..<accounts).map { position in
    var account = Account(id: "A\(position)", annualRevenue: 100_000)
    account.churn = 0.2
    account.currentDays = 5
    account.tier = "key"
    return account
  }
  var kam = KeyAccountManager(id: "K")
  (kam.fte, kam.departure) = (fte, 0)
  return Portfolio(
    accounts: accounts, team: [kam], careModels: [CareModel(id: "key", maxDays: 40)],
    triggers: [])
}

@Test func `without events the bound is what care is worth on its envelope`() {
  // So many days that all of them are worth having: the bound is the value of the most.
  let portfolio = portfolio(fte: 1)
  let bound = FluidBound(portfolio, horizonYears: 3)
  let value = DayValue(account: 0, in: portfolio, horizonYears: 3)
  let most = value.value(careDays: portfolio.capacity(of: 0))
  let none = value.value(careDays: 0)
  #expect(bound.gain >= most - none)
  #expect(relativeError(bound.gain, most - none) < 2e-3)
  let cost = 110_000 * -Elementary.expMinusOne(-0.08 * 3) / 0.08
  #expect(relativeError(bound.withoutWork, none - cost) < 1e-9)
  #expect(bound.value == bound.withoutWork + bound.gain)
}

@Test func `a day costs the share of the horizon for which the account is there`() {
  let portfolio = portfolio(fte: 0.05, accounts: 2)
  var parameters = portfolio.parameters
  parameters.discountRate = 0
  let undiscounted = DayValue(
    account: 0,
    in: portfolio.changed(triggers: [], parameters: parameters, team: portfolio.team),
    horizonYears: 3)
  func presence(_ days: Double) -> Double {
    undiscounted.value(careDays: days) / (0.6 * 100_000 * 3)
  }
  // Two equal accounts share the days: x a year on each while it is there.
  let share = portfolio.capacity(of: 0) / 2
  var (low, high) = (share, 10 * share)
  for _ in 0..<60 {
    let middle = (low + high) / 2
    if middle * presence(middle) < share { low = middle } else { high = middle }
  }
  #expect(low > 1.1 * share)
  let value = DayValue(account: 0, in: portfolio, horizonYears: 3)
  let gain = 2 * (value.value(careDays: low) - value.value(careDays: 0))
  let bound = FluidBound(portfolio, horizonYears: 3).gain
  #expect(bound >= gain)
  #expect(relativeError(bound, gain) < 0.03)
}

@Test(arguments: [1, 2, 3] as [UInt64])
func `more days never lower the bound`(seed: UInt64) {
  let portfolio = Portfolio.random(
    seed: seed, accountCount: 30, careModels: CareModel.unrestricted, currentDaysGiven: true)
  var last = 0.0
  for factor in [0, 0.1, 0.3, 1, 3, 10] {
    let gain = FluidBound(portfolio.withTeam { $1 * factor }, horizonYears: 3).gain
    #expect(gain >= last)
    last = gain
  }
}

@Test
func `an account that loses money adds nothing, and no less than it does if it stays shortest`() {
  var portfolio = portfolio(fte: 1)
  var account = portfolio.accounts[0]
  account.margin = -0.5
  portfolio = Portfolio(
    accounts: [account], team: portfolio.team, careModels: portfolio.careModels, triggers: [])
  let bound = FluidBound(portfolio, horizonYears: 3)
  let idle = DayValue(account: 0, in: portfolio, horizonYears: 3).value(careDays: 0)
  let cost = 110_000 * -Elementary.expMinusOne(-0.08 * 3) / 0.08
  #expect(bound.gain == 0)
  #expect(bound.value >= idle - cost && bound.value < -cost)
}

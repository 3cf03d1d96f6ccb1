import Foundation
import PortfolioModel
import Testing

/// The share of time for which a risk is open, as section 3 of the model page writes it.
private func openShare(
  _ type: TriggerType, rate r: Double, isPooled: Bool, days D: Double
) -> Double {
  let z = isPooled && type.rate != .activity ? 0 : type.detection * type.resolves
  let short = min(type.riskDays, type.lag + 2)
  return (1 - z) * (1 - exp(-r * type.riskDays / D)) + z * (1 - exp(-r * short / D))
}

private func portfolio(seed: Int) -> Portfolio {
  func draw(_ salt: Int) -> Double { Double((seed * 40 + salt) * 7_919 % 10_007) / 10_007 }
  var parameters = ModelParameters()
  parameters.workingDaysPerYear = 200 + 50 * draw(1)
  parameters.careEffect = 0.99 * draw(2)
  parameters.engagementHalfLife = 10 + 200 * draw(3)
  let accounts = (0..<12).map { index in
    var account = Account(id: "A\(index)", annualRevenue: 1_000 * draw(4 + index))
    account.potential = 1_000 * draw(5 + index)
    account.activity = 40 * draw(6 + index)
    account.keyPeople = 20 * draw(7 + index)
    if index % 2 == 0 { account.churn = 0.9 * draw(8 + index) }
    if index % 3 == 0 { account.currentDays = 30 * draw(9 + index) }
    if index % 4 == 0 { account.tier = "pooled" }
    return account
  }
  return Portfolio(
    accounts: accounts, team: [KeyAccountManager(id: "K1"), KeyAccountManager(id: "K2")],
    parameters: parameters)
}

@Test(arguments: 1...25)
func `the hazard at current care and usual risks gives the yearly churn`(seed: Int) throws {
  let portfolio = portfolio(seed: seed)
  let parameters = portfolio.parameters
  let days = parameters.workingDaysPerYear
  let delta = Foundation.log(2) / parameters.engagementHalfLife
  for (index, account) in portfolio.accounts.enumerated() {
    let isPooled = portfolio.owner[index] == nil
    let factor = portfolio.triggers.reduce(1.0) { product, type in
      let open = openShare(type, rate: type.rate(on: account), isPooled: isPooled, days: days)
      return product * (1 + (type.riskFactor - 1) * open)
    }
    #expect(abs(portfolio.meanRiskFactor[index] / factor - 1) <= 1e-12)
    let engagement = try #require(account.currentDays) / (days * delta)
    let care = 1 - exp(-engagement / portfolio.careModel(of: index).kappa)
    let hazard =
      days * portfolio.baseHazard[index] * (1 - parameters.careEffect * care) * factor
    #expect(abs(1 - exp(-hazard) - (try #require(account.churn))) <= 1e-12)
  }
}

@Test func `an account that never leaves has the hazard 0`() {
  var account = Account(id: "A", annualRevenue: 1)
  account.churn = 0
  let portfolio = Portfolio(accounts: [account], team: [KeyAccountManager(id: "K")])
  #expect(portfolio.baseHazard == [0])
}

@Test func `without care, risks and triggers the hazard is -ln(1 - p) / D`() {
  var account = Account(id: "A", annualRevenue: 1)
  account.churn = 0.2
  account.currentDays = 0
  let portfolio = Portfolio(
    accounts: [account], team: [KeyAccountManager(id: "K")], triggers: [])
  #expect(portfolio.meanRiskFactor == [1])
  #expect(abs(portfolio.baseHazard[0] / (-Foundation.log(0.8) / 220) - 1) <= 1e-15)
}

@Test func `current days of an account change its hazard but not that of another`() {
  func hazards(days: Double) -> [Double] {
    let accounts = ["A", "B"].map { id in
      var account = Account(id: id, annualRevenue: 1)
      account.currentDays = id == "A" ? days : 4
      return account
    }
    return Portfolio(accounts: accounts, team: [KeyAccountManager(id: "K")]).baseHazard
  }
  // The same churn in spite of more care: the account would leave sooner without it.
  #expect(hazards(days: 10)[0] > hazards(days: 0)[0])
  #expect(hazards(days: 10)[1] == hazards(days: 0)[1])
}

@Test func `the response to care rises from 0 to 1 and reaches 63 % at kappa`() {
  let curve = CareCurve.exponential(kappa: 2)
  #expect(curve.response(to: 0) == 0)
  #expect(abs(curve.response(to: 2) - (1 - exp(-1))) <= 1e-15)
  #expect(curve.response(to: 1e9) == 1)
  #expect(abs(curve.response(to: 1e-12) / 5e-13 - 1) <= 1e-11)
}

// MARK: - Open share

private func risky(
  _ rate: TriggerType.Rate, lag: Double = 5, riskDays: Double = 60, detection: Double = 1,
  resolves: Double = 1
) -> TriggerType {
  var type = TriggerType(name: "t", rate: rate)
  (type.lag, type.riskDays, type.detection, type.resolves) = (lag, riskDays, detection, resolves)
  type.riskFactor = 2
  return type
}

private let someone = Account(id: "A", annualRevenue: 1)

private func share(_ type: TriggerType, isPooled: Bool = false) -> Double {
  type.openShare(on: someone, isPooled: isPooled, workingDaysPerYear: 220)
}

@Test func `a risk that no response ends is open as long as no event lies back`() {
  let exact = 1 - exp(-2.0 * 60 / 220)
  #expect(abs(share(risky(.perAccount(2), resolves: 0)) - exact) <= 1e-15)
  #expect(abs(share(risky(.perAccount(2), detection: 0)) - exact) <= 1e-15)
  #expect(abs(share(risky(.perAccount(2)), isPooled: true) - exact) <= 1e-15)
}

@Test func `a risk that a response always ends is open until two days after learning of it`() {
  #expect(abs(share(risky(.perAccount(2))) - (1 - exp(-2.0 * 7 / 220))) <= 1e-15)
  #expect(abs(share(risky(.perAccount(2), riskDays: 3)) - (1 - exp(-2.0 * 3 / 220))) <= 1e-15)
}

@Test func `the pool answers requests and nothing else`() {
  #expect(share(risky(.activity), isPooled: true) == share(risky(.activity)))
  #expect(risky(.activity).resolvedShare(isPooled: true) == 1)
  #expect(risky(.perKeyPerson(1)).resolvedShare(isPooled: true) == 0)
  #expect(
    risky(.perAccount(1), detection: 0.5, resolves: 0.5).resolvedShare(isPooled: false) == 0.25)
}

@Test func `the share of open risk has the limits 0 and 1`() {
  #expect(share(risky(.perAccount(0))) == 0)
  #expect(share(risky(.perAccount(5), riskDays: 0)) == 0)
  #expect(share(risky(.perAccount(1e9))) == 1)
  #expect(abs(share(risky(.perAccount(1e-9), resolves: 0)) / (1e-9 * 60 / 220) - 1) <= 1e-9)
}

@Test func `more events and fewer answers never close risks`() {
  let rates = [0.0, 0.1, 1, 5, 50, 1_000].map { share(risky(.perAccount($0), resolves: 0.5)) }
  #expect(rates == rates.sorted())
  let answers = [1.0, 0.9, 0.5, 0.1, 0].map { share(risky(.perAccount(2), resolves: $0)) }
  #expect(answers == answers.sorted())
}

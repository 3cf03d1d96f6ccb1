import PortfolioModel
import Testing

@testable import Simulation

/// Three accounts of one KAM whose care days have an effect, in a tier with a scale of the response.
private func portfolio(effect: Double, kappa: Double) -> Portfolio {
  var kam = KeyAccountManager(id: "K")
  kam.effect = effect
  let accounts = (0..<3).map { index in
    var account = Account(id: "A\(index)", annualRevenue: 100_000)
    (account.potential, account.churn, account.currentDays) = (50_000, 0.3, 4)
    account.tier = "key"
    return account
  }
  let tiers = [CareModel(id: "key", maxDays: 40, kappa: kappa)]
  return Portfolio(
    accounts: accounts, team: [kam], careModels: tiers + CareModel.builtIn.dropFirst(4))
}

private func outcome(effect: Double, kappa: Double) -> Outcome {
  let portfolio = portfolio(effect: effect, kappa: kappa)
  let plan = equalPlan(portfolio)
  return Experiment(portfolio: portfolio, horizonYears: 2, replications: 64, seed: 3)
    .run([plan], threads: 1)[0]
}

@Test func `care of half the effect with half the scale of the response is the same care`() {
  // c(E) = 1 - exp(-E / kappa): halving both is exact, at the start, in every session and in luck.
  let half = outcome(effect: 0.5, kappa: 1)
  let whole = outcome(effect: 1, kappa: 2)
  for metric in whole.metrics {
    #expect(half.estimate(of: [metric])?.mean == whole.estimate(of: [metric])?.mean)
  }
  let weak = outcome(effect: 0.5, kappa: 2)
  #expect(
    weak.estimate(of: [.netContribution])?.mean != whole.estimate(of: [.netContribution])?.mean)
}

import PortfolioModel
import Simulation
import Statistics

func plan(_ portfolio: Portfolio, byValue: Bool) -> AllocationPlan {
  let n = portfolio.accounts.count
  var days = [Double](repeating: 0, count: n)
  for kam in portfolio.team.indices {
    let accounts = portfolio.accountsOfKAM[kam]
    let weights = accounts.map { byValue ? portfolio.accounts[$0].annualRevenue : 1 }
    let total = weights.reduce(0, +)
    for (account, weight) in zip(accounts, weights) {
      days[account] = portfolio.careCapacity(of: kam) * weight / total
    }
  }
  let priority = portfolio.accounts.map { byValue ? $0.annualRevenue : 0 }
  let types = portfolio.triggers.count
  return AllocationPlan(
    name: byValue ? "value" : "equal", careDays: days, carePriority: priority,
    responsePriority: priority.map { Array(repeating: $0, count: types) },
    rejects: Array(repeating: Array(repeating: false, count: types), count: n))
}

let kams = 10
let perKAM = 35
var accounts: [Account] = []
for index in 0..<(kams * perKAM) {
  var account = Account(id: "A\(1000 + index)", annualRevenue: 10_000 * Double(1 + index % 17))
  account.potential = 20_000
  account.kam = "K\(index % kams)"
  accounts.append(account)
}
let portfolio = Portfolio(
  accounts: accounts, team: (0..<kams).map { KeyAccountManager(id: "K\($0)") })
let clock = ContinuousClock()
let equal = plan(portfolio, byValue: false)
let value = plan(portfolio, byValue: true)
for plans in [[equal], [value], [equal, value, equal, value, equal, value]] {
  let reps = 640
  let experiment = Experiment(
    portfolio: portfolio, horizonYears: 3, replications: reps, seed: 42)
  let time = clock.measure {
    let outcomes = experiment.run(plans, threads: 1)
    if plans.count <= 2 {
      for metric in outcomes[0].metrics {
        if let estimate = Estimate(outcomes[0].observations(of: metric)) {
          print(metric, estimate.mean, estimate.halfWidth() ?? 0)
        }
      }
    }
  }
  let years = Double(reps * accounts.count * 3)
  let ns = Double(time.components.attoseconds) / 1e9 + Double(time.components.seconds) * 1e9
  print(plans.count, "plans", ns / years, "ns/account-year", ns / years / Double(plans.count))
}

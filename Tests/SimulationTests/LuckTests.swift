import PortfolioModel
import Statistics
import Testing

@testable import Simulation

private func outcomes(_ portfolio: Portfolio, replications: Int = 2_000) -> [Outcome] {
  Experiment(portfolio: portfolio, horizonYears: 2, replications: replications, seed: 42)
    .run([equalPlan(portfolio), valuePlan(portfolio)], threads: 2)
}

/// Expects a mean of 0; luck fails the test with probability 7e-6.
private func expectMeanZero(
  _ values: [Double], sourceLocation: SourceLocation = #_sourceLocation
) throws {
  let estimate = try #require(Estimate(values))
  let error = try #require(estimate.standardError)
  #expect(error > 0)
  #expect(abs(estimate.mean) < 4.5 * error, sourceLocation: sourceLocation)
}

/// Everything happens often here: churn, growth, departures.
private let restless = lively { accounts, parameters in
  parameters.expansionRate = 6
  parameters.follow = 0.5
}

@Test(arguments: [
  restless,
  lively { accounts, parameters in
    for index in accounts.indices { accounts[index].churn = 0 }
    parameters.follow = 0
  },
  lively { accounts, parameters in
    for index in accounts.indices { accounts[index].churn = 0 }
    parameters.expansionRate = 0
    parameters.follow = 0.8
  },
  lively { _, parameters in
    parameters.expansionRate = 0
    parameters.follow = 0
  },
])
func `luck has mean 0 under every plan, whichever decision it comes from`(
  portfolio: Portfolio
) throws {
  for outcome in outcomes(portfolio) { try expectMeanZero(outcome.luck) }
}

@Test func `there is no luck where chance decides nothing about revenue`() {
  let portfolio = lively { accounts, parameters in
    for index in accounts.indices { accounts[index].churn = 0 }
    parameters.expansionRate = 0
    parameters.follow = 0
  }
  for outcome in outcomes(portfolio, replications: 64) {
    #expect(outcome.luck == Array(repeating: 0, count: 64))
  }
}

@Test func `luck of accounts that may follow is their worth times what happened less the odds`() {
  let portfolio = Portfolio(
    accounts: [account("A", revenue: 1_000) { $0.dependency = 0.5 }],
    team: [kam { $0.departure = 0.9 }], parameters: still { $0.follow = 0.6 })
  var rig = Rig(portfolio, plan(for: portfolio), years: 3)
  // Departures a year: a hazard of ln 10, and 60 of 220 days of vacancy after each. No churn, no discount.
  let departures = Elementary.log(10) / (1 + Elementary.log(10) * 60 / 220)
  var (follows, stays) = (0, 0)
  for replication in 0..<50 {
    rig.run(replication)
    var expected = 0.0
    for (index, departure) in rig.departures.enumerated() {
      let years = (660 - departure) / 220
      let worth =
        0.6 * 1_000 * -Elementary.expMinusOne(-0.3 * departures * years) / (0.3 * departures)
      let isLost = rig.world.follows[index]
      expected -= worth * ((isLost ? 1 : 0) - 0.3)
      if isLost {
        follows += 1
        break
      }
      stays += 1
    }
    #expect(abs(rig.replay.totals.luck - expected) <= 1e-9 * 2_000)
  }
  #expect(follows > 10 && stays > 10)
}

@Test func `money over the horizon is estimated without luck, all else as observed`() throws {
  let pair = outcomes(restless, replications: 200)
  for metric in pair[0].metrics {
    let observations = pair[0].observations(of: metric)
    let estimate = try #require(pair[0].estimate(of: [metric]))
    let plain = try #require(Estimate(observations))
    #expect(estimate.percentiles == plain.percentiles)
    guard [.netContribution, .grossMargin].contains(metric) else {
      #expect(estimate == plain)
      continue
    }
    let smooth = try #require(
      Estimate(zip(observations, pair[0].luck).map { pair in pair.0.map { $0 - pair.1 } }))
    #expect(estimate.mean == smooth.mean)
    #expect(estimate.standardError == smooth.standardError)
    #expect(try #require(estimate.standardError) < #require(plain.standardError))
  }
}

@Test func `a difference is the difference of estimates, and sharper than the observations`() throws
{
  let pair = outcomes(restless)
  for metric: Metric in [.netContribution, .grossMargin] {
    let difference = try #require(pair[1].difference(from: pair[0], in: [metric]))
    let means = try pair.map { try #require($0.estimate(of: [metric])).mean }
    #expect(abs(difference.mean - (means[1] - means[0])) <= 1e-9 * abs(means[0]))
    let plain = try #require(
      Estimate.pairedDifference(
        baseline: pair[0].observations(of: metric), candidate: pair[1].observations(of: metric)))
    let (sharp, blunt) = (
      try #require(difference.standardError), try #require(plain.standardError)
    )
    #expect(blunt * blunt > 2 * sharp * sharp)
  }
}

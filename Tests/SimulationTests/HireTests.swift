import PortfolioModel
import Statistics
import Testing

@testable import Simulation

/// A lively portfolio whose KAMs are changed.
private func lively(
  team change: (inout KeyAccountManager) -> Void,
  _ adjust: (inout [Account], inout ModelParameters) -> Void = { _, _ in }
) -> Portfolio {
  let plain = lively(adjust)
  return Portfolio(
    accounts: plain.accounts, team: plain.team.map { with($0, change) },
    triggers: plain.triggers, parameters: plain.parameters)
}

private func outcomes(_ portfolio: Portfolio, replications: Int = 64) -> [Outcome] {
  Experiment(portfolio: portfolio, horizonYears: 2, replications: replications, seed: 42)
    .run([equalPlan(portfolio), valuePlan(portfolio)], threads: 2)
}

// MARK: - Hires

@Test func `a hire at the start who needs no ramp is as good as a KAM who is there from before`() {
  let ramp = { (_: inout [Account], parameters: inout ModelParameters) in parameters.ramp = 0 }
  #expect(outcomes(lively(team: { $0.start = 0 }, ramp)) == outcomes(lively(ramp)))
}

@Test func `a hire at the start ramps up`() {
  let portfolio = Portfolio(
    accounts: [account("A")], team: [kam { $0.start = 0 }], triggers: [],
    parameters: still {
      ($0.ramp, $0.rampRate) = (110, 0.25)
      $0.sessionDays = 0.01
    })
  // More care than there is time for: a quarter of 110 days, then all of the other 110.
  let days = outcome(portfolio, plan(for: portfolio, days: { _ in 1_000 }), years: 1)
    .observations(of: .careDays)
  #expect(days.allSatisfy { abs(($0 ?? 0) - 137.5) < 0.05 })
}

@Test func `until a hire starts the accounts are covered, and nobody is there who could leave`() {
  let portfolio = Portfolio(
    accounts: [account("A")],
    team: [
      kam {
        $0.start = 0.5
        $0.departure = 0.99
      }
    ], triggers: [],
    parameters: still {
      ($0.vacancy, $0.cover, $0.ramp) = (10_000, 0.1, 0)
      $0.sessionDays = 0.01
    })
  var rig = Rig(portfolio, plan(for: portfolio, days: { _ in 1_000 }), years: 1)
  for replication in 0..<50 {
    rig.run(replication)
    let left = rig.departures.first ?? 220
    #expect(left > 110 && rig.departures.count <= 1)
    let (days, utilisation) = (rig.value(.careDays) ?? 0, rig.value(.utilisation))
    #expect(abs(days - (11 + (left - 110) + 0.1 * (220 - left))) < 0.05)
    #expect(abs(rig.replay.totals.filledDays - (left - 110)) <= 1e-9)
    #expect((utilisation ?? 0) > 0.9)
  }
}

@Test func `a hire who starts after the horizon is cover for all the time, and costs nothing`() {
  let portfolio = lively(team: { $0.start = 2 })
  let pair = outcomes(portfolio)
  for outcome in pair {
    for metric: Metric in [.departures, .followedKam] {
      #expect(outcome.observations(of: metric).allSatisfy { $0 == 0 })
    }
    #expect(outcome.observations(of: .utilisation).allSatisfy { $0 == nil })
  }
  // As a team of nobody's cost, who work at the cover's share and never leave.
  let cover = Portfolio(
    accounts: portfolio.accounts,
    team: portfolio.team.map {
      with($0) {
        $0.start = nil
        $0.fte *= portfolio.parameters.cover
        ($0.annualCost, $0.departure) = (0, 0)
      }
    }, triggers: portfolio.triggers, parameters: portfolio.parameters)
  for (one, other) in zip(pair, outcomes(cover)) {
    // Luck and rounding apart: departures are expected of the one, and its pace is a product.
    for metric in one.metrics where metric != .utilisation {
      for (left, right) in zip(one.observations(of: metric), other.observations(of: metric)) {
        #expect(abs((left ?? -1) - (right ?? -1)) <= 1e-9 * max(1, abs(left ?? 0)), "\(metric)")
      }
    }
  }
}

@Test(arguments: [0, 0.08])
func `a seat costs from its start on, discounted`(rate: Double) {
  func cost(_ starts: [Double?]) -> Double {
    let portfolio = Portfolio(
      accounts: [account("A", revenue: 0)],
      team: starts.enumerated().map { index, start in
        kam(index == 0 ? "K" : "K\(index)") {
          ($0.start, $0.annualCost) = (start, 100_000 * Double(index + 1))
        }
      }, triggers: [], parameters: still { $0.discountRate = rate })
    let outcome = outcome(portfolio, plan(for: portfolio), replications: 1)
    return -(outcome.observations(of: .netContribution)[0] ?? .nan)
  }
  func worth(from start: Double) -> Double {
    rate == 0
      ? 3 - start : (Elementary.exp(-rate * start) - Elementary.exp(-rate * 3)) / rate
  }
  #expect(cost([0]) == cost([nil]))
  #expect(cost([0, nil]) == cost([nil, 0]))
  #expect(cost([3]) == 0 && cost([30]) == 0)
  #expect(abs(cost([1.25]) / (100_000 * worth(from: 1.25)) - 1) <= 1e-12)
  #expect(
    abs(cost([nil, 1.25]) / (100_000 * worth(from: 0) + 200_000 * worth(from: 1.25)) - 1) <= 1e-12)
}

// MARK: - Known departures

@Test func `a KAM who leaves at the start and whom all follow takes all accounts at once`() {
  let portfolio = lively(team: { $0.leaves = 0 }) { accounts, parameters in
    parameters.follow = 1
    for index in accounts.indices { accounts[index].dependency = 1 }
  }
  let owned = portfolio.accountsOfKAM.flatMap { $0 }
  let revenue = owned.reduce(0) { $0 + portfolio.accounts[$1].annualRevenue }
  for outcome in outcomes(portfolio) {
    #expect(outcome.observations(of: .followedKam).allSatisfy { $0 == Double(owned.count) })
    #expect(outcome.observations(of: .followedRevenue).allSatisfy { $0 == revenue })
    for metric: Metric in [.careDue, .careDays, .responseDays] {
      #expect(outcome.observations(of: metric).allSatisfy { $0 == 0 })
    }
  }
}

@Test func `a known departure comes on time, and leaves those before it as they were`() {
  let (plain, known) = (lively(team: { _ in }), lively(team: { $0.leaves = 1 }))
  var before = Rig(plain, equalPlan(plain), years: 2)
  var after = Rig(known, equalPlan(known), years: 2)
  var (certain, vacant) = (0, 0)
  for replication in 0..<200 {
    before.run(replication)
    after.run(replication)
    let (early, all) = (before.departures.filter { $0 < 220 }, after.departures)
    #expect(all.prefix(early.count) == early[...])
    if let last = early.last, last > 160 {
      // The seat is vacant for 60 days, and what comes then is as without.
      #expect(all == before.departures)
      vacant += 1
    } else {
      let moment = all.count > early.count ? all[early.count] : .nan
      #expect(abs(moment - 220) < 1e-6)
      #expect(all.dropFirst(early.count + 1).allSatisfy { $0 >= 280 })
      certain += 1
    }
  }
  #expect(certain > 100 && vacant > 10)
}

@Test func `a KAM who never leaves by chance leaves when it is known, once`() {
  let portfolio = Portfolio(
    accounts: [account("A")], team: [kam { $0.leaves = 2.5 }], triggers: [],
    parameters: still { $0.vacancy = 220 })
  let outcome = outcome(portfolio, plan(for: portfolio))
  #expect(outcome.observations(of: .departures).allSatisfy { $0 == 1 })
  // The seat stays empty for the last half year.
  var rig = Rig(portfolio, plan(for: portfolio))
  rig.run()
  #expect(abs(rig.replay.totals.filledDays - 550) < 1e-6)
}

@Test func `luck has mean 0 with hires and known departures`() throws {
  for leaves in [0, 0.3] {
    let portfolio = lively(team: { ($0.start, $0.leaves) = ($0.id == "K1" ? 0.2 : nil, leaves) }) {
      $1.follow = 0.6
    }
    for outcome in outcomes(portfolio, replications: 512) {
      // Fails with probability 7e-6 although the claim holds.
      let estimate = try #require(Estimate(outcome.luck))
      let error = try #require(estimate.standardError)
      #expect(error > 0 && abs(estimate.mean) < 4.5 * error)
    }
  }
}

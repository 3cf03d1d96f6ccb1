import PortfolioModel
import Statistics
import Testing

@testable import Simulation

private func experiment(
  _ portfolio: Portfolio = lively(), years: Double = 0.5, replications: Int = 130, seed: UInt64 = 42
) -> Experiment {
  Experiment(
    portfolio: portfolio, horizonYears: years, replications: replications, seed: seed)
}

private func plans(_ portfolio: Portfolio) -> [AllocationPlan] {
  [equalPlan(portfolio), valuePlan(portfolio)]
}

// MARK: - The same numbers, however the work is done

@Test func `one, two and three threads give equal outcomes`() {
  let portfolio = lively()
  let experiment = experiment(portfolio)
  #expect(experiment.blockCount == 3)
  let alone = experiment.run(plans(portfolio), threads: 1)
  #expect(experiment.run(plans(portfolio), threads: 2) == alone)
  #expect(experiment.run(plans(portfolio), threads: 3) == alone)
}

@Test func `more threads than blocks, or none, are as good as any`() {
  let portfolio = lively()
  let experiment = experiment(portfolio, years: 0.1, replications: 70)
  let alone = experiment.run(plans(portfolio), threads: 1)
  #expect(experiment.run(plans(portfolio), threads: 0) == alone)
  #expect(experiment.run(plans(portfolio), threads: 100) == alone)
}

@Test func `blocks that run in any order merge to the same outcomes`() {
  let portfolio = lively()
  let experiment = experiment(portfolio, years: 0.25, replications: 300)
  let plans = plans(portfolio)
  let resolved = experiment.resolve(plans)
  var merge = experiment.startMerge(of: plans)
  for number in [3, 0, 4, 2, 1] {
    merge.add(experiment.run(block: number, resolved), of: number)
  }
  #expect(experiment.outcomes(of: plans, merge) == experiment.run(plans, threads: 1))
}

@Test func `the first replications of a long run are those of a short one`() {
  let portfolio = lively { accounts, _ in accounts.removeSubrange(5...) }
  let plans = plans(portfolio)
  let long = experiment(portfolio, replications: 640).run(plans, threads: 2)
  for replications in [1, 63, 64, 65, 200] {
    let short = experiment(portfolio, replications: replications).run(plans, threads: 1)
    for (one, other) in zip(short, long) {
      #expect(one.observations == other.observations.map { Array($0.prefix(replications)) })
    }
  }
}

@Test func `progress counts every replication once`() async {
  let portfolio = lively()
  await confirmation(expectedCount: 130) { replication in
    _ = experiment(portfolio).run([equalPlan(portfolio)], threads: 2) { replication() }
  }
}

// MARK: - The same worlds, whatever else is compared

@Test func `equal plans differ by exactly 0 in every metric`() throws {
  let portfolio = lively()
  let first = valuePlan(portfolio)
  // Other numbers with the same order are the same priorities.
  let second = AllocationPlan(
    name: "same", careDays: first.careDays, carePriority: first.carePriority.map { 2 * $0 + 1 },
    responsePriority: first.responsePriority.map { $0.map { 2 * $0 + 1 } }, rejects: first.rejects)
  let outcomes = experiment(portfolio).run([first, equalPlan(portfolio), second], threads: 2)
  for metric in outcomes[0].metrics {
    let (base, other) = (
      outcomes[0].observations(of: metric), outcomes[2].observations(of: metric)
    )
    #expect(base == other)
    if let difference = Estimate.pairedDifference(baseline: base, candidate: other) {
      #expect(difference.mean == 0)
      #expect(difference.standardError == 0)
    }
  }
  #expect(outcomes[0].accounts == outcomes[2].accounts)
}

@Test func `alternatives do not disturb one another`() {
  let portfolio = lively()
  let (equal, value) = (equalPlan(portfolio), valuePlan(portfolio))
  let experiment = experiment(portfolio)
  let alone = experiment.run([equal], threads: 1)[0]
  let other = experiment.run([value], threads: 1)[0]
  #expect(alone.observations != other.observations)
  #expect(experiment.run([equal, value], threads: 1) == [alone, other])
  #expect(experiment.run([value, equal, value], threads: 2) == [other, alone, other])
}

@Test func `the order of accounts changes nothing`() {
  let (portfolio, reversed) = (lively(), lively { accounts, _ in accounts.reverse() })
  #expect(
    experiment(reversed).run(plans(reversed), threads: 1)
      == experiment(portfolio).run(plans(portfolio), threads: 1))
}

@Test func `what plans cannot change is equal under all of them`() {
  // No churn: then no event is cut off by the loss of its account.
  let portfolio = lively { accounts, parameters in
    for index in accounts.indices { accounts[index].churn = 0 }
    parameters.follow = 0
  }
  let outcomes = experiment(portfolio).run(plans(portfolio), threads: 1)
  for metric: Metric in [
    .departures, .events(.occurred, trigger: 0), .events(.detected, trigger: 1),
    .events(.detected, trigger: 2),
  ] {
    #expect(outcomes[0].observations(of: metric) == outcomes[1].observations(of: metric))
  }
}

@Test func `common chance makes a comparison sharper than independent runs`() throws {
  let portfolio = lively()
  let outcomes = experiment(portfolio, years: 1).run(plans(portfolio), threads: 2)
  let samples = outcomes.map { $0.observations(of: .netContribution) }
  let difference = Estimate.pairedDifference(baseline: samples[0], candidate: samples[1])
  let paired = try #require(difference?.standardError)
  let first = try #require(Estimate(samples[0])?.standardError)
  let second = try #require(Estimate(samples[1])?.standardError)
  #expect((first * first + second * second) / (paired * paired) > 2)
}

// MARK: - What must add up

@Test(arguments: Array(1...20) as [UInt64])
func `every replication keeps its books`(seed: UInt64) throws {
  let portfolio = lively()
  let years = 2.0
  let experiment = experiment(portfolio, years: years, replications: 6, seed: seed)
  let initial = portfolio.accounts.reduce(0) { $0 + $1.annualRevenue }
  for outcome in experiment.run(plans(portfolio), threads: 1) {
    for replication in 0..<6 {
      func value(_ metric: Metric) throws -> Double {
        try #require(outcome.observations(of: metric)[replication])
      }
      for trigger in portfolio.triggers.indices {
        let fates = try [Metric.Fate.rejected, .handled, .missed, .dropped, .pending].map {
          try value(.events($0, trigger: trigger))
        }
        #expect(try value(.events(.detected, trigger: trigger)) == fates.reduce(0, +))
        #expect(
          try value(.events(.detected, trigger: trigger))
            <= value(.events(.occurred, trigger: trigger)))
      }
      // What is left waits, is in service, or was dropped with its account: two at most of each.
      let left = try value(.careDue) - value(.careDelivered) - value(.careSkipped)
      #expect(left >= 0 && left <= 2 * Double(portfolio.accounts.count))
      #expect(try value(.careDays) == 0.5 * value(.careDelivered))
      let won = try value(.careWon) + value(.triggerWon)
      let end = try value(.revenueEnd)
      #expect(abs(initial + won - (try value(.churnedRevenue)) - end) <= 1e-9 * initial)
      #expect(try value(.nrr) >= value(.grr))
      #expect(try (0...1).contains(value(.utilisation)))
      #expect(try value(.followedKam) <= value(.churnedAccounts))
      #expect(try value(.followedRevenue) <= value(.churnedRevenue) + 1e-9 * initial)
      #expect(try value(.netContribution) < value(.grossMargin))
    }
    func mean(_ metric: Metric) throws -> Double {
      try #require(Estimate(outcome.observations(of: metric))).mean
    }
    let accounts = outcome.accounts
    #expect(
      abs(accounts.reduce(0) { $0 + $1.careDays.mean } * years - (try mean(.careDays))) <= 1e-9)
    #expect(
      abs(accounts.reduce(0) { $0 + $1.responseDays.mean } * years - (try mean(.responseDays)))
        <= 1e-9)
    #expect(
      abs(accounts.reduce(0) { $0 + 1 - $1.survival.mean } - (try mean(.churnedAccounts))) <= 1e-9)
  }
}

@Test func `an account's estimates are the mean and standard error of its replications`() throws {
  // A single account's days are the portfolio's.
  let portfolio = Portfolio(
    accounts: [account("A") { $0.churn = 0.4 }], team: [kam { $0.departure = 0.3 }])
  let outcome = experiment(portfolio, years: 2, replications: 100).run(
    [plan(for: portfolio, days: { _ in 20 })], threads: 1)[0]
  let days = try #require(Estimate(outcome.observations(of: .careDays)))
  let lost = try #require(Estimate(outcome.observations(of: .churnedAccounts)))
  let account = outcome.accounts[0]
  #expect(abs(account.careDays.mean - days.mean / 2) <= 1e-12)
  #expect(abs(account.careDays.standardError - (try #require(days.standardError)) / 2) <= 1e-9)
  #expect(abs(account.survival.mean - (1 - lost.mean)) <= 1e-12)
  #expect(abs(account.survival.standardError - (try #require(lost.standardError))) <= 1e-12)
}

@Test func `a single replication has outcomes without an error`() {
  let portfolio = lively()
  let outcome = experiment(portfolio, replications: 1).run([equalPlan(portfolio)], threads: 1)[0]
  #expect(outcome.observations.allSatisfy { $0.count == 1 })
  #expect(outcome.accounts.allSatisfy { $0.careDays.standardError == 0 })
}

// MARK: - Outcomes and metrics

@Test func `an outcome gives its metrics by name and sums them`() {
  let outcome = Outcome(
    name: "o", metrics: [.careWon, .triggerWon, .nrr],
    columns: [[1, 2], [10, .nan], [.nan, 1]], luck: [0, 0],
    accounts: [])
  #expect(outcome.replications == 2)
  #expect(outcome.observations == [[1, 2], [10, nil], [nil, 1]])
  #expect(outcome == outcome)
  #expect(outcome.observations(of: .triggerWon) == [10, nil])
  #expect(outcome.observations(of: .departures) == [])
  // A sum exists where all its parts do.
  #expect(outcome.observations(ofSum: [.careWon, .triggerWon]) == [11, nil])
}

@Test func `metrics have unique names, with the trigger type behind a dot`() {
  let metrics = Metric.all(triggerCount: 2)
  let names = metrics.map { $0.name(triggers: ["move", "request"]) }
  #expect(names.count == 19 + 2 * 7)
  #expect(Set(names).count == names.count)
  #expect(names.first == "netContribution")
  #expect(names.contains("eventsHandled.move") && names.contains("eventsPending.request"))
  #expect(Metric.events(.handled, trigger: 0).unit == .count)
  #expect(Metric.Fate.allCases.map(\.position) == Array(0..<7))
}

@Test func `an experiment refuses no time and no replications`() async {
  await #expect(processExitsWith: .failure) { _ = experiment(years: 0) }
  await #expect(processExitsWith: .failure) { _ = experiment(years: .nan) }
  await #expect(processExitsWith: .failure) { _ = experiment(replications: 0) }
}

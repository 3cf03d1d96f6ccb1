import PortfolioModel
import Synchronization
import Testing

@testable import Simulation

/// Makes the same plan again at every review.
private struct Stubborn: Replanner {
  let plan: AllocationPlan
  let portfolio: Portfolio
  let interval: Double

  func replan(_ number: Int, kam: Int, _ accounts: [ReviewedAccount]) -> ReviewedPlan {
    let positions = portfolio.accountsOfKAM[kam]
    return ReviewedPlan(
      careDays: positions.map { plan.careDays[$0] },
      carePriority: positions.map { plan.carePriority[$0] },
      responsePriority: positions.flatMap { plan.responsePriority[$0] })
  }
}

/// Plans by a rule and keeps what it was told.
private final class Witness: Replanner {
  struct Review: Sendable {
    let number: Int
    let kam: Int
    let accounts: [ReviewedAccount]
  }

  let interval: Double
  let types: Int
  let reviews = Mutex<[Review]>([])
  let careDays: @Sendable (_ number: Int, _ account: Int) -> Double

  init(
    _ portfolio: Portfolio, interval: Double, careDays: @escaping @Sendable (Int, Int) -> Double
  ) {
    (self.interval, self.careDays) = (interval, careDays)
    types = portfolio.triggers.count
  }

  func replan(_ number: Int, kam: Int, _ accounts: [ReviewedAccount]) -> ReviewedPlan {
    reviews.withLock { $0.append(Review(number: number, kam: kam, accounts: accounts)) }
    let zeros = accounts.map { _ in 0.0 }
    return ReviewedPlan(
      careDays: accounts.indices.map { careDays(number, $0) }, carePriority: zeros,
      responsePriority: zeros.flatMap { Array(repeating: $0, count: types) })
  }
}

private func outcomes(
  _ portfolio: Portfolio, _ plan: AllocationPlan, _ replanner: (any Replanner)?,
  years: Double = 3, replications: Int = 64
) -> Outcome {
  Experiment(portfolio: portfolio, horizonYears: years, replications: replications, seed: 42)
    .run([plan], replanners: [replanner], threads: 1)[0]
}

@Test(arguments: [3, 55, 1000])
func `a plan made again as it was changes nothing`(interval: Double) {
  let portfolio = lively()
  for plan in [equalPlan(portfolio), valuePlan(portfolio)] {
    let once = outcomes(portfolio, plan, nil)
    let again = outcomes(
      portfolio, plan, Stubborn(plan: plan, portfolio: portfolio, interval: interval))
    for metric in once.metrics {
      for (one, other) in zip(once.observations(of: metric), again.observations(of: metric)) {
        // Engagement is computed on the way to each review, so its last bits may differ.
        let (one, other) = (one ?? -1, other ?? -1)
        #expect(
          abs(one - other) <= 1e-9 * max(1, abs(one)),
          "\(metric) with reviews every \(interval) days")
      }
    }
    for (one, other) in zip(once.luck, again.luck) {
      #expect(abs(one - other) <= 1e-9 * max(1, abs(one)))
    }
  }
}

@Test func `reviews come at their interval, for each KAM and never for the pool`() {
  let portfolio = lively()
  let witness = Witness(portfolio, interval: 50) { _, _ in 0 }
  _ = outcomes(portfolio, equalPlan(portfolio), witness, years: 1, replications: 2)
  let reviews = witness.reviews.withLock { $0 }
  // After 50, 100, 150 and 200 of 220 days.
  #expect(reviews.map(\.number) == [1, 2, 3, 4, 1, 2, 3, 4, 1, 2, 3, 4, 1, 2, 3, 4])
  #expect(reviews.map(\.kam) == [0, 0, 0, 0, 1, 1, 1, 1, 0, 0, 0, 0, 1, 1, 1, 1])
  #expect(reviews.allSatisfy { $0.accounts.count == portfolio.accountsOfKAM[$0.kam].count })
}

@Test func `care goes by the plan of the review`() {
  // One account, a KAM with time: 20 days in the first half year, none in the second.
  let portfolio = Portfolio(
    accounts: [account("A")], team: [kam()], triggers: [], parameters: still())
  let witness = Witness(portfolio, interval: 110) { _, _ in 0 }
  let outcome = outcomes(
    portfolio, plan(for: portfolio, days: { _ in 20 }), witness, years: 1, replications: 8)
  // 20 days a year are 20 sessions of half a day in half a year.
  #expect(outcome.observations(of: .careDays).allSatisfy { $0 == 10 })
  #expect(outcome.observations(of: .careDue).allSatisfy { $0 == 20 })
  #expect(outcome.observations(of: .careSkipped).allSatisfy { $0 == 0 })
}

@Test func `a cycle of sessions goes on where the old plan left it`() {
  let portfolio = Portfolio(
    accounts: [account("A")], team: [kam()], triggers: [], parameters: still())
  // 2 sessions a year, then 4, then 2 ...: 3 cycles a year on average, whatever the phase.
  let witness = Witness(portfolio, interval: 27.5) { number, _ in number % 2 == 0 ? 1 : 2 }
  let outcome = outcomes(
    portfolio, plan(for: portfolio, days: { _ in 1 }), witness, years: 2, replications: 64)
  #expect(Set(outcome.observations(of: .careDue)) == [6])
}

@Test func `reviews know who is there, what was won and the engagement`() throws {
  let portfolio = lively()
  let plan = valuePlan(portfolio)
  let witness = Witness(portfolio, interval: 219.999) { _, _ in 5 }
  // The only review falls at the end of the year, so what it was told is what the outcome says.
  let outcome = outcomes(portfolio, plan, witness, years: 1, replications: 64)
  let reviews = witness.reviews.withLock { $0 }
  let revenueEnd = outcome.observations(of: .revenueEnd)
  for replication in 0..<64 {
    let told = reviews[2 * replication..<2 * replication + 2].flatMap(\.accounts)
    let owned = portfolio.accountsOfKAM.flatMap { $0 }
    let pooled = portfolio.pooledAccounts.count
    #expect(told.count == owned.count && pooled > 0)
    for (account, state) in zip(owned, told) {
      let record = portfolio.accounts[account]
      // What was won came out of the potential.
      #expect(
        abs(state.annualRevenue + state.potential - record.annualRevenue - record.potential) < 1e-6)
      #expect(state.engagement >= 0)
    }
    let ownedRevenue = told.reduce(0) { $0 + ($1.isThere ? $1.annualRevenue : 0) }
    #expect(ownedRevenue <= (revenueEnd[replication] ?? 0) + 1e-6)
  }
  #expect(reviews.contains { $0.accounts.contains { !$0.isThere } })
}

@Test func `reviews do not depend on threads`() {
  let portfolio = lively()
  let replanner = Stubborn(plan: valuePlan(portfolio), portfolio: portfolio, interval: 40)
  let experiment = Experiment(
    portfolio: portfolio, horizonYears: 1, replications: 200, seed: 7)
  func run(_ threads: Int) -> [Outcome] {
    experiment.run([equalPlan(portfolio)], replanners: [replanner], threads: threads)
  }
  #expect(run(1) == run(3))
}

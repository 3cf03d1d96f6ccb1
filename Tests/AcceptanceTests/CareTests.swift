import Foundation
import PortfolioModel
import Simulation
import Statistics
import Testing

/// Section 9, claims 4 and 9, and what planned care does to an account.
struct CareTests {
  /// Claim 4: mean and variance at 4 horizons.
  @Test(arguments: [0.5, 1.0, 3.0, 10.0])
  func `a pooled account's potential falls exponentially`(years: Double) throws {
    var parameters = ModelParameters()
    (parameters.poolEngagement, parameters.expansionRate) = (1.3, 3)
    let portfolio = Portfolio.uniform(accounts: 1, parameters: parameters) {
      ($0.churn, $0.potential, $0.tier) = (0, 700, "pooled")
    }
    let wins = 3 * 0.3 * -expm1(-1.3 / 2) * years
    let kept = exp(-wins * 0.25)
    let outcome = try portfolio.outcome(years: years, replications: 100_000, seed: 41)
    let left = outcome.values(of: .revenueEnd).map { (1700 - $0) / 700 }
    expectMean("potential left, \(years) years", of: left, toBe: kept)
    func moment(_ power: Double) -> Double { exp(-wins * (1 - pow(0.75, power))) }
    let variance = moment(2) - kept * kept
    let fourth =
      moment(4) - 4 * moment(3) * kept + 6 * moment(2) * kept * kept - 3 * pow(kept, 4)
    expectVariance(
      "potential left, \(years) years", of: left, toBe: variance, fourthMoment: fourth)
    for (won, revenue) in zip(outcome.values(of: .careWon), outcome.values(of: .revenueEnd)) {
      #expect(abs(1000 + won - revenue) < 1e-9)
    }
  }

  @Test func `the pool answers what the customer asks, at once`() throws {
    var request = TriggerType(name: "request", rate: .activity)
    (request.winProbability, request.captures) = (0.2, 0.1)
    var move = request
    move.rate = .perAccount(5)
    let portfolio = Portfolio.uniform(accounts: 1, triggers: [request, move]) {
      ($0.churn, $0.potential, $0.activity, $0.tier) = (0, 700, 9, "pooled")
    }
    let outcome = try portfolio.outcome(years: 2, replications: 100_000, seed: 42)
    let rate = 2 * 0.3 * 0.25 * -expm1(-0.5 / 2) + 9 * 0.2 * 0.1
    let left = outcome.values(of: .revenueEnd).map { (1700 - $0) / 700 }
    expectMean("potential left of a pooled account that asks", of: left, toBe: exp(-2 * rate))
    #expect(outcome.values(of: .responseTime).allSatisfy { $0 == 0 })
    #expect(outcome.values(of: .responseDays).allSatisfy { $0 == 0 })
    #expect(
      outcome.values(of: .events(.rejected, trigger: 1))
        == outcome.values(of: .events(.detected, trigger: 1)))
  }

  /// Claim 9: over 20 days each for 10 accounts, about 2 for 100 (Vainu).
  @Test(arguments: [(10, 22.0), (100, 2.2)])
  func `a KAM's year divides into days per account`(count: Int, days: Double) throws {
    let portfolio = Portfolio.uniform(accounts: count, parameters: .plain) {
      $0.churn = 0
    } kam: {
      ($0.customerShare, $0.departure) = (1, 0)
    }
    #expect(portfolio.capacity(of: 0) == 220)
    #expect(abs(portfolio.careCapacity(of: 0) - 220) < 1e-9)
    for account in portfolio.accounts {
      #expect(try abs(#require(account.currentDays) - days) < 1e-9)
    }
    // Sessions that fill all capacity are delivered but for those that wait or are in service at the end.
    let plan = AllocationPlan.simple(portfolio, careDays: { _ in days })
    let outcome = try portfolio.outcome(of: plan, years: 4, replications: 200, seed: 43)
    for account in outcome.accounts {
      #expect(account.careDays.mean <= days + 0.5 / 4 && account.careDays.mean > days - 0.5)
    }
  }

  /// Exact in every replication: a session falls due every `D ell / x` days, and little is left undone.
  @Test func `under light load the care delivered is the care planned`() throws {
    let portfolio = Portfolio.uniform(
      accounts: 10, triggers: TriggerType.builtIn, parameters: .plain
    ) {
      $0.churn = 0
    } kam: {
      ($0.customerShare, $0.departure) = (1, 0)
    }
    let plan = AllocationPlan.simple(portfolio, careDays: { Double($0) + 0.3 })
    let outcome = try portfolio.outcome(of: plan, years: 3, replications: 2_000, seed: 44)
    let planned = 3 * 48 / 0.5
    expectMean("sessions due", of: outcome.values(of: .careDue), toBe: planned)
    for replication in 0..<2_000 {
      let due = outcome.values(of: .careDue)[replication]
      let delivered = outcome.values(of: .careDelivered)[replication]
      let skipped = outcome.values(of: .careSkipped)[replication]
      #expect(abs(due - planned) < 10)
      #expect(delivered + skipped <= due && delivered + skipped >= due - 10)
      #expect(outcome.values(of: .careDays)[replication] == 0.5 * delivered)
    }
    for (index, account) in outcome.accounts.enumerated() {
      #expect(abs(account.careDays.mean - Double(index) - 0.3) <= 0.5 / 3 + 0.05)
    }
  }

  /// An account alone with its KAM gets its sessions at known moments.
  ///
  /// Engagement, churn, growth and money then follow by quadrature. 4 checks a case.
  @Test(arguments: [(10.0, 10.0), (2.0, 25.0), (60.0, 0.0)])
  func `care prevents churn and brings growth as the integrals say`(
    days: Double, before: Double
  ) throws {
    var parameters = ModelParameters()
    parameters.expansionRate = 4
    let years = 2.0
    let portfolio = Portfolio.uniform(accounts: 20, kams: 20, parameters: parameters) {
      ($0.churn, $0.potential, $0.currentDays) = (0.4, 2000, before)
    } kam: {
      ($0.customerShare, $0.departure, $0.annualCost) = (0.5, 0, 0)
    }
    let plan = AllocationPlan.simple(portfolio, careDays: { _ in days })
    let outcome = try portfolio.outcome(of: plan, years: years, replications: 20_000, seed: 45)
    let expected = SoloAccount(careDays: days, before: before, years: years, rate: 0.5)
      .meanOverPhases()
    let what = "\(days) days after \(before)"
    expectMean(
      "survivors, \(what)", of: outcome.values(of: .churnedAccounts).map { 20 - $0 },
      toBe: 20 * expected.survival)
    expectMean(
      "revenue, \(what)", of: outcome.values(of: .revenueEnd), toBe: 20 * expected.revenue)
    expectMean(
      "gross margin, \(what)", of: outcome.values(of: .grossMargin), toBe: 20 * expected.margin)
    expectMean("NRR, \(what)", of: outcome.values(of: .nrr), toBe: expected.nrr)
  }
}

/// One account with a KAM of its own (default parameters, expansion rate 4, churn 0.4, `P` = 2 `R` = 2000).
struct SoloAccount {
  let careDays: Double
  let before: Double
  let years: Double
  let rate: Double
  /// The response to care.
  var response: (Double) -> Double = { -expm1(-$0 / 2) }

  /// What is expected, averaged over the phase of the sessions.
  func meanOverPhases() -> (survival: Double, revenue: Double, margin: Double, nrr: Double) {
    let phases = 400
    var sum = (survival: 0.0, revenue: 0.0, margin: 0.0, nrr: 0.0)
    for number in 0..<phases {
      let one = expected(phase: (Double(number) + 0.5) / Double(phases))
      sum.survival += one.survival / Double(phases)
      sum.revenue += one.revenue / Double(phases)
      sum.margin += one.margin / Double(phases)
      sum.nrr += one.nrr / Double(phases)
    }
    return sum
  }

  /// Follows engagement in steps of half a day, cut at the sessions' ends.
  private func expected(
    phase: Double
  ) -> (survival: Double, revenue: Double, margin: Double, nrr: Double) {
    let decay = log(2.0) / 60
    var engagement = before / (220 * decay)
    let base = -log(0.6) / 220 / (1 - 0.6 * response(engagement))
    let interval = 220 * 0.5 / careDays
    var session = phase * interval + 0.5 / rate
    let horizon = 220 * years
    var (time, hazard, growth, margin, nrr) = (0.0, 0.0, 0.0, 0.0, 0.0)
    func revenue() -> Double { exp(-hazard) * (1000 + 2000 * -expm1(-growth)) }
    while time < horizon - 1e-9 {
      let next = min(horizon, session, (floor(time / 0.5 + 1e-9) + 1) * 0.5)
      let width = next - time
      let middle = engagement * exp(-decay * width / 2)
      let care = response(middle)
      let earlier = revenue() * exp(-0.08 * time / 220)
      hazard += base * (1 - 0.6 * care) * width
      growth += 4 * 0.3 * 0.25 / 220 * care * width
      margin += 0.6 * (earlier + revenue() * exp(-0.08 * next / 220)) / 2 * width / 220
      engagement *= exp(-decay * width)
      time = next
      if time >= session - 1e-12 {
        engagement += 0.5
        session += interval
      }
      if abs(time - 220) < 1e-9 { nrr = revenue() / 1000 }
    }
    return (exp(-hazard), revenue(), margin, nrr)
  }
}

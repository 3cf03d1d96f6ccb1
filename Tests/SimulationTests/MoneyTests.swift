import Foundation
import PortfolioModel
import Statistics
import Testing

@testable import Simulation

// Portfolios so small that what must come of them can be computed by hand, or by a naive loop.

@Test(arguments: [(0.0, 0.5), (0, 3), (0.08, 0.5), (0.08, 3), (1e-9, 3), (1, 10)])
func `revenue that stays earns its margin times an annuity`(rate: Double, years: Double) throws {
  let portfolio = Portfolio(
    accounts: [
      account("A", revenue: 1_000) { $0.margin = 0.6 },
      account("B", revenue: 500) { $0.margin = -0.2 },
      account("P", revenue: 100) {
        $0.margin = 1
        $0.tier = "pooled"
      },
    ], team: [kam()], triggers: [], parameters: still { $0.discountRate = rate })
  let outcome = outcome(portfolio, plan(for: portfolio, days: { _ in 10 }), years: years)
  let annuity = rate == 0 ? years : -expm1(-rate * years) / rate
  for value in outcome.observations(of: .grossMargin) {
    #expect(abs(try #require(value) / (600 * annuity) - 1) <= 1e-13)
  }
  for value in outcome.observations(of: .netContribution) {
    let expected = (600 - 110_000 - 1_500) * annuity
    #expect(abs(try #require(value) / expected - 1) <= 1e-13)
  }
  for metric: Metric in [.nrr, .grr] {
    #expect(outcome.observations(of: metric).allSatisfy { $0 == 1 })
  }
  #expect(outcome.observations(of: .revenueEnd).allSatisfy { $0 == 1_600 })
}

@Test func `a portfolio without revenue has no retention`() {
  let portfolio = Portfolio(
    accounts: [account("A", revenue: 0)], team: [kam()], triggers: [], parameters: still())
  let outcome = outcome(portfolio, plan(for: portfolio), replications: 1)
  #expect(outcome.observations(of: .nrr) == [nil])
  #expect(outcome.observations(of: .responseTime) == [nil])
  #expect(outcome.observations(of: .utilisation) == [0])
}

/// With certain wins an opportunity takes a quarter of what remains, at its moment.
@Test func `growth adds what each win captures, from its moment on`() throws {
  let portfolio = Portfolio(
    accounts: [
      account("A", revenue: 1_000) {
        $0.potential = 2_000
        $0.tier = "pooled"
      }
    ], team: [], triggers: [],
    parameters: ModelParameters.certainGrowth)
  var rig = Rig(portfolio, plan(for: portfolio))
  for replication in 0..<20 {
    rig.run(replication)
    let moments = (0..<(rig.world.stimuli.count - 1)).map {
      rig.model.world.timeline.days(rig.world.stimuli[$0].tick)
    }
    func annuity(_ days: Double) -> Double { -expm1(-0.08 * days / 220) / 0.08 }
    var (revenue, potential, margin, yearRevenue) = (1_000.0, 2_000.0, 0.0, 1_000.0)
    margin += 0.6 * revenue * annuity(660)
    for moment in moments {
      let won = 0.25 * potential
      margin += 0.6 * won * (annuity(660) - annuity(moment))
      (revenue, potential) = (revenue + won, potential - won)
      if moment <= 220 { yearRevenue += won }
    }
    let (gross, end, won, nrr) = (
      rig.value(.grossMargin), rig.value(.revenueEnd), rig.value(.careWon), rig.value(.nrr)
    )
    #expect(abs(try #require(gross) / margin - 1) <= 1e-12)
    #expect(abs(try #require(end) / revenue - 1) <= 1e-12)
    let closed = 2_000 * (1 - pow(0.75, Double(moments.count)))
    #expect(abs(try #require(won) - closed) <= 1e-9)
    #expect(abs(try #require(nrr) - yearRevenue / 1_000) <= 1e-12)
  }
}

extension ModelParameters {
  /// Every expansion opportunity of a pooled account is won.
  fileprivate static let certainGrowth = with(ModelParameters()) {
    $0.poolEngagement = 1_000
    $0.expansionWin = 1
  }
}

/// Section 9 item 1 of the model page: survivors are binomial, and money is an annuity at `h + rho`.
@Test func `constant hazard leaves (1 - p)^T of the accounts`() throws {
  let portfolio = Portfolio(
    accounts: (0..<40).map { account("A\($0)") { $0.churn = 0.2 } }, team: [kam()], triggers: [],
    parameters: still {
      $0.careEffect = 0
      $0.discountRate = 0.08
    })
  let outcome = outcome(
    portfolio, plan(for: portfolio, days: { _ in 5 }), replications: 200)
  let lost = try #require(Estimate(outcome.observations(of: .churnedAccounts)))
  #expect(abs(lost.mean / 40 - (1 - 0.512)) <= 4 * (0.512 * 0.488 / 8_000).squareRoot())
  let margin = try #require(Estimate(outcome.observations(of: .grossMargin)))
  let rate = 0.08 - Foundation.log(0.8)
  let expected = 40 * 600 * -expm1(-rate * 3) / rate
  #expect(abs(margin.mean - expected) <= 4 * (try #require(margin.standardError)))
}

/// Constant engagement of the pool: churn as observed, growth by section 9 item 4 of the model page.
@Test func `a pooled account churns at its rate and grows exponentially`() throws {
  let portfolio = Portfolio(
    accounts: (0..<40).map { index in
      account("A\(index)") {
        $0.tier = "pooled"
        $0.churn = 0.25
        $0.currentDays = nil
        $0.potential = 1_000
      }
    }, team: [], triggers: [])
  let outcome = outcome(portfolio, plan(for: portfolio), replications: 200)
  let survivors = outcome.accounts.reduce(0) { $0 + $1.survival.mean } / 40
  let expected = 0.75 * 0.75 * 0.75
  let error = (expected * (1 - expected) / 8_000).squareRoot()
  #expect(abs(survivors - expected) <= 4 * error)
  // Growth and loss are independent: revenue at the end is the product.
  let care = 1 - exp(-0.25)
  let potential = 1_000 * exp(-2 * 0.25 * 0.3 * care * 3)
  let revenue = try #require(Estimate(outcome.observations(of: .revenueEnd)))
  let standardError = try #require(revenue.standardError)
  #expect(abs(revenue.mean - 40 * expected * (2_000 - potential)) <= 4 * standardError)
}

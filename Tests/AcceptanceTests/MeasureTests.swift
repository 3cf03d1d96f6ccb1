import Foundation
import PortfolioModel
import Simulation
import Statistics
import Testing

/// Section 5: money and measures, on cases made so that the answer is known.
struct MeasureTests {
  @Test(arguments: [0.0, 0.08, 0.5], [0.5, 3])
  func `money that is certain is discounted continuously`(discount: Double, years: Double) throws {
    var parameters = ModelParameters.plain
    (parameters.discountRate, parameters.follow) = (discount, 0)
    let portfolio = Portfolio.uniform(accounts: 3, kams: 2, parameters: parameters) {
      ($0.churn, $0.margin) = (0, 0.3)
    } kam: {
      ($0.departure, $0.annualCost) = (0.5, 70)
    }
    let annuity = discount == 0 ? years : -expm1(-discount * years) / discount
    let outcome = try portfolio.outcome(years: years, replications: 4, seed: 71)
    // Nobody churns or follows; a seat costs the same whether it is vacant or not.
    for replication in 0..<4 {
      let margin = outcome.values(of: .grossMargin)[replication]
      let net = outcome.values(of: .netContribution)[replication]
      #expect(abs(margin - 900 * annuity) < 1e-9 * 900)
      #expect(abs(margin - net - 140 * annuity) < 1e-9 * 900)
    }
  }

  /// Growth without churn, churn without growth, and both.
  @Test func `NRR and GRR are taken when the first year ends`() throws {
    let growing = Portfolio.uniform(accounts: 5) {
      ($0.churn, $0.potential, $0.tier) = (0, 900, "pooled")
    }
    let year = try growing.outcome(years: 1, replications: 500, seed: 72)
    #expect(year.values(of: .grr).allSatisfy { $0 == 1 })
    for (nrr, revenue) in zip(year.values(of: .nrr), year.values(of: .revenueEnd)) {
      #expect(abs(nrr - revenue / 5000) < 1e-12)
    }
    let half = try growing.outcome(years: 0.5, replications: 500, seed: 72)
    for (nrr, revenue) in zip(half.values(of: .nrr), half.values(of: .revenueEnd)) {
      #expect(abs(nrr - revenue / 5000) < 1e-12)
    }

    let shrinking = Portfolio.uniform(accounts: 5, parameters: .plain) {
      $0.churn = 0.3
      if $0.id == "a100" { $0.annualRevenue = 6000 }
    }
    let long = try shrinking.outcome(years: 3, replications: 40_000, seed: 73)
    let retention = long.values(of: .grr)
    #expect(long.values(of: .nrr) == retention)
    expectMean("GRR over 3 years", of: retention, toBe: 0.7)
    // Revenue weights: the large account decides 0.6 of it.
    expectVariance(
      "GRR over 3 years", of: retention, toBe: 0.21 * 0.4, fourthMoment: Self.fourthOfRetention())

    var parameters = ModelParameters()
    parameters.careEffect = 0
    let both = Portfolio.uniform(accounts: 5, parameters: parameters) {
      ($0.churn, $0.potential, $0.tier) = (0.3, 900, "pooled")
    }
    let mixed = try both.outcome(years: 3, replications: 40_000, seed: 74)
    let won = 900 * -expm1(-2 * 0.3 * 0.25 * -expm1(-0.5 / 2))
    expectMean("GRR under growth", of: mixed.values(of: .grr), toBe: 0.7)
    expectMean(
      "NRR under growth and churn", of: mixed.values(of: .nrr), toBe: 0.7 * (1000 + won) / 1000)
  }

  /// Revenue is lost as it stood at the moment of loss; what was won is in it.
  @Test func `revenue at the end is what began, was won and was not lost`() throws {
    let portfolio = Portfolio.uniform(
      accounts: 30, kams: 3, triggers: TriggerType.builtIn
    ) {
      ($0.churn, $0.potential) = (0.3, 700)
    } kam: {
      $0.departure = 0.5
    }
    let plan = AllocationPlan.simple(portfolio, careDays: { _ in 4 })
    let outcome = try portfolio.outcome(of: plan, years: 3, replications: 1_000, seed: 75)
    for replication in 0..<1_000 {
      func value(_ metric: Metric) -> Double { outcome.values(of: metric)[replication] }
      let kept = 30_000 + value(.careWon) + value(.triggerWon) - value(.churnedRevenue)
      #expect(abs(value(.revenueEnd) - kept) < 1e-6)
      #expect(value(.followedKam) <= value(.churnedAccounts))
      #expect(value(.followedRevenue) <= value(.churnedRevenue) + 1e-9)
    }
  }

  /// The fourth central moment of `0.6 X + 0.1 (Y1 + … + Y4)`, each 1 with probability 0.7.
  private static func fourthOfRetention() -> Double {
    let (two, four) = (0.21, 0.21 * (1 - 3 * 0.21))
    let small = 4 * four + 36 * two * two
    return pow(0.6, 4) * four + 6 * 0.36 * 0.01 * two * (4 * two) + 1e-4 * small
  }
}

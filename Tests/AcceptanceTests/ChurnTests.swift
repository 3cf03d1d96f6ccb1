import Foundation
import PortfolioModel
import Simulation
import Statistics
import Testing

/// Section 9, claim 1, and thinning under a hazard that changes with time.
struct ChurnTests {
  private static let accountCount = 40

  /// 2 mean, 2 variance and 2 distribution checks a case.
  @Test(arguments: [(0.12, 3.0), (0.5, 1.0), (0.9, 2.0)])
  func `survivors of constant churn are binomial`(churn: Double, years: Double) throws {
    let portfolio = Portfolio.uniform(accounts: Self.accountCount, parameters: .plain) {
      $0.churn = churn
    }
    let outcome = try portfolio.outcome(years: years, replications: 20_000, seed: 11)
    let n = Double(Self.accountCount)
    let q = pow(1 - churn, years)
    let survivors = outcome.values(of: .churnedAccounts).map { n - $0 }
    let variance = n * q * (1 - q)
    let what = "survivors, p \(churn), \(years) years"
    expectMean(what, of: survivors, toBe: n * q)
    expectVariance(
      what, of: survivors, toBe: variance,
      fourthMoment: variance * (1 + 3 * variance - 6 * q * (1 - q)))
    expectDistribution(what, of: survivors) { binomial($0, of: Self.accountCount, q) }

    let hazard = -log(1 - churn)
    let margin = 0.6 * 1000 * n * -expm1(-(hazard + 0.08) * years) / (hazard + 0.08)
    expectMean(
      "gross margin, p \(churn), \(years) years", of: outcome.values(of: .grossMargin),
      toBe: margin)
    for (values, revenue) in zip(survivors, outcome.values(of: .revenueEnd)) {
      #expect(revenue == 1000 * values)
    }
  }

  @Test(arguments: [0.25, 1.0, 3.0, 8.0])
  func `survival without care follows the integral of the rising hazard`(years: Double) throws {
    var parameters = ModelParameters.plain
    parameters.careEffect = 0.6
    let portfolio = Portfolio.uniform(accounts: Self.accountCount, parameters: parameters) {
      $0.churn = 0.3
      $0.currentDays = 15
    }
    let decay = log(2.0) / 60
    let start = 15 / (220 * decay)
    let base = -log(0.7) / 220 / (1 - 0.6 * -expm1(-start / 2))
    let exponent = integral(from: 0, to: 220 * years) { t in
      base * (1 - 0.6 * -expm1(-start * exp(-decay * t) / 2))
    }
    let outcome = try portfolio.outcome(years: years, replications: 20_000, seed: 12)
    let n = Double(Self.accountCount)
    expectMean(
      "survivors without care, \(years) years",
      of: outcome.values(of: .churnedAccounts).map { n - $0 }, toBe: n * exp(-exponent))
  }

  /// The pool costs as long as an account lives, discounted like the margin.
  @Test func `the pool costs until churn`() throws {
    var parameters = ModelParameters.plain
    parameters.discountRate = 0.2
    let portfolio = Portfolio.uniform(accounts: 40, parameters: parameters) {
      ($0.tier, $0.kam, $0.churn) = ("pooled", nil, 0.25)
    } kam: {
      ($0.departure, $0.annualCost) = (0, 1000)
    }
    let outcome = try portfolio.outcome(years: 4, replications: 20_000, seed: 13)
    let rate = -log(0.75) + 0.2
    let lifetime = -expm1(-4 * rate) / rate
    let costs = zip(outcome.values(of: .grossMargin), outcome.values(of: .netContribution)).map {
      $0 - $1
    }
    let team = 1000 * -expm1(-0.8) / 0.2
    expectMean("cost of pool and team", of: costs, toBe: 40 * 1500 * lifetime + team)
  }
}

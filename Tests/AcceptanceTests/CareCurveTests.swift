import Foundation
import PortfolioModel
import Simulation
import Statistics
import Testing

/// Section 3, other responses to care than the exponential one: `c(E)` written out again here.
struct CareCurveTests {
  /// A curve, and the response that it should give.
  struct Judged: Sendable, CustomTestStringConvertible {
    let judgement: CareJudgement
    let response: @Sendable (_ engagement: Double) -> Double

    var testDescription: String { "\(judgement)" }
  }

  /// Answers are about an engagement today of 1.5 days: half of the effect today, an exponent of
  /// `ln 3 / ln 2` asked for from below and of `ln 2 / ln 1.5` from above.
  static let judged = [
    Judged(judgement: .curve(.adbudg(half: 1.2, exponent: 3))) {
      $0 * $0 * $0 / (1.2 * 1.2 * 1.2 + $0 * $0 * $0)
    },
    Judged(judgement: .curve(.power(full: 2.5, exponent: 0.5))) { min(1, ($0 / 2.5).squareRoot()) },
    Judged(judgement: .curve(.power(full: 2.5, exponent: 2))) { min(1, $0 * $0 / 6.25) },
    Judged(
      judgement: .answers(
        CareAnswers(none: 0, half: 0.5, today: 1, oneAndHalf: 4.0 / 3, saturation: 2))
    ) {
      1 / (1 + pow(1.5 / $0, (log(3.0) / log(2.0) + log(2.0) / log(1.5)) / 2))
    },
  ]

  private func portfolio(
    like portfolio: Portfolio, _ tier: String, _ judgement: CareJudgement
  ) -> Portfolio {
    let careModels = CareModel.builtIn.map { careModel in
      var careModel = careModel
      if careModel.id == tier { careModel.judgement = judgement }
      return careModel
    }
    return Portfolio(
      accounts: portfolio.accounts, team: portfolio.team, careModels: careModels,
      triggers: portfolio.triggers, parameters: portfolio.parameters)
  }

  /// Engagement in the pool is constant: churn and growth are exponential.
  ///
  /// 4 curves, 2 engagements, 2 checks.
  @Test(arguments: judged, [0.6, 2.0])
  func `under constant engagement churn and growth follow the curve`(
    judged: Judged, engagement: Double
  ) throws {
    var parameters = ModelParameters()
    (parameters.poolEngagement, parameters.expansionRate) = (engagement, 3)
    // Its 30 % churn was under an engagement of 1.5 days.
    let days = 1.5 * 220 * log(2.0) / 60
    let pooled = Portfolio.uniform(accounts: 10, parameters: parameters) {
      ($0.churn, $0.potential, $0.tier, $0.currentDays) = (0.3, 700, "pooled", days)
    }
    let outcome = try portfolio(like: pooled, "pooled", judged.judgement)
      .outcome(years: 2, replications: 30_000, seed: 71)
    let care = judged.response(engagement)
    let base = -log(0.7) / (1 - 0.6 * judged.response(1.5))
    let hazard = base * (1 - 0.6 * care)
    let what = "\(judged.judgement) at \(engagement)"
    expectMean(
      "survivors, \(what)", of: outcome.values(of: .churnedAccounts).map { 10 - $0 },
      toBe: 10 * exp(-2 * hazard))
    let kept = exp(-2 * 3 * 0.3 * 0.25 * care)
    expectMean(
      "revenue, \(what)", of: outcome.values(of: .revenueEnd),
      toBe: 10 * exp(-2 * hazard) * (1000 + 700 * (1 - kept)))
  }

  /// Sessions raise engagement, which decays between them.
  ///
  /// 4 curves, 3 checks.
  @Test(arguments: judged)
  func `care in sessions acts as the integrals over the curve say`(judged: Judged) throws {
    var parameters = ModelParameters()
    parameters.expansionRate = 4
    let before = 1.5 * 220 * log(2.0) / 60
    let alone = Portfolio.uniform(accounts: 20, kams: 20, parameters: parameters) {
      ($0.churn, $0.potential, $0.currentDays) = (0.4, 2000, before)
    } kam: {
      ($0.customerShare, $0.departure, $0.annualCost) = (0.5, 0, 0)
    }
    let portfolio = portfolio(like: alone, "develop", judged.judgement)
    let outcome = try portfolio.outcome(
      of: .simple(portfolio, careDays: { _ in 7 }), years: 2, replications: 10_000, seed: 72)
    let expected = SoloAccount(
      careDays: 7, before: before, years: 2, rate: 0.5, response: judged.response
    ).meanOverPhases()
    let what = "\(judged.judgement)"
    expectMean(
      "survivors, \(what)", of: outcome.values(of: .churnedAccounts).map { 20 - $0 },
      toBe: 20 * expected.survival)
    expectMean(
      "revenue, \(what)", of: outcome.values(of: .revenueEnd), toBe: 20 * expected.revenue)
    expectMean(
      "gross margin, \(what)", of: outcome.values(of: .grossMargin), toBe: 20 * expected.margin)
  }
}

import Allocation
import Foundation
import LinearProgramming
import PortfolioModel
import Simulation
import Statistics

/// What the engine must give: random numbers, distributions, and simulations with closed forms.
enum Engine {
  /// The three known answers that the authors of Philox 4x32-10 give.
  static var randomNumbers: PublishedCase {
    let answers: [(name: String, counter: [UInt32], key: [UInt32], words: [UInt32])] = [
      (
        "zeros", [0, 0, 0, 0], [0, 0],
        [0x6627_E8D5, 0xE169_C58D, 0xBC57_AC4C, 0x9B00_DBD8]
      ),
      (
        "ones", [UInt32](repeating: .max, count: 4), [.max, .max],
        [0x408F_276D, 0x41C8_3B0E, 0xA20B_C7C6, 0x6D54_51FD]
      ),
      (
        "digits of pi", [0x243F_6A88, 0x85A3_08D3, 0x1319_8A2E, 0x0370_7344],
        [0xA409_3822, 0x299F_31D0], [0xD16C_FE09, 0x94FD_CCEB, 0x5001_E420, 0x2412_6EA1]
      ),
    ]
    return PublishedCase(
      name: "Philox", subject: "the random numbers are those of the published generator",
      source: "J. K. Salmon et al. 2011, SC'11; kat_vectors of Random123", origin: .printed,
      figures: answers.flatMap { answer in
        zip(answer.words, philoxWords(counter: answer.counter, key: answer.key)).enumerated().map {
          PublishedFigure("word \($0 + 1) at \(answer.name)", "\($1.0)", Double($1.1))
        }
      })
  }

  /// Quantiles from tables.
  static var statistics: PublishedCase {
    PublishedCase(
      name: "Quantiles", subject: "the distributions behind the intervals",
      source: "tables of the normal and of Student's t distribution", origin: .printed,
      figures: [
        PublishedFigure("normal, 0.975", "1.959964", NormalDistribution.quantile(0.975)),
        PublishedFigure("normal, 0.95", "1.644854", NormalDistribution.quantile(0.95)),
        PublishedFigure("t, 0.975, 1 degree", "12.7062", StudentT.quantile(0.975, degrees: 1)),
        PublishedFigure("t, 0.975, 10 degrees", "2.2281", StudentT.quantile(0.975, degrees: 10)),
        PublishedFigure("t, 0.975, 30 degrees", "2.0423", StudentT.quantile(0.975, degrees: 30)),
      ])
  }

  /// Simulated means beside closed forms, and a plan beside itself.
  ///
  /// - Parameter solver: What solves linear programs; none of these plans needs it.
  /// - Returns: The case; each mean may be off by `luck` standard errors.
  /// - Throws: What planning throws.
  static func simulation(using solver: LinearSolver) throws -> PublishedCase {
    let busy = try outcomes(of: portfolio(accounts: 50, churn: 0), years: 1, using: solver)
    let (count, churn, years) = (40.0, 0.12, 3.0)
    let leaving = try outcomes(
      of: portfolio(accounts: Int(count), churn: churn), years: years, using: solver)
    let rate = -log(1 - churn) + ModelParameters().discountRate
    let margin = 0.6 * 1000 * count * -expm1(-rate * years) / rate
    let twin = busy[1].difference(from: busy[0], in: [.netContribution])
    return PublishedCase(
      name: "Simulation",
      subject: "what the engine's means must be, within \(luck) standard errors",
      source:
        "a habit of key account work: 50 companies make 100 moves and change 200 key people a year;"
        + " constant churn, discounted; common random numbers", origin: .formula,
      figures: [
        figure("company moves a year", 100, busy[0].estimate(of: [.events(.occurred, trigger: 0)])),
        figure(
          "key people changed a year", 200, busy[0].estimate(of: [.events(.occurred, trigger: 1)])),
        figure(
          "accounts lost of 40, 3 years", count * (1 - pow(1 - churn, years)),
          leaving[0].estimate(of: [.churnedAccounts])),
        figure("gross margin", margin, leaving[0].estimate(of: [.grossMargin])),
        PublishedFigure(
          "same plan twice, difference", 0, decimals: 0, twin?.mean ?? .nan, tolerance: 0),
        PublishedFigure(
          "its standard error", 0, decimals: 0, twin?.standardError ?? .nan, tolerance: 0),
      ])
  }

  /// The standard errors that luck may take; more happens in 7 of a million seeds.
  private static let luck = 4.5

  private static func figure(
    _ quantity: String, _ expected: Double, _ estimate: Estimate?
  ) -> PublishedFigure {
    PublishedFigure(
      quantity, expected, decimals: 2, estimate?.mean ?? .nan,
      tolerance: luck * (estimate?.standardError ?? 0))
  }

  /// Equal accounts of one KAM who stays; care has no effect and nothing grows.
  private static func portfolio(accounts count: Int, churn: Double) -> Portfolio {
    var parameters = ModelParameters()
    (parameters.careEffect, parameters.expansionRate) = (0, 0)
    let accounts = (1...count).map { number in
      var account = Account(id: "A\(100 + number)", annualRevenue: 1000)
      (account.tier, account.churn) = ("develop", churn)
      return account
    }
    var kam = KeyAccountManager(id: "K1")
    kam.departure = 0
    return Portfolio(
      accounts: accounts, team: [kam], triggers: churn > 0 ? [] : TriggerType.builtIn,
      parameters: parameters)
  }

  /// The plan of equal care, simulated twice in the same worlds.
  private static func outcomes(
    of portfolio: Portfolio, years: Double, using solver: LinearSolver
  ) throws -> [Outcome] {
    let plan = try portfolio.plan(for: .equal, horizonYears: years, using: solver)
    return Experiment(portfolio: portfolio, horizonYears: years, replications: 2000, seed: 1)
      .run([plan, plan], threads: 1)
  }
}

import Allocation
import Foundation
import GLPKSolver
import PortfolioModel
import ScenarioFile
import Simulation
import Statistics
import Testing

@testable import Study

/// The design of a shipped scenario, for two policies.
private func design(of scenario: String) throws -> PolicyStudy.Design {
  let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()
  let scenario = try Scenario(
    contentsOf: root.appending(path: "scenarios/\(scenario)").path(percentEncoded: false))
  return PolicyStudy.Design(
    portfolio: scenario.portfolio, policies: [.optimal, .optimalTuned], baseline: .optimal,
    horizonYears: scenario.horizonYears, replications: 512, seed: 42)
}

struct TuningTests {
  @Test(arguments: ["adventureworks/scenario.yaml", "nordic-saas.yaml"])
  func `the price of a day is what days are worth in the simulation`(scenario: String) throws {
    let study = try PolicyStudy(design(of: scenario), solver: GLPK.solve, threads: 2)
    let tuning = try #require(study.alternative(.optimalTuned).tuning)
    #expect(study.alternative(.optimal).tuning == nil)
    // Within a tenth, but for what the simulation does not know.
    let distance = abs(tuning.price - tuning.dayWorth)
    #expect(
      distance <= 0.1 * tuning.dayWorth + tuning.dayWorthHalfWidth,
      "price \(tuning.price), worth \(tuning.dayWorth) ± \(tuning.dayWorthHalfWidth)")
    // The worlds of the study had no say in the choice.
    let gain = try #require(
      study.difference(from: .optimal, to: .optimalTuned, in: [.netContribution]))
    #expect(gain.mean > (try #require(gain.halfWidth(level: 0.99))))
  }

  @Test func `a tuned plan of a factor of 1 is the optimal plan`() throws {
    let design = try design(of: "nordic-saas.yaml")
    let optimal = try design.portfolio.planned(.optimal, horizonYears: 3, using: GLPK.solve)
    let tuned = try design.portfolio.planned(planning: 1, horizonYears: 3, using: GLPK.solve)
    #expect(tuned.plan.careDays == optimal.plan.careDays)
    #expect(tuned.allocation?.team == optimal.allocation?.team)
  }

  @Test func `a factor plans so many days for each that there is`() throws {
    let design = try design(of: "nordic-saas.yaml")
    let tuned = try design.portfolio.planned(planning: 1.2, horizonYears: 3, using: GLPK.solve)
    for kam in try #require(tuned.allocation).team {
      #expect(abs(kam.plannedDays - 1.2 * kam.capacity) < 1e-6)
    }
  }
}

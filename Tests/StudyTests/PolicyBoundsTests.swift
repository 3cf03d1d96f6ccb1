import Allocation
import Foundation
import GLPKSolver
import PortfolioModel
import ScenarioFile
import Simulation
import Statistics
import Testing

@testable import Study

/// Scenarios that are part of the project.
private let shipped: [String] = {
  let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent("scenarios")
  let files = FileManager.default.enumerator(atPath: folder.path)?.allObjects ?? []
  return files.compactMap { $0 as? String }.filter { $0.hasSuffix(".yaml") }.sorted()
    .map { folder.appendingPathComponent($0).path }
}()

/// Expects every policy of a study to earn no more than is possible.
///
/// Where a bound is just reached, a check fails with probability 0.0014 (3 standard errors).
private func expectBounded(
  _ study: PolicyStudy, at location: Testing.SourceLocation = #_sourceLocation
) throws {
  let bounds = PolicyBounds(study, threads: 2)
  let most = try #require(bounds.clairvoyantGain)
  for alternative in study.alternatives {
    let earned = try #require(alternative.outcome.estimate(of: [.netContribution]))
    let gain = try #require(bounds.gain(of: alternative))
    let (error, gainError) = (earned.standardError ?? 0, gain.standardError ?? 0)
    if ProcessInfo.processInfo.environment["BOUND_FIGURES"] != nil {
      print(
        "figure | \(alternative.policy.rawValue) | gain \(gain.mean) ± \(gainError)"
          + " | fluid \(gain.mean / bounds.fluid.gain) | clairvoyant \(gain.mean / most.mean)"
          + " | value \((earned.mean - bounds.fluid.value) / bounds.fluid.gain)")
    }
    #expect(
      earned.mean <= bounds.fluid.value + 3 * error + 1e-6, "\(alternative.policy)",
      sourceLocation: location)
    #expect(
      gain.mean <= bounds.fluid.gain + 3 * gainError + 1e-6, "\(alternative.policy)",
      sourceLocation: location)
    let missing = try #require(bounds.missing(alternative))
    #expect(
      missing.mean >= -3 * (missing.standardError ?? 0) - 1e-6, "\(alternative.policy)",
      sourceLocation: location)
  }
}

extension PolicyBounds {
  /// What the clairvoyant earns more than an alternative.
  fileprivate func missing(_ alternative: PolicyStudy.Alternative) -> Estimate? {
    clairvoyant?.difference(from: alternative.outcome, in: [.netContribution])
  }
}

struct PolicyBoundsTests {
  @Test(arguments: 1...20)
  func `no policy earns more than is possible on random portfolios`(seed: UInt64) throws {
    let policies = Policy.allCases.filter { $0 != .optimalTuned || seed % 5 == 0 }
    let design = PolicyStudy.Design(
      portfolio: .varied(seed: seed), policies: policies, baseline: .equal,
      horizonYears: [0.5, 1, 2, 3, 6][Int(seed % 5)], replications: 256, seed: seed)
    try expectBounded(PolicyStudy(design, solver: GLPK.solve, threads: 2))
  }

  /// Takes some seconds: the largest scenario has 701 accounts.
  @Test(arguments: shipped)
  func `no policy earns more than is possible on shipped scenarios`(path: String) throws {
    let scenario = try Scenario(contentsOf: path)
    let policies = Policy.allCases.filter { policy in
      switch policy {
      case .own: scenario.portfolio.accounts.contains { $0.ownDays != nil }
      case .optimalTuned: scenario.portfolio.accounts.count < 100 && !scenario.isRiskAverse
      case .optimalRolling: !scenario.isRiskAverse
      default: true
      }
    }
    let design = PolicyStudy.Design(
      portfolio: scenario.portfolio, policies: policies, baseline: .equal,
      bounds: scenario.bounds, horizonYears: scenario.horizonYears, replications: 128, seed: 1)
    try expectBounded(PolicyStudy(design, solver: GLPK.solve, threads: 2))
  }

  @Test func `shares are of what is added to doing nothing`() throws {
    let design = PolicyStudy.Design(
      portfolio: .varied(seed: 3), policies: [.reactive, .optimal], baseline: .reactive,
      horizonYears: 2, replications: 300, seed: 5)
    let study = try PolicyStudy(design, solver: GLPK.solve, threads: 2)
    let bounds = PolicyBounds(study, threads: 2)
    let nothing = try #require(bounds.nothing).mean
    let most = try #require(bounds.clairvoyantGain)
    #expect(most.replications == PolicyBounds.worlds)
    for alternative in study.alternatives {
      let earned = try #require(alternative.outcome.estimate(of: [.netContribution])).mean
      let fluid = try #require(bounds.shareOfFluid(alternative))
      #expect(abs(fluid.mean - (earned - nothing) / bounds.fluid.gain) < 1e-9)
      let clairvoyant = try #require(bounds.shareOfClairvoyant(alternative))
      let residuals = zip(
        zip(alternative.outcome.earned, bounds.idle.earned),
        zip(try #require(bounds.clairvoyant).earned, bounds.idle.earned)
      ).map { ($0.0 - $0.1) - clairvoyant.mean * ($1.0 - $1.1) }
      let estimate = try #require(Estimate(residuals))
      #expect(abs(estimate.mean) < 1e-6 * most.mean)
      #expect(
        abs((clairvoyant.halfWidth ?? 0) - (estimate.halfWidth() ?? 0) / most.mean) < 1e-12)
    }
  }

  @Test func `a clairvoyant changes no hazard, no cost and no departure`() {
    let portfolio = Portfolio.varied(seed: 4)
    let clairvoyant = portfolio.clairvoyant
    #expect(clairvoyant.baseHazard == portfolio.baseHazard)
    #expect(clairvoyant.careCurves == portfolio.careCurves)
    #expect(clairvoyant.team.map(\.annualCost) == portfolio.team.map(\.annualCost))
    #expect(clairvoyant.team.map(\.departure) == portfolio.team.map(\.departure))
    #expect(clairvoyant.triggers.allSatisfy { $0.detection == 1 && $0.lag == 0 })
  }

  @Test func `where nobody has days nothing is possible`() throws {
    var kam = KeyAccountManager(id: "K")
    kam.customerShare = 0
    let portfolio = Portfolio(
      accounts: [Account(id: "A", annualRevenue: 100_000)], team: [kam])
    #expect(FluidBound(portfolio, horizonYears: 3).gain == 0)
  }
}

extension Scenario {
  fileprivate var isRiskAverse: Bool {
    bounds.contains { if case .riskAversion = $0 { true } else { false } }
  }
}

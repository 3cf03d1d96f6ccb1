import Foundation
import GLPKSolver
import PortfolioModel
import ScenarioFile
import Simulation
import Statistics
import Study

extension Table {
  /// What common random numbers are worth, and what they are with luck taken out besides: the variance of
  /// a difference of policies with worlds of their own over that of its estimate, which is how many times
  /// more replications it would take.
  mutating func addEfficiency() throws {
    section(
      "Statistical efficiency",
      "variance of independent differences from equal / of paired ones, net contribution")
    for file in [
      "adventureworks/scenario.yaml", "nordic-saas.yaml", "portfolio-arithmetic.yaml",
    ] {
      let scenario = try Scenario(
        contentsOf: projectFolder.appending(path: "scenarios/\(file)").path)
      let name = file.split { "/.".contains($0) }[0]
      let ratios = try scenario.varianceRatios()
      for (what, ratio) in [("paired", \Ratio.paired), ("paired, no luck", \Ratio.withoutLuck)] {
        guard let smallest = ratios.min(by: { $0[keyPath: ratio] < $1[keyPath: ratio] }) else {
          continue
        }
        row(
          "\(name), \(what), least: \(smallest.policy.rawValue)", smallest[keyPath: ratio], "times",
          bar: .atLeast(10))
        row(
          "\(name), \(what), median of \(ratios.count)", ratios.map { $0[keyPath: ratio] }.median,
          "times")
      }
    }
  }
}

/// How many times more replications a difference to `equal` would take in worlds of its own.
private struct Ratio {
  let policy: Policy
  let paired: Double
  let withoutLuck: Double
}

extension Scenario {
  /// Of each policy's difference to `equal`; policies that never differ are left out.
  fileprivate func varianceRatios() throws -> [Ratio] {
    let study = try PolicyStudy(
      PolicyStudy.Design(
        portfolio: portfolio, policies: Scenario.defaultPolicies, baseline: .equal,
        bounds: bounds, horizonYears: horizonYears, replications: replications, seed: seed),
      solver: GLPK.solve, threads: 2)
    let equal = study.alternative(.equal).outcome
    return Scenario.defaultPolicies.filter { $0 != .equal }.compactMap { policy in
      let other = study.alternative(policy).outcome
      let paired = zip(other.earned, equal.earned).map(-)
      let withoutLuck = zip(paired, zip(other.luck, equal.luck).map(-)).map(-)
      let independent = other.earned.variance + equal.earned.variance
      return paired.variance > 0
        ? Ratio(
          policy: policy, paired: independent / paired.variance,
          withoutLuck: independent / withoutLuck.variance) : nil
    }
  }
}

extension Outcome {
  fileprivate var earned: [Double] { observations(of: .netContribution).compactMap { $0 } }
}

extension [Double] {
  fileprivate var variance: Double {
    var tally = Tally()
    for value in self { tally.add(value) }
    return tally.variance ?? 0
  }
}

import Foundation
import GLPKSolver
import PortfolioModel
import ScenarioFile
import Statistics
import Study

extension Table {
  /// What common random numbers are worth: the variance of a difference of policies with worlds of their
  /// own over that in the same worlds, which is how many times more replications it would take.
  mutating func addEfficiency() throws {
    section(
      "Common random numbers",
      "variance of independent differences from equal / of paired ones, net contribution")
    for file in [
      "adventureworks/scenario.yaml", "nordic-saas.yaml", "portfolio-arithmetic.yaml",
    ] {
      let scenario = try Scenario(
        contentsOf: projectFolder.appending(path: "scenarios/\(file)").path)
      let name = file.split { "/.".contains($0) }[0]
      let ratios = try scenario.varianceRatios()
      guard let smallest = ratios.min(by: { $0.ratio < $1.ratio }) else { continue }
      row(
        "\(name), smallest: \(smallest.policy.rawValue)", smallest.ratio, "times", bar: .atLeast(10)
      )
      row("\(name), median of \(ratios.count)", ratios.map(\.ratio).median, "times")
    }
  }
}

extension Scenario {
  /// Of each policy's difference to `equal`; policies that never differ are left out.
  fileprivate func varianceRatios() throws -> [(policy: Policy, ratio: Double)] {
    let study = try PolicyStudy(
      PolicyStudy.Design(
        portfolio: portfolio, policies: Scenario.defaultPolicies, baseline: .equal,
        shareBounds: shares, horizonYears: horizonYears, replications: replications, seed: seed),
      solver: GLPK.solve, threads: 2)
    func values(_ policy: Policy) -> [Double] {
      study.alternative(policy).outcome.observations(of: .netContribution).compactMap { $0 }
    }
    let equal = values(.equal)
    return Scenario.defaultPolicies.filter { $0 != .equal }.compactMap { policy in
      let other = values(policy)
      let paired = zip(other, equal).map(-).variance
      return paired > 0 ? (policy, (other.variance + equal.variance) / paired) : nil
    }
  }
}

extension [Double] {
  fileprivate var variance: Double {
    var tally = Tally()
    for value in self { tally.add(value) }
    return tally.variance ?? 0
  }
}

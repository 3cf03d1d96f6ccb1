import PortfolioModel
import Testing

@testable import ScenarioFile

struct RiskRequestTests {
  private func scenario(_ study: String) -> SampleFiles {
    SampleFiles(scenario: "accounts: accounts.csv\nteam: {count: 1}\nstudy: \(study)\n")
  }

  @Test func `a target and the chance that it needs are read`() throws {
    let asked = try scenario("{kind: risk, target: 3.9e7, require: 0.8}").scenario().study
    #expect(asked.kind == .risk)
    #expect(asked.risk == RiskRequest(target: 39_000_000, requiredChance: 0.8))
    let open = try scenario("{kind: risk, target: -5}").scenario().study
    #expect(open.risk == RiskRequest(target: -5))
    #expect(try scenario("{kind: risk}").scenario().study.risk == RiskRequest())
  }

  @Test(arguments: [
    ("{kind: risk, require: 0.8}", "study.target: found nothing, expected the net contribution"),
    ("{kind: risk, target: x}", "study.target: found 'x'"),
    ("{kind: risk, target: 5, require: 80}", "study.require: found 80"),
    ("{kind: risk, target: 5, require: 0}", "study.require: found 0"),
    ("{kind: simulate, target: 5}", "study.target: "),
  ])
  func `what makes no sense is told`(study: String, words: String) throws {
    let report = scenario(study).report()
    #expect(report.count == 1 && report[0].contains("error: \(words)"), "\(report)")
  }
}

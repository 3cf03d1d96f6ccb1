import Foundation
import Testing

/// Reports of the built program, opened in a browser: `browser_tests.py` says what must hold of them.
@Suite(
  .serialized,
  .enabled(if: Browser.isWanted, "SKIPPED: no browser or no Playwright, see .ci/test-tools"))
struct BrowserTests {
  private let folder: ReportFolder

  init() throws { folder = try ReportFolder() }

  @Test func `every study's report reads, answers and prints`() throws {
    let scenarios = [
      "headcount", "portfolio-size", "sensitivity", "risk", "adventureworks/scenario",
    ]
    for scenario in scenarios {
      let file = Browser.project.appending(path: "scenarios/\(scenario).yaml").path
      try folder.report(
        scenario.replacing("/scenario", with: ""), "run", file, "--replications", "20")
    }
    let risk = Browser.project.appending(path: "scenarios/risk.yaml").path
    try folder.report("risk-study", "risk", risk, "--replications", "40", "--target", "9.5e6")
    try folder.report("allocate", "allocate", risk)
    try folder.report("simulate", "simulate", risk, "--replications", "20")
    try folder.report(
      "benchmark", "benchmark", risk, folder.place("first.yaml"), "--replications", "20")
    try folder.check()
  }

  @Test func `odd portfolios have reports too`() throws {
    let hostile = "</script><img src=x onerror=alert(1)>"
    try folder.writeScenario(
      "hostile", name: hostile, team: "id\n\(hostile)",
      accounts: (0..<12).map { "\"\(hostile) \($0)\",<b onclick=alert(2)>,\($0)0000,\(hostile)" })
    try folder.writeScenario("one-account", accounts: ["A,S,100000,"])
    try folder.writeScenario("two-replications", replications: 2)
    try folder.writeScenario(
      "long-names",
      accounts: (0..<30).map {
        "Vereinigte Donaudampfschifffahrtsgesellschaft Nummer \($0),Überseehandel,\($0)0000,"
      })
    try folder.writeScenario("same-accounts", accounts: (0..<5).map { "A\($0),S,50000," })
    try folder.writeScenario(
      "5000-accounts", replications: 4, team: "id\n" + (0..<60).map { "K\($0)\n" }.joined(),
      accounts: (0..<5000).map { "A\($0),S,\(1000 + $0 * 7919 % 90000),K\($0 % 60)" })
    for name in folder.scenarios { try folder.report(name, "run", folder.place("\(name).yaml")) }
    try folder.check("--time-limit", "2", "--hostile", "hostile")
  }

  @Test func `the checks notice what is broken`() throws {
    let risk = Browser.project.appending(path: "scenarios/risk.yaml").path
    try folder.report("risk", "run", risk, "--replications", "20")
    try folder.check("--broken", "--time-limit", "1.5")
  }
}

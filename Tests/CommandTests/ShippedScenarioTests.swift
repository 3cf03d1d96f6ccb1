import Foundation
import Testing

struct ShippedScenarioTests {
  private let folder: Folder

  init() throws {
    folder = try Folder()
    try folder.copyScenarios()
  }

  /// Every YAML file under `scenarios`.
  private static let scenarios: [String] = {
    let files = FileManager.default.enumerator(
      atPath: Program.project.appendingPathComponent("scenarios").path)
    let paths = (files?.allObjects ?? []).compactMap { $0 as? String }
    return paths.filter { $0.hasSuffix(".yaml") }.sorted().map { "scenarios/\($0)" }
  }()

  @Test func `all shipped scenarios are found`() {
    #expect(
      Set(Self.scenarios).isSuperset(of: [
        "scenarios/adventureworks/scenario.yaml", "scenarios/assignment/scenario.yaml",
        "scenarios/bounds/scenario.yaml", "scenarios/calendar/scenario.yaml",
        "scenarios/judgement/scenario.yaml",
        "scenarios/nordic-saas.yaml", "scenarios/portfolio-arithmetic.yaml",
      ]))
  }

  @Test(arguments: scenarios)
  func `a shipped scenario runs without a warning`(scenario: String) throws {
    try folder.salkku("check", scenario, "--strict").expectSuccess()
    try folder.salkku("run", scenario, "--strict", "--replications", "4").expectSuccess()
    try folder.salkku("allocate", scenario, "--strict").expectSuccess()
  }

  @Test(.enabled(if: hasPython, "needs python3"))
  func `the AdventureWorks portfolio is what its script makes of the source`() throws {
    let run = try folder.shell("exec python3 scenarios/adventureworks/prepare --check")
    #expect(run.status == 0, "\(run.errors)")
  }

  private static let hasPython =
    (try? Folder().shell("command -v python3").status) == 0

  @Test func `a check changes nothing`() throws {
    let before = try folder.content()
    try folder.salkku("check", "scenarios/adventureworks/scenario.yaml").expectSuccess()
    #expect(try folder.content() == before)
  }

  @Test func `a check prints the arithmetic of portfolio sizes`() throws {
    let run = try folder.salkku("check", "scenarios/portfolio-arithmetic.yaml")
    run.expectSuccess()
    func cells(_ kam: String) -> [Substring]? {
      run.output.split(separator: "\n").map { $0.split(separator: " ") }
        .first { $0.first == Substring(kam) }
    }
    // Customer-days, days per account, response days, and per working day: moves 2 n / 220, people
    // changes 4 n / 220, requests 6 n / 220.
    #expect(cells("ten")?.suffix(6) == ["220.0", "22.0", "35.0", "0.09", "0.18", "0.27"])
    #expect(cells("fifty")?.suffix(6) == ["220.0", "4.4", "175.0", "0.45", "0.91", "1.36"])
    #expect(cells("hundred")?.suffix(6) == ["220.0", "2.2", "350.0", "0.91", "1.82", "2.73"])
  }
}

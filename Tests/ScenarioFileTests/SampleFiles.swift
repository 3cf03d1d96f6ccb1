import PortfolioModel

@testable import ScenarioFile

/// Files in memory, so that tests of reading touch no disk.
struct SampleFiles {
  /// The bytes by path.
  var bytes: [String: [UInt8]] = [:]

  /// Creates the files of a scenario; what is not given is small and good.
  init(
    scenario: String = "team: {count: 1}\naccounts: accounts.csv\n",
    accounts: String = "id,annualRevenue\nA,100\nB,200\n", team: String? = nil
  ) {
    bytes["s/scenario.yaml"] = Array(scenario.utf8)
    bytes["s/accounts.csv"] = Array(accounts.utf8)
    bytes["s/team.csv"] = team.map { Array($0.utf8) }
  }

  /// Reads the scenario.
  func scenario(strict: Bool = false) throws(ScenarioError) -> Scenario {
    try Scenario(contentsOf: "s/scenario.yaml", strict: strict) { path throws(FileFault) in
      guard let bytes = bytes[path] else { throw .missing }
      return bytes
    }
  }

  /// What reading the scenario reports, without the directory of the files; empty if all is good.
  func report(strict: Bool = false) -> [String] {
    let problems: [ScenarioProblem]
    do throws(ScenarioError) {
      problems = try scenario(strict: strict).warnings
    } catch {
      problems = error.problems
    }
    return problems.map { String($0.description.dropFirst(2)) }
  }
}

/// What reading a scenario with these lines below a good team and good accounts reports.
func report(below lines: String, strict: Bool = false) -> [String] {
  SampleFiles(scenario: "team: {count: 1}\naccounts: accounts.csv\n" + lines).report(strict: strict)
}

/// What reading these accounts reports.
func report(accounts: String, strict: Bool = false) -> [String] {
  SampleFiles(accounts: accounts).report(strict: strict)
}

import Foundation
import Testing

/// Scenarios and the reports on them, in a folder that is removed after a test.
final class ReportFolder {
  private let url: URL
  private(set) var scenarios: [String] = []
  private var reports: [String] = []

  init() throws {
    url = FileManager.default.temporaryDirectory.appending(path: "salkku-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    try writeScenario("first")
    scenarios = []
  }

  deinit { try? FileManager.default.removeItem(at: url) }

  func place(_ name: String) -> String { url.appending(path: name).path }

  /// Writes a small scenario.
  func writeScenario(
    _ name: String, name title: String = "Accounts & more", replications: Int = 20,
    team: String = "id\nK1", accounts: [String] = ["A,S,100000,", "B,T,200000,", "C,S,50000,"]
  ) throws {
    let scenario = """
      name: "\(title)"
      accounts: \(name)-accounts.csv
      team: \(name)-team.csv
      replications: \(replications)
      policies: [equal, optimal]
      """
    let table = (["id,segment,annualRevenue,kam"] + accounts).joined(separator: "\n")
    for (file, text) in [
      ("\(name).yaml", scenario), ("\(name)-accounts.csv", table), ("\(name)-team.csv", team),
    ] {
      try Data(text.utf8).write(to: url.appending(path: file))
    }
    scenarios.append(name)
  }

  /// Lets salkku make a report.
  func report(_ name: String, _ arguments: String...) throws {
    let file = place("\(name).html")
    let (status, output) = try Browser.run(
      Browser.salkku, arguments + ["--quiet", "--html", file])
    try #require(status == 0, "\(name): \(output)")
    reports.append(file)
  }

  /// Opens all reports in a browser and records what fails.
  func check(_ options: String...) throws {
    let (status, output) = try Browser.run(
      Browser.python, [Browser.script.path] + reports + options)
    let failures = output.split(separator: "\n").filter { !$0.hasPrefix("ok ") }
    #expect(status == 0 && failures.isEmpty, "\n\(failures.joined(separator: "\n"))")
  }
}

import Foundation
import Testing

struct ReadmeTests {
  private static let readme = try? String(
    contentsOf: Program.project.appendingPathComponent("README.md"), encoding: .utf8)

  /// The commands that the README shows: lines of `console` and `sh` blocks that run salkku.
  private static let commands: [String] = {
    var commands: [String] = []
    var language: Substring?
    for line in (readme ?? "").split(separator: "\n", omittingEmptySubsequences: false) {
      if line.hasPrefix("```") {
        language = language == nil ? line.dropFirst(3) : nil
      } else if language == "console" || language == "sh" {
        let command = line.hasPrefix("$ ") ? line.dropFirst(2) : line
        if command.hasPrefix("salkku ") { commands.append(String(command)) }
      }
    }
    return commands
  }()

  /// The command with few replications, where it takes any.
  private static func quick(_ command: String) -> String {
    let plain = command.replacing(#/ --replications[ =]\d+/#, with: "")
    return plain.replacing(/salkku (run|simulate|benchmark|risk)\b/) {
      "salkku \($0.output.1) --replications 8"
    }
  }

  @Test(.enabled(if: readme != nil, "there is no README.md"))
  func `the commands of the README run, in their order`() throws {
    try #require(!Self.commands.isEmpty)
    let folder = try Folder()
    try folder.copyScenarios()
    let path = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"
    let programs = Program.place.deletingLastPathComponent().path
    for command in Self.commands {
      let run = try folder.shell(Self.quick(command), path: "\(programs):\(path)")
      #expect(run.status == 0, "\(command)\n\(run.errors)")
      #expect(run.errors.isEmpty, "\(command)\n\(run.errors)")
      #expect(!run.outputData.isEmpty, "\(command)")
    }
  }

  @Test func `the README shows what make run prints`() throws {
    let folder = try Folder()
    try folder.copyScenarios()
    let run = try folder.salkku(
      "run", "scenarios/adventureworks/scenario.yaml", "--json", "results/adventureworks.json",
      "--csv", "results/adventureworks", "--html", "results/adventureworks.html", "--xlsx",
      "results/adventureworks.xlsx")
    #expect(run.status == 0)
    let shown = try #require(Self.readme?.split(separator: "```text\n").dropFirst().first)
    #expect(shown.hasPrefix(run.output + "```"))
  }

  @Test func `commands are made quick where they simulate`() {
    #expect(Self.quick("salkku run a.yaml") == "salkku run --replications 8 a.yaml")
    #expect(
      Self.quick("salkku simulate a.yaml --replications 5000 | head")
        == "salkku simulate --replications 8 a.yaml | head")
    #expect(Self.quick("salkku allocate a.yaml") == "salkku allocate a.yaml")
  }
}

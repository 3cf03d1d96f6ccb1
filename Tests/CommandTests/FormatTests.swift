import Foundation
import Testing

struct FormatTests {
  private let folder: Folder

  init() throws {
    folder = try Folder()
    try folder.salkku("init", ".").expectSuccess()
    try folder.write(
      """
      name: A first portfolio
      accounts: accounts.csv
      team: team.csv
      horizonYears: 1
      model: {careEffect: {low: 0.4, mode: 0.6, high: 0.7}}
      """, to: "range.yaml")
  }

  private static let commands = [
    ["run", "scenario.yaml", "--replications", "24"],
    ["simulate", "scenario.yaml", "--replications", "24", "--months"],
    ["benchmark", "scenario.yaml", "scenario.yaml", "--replications", "24"],
    ["allocate", "scenario.yaml"], ["allocate", "scenario.yaml", "--why", "A08"],
    ["assumptions", "scenario.yaml"],
    ["headcount", "scenario.yaml", "--replications", "24", "--from", "1", "--to", "3"],
    ["compare", "scenario.yaml", "--replications", "24", "--from", "4", "--to", "6"],
    ["risk", "scenario.yaml", "--replications", "24"],
    [
      "sensitivity", "range.yaml", "--replications", "16", "--policy", "equal", "--policy", "value",
    ],
  ]

  private func output(_ command: [String], _ more: String...) throws -> String {
    let run = try folder.run(command + more)
    run.expectSuccess()
    return run.output
  }

  @Test(arguments: commands)
  func `each format holds the result and nothing else`(command: [String]) throws {
    let table = try output(command)
    #expect(try output(command, "--format", "table") == table)
    #expect(
      try output(command, "--format", "json") == output(command, "--json", "-"))
    _ = try JSONValue(Data(output(command, "--format", "json").utf8))
    try check(markdown: output(command, "--format", "markdown"), of: table)

    let csv = try output(command, "--format", "csv", "--csv", "out")
    let written = try folder.names().filter { $0.hasPrefix("out/") }.map(folder.text)
    #expect(written.contains(csv))
    #expect(csv.split(separator: "\r\n").count > 1)
  }

  /// Every line of the report is there, every table has its cells.
  private func check(markdown: String, of table: String) throws {
    let lines = markdown.split(separator: "\n", omittingEmptySubsequences: false)
    #expect(lines[0] == "# A first portfolio" || lines[0] == "# 1. A first portfolio")
    #expect(markdown.hasSuffix("\n") && !markdown.contains("\n\n\n"))
    var cellCount: Int?
    for line in lines {
      let cells = line.replacing("\\|", with: "").filter { $0 == "|" }.count
      if line.hasPrefix("|") {
        #expect(cells == cellCount ?? cells)
        cellCount = cells
      } else {
        cellCount = nil
      }
    }
    func words(_ text: String) -> [Substring] {
      text.split { " \n|#*\\`-:".contains($0) }
    }
    #expect(Set(words(table)) == Set(words(markdown)))
  }

  @Test func `two ways to say json are one`() throws {
    let command = Self.commands[0]
    let json = try output(command, "--json", "-")
    #expect(try output(command, "--format", "json", "--json", "-") == json)
    #expect(try output(command, "--format", "json", "--json", "out.json") == json)
    #expect(try folder.text("out.json") == json)
    #expect(try output(command, "--format", "markdown", "--json", "b.json").hasSuffix("|\n"))
  }

  @Test(arguments: [
    (["run", "scenario.yaml", "--format", "csv", "--json", "-"], "both print the result"),
    (["run", "scenario.yaml", "--format", "table", "--json", "-"], "both print the result"),
    (["verify", "--format", "markdown", "--json", "-"], "both print the result"),
    (["verify", "--format", "csv"], "use --format json"),
    (["check", "scenario.yaml", "--format", "json"], "use --format table or markdown"),
    (["run", "scenario.yaml", "--format", "html"], "'table', 'markdown', 'json' or 'csv'"),
  ])
  func `formats that do not go together are wrong usage`(arguments: [String], message: String)
    throws
  {
    let run = try folder.run(arguments)
    #expect(run.status == 2)
    #expect(run.output.isEmpty)
    #expect(run.errors.contains(message))
  }

  @Test func `check and verify speak Markdown too`() throws {
    try check(
      markdown: output(["check", "scenario.yaml"], "--format", "markdown"),
      of: output(["check", "scenario.yaml"]))
    #expect(try output(["verify"], "--format", "markdown").hasPrefix("# Published numbers"))
    #expect(try output(["verify"], "--format", "json") == output(["verify"], "--json", "-"))
  }

  @Test func `hostile names make no markup`() throws {
    let name = "</td><script>x|y `z` *w*\\"
    try folder.writeScenario(
      "name: '\(name)'", accounts: "id,annualRevenue\n\"\(name)\",100000\nB,200000\n")
    for command in ["check", "allocate", "risk"] {
      let markdown = try output([command, "s.yaml"], "--format", "markdown")
      #expect(!markdown.contains(name))
      #expect(markdown.contains("\\</td\\>\\<script\\>x\\|y \\`z\\` \\*w\\*\\\\"))
    }
  }
}

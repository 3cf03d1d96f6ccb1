import Foundation
import Testing

/// `sensitivity`.
struct SensitivityTests {
  private let folder: Folder

  init() throws { folder = try Folder() }

  /// Twenty generated accounts of two KAMs, with three inputs as ranges.
  private func writeUncertain(_ lines: String = "") throws {
    let team =
      lines.contains("team:") ? "" : "team: {count: 2, annualCost: {low: 30000, high: 190000}}\n"
    try folder.write(
      """
      generate: {accounts: 20, revenue: {median: 40000, sigma: 1}, potential: {median: 0.4, sigma: 0.5}}
      horizonYears: 2
      replications: 32
      policies: [equal, value, optimal]
      model: {careEffect: {low: 0.3, mode: 0.6, high: 0.75}, poolCost: {low: 0, high: 3000}}
      \(team)\(lines)

      """, to: "s.yaml")
  }

  @Test func `what a choice rests on is told in words, tables and documents`() throws {
    try writeUncertain()
    let run = try folder.run(["sensitivity", "s.yaml", "--csv", "out", "--json", "out.json"])
    run.expectSuccess()
    #expect(run.errors.isEmpty)
    for words in [
      "3 uncertain inputs, 3 decisions, 2 years, 32 replications, seed 42.", "How sure: ",
      "What we do not know moves the gain ", "model.careEffect", "team.annualCost",
      "What changes are worth under ", "every event is learnt of, without delay",
    ] {
      #expect(run.output.contains(words))
    }
    #expect(try folder.names() == ["out", "out.json", "out/tornado.csv", "s.yaml"])
    let rows = try folder.text("out/tornado.csv").split(separator: "\r\n")
    #expect(rows[0] == "input,value,gain,gainHalfWidth95,informationValue")
    #expect(rows.count == 1 + 3 * 5)

    let document = try JSONValue(Data(contentsOf: folder.place("out.json")))
    let study = try #require(document["studies"]?.elements.first)
    #expect(study["kind"]?.text == "sensitivity")
    let result = try #require(study["sensitivity"])
    #expect(
      result.keys == [
        "baseline", "best", "decisions", "expectedGain", "gain", "gainSplit", "informationValue",
        "inputs", "levers", "luck",
      ])
    #expect(result["baseline"]?.text == "equal")
    #expect(
      result["decisions"]?.elements.map { $0["name"]?.text } == ["equal", "value", "optimal"])
    let inputs = try #require(result["inputs"]?.elements)
    let swings = inputs.compactMap { $0["swing"]?.number }
    #expect(swings.count == 3 && swings == swings.sorted(by: >))
    let idle = try #require(inputs.first { $0["input"]?.text == "model.poolCost" })
    #expect(idle["swing"]?.number == 0 && idle["informationValue"]?.number == 0)
    #expect(result["levers"]?.elements.count == 7)
  }

  @Test(arguments: ["headcount", "portfolio-size"])
  func `the choice of a size is looked at like that of a policy`(decision: String) throws {
    try writeUncertain("study: {kind: \(decision)}")
    let arguments = decision == "headcount" ? ["--from", "1", "--to", "3"] : []
    let run = try folder.run(["sensitivity", "s.yaml", "--json", "-"] + arguments)
    run.expectSuccess()
    let result = try JSONValue(run.outputData)["studies"]?.elements.first?["sensitivity"]
    let names = result?["decisions"]?.elements.compactMap { $0["name"]?.text } ?? []
    #expect(names.first == "today" && names.count > 2)
    #expect(names.contains(decision == "headcount" ? "3 KAMs" : "10 accounts per KAM"))
    let named = try folder.run(
      ["sensitivity", "s.yaml", "--json", "-", "--decision", decision] + arguments)
    #expect(named.outputData.withoutProvenance == run.outputData.withoutProvenance)
  }

  @Test func `every default can be taken through its plausible range`() throws {
    try writeUncertain()
    let run = try folder.run([
      "sensitivity", "s.yaml", "--uncertain", "--replications", "4", "--json", "-",
    ])
    run.expectSuccess()
    let result = try JSONValue(run.outputData)["studies"]?.elements.first?["sensitivity"]
    let inputs = result?["inputs"]?.elements.compactMap { $0["input"]?.text } ?? []
    #expect(inputs.count > 30 && Set(inputs).count == inputs.count)
    #expect(
      inputs.contains("model.careEffect") && inputs.contains("triggers.company-move.detection"))
  }

  @Test func `threads change no byte`() throws {
    try writeUncertain()
    func bytes(_ threads: String) throws -> Data {
      let run = try folder.run(["sensitivity", "s.yaml", "--threads", threads, "--json", "-"])
      run.expectSuccess()
      return run.outputData
    }
    #expect(try bytes("1") == bytes("2"))
  }

  @Test func `owners that are looked for, leavers and pooled accounts go with it`() throws {
    try folder.write(
      """
      accounts: a.csv
      replications: 16
      policies: [equal, optimal]
      assign: {accounts: unowned, leavers: [K2]}
      team:
      - {id: K1, annualCost: {low: 80000, high: 120000}}
      - {id: K2}
      - {id: K3}
      model: {careEffect: {low: 0.3, high: 0.7}}

      """, to: "s.yaml")
    try folder.write(
      "id,annualRevenue,kam,tier\nA,100000,K1,\nB,200000,K2,\nC,90000,,\nD,5000,,pooled\nE,70000,K3,\n",
      to: "a.csv")
    for decision in ["policies", "headcount", "portfolio-size"] {
      try folder.run(["sensitivity", "s.yaml", "--decision", decision]).expectSuccess()
    }
    for command in ["headcount", "compare"] { try folder.salkku(command, "s.yaml").expectSuccess() }
  }

  @Test func `without an uncertain input there is nothing to look at`() throws {
    try folder.writeScenario()
    let run = try folder.salkku("sensitivity", "s.yaml")
    #expect(run.status == 65)
    #expect(run.output.isEmpty)
    #expect(run.errors.hasPrefix("s.yaml: error: no input is uncertain. "))
    #expect(run.errors.contains("--uncertain"))
  }

  @Test(arguments: [
    (["--policy", "equal"], 65, "compare two or more"),
    (["--decision", "portfolio"], 2, "portfolio-size"),
    (["--precision", "0.1"], 2, "--replications"),
    (["--from", "1"], 2, "use --from and --to together"),
    (["--decision", "headcount", "--policy", "equal", "--policy", "value"], 2, "--policy once"),
  ])
  func `wrong options are refused`(options: [String], status: Int32, words: String) throws {
    try writeUncertain()
    let run = try folder.run(["sensitivity", "s.yaml"] + options)
    #expect(run.status == status)
    #expect(run.output.isEmpty)
    #expect(run.errors.contains(words))
  }

  @Test func `sampled portfolios are no decision`() throws {
    try writeUncertain("study: {kind: portfolio-size, vary: sample}")
    let run = try folder.salkku("sensitivity", "s.yaml")
    #expect(run.status == 65)
    #expect(run.errors.contains("study.vary: sampled portfolios are no decision"))
  }
}

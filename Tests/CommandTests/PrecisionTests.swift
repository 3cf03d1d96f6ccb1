import Foundation
import Testing

struct PrecisionTests {
  private let folder: Folder

  init() throws {
    folder = try Folder()
    try folder.salkku("init", ".").expectSuccess()
  }

  private func run(_ arguments: String...) throws -> Run {
    let run = try folder.run(arguments)
    run.expectSuccess()
    return run
  }

  /// The same words without numbers, each replaced by `#`.
  private func shape(_ run: Run, line: Int = 2) -> String {
    String(run.output.split(separator: "\n")[line]).replacing(/\d+(?: \d{3})*(?:\.\d+)?/, with: "#")
  }

  @Test func `one policy stops where its net contribution is precise`() throws {
    let run = try run("simulate", "scenario.yaml", "--precision", "0.02")
    #expect(
      shape(run)
        == "Stopped after # replications: net contribution is known to ± # %, as asked (± # %).")
    #expect(run.output.contains("as asked (± 2 %)."))
  }

  @Test(arguments: ["benchmark", "run"])
  func `several policies stop where their differences are precise`(command: String) throws {
    let run = try run(command, "scenario.yaml", "--precision", "0.025")
    #expect(
      shape(run) == """
        Stopped after # replications: each difference from "equal" is known to ± # % of what "equal" \
        earns, as asked (± # %).
        """)
    #expect(run.output.contains("as asked (± 2.5 %)."))
  }

  @Test func `the limit that ends it is told, with what was reached`() throws {
    let run = try run(
      "simulate", "scenario.yaml", "--precision", "0.0005", "--replications", "200")
    #expect(
      shape(run) == """
        Stopped at the limit of # replications: net contribution is known to ± # %, not to the ± # % \
        asked for.
        """)
    #expect(run.output.contains("limit of 200 replications"))
    #expect(run.output.contains("not to the ± 0.05 % asked for."))
  }

  @Test func `without a precision nothing is said of one`() throws {
    let run = try run("simulate", "scenario.yaml", "--replications", "16", "--json", "-")
    #expect(!run.output.contains("precision"))
    #expect(try !self.run("simulate", "scenario.yaml").output.contains("Stopped"))
  }

  @Test func `the document tells what was asked, reached and allowed`() throws {
    let run = try run("simulate", "scenario.yaml", "--precision", "0.02", "--json", "-")
    let document = try JSONValue(run.outputData)
    #expect(
      document.keys == [
        "command", "inputs", "precision", "replications", "salkku", "scenario", "seed", "studies",
      ])
    let precision = try #require(document["precision"])
    #expect(precision.keys == ["asked", "isAsAsked", "limit", "reached"])
    #expect(precision["asked"]?.number == 0.02)
    #expect(precision["limit"]?.number == 100_000)
    let reached = try #require(precision["reached"]?.number)
    #expect(reached > 0 && reached <= 0.02)
    let replications = try #require(document["replications"]?.number)
    #expect(replications >= 128 && replications.truncatingRemainder(dividingBy: 64) == 0)
    // The half-width is the share p / (1 + p) of the mean.
    let metric = document["studies"]?.elements.first?["alternatives"]?.elements.first?["metrics"]?[
      "netContribution"]
    let mean = try #require(metric?["mean"]?.number)
    let halfWidth = try #require(metric?["halfWidth95"]?.number)
    #expect(abs(halfWidth / abs(mean) - reached / (1 + reached)) <= 1e-9)
  }

  @Test func `the same replications without a precision give the same measures`() throws {
    let stopped = try run("benchmark", "scenario.yaml", "--precision", "0.03", "--csv", "stopped")
    let replications = try #require(
      stopped.output.firstMatch(of: /Stopped after ([\d ]+) replications/)?.output.1)
    _ = try run(
      "benchmark", "scenario.yaml", "--replications", String(replications).replacing(" ", with: ""),
      "--csv", "fixed")
    for name in ["metrics", "comparisons", "plan"] {
      #expect(try folder.text("stopped/\(name).csv") == folder.text("fixed/\(name).csv"))
    }
  }

  @Test func `threads change no byte of what a precision stops`() throws {
    let one = try run(
      "benchmark", "scenario.yaml", "--precision", "0.02", "--json", "-", "--threads", "1")
    for threads in ["2", "3", "7"] {
      let other = try run(
        "benchmark", "scenario.yaml", "--precision", "0.02", "--json", "-", "--threads", threads)
      #expect(other.outputData == one.outputData)
    }
  }

  @Test func `a scenario can ask for it, and the command line replaces what it says`() throws {
    let scenario = try folder.text("scenario.yaml")
      .replacing("replications: 1000", with: "precision: 0.02")
    try folder.write(scenario, to: "p.yaml")
    let asked = try run("simulate", "p.yaml")
    #expect(
      asked.outputData
        == (try run("simulate", "scenario.yaml", "--precision", "0.02").outputData))
    #expect(
      try run("check", "p.yaml").output.hasSuffix(
        "as many replications as ± 2 % takes, at most 100000, seed 42\n"))
    // Either option replaces both of the scenario's words.
    let fixed = try run("simulate", "p.yaml", "--replications", "16")
    #expect(!fixed.output.contains("Stopped"))
    #expect(fixed.output.contains(", 16 replications, "))
    #expect(
      try run("simulate", "p.yaml", "--precision", "0.03").output.contains("as asked (± 3 %)"))
  }

  @Test func `a scenario's replications are the limit of its precision`() throws {
    let scenario = try folder.text("scenario.yaml")
      .replacing("replications: 1000", with: "precision: 0.001\nreplications: 100")
    try folder.write(scenario, to: "p.yaml")
    #expect(
      try run("simulate", "p.yaml").output.contains("Stopped at the limit of 100 replications: "))
  }
}

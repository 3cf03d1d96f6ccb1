import Foundation
import Testing

struct RiskTests {
  private let folder: Folder

  init() throws {
    folder = try Folder()
    try folder.salkku("init", ".").expectSuccess()
  }

  private func risk(_ arguments: String...) throws -> Run {
    try folder.run(["risk", "scenario.yaml", "--replications", "200"] + arguments)
  }

  private func study(_ run: Run) throws -> JSONValue {
    try #require(JSONValue(run.outputData)["studies"]?.elements.first)
  }

  /// The median of the baseline's net contribution.
  private func median() throws -> Double {
    let risks = try study(risk("--json", "-"))["risks"]
    return try #require(
      risks?["outlooks"]?.elements.first?["quantiles"]?.elements[2]["value"]?.number)
  }

  @Test func `its help names its options and the exit status`() throws {
    let help = try folder.salkku("risk", "--help")
    for words in ["--target", "--require", "--policy", "--csv", "Exit status 1"] {
      #expect(help.status == 0 && help.output.contains(words))
    }
  }

  @Test func `without a target it tells what is likely and what hangs on few`() throws {
    let run = try risk()
    run.expectSuccess()
    for words in [
      "nine of ten worlds end between", "The worst 5 % of worlds end with",
      "the largest customer, brings", "leaves at the start, unplanned:",
      "NRR below 100 % in the first year",
      "Where worlds end",
    ] {
      #expect(run.output.contains(words), "\(words)")
    }
    #expect(!run.output.contains("Required"))
  }

  @Test func `a target that is likely enough has status 0`() throws {
    let run = try risk("--target", "\(median())", "--require", "0.4")
    run.expectSuccess()
    #expect(run.output.contains(". Required: 40 %; met."))
  }

  @Test func `a target that is not has status 1, and everything is printed and written`() throws {
    let target = "\(try median())"
    let run = try risk(
      "--target", target, "--require", "0.6", "--csv", "out", "--json", "out/risk.json")
    #expect(run.status == 1)
    #expect(run.errors == "scenario.yaml: the target is less likely than required.\n")
    #expect(run.output.contains(". Required: 60 %; not met."))
    #expect(run.output.contains("Where worlds end"))
    #expect(run.output.hasSuffix("\nWritten: out/risk.json\n\nWritten: out\n"))
    #expect(try folder.text("out/outcomes.csv").split(separator: "\r\n").count == 201)
    let document = try JSONValue(Data(contentsOf: folder.place("out/risk.json")))
    let risks = document["studies"]?.elements.first?["risks"]
    #expect(risks?["isMet"] == .bool(false))
    #expect(risks?["require"]?.number == 0.6)
    // In JSON alone the status is the same.
    let json = try risk("--target", target, "--require", "0.6", "--json", "-")
    #expect(json.status == 1 && json.output.hasPrefix("{"))
  }

  @Test func `a chance near the one required is told to be unsure`() throws {
    let target = "\(try median())"
    let met = try risk("--target", target, "--require", "0.49")
    met.expectSuccess()
    #expect(
      met.output.contains(
        "met, but not for sure: the interval holds 49 %, more replications would tell."))
    let missed = try risk("--target", target, "--require", "0.51")
    #expect(missed.status == 1)
    #expect(missed.output.contains("not met, but not for sure: the interval holds 51 %"))
  }

  @Test(arguments: [
    (["--require", "0.8"], "use --require with --target, the net contribution to reach"),
    (["--target", "1", "--require", "80"], "--require is 80.0; use a share from 0.0001 to 1"),
    (["--target", "1", "--require", "0"], "--require is 0.0; use a share"),
    (["--target", "nan"], "--target is nan; use an amount of money"),
    (["--target", "3M"], "'3M' is invalid"),
  ])
  func `wrong usage has status 2 and says what is right`(
    arguments: [String], advice: String
  ) throws {
    let run = try folder.run(["risk", "scenario.yaml"] + arguments)
    #expect(run.status == 2)
    #expect(run.output.isEmpty)
    #expect(run.errors.contains(advice), "\(run.errors)")
  }

  @Test func `a scenario can ask for it, and options replace what it says`() throws {
    let target = try median()
    let scenario =
      try folder.text("scenario.yaml")
      .replacing(/\nstudy:.*\n/, with: "\n")
      + "study: {kind: risk, target: \(target), require: 0.6}\n"
    try folder.write(scenario, to: "r.yaml")
    let asked = try folder.run(["run", "r.yaml", "--replications", "200"])
    #expect(asked.status == 1)
    #expect(
      asked.output
        == (try risk("--target", "\(target)", "--require", "0.6", "--policy", "equal")).output)
    let replaced = try folder.run(
      ["risk", "r.yaml", "--replications", "200", "--require", "0.3"])
    replaced.expectSuccess()
  }

  @Test func `a chance without a target is a problem of the scenario`() throws {
    try folder.writeScenario("study: {kind: risk, require: 1.2}")
    let run = try folder.run(["run", "s.yaml"])
    #expect(run.status == 65)
    #expect(run.errors.contains("s.yaml:4:8: error: study.target: found nothing"))
    #expect(run.errors.contains("s.yaml:4:30: error: study.require: found 1.2"))
    try folder.writeScenario("study: {kind: policies, target: 5}")
    #expect(try folder.run(["check", "s.yaml"]).errors.contains("study.target"))
  }

  @Test func `the document has the keys of the format page, and its CVaR is that of the rows`()
    throws
  {
    let run = try risk(
      "--policy", "equal", "--policy", "optimal", "--target", "1000000", "--json", "-", "--csv",
      "out")
    run.expectSuccess()
    let study = try study(run)
    #expect(
      study.keys == [
        "alternatives", "assumptions", "baseline", "best", "comparisons", "course", "finding",
        "horizonYears", "kind", "portfolio", "risks",
      ])
    #expect(study["kind"]?.text == "risk")
    let risks = try #require(study["risks"])
    #expect(
      risks.keys == ["concentration", "exposures", "histogram", "outlooks", "target"])
    #expect(
      risks["concentration"]?.keys == [
        "herfindahl", "largestAccount", "largestAccountKam", "largestShare", "topFifthShare",
        "topFiveShare", "topKam",
      ])
    let rows = try folder.text("out/outcomes.csv").split(separator: "\r\n").dropFirst()
      .map { $0.split(separator: ",") }
    for outlook in risks["outlooks"]?.elements ?? [] {
      #expect(
        outlook.keys == [
          "cvar", "loss", "mean", "nrrBelow1", "policy", "quantiles", "reachesTarget",
          "valueAtRisk", "worstShare",
        ])
      let sorted = rows.filter { String($0[0]) == outlook["policy"]?.text }
        .compactMap { Double($0[2]) }.sorted()
      let cvar = try #require(outlook["cvar"]?["mean"]?.number)
      #expect(sorted.count == 200)
      #expect(abs(cvar - sorted.prefix(10).reduce(0, +) / 10) <= 1e-9 * abs(cvar))
    }
    #expect(risks["outlooks"]?.elements.count == 2)
    for exposure in risks["exposures"]?.elements ?? [] {
      #expect(exposure.keys == ["customerLoss", "departures", "policy"])
      #expect(
        exposure["departures"]?.elements.first?.keys == [
          "difference", "kam", "saved", "sharedDifference",
        ])
    }
    #expect(study.numbers.allSatisfy { $0.isFinite })
  }

  @Test func `a few replications say nothing of one in twenty`() throws {
    let run = try folder.run(["risk", "scenario.yaml", "--replications", "4", "--json", "-"])
    run.expectSuccess()
    let outlook = try study(run)["risks"]?["outlooks"]?.elements.first
    #expect(outlook?["cvar"] == nil && outlook?["valueAtRisk"] == nil)
    let words = try folder.run(["risk", "scenario.yaml", "--replications", "4", "--target", "1"])
    #expect(words.output.contains("Chance of at least 1: 100.0 %"))
    #expect(words.output.contains("what is likely takes 20 replications."))
    let bounded = try folder.run(["risk", "scenario.yaml", "--replications", "20"])
    #expect(bounded.output.contains("95 % interval: takes more replications"))
  }

  @Test func `threads change no byte`() throws {
    let one = try risk("--json", "-", "--threads", "1", "--policy", "optimal")
    let three = try risk("--json", "-", "--threads", "3", "--policy", "optimal")
    #expect(one.outputData == three.outputData)
  }
}

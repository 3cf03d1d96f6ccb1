import Foundation
import Testing

struct AllocateTests {
  private let folder: Folder

  init() throws {
    folder = try Folder()
    try folder.salkku("init", ".").expectSuccess()
  }

  @Test func `all sections are printed`() throws {
    let run = try folder.salkku("allocate", "scenario.yaml")
    run.expectSuccess()
    for section in [
      "The plan shares out 257.4 of 257.4 customer-days a year", "Accounts, most days first",
      "KAMs, days a year", "By tier, days a year", "By segment, days a year",
      "The five largest changes from today, care days a year",
    ] {
      #expect(run.output.contains(section))
    }
    let ids = (1...12).map { $0 < 10 ? "A0\($0)" : "A\($0)" }
    for id in ids { #expect(run.output.contains("\n  \(id) ")) }
  }

  @Test func `as few accounts are listed as are asked for`() throws {
    let run = try folder.salkku("allocate", "scenario.yaml", "--accounts", "3")
    let list = try #require(run.output.split(separator: "\n\n").dropFirst().first)
    let rows = list.split(separator: "\n").filter { $0.hasPrefix("  A") }
    #expect(rows.count == 3)
    #expect(
      list.hasSuffix("  9 more accounts with fewer days: --accounts N lists more, --csv DIR all."))
    let none = try folder.salkku("allocate", "scenario.yaml", "--accounts", "0")
    #expect(none.output.contains("  12 more accounts with fewer days"))
    let many = try folder.salkku("allocate", "scenario.yaml", "--accounts", "1000")
    #expect(try many.output == folder.salkku("allocate", "scenario.yaml").output)
  }

  @Test func `without segments there is no table of segments`() throws {
    try folder.writeScenario()
    let run = try folder.salkku("allocate", "s.yaml")
    run.expectSuccess()
    #expect(!run.output.contains("By segment"))
  }

  @Test func `bounds that cost money are listed with what loosening them is worth`() throws {
    try folder.copyScenarios()
    let run = try folder.salkku("allocate", "scenarios/bounds/scenario.yaml", "--strict")
    run.expectSuccess()
    #expect(run.output.contains("\nBounds that cost money here\n"))
    #expect(run.output.contains("\n  all planned days cost at most 150000 a year  "))
    for bound in ["maxChange", "lockedDays", "maxDays", "budget"] {
      #expect(run.output.contains("  \(bound)  "))
    }
  }

  @Test func `bounds in conflict are an error that names them`() throws {
    try folder.copyScenarios()
    let path = "scenarios/bounds/scenario.yaml"
    try folder.write(
      folder.text(path).replacing("budget: {days: 200,", with: "budget: {days: 50,"), to: path)
    let run = try folder.salkku("allocate", path)
    #expect(run.status == 65)
    #expect(run.errors.contains("all KAMs plan at most 50 days a year. They conflict with"))
    #expect(run.errors.contains("or plan with --relax, which loosens as little as possible: "))
    let relaxed = try folder.salkku("allocate", path, "--relax", "--json", "-")
    #expect(relaxed.status == 0)
    #expect(relaxed.errors.contains("warning: No plan worth making keeps all bounds."))
    let alternative = try JSONValue(relaxed.outputData)["studies"]?.elements.first?["alternatives"]?
      .elements.first
    let relaxations = try #require(alternative?["relaxations"]?.elements)
    #expect(!relaxations.isEmpty)
    for relaxation in relaxations { #expect(relaxation.keys == ["bound", "relaxed"]) }
    #expect(try folder.salkku("allocate", path, "--relax", "--strict").status == 65)
  }

  @Test func `a risk-averse plan says what it gains in the worst worlds`() throws {
    let scenario = try folder.text("scenario.yaml")
    try folder.write(
      scenario + "\nriskAversion: {weight: 0.5, level: 0.8, worlds: 50}\n", to: "averse.yaml")
    let run = try folder.salkku("allocate", "averse.yaml")
    run.expectSuccess()
    #expect(
      run.output.contains(
        "\nRisk aversion 0.50: planned in 50 sampled worlds, judged in 1 000 others."))
    #expect(run.output.contains("\n  in the worst 20.0 % of worlds on average "))
    #expect(!run.output.contains("without sampling error"))
    let json = try folder.salkku("allocate", "averse.yaml", "--json", "-")
    let alternative = try JSONValue(json.outputData)["studies"]?.elements.first?["alternatives"]?
      .elements.first
    let risk = try #require(alternative?["risk"])
    #expect(
      risk.keys == [
        "cvar", "cvarWithout", "halfWidths", "level", "mean", "meanWithout", "weight", "worlds",
      ])
    #expect(
      risk["halfWidths"]?.keys == [
        "cvar", "cvarDifference", "cvarWithout", "mean", "meanDifference", "meanWithout",
      ])
    let refused = try folder.salkku("benchmark", "averse.yaml", "--policy", "optimal-rolling")
    #expect(refused.status == 65)
    #expect(refused.errors.contains("Policy 'optimal-rolling' plans for the mean alone"))
  }

  @Test func `a study of kind allocate runs the same`() throws {
    let scenario = try folder.text("scenario.yaml")
      .replacing("study: {kind: policies, baseline: equal}", with: "study: {kind: allocate}")
    try folder.write(scenario, to: "plan.yaml")
    let run = try folder.salkku("run", "plan.yaml")
    run.expectSuccess()
    #expect(try run.output == folder.salkku("allocate", "scenario.yaml").output)
  }
}

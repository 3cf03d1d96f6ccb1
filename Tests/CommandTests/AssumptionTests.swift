import Foundation
import Testing

struct AssumptionTests {
  let folder: Folder

  init() throws { folder = try Folder() }

  private static let ranges = """
    team: {count: 1, departure: {low: 0.08, mode: 0.15, high: 0.27}}
    model: {careEffect: {low: 0.3, high: 0.7}, vacancy: 20}
    """

  /// The lines of the report that are about one name, as words.
  private func line(_ name: String, of run: Run) throws -> [Substring] {
    let lines = run.output.split(separator: "\n").filter { $0.hasPrefix("  \(name) ") }
    #expect(lines.count == 1, "\(name)")
    return try #require(lines.first).split(separator: " ")
  }

  @Test func `without a scenario every default has value, unit, range, grade and source`() throws {
    let run = try folder.salkku("assumptions")
    run.expectSuccess()
    #expect(run.output.hasPrefix("What Salkku assumes by itself\nEvidence: 1 measured, "))
    #expect(
      try line("model.careEffect", of: run).prefix(7).joined(separator: " ")
        == "model.careEffect 0.6 share 0.24 to 0.7 C")
    #expect(
      try line("team.departure", of: run).joined(separator: " ")
        == "team.departure 0.15 share/year 0.08 to 0.27 B sales turnover 8 to 27 % a year")
    #expect(try line("team.fte", of: run).joined(separator: " ").hasSuffix("yours to decide"))
    #expect(!run.output.contains("set in the scenario"))
  }

  @Test func `with a scenario it says what that sets and in which range`() throws {
    try folder.writeScenario(Self.ranges)
    let run = try folder.salkku("assumptions", "s.yaml")
    run.expectSuccess()
    #expect(run.output.hasPrefix("s\n"))
    #expect(
      run.output.contains(
        "\n3 of 65 values are set in the scenario, 2 of them as ranges; the others are defaults.\n")
    )
    func words(_ name: String) throws -> String { try line(name, of: run).joined(separator: " ") }
    #expect(
      try words("model.careEffect")
        == "model.careEffect 0.5 share 0.3 to 0.7 set in the scenario")
    #expect(try words("model.vacancy") == "model.vacancy 20 days set in the scenario")
    #expect(
      try words("team.departure")
        == "team.departure 0.15 share/year 0.08 to 0.27 set in the scenario")
    // Of the two accounts, none is large enough for the other tiers.
    #expect(!run.output.contains("careModels.strategic"))
  }

  @Test func `JSON and CSV hold the same rows as the table`() throws {
    try folder.writeScenario(Self.ranges)
    let run = try folder.salkku("assumptions", "s.yaml", "--json", "-", "--csv", "out")
    run.expectSuccess()
    let document = try JSONValue(run.outputData)
    #expect(document.keys == ["assumptions", "salkku", "scenario"])
    let rows = try #require(document["assumptions"]?.elements)
    #expect(rows.count == 65)
    #expect(rows.filter { $0["isDefault"] == .bool(false) }.count == 3)
    let care = try #require(rows.first { $0["name"]?.text == "model.careEffect" })
    #expect(care.keys == ["isDefault", "name", "range", "source", "unit", "value"])
    #expect(care["value"]?.number == 0.5)
    #expect(care["range"]?["low"]?.number == 0.3)
    #expect(care["range"]?["high"]?.number == 0.7)
    let ramp = try #require(rows.first { $0["name"]?.text == "model.ramp" })
    #expect(ramp["grade"]?.text == "C")

    let table = try folder.text("out/assumptions.csv")
    let lines = table.split(separator: "\r\n")
    #expect(lines.count == 66)
    #expect(lines[0] == "name,value,unit,isDefault,low,high,grade,source")
    #expect(lines.contains("model.careEffect,0.5,share,false,0.3,0.7,,set in the scenario"))
    #expect(lines.contains("model.vacancy,20.0,days,false,,,,set in the scenario"))
    #expect(lines.contains("model.cover,0.2,share,true,0.1,0.30000000000000004,C,judgement"))
  }

  @Test func `the document without a scenario names none`() throws {
    let run = try folder.salkku("assumptions", "--json", "-")
    #expect(try JSONValue(run.outputData).keys == ["assumptions", "salkku"])
  }

  @Test func `a bad scenario is refused with its place, a bad place first`() throws {
    try folder.writeScenario("model: {careEffect: {low: 0.7, high: 0.3}}")
    let run = try folder.salkku("assumptions", "s.yaml")
    #expect(run.status == 65)
    #expect(run.output.isEmpty)
    #expect(
      run.errors.hasPrefix("s.yaml:4:27: error: model.careEffect.low: found 0.7, expected"))
    try folder.write("", to: "file")
    #expect(try folder.salkku("assumptions", "none.yaml", "--csv", "file").status == 74)
  }

  @Test func `a check says how much is assumed and which inputs are uncertain`() throws {
    try folder.writeScenario(Self.ranges)
    let check = try folder.salkku("check", "s.yaml")
    check.expectSuccess()
    #expect(check.output.contains("\nAssumptions\n  3 of 65 values are set in the scenario"))
    #expect(check.output.contains("\n  Uncertain: team.departure, model.careEffect.\n"))
    try folder.writeScenario()
    #expect(try !folder.salkku("check", "s.yaml").output.contains("Uncertain"))
  }

  @Test func `a run with ranges is the run with their central values`() throws {
    try folder.writeScenario(Self.ranges)
    let uncertain = try folder.salkku("run", "s.yaml", "--policy", "optimal")
    uncertain.expectSuccess()
    try folder.writeScenario(
      "team: {count: 1, departure: 0.15}\nmodel: {careEffect: 0.5, vacancy: 20}")
    #expect(try folder.salkku("run", "s.yaml", "--policy", "optimal").output == uncertain.output)
  }
}

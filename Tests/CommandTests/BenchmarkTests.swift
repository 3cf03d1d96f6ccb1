import Foundation
import Testing

struct BenchmarkTests {
  private let folder: Folder

  init() throws {
    folder = try Folder()
    try folder.writeScenario("policies: [equal, reactive]\nname: First")
    let other = try folder.text("s.yaml").replacing("First", with: "=Second, and \"last\"")
    try folder.write(other, to: "t.yaml")
    try folder.write("account,careDays\nB,20\n", to: "days.csv")
  }

  @Test func `a plan of one's own stands beside the others everywhere`() throws {
    let run = try folder.salkku(
      "benchmark", "s.yaml", "--plan", "days.csv", "--json", "r.json", "--csv", "r")
    run.expectSuccess()
    #expect(run.output.contains("\n  own "))
    #expect(run.output.contains("share of possible, %"))
    let json = try JSONValue(Data(try folder.text("r.json").utf8))
    let study = try #require(json["studies"]?.elements.first)
    #expect(study["alternatives"]?.elements.last?["name"]?.text == "own")
    let plan = try #require(study["alternatives"]?.elements.last?["plan"]?.elements)
    #expect(plan.map { $0["careDays"]?.number } == [0, 20])
    let bounds = try #require(study["bounds"])
    #expect(
      bounds["policies"]?.elements.map { $0["policy"]?.text } == ["equal", "reactive", "own"])
    for policy in bounds["policies"]?.elements ?? [] {
      let (gain, share) = (policy["gain"]?.number, policy["ofFluid"]?.number)
      let most = try #require(bounds["fluidGain"]?.number)
      #expect(abs((share ?? .nan) - (gain ?? .nan) / most) < 1e-12)
    }
    #expect(try folder.text("r/plan.csv").contains("\r\nown,B,"))
    #expect(try folder.text("r/metrics.csv").contains("\r\nown,netContribution,"))
  }

  @Test func `days of one's own that don't exist are refused in words`() throws {
    for arguments in [["benchmark", "s.yaml"], ["run", "s.yaml"]] {
      let run = try folder.run(arguments + ["--policy", "own"])
      #expect(run.status == 65)
      #expect(run.errors.contains("s.yaml: error: Policy 'own' plans your own days, and none are"))
    }
    let missing = try folder.salkku("benchmark", "s.yaml", "--plan", "none.csv")
    #expect(missing.status == 74)
    #expect(missing.errors.hasPrefix("none.csv:1:1: error: --plan: found no file 'none.csv'"))
  }

  @Test func `more days than a KAM has are kept, and warned of`() throws {
    try folder.write("account,careDays\nA,100\nB,100\n", to: "days.csv")
    let run = try folder.salkku("benchmark", "s.yaml", "--plan", "days.csv", "--json", "-")
    #expect(run.status == 0)
    #expect(run.errors.contains("sessions will be skipped (KAMs K01)"))
    let own = try JSONValue(run.outputData)["studies"]?.elements.first?["alternatives"]?.elements
      .last
    #expect(own?["plan"]?.elements.map { $0["careDays"]?.number } == [100, 100])
    #expect((own?["metrics"]?["careSkipped"]?["mean"]?.number ?? 0) > 100)
    let strict = try folder.salkku("benchmark", "s.yaml", "--plan", "days.csv", "--strict")
    #expect(strict.status == 65)
  }

  @Test func `several scenarios end in one table, and each has a study`() throws {
    let run = try folder.salkku("benchmark", "s.yaml", "t.yaml", "--csv", "r", "--json", "r.json")
    run.expectSuccess()
    #expect(run.output.hasPrefix("1. First\n2 accounts, "))
    #expect(run.output.contains("\n\n2. =Second, and \"last\"\n"))
    #expect(
      run.output.contains(/\n  policy +1. gain, k  verdict  rank +2. gain, k  verdict  rank\n/))
    #expect(run.output.contains(/\n  equal +baseline +1 +baseline +1\n/))
    #expect(run.output.contains(/\n  reactive +-[0-9. ]+ ± [0-9.]+  worse +2 +-/))
    #expect(try folder.names().filter { $0.hasPrefix("r/") } == ["r/forest.csv"])
    let rows = try folder.text("r/forest.csv").split(separator: "\r\n")
    #expect(rows.count == 3)
    #expect(rows[0] == "scenario,policy,gain,low,high,level,verdict")
    #expect(rows[2].hasPrefix("\"'=Second, and \"\"last\"\"\",reactive,-"))
    let json = try JSONValue(Data(try folder.text("r.json").utf8))
    #expect(json["scenario"]?.text == "First; =Second, and \"last\"")
    #expect(json["seed"] == nil && json["replications"] == nil)
    let studies = json["studies"]?.elements ?? []
    #expect(studies.map { $0["scenario"]?.text } == ["First", "=Second, and \"last\""])
    #expect(studies.map { $0["replications"]?.number } == [16, 16])
    // The same portfolio: the same numbers.
    #expect(studies[0]["forest"] == studies[1]["forest"])
  }

  @Test func `a forest has an interval of each policy alone and one of all pairs`() throws {
    try folder.writeScenario("policies: [equal, reactive, value]")
    let run = try folder.salkku("benchmark", "s.yaml", "--json", "-")
    run.expectSuccess()
    let study = try #require(JSONValue(run.outputData)["studies"]?.elements.first)
    let rows = study["forest"]?.elements ?? []
    #expect(rows.count == 4)
    for (alone, together) in [(0, 1), (2, 3)] {
      #expect(rows[alone]["policy"] == rows[together]["policy"])
      #expect(rows[alone]["level"]?.number == 0.95)
      #expect(abs((rows[together]["level"]?.number ?? 0) - (1 - 0.05 / 3)) < 1e-12)
      let comparison = try #require(
        study["comparisons"]?.elements.first {
          $0["b"] == rows[alone]["policy"] && $0["metric"]?.text == "netContribution"
        })
      let (gain, halfWidth) = (
        try #require(comparison["meanDifference"]?.number),
        try #require(comparison["halfWidth95"]?.number)
      )
      #expect(rows[alone]["gain"]?.number == gain)
      #expect(rows[alone]["low"]?.number == gain - halfWidth)
      #expect(rows[alone]["high"]?.number == gain + halfWidth)
      #expect((rows[together]["low"]?.number ?? 0) <= gain - halfWidth)
    }
  }
}

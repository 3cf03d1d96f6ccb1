import Foundation
import Testing

struct ExplanationTests {
  private let folder: Folder

  init() throws {
    folder = try Folder()
    try folder.salkku("init", ".").expectSuccess()
  }

  @Test func `the days of accounts are explained instead of listed, in the order asked for`() throws
  {
    let run = try folder.salkku("allocate", "scenario.yaml", "--why", "A08", "--why", "A03")
    run.expectSuccess()
    let sections = run.output.components(separatedBy: "\nWhy ")
    #expect(sections.dropFirst().map { $0.prefix(3) } == ["A08", "A03"])
    for section in sections.dropFirst() {
      for text in [
        "What a day is worth: ", "What a day on it must earn: ", " is worth ", ", costs ",
        "days of capacity", "retention", "growth", "responses", "annualRevenue", "churn",
      ] {
        #expect(section.contains(text), "\(text)")
      }
    }
    #expect(!run.output.contains("Accounts, most days first"))
    #expect(run.output.split(separator: "\n").allSatisfy { $0.count <= 100 })
  }

  @Test func `an unknown account is refused with the nearest one`() throws {
    let run = try folder.salkku("allocate", "scenario.yaml", "--why", "A1O")
    #expect(run.status == 2 && run.output.isEmpty)
    #expect(run.errors == "Error: --why: no account has the id 'A1O'. Did you mean 'A10'?\n")
  }

  @Test func `a pooled account is explained in a line`() throws {
    try folder.writeScenario(accounts: "id,annualRevenue,tier\nA,100000,pooled\nB,200000,key\n")
    let run = try folder.salkku("allocate", "s.yaml", "--why", "A")
    run.expectSuccess()
    #expect(run.output == "s\n\nWhy A\n  No KAM owns it: it gets no days.\n")
  }

  @Test func `under share bounds the capacities of a price are known too`() throws {
    try folder.writeScenario(
      "shares: {tier: {key: {max: 0.3}}}",
      accounts: "id,annualRevenue,tier\nA,100000,develop\nB,200000,key\n")
    let run = try folder.salkku("allocate", "s.yaml", "--why", "B")
    run.expectSuccess()
    #expect(run.output.contains("days of capacity."))
    #expect(run.output.contains("A share bound holds it"))
  }

  @Test func `the document has the keys of the format page`() throws {
    let run = try folder.salkku("allocate", "scenario.yaml", "--why", "A12", "--json", "-")
    run.expectSuccess()
    let alternative = try JSONValue(run.outputData)["studies"]?.elements.first?["alternatives"]?
      .elements.first
    let explanations = try #require(alternative?["explanations"]?.elements)
    #expect(explanations.count == 1)
    let explanation = try #require(explanations.first)
    #expect(
      explanation.keys == [
        "account", "dayBeyondMaxDays", "planned", "price", "ranges", "responses", "withoutWork",
      ])
    #expect(explanation["planned"]?.keys == ["growth", "responses", "retention"])
    #expect(explanation["withoutWork"]?.keys == ["growth", "responses", "retention"])
    let responses = try #require(explanation["responses"]?.elements)
    #expect(responses.allSatisfy { $0.keys == ["dayValue", "days", "trigger", "workload"] })
    let ranges = try #require(explanation["ranges"]?.elements)
    #expect(ranges.map { $0["field"]?.text } == ["annualRevenue", "potential", "churn"])
    #expect(ranges[0].keys == ["field", "from", "value"])
    #expect(ranges[0]["from"]?.keys == ["careDays", "responseDays", "value"])
  }
}

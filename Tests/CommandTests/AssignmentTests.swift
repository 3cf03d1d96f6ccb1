import Foundation
import Testing

struct AssignmentTests {
  private let folder: Folder
  private let path = "scenarios/assignment/scenario.yaml"

  init() throws {
    folder = try Folder()
    try folder.copyScenarios()
  }

  @Test(arguments: [["check"], ["allocate"], ["run", "--replications", "4"]])
  func `owners that were found are reported`(arguments: [String]) throws {
    let run = try folder.run([arguments[0], path, "--strict"] + arguments.dropFirst())
    run.expectSuccess()
    #expect(run.output.contains("\nAssignment\n  Over 3 years these owners are worth "))
    #expect(run.output.contains("5 accounts handed over for 15 000, 5 without an owner before."))
    #expect(run.output.contains("\n  aino  key-account-manager "))
    #expect(!run.output.contains("\n  dora  "))
  }

  @Test func `the document has the owners, the bound and the moves`() throws {
    let run = try folder.salkku("allocate", path, "--json", "-")
    run.expectSuccess()
    let document = try JSONValue(run.outputData)
    let assignment = try #require(document["assignment"])
    #expect(
      assignment.keys == [
        "bound", "gap", "handoverCost", "isProvedBest", "knownSegments", "moves", "team", "value",
      ])
    let value = try #require(assignment["value"]?.number)
    let bound = try #require(assignment["bound"]?.number)
    #expect(value <= bound && bound < 1.01 * value)
    let moves = try #require(assignment["moves"]?.elements)
    #expect(moves.filter { $0["from"]?.text == "dora" }.count == 5)
    #expect(moves.filter { $0["from"] == nil }.count == 5)
    let alternative = try #require(
      document["studies"]?.elements.first?["alternatives"]?.elements.first)
    let plan = try #require(alternative["plan"]?.elements)
    for move in moves {
      let account = plan.first { $0["account"]?.text == move["account"]?.text }
      #expect(account?["kam"]?.text == move["to"]?.text)
    }
    let places = ["aino": 6, "bo": 6, "cleo": 15, "emil": 15]
    for (kam, most) in places {
      #expect(plan.filter { $0["kam"]?.text == kam }.count <= most)
    }
    #expect(plan.allSatisfy { places[$0["kam"]?.text ?? ""] != nil })
  }

  @Test func `without the key nothing is assigned`() throws {
    try folder.writeScenario()
    let run = try folder.salkku("allocate", "s.yaml", "--json", "-")
    #expect(try JSONValue(run.outputData)["assignment"] == nil)
    #expect(try !folder.salkku("check", "s.yaml").output.contains("Assignment"))
  }

  @Test func `too few places end the run`() throws {
    try folder.writeScenario("assign: {maxAccounts: 1}")
    let run = try folder.salkku("run", "s.yaml")
    #expect(run.status == 65)
    #expect(run.errors.contains("assign: found 2 accounts that need a KAM, expected at most 1"))
  }
}

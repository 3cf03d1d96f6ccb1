import Foundation
import Testing

struct SampleTests {
  private let folder: Folder

  init() throws { folder = try Folder() }

  @Test func `the sample runs without a warning`() throws {
    let run = try folder.salkku("init", "mine")
    run.expectSuccess()
    #expect(
      try folder.names() == ["mine", "mine/accounts.csv", "mine/scenario.yaml", "mine/team.csv"])
    #expect(run.output.contains("salkku run mine/scenario.yaml"))
    try folder.salkku("check", "mine/scenario.yaml", "--strict").expectSuccess()
    try folder.salkku("run", "mine/scenario.yaml", "--strict", "--replications", "8")
      .expectSuccess()
    try folder.salkku("allocate", "mine/scenario.yaml", "--strict").expectSuccess()
  }

  @Test func `without a folder it writes here`() throws {
    let run = try folder.salkku("init")
    run.expectSuccess()
    #expect(run.output.contains("salkku run scenario.yaml"))
    #expect(try folder.names() == ["accounts.csv", "scenario.yaml", "team.csv"])
  }

  @Test(arguments: ["accounts.csv", "team.csv", "scenario.yaml"])
  func `a file that exists is not replaced, and none is added`(name: String) throws {
    try folder.write("mine", to: "mine/\(name)")
    let before = try folder.content()
    let run = try folder.salkku("init", "mine")
    #expect(run.status == 74)
    #expect(run.output.isEmpty)
    #expect(run.errors.contains("mine/\(name): error: exists already and is not replaced"))
    #expect(try folder.content() == before)
  }

  @Test func `the examples in the sample's comments are good`() throws {
    try folder.salkku("init", ".").expectSuccess()
    let text = try folder.text("scenario.yaml")
    let parts = text.split(separator: "# Every default can be changed, for example:\n")
    let examples = try #require(parts.last).split(separator: "\n").map { $0.dropFirst(2) }
    #expect(examples.count >= 5)
    try folder.write(
      String(parts[0]) + examples.joined(separator: "\n") + "\n", to: "scenario.yaml")
    let check = try folder.salkku("check", "scenario.yaml", "--strict")
    check.expectSuccess()
    #expect(check.output.contains("contract-renewal"))
  }
}

import Foundation
import Testing

struct ReproducibilityTests {
  private let folder: Folder

  init() throws {
    folder = try Folder()
    try folder.salkku("init", ".").expectSuccess()
  }

  /// Everything that a run says, on three blocks of replications.
  private func bytes(_ arguments: String...) throws -> [Data] {
    let place = "out"
    let run = try folder.run(
      ["benchmark", "scenario.yaml", "--replications", "130", "--csv", place] + arguments)
    run.expectSuccess()
    let document = try folder.run(
      ["benchmark", "scenario.yaml", "--replications", "130", "--json", "-"] + arguments)
    return [run.outputData, Data(document.outputData.withoutProvenance.utf8)]
      + (try ["metrics", "comparisons", "plan"].map {
        try Data(contentsOf: folder.place("\(place)/\($0).csv"))
      })
  }

  @Test func `the same seed gives the same bytes`() throws {
    #expect(try bytes() == bytes("--seed", "42"))
  }

  @Test func `threads change no byte`() throws {
    let one = try bytes("--threads", "1")
    #expect(try one == bytes("--threads", "2"))
    #expect(try one == bytes("--threads", "7"))
  }

  @Test func `the order of rows changes no byte`() throws {
    let before = try bytes()
    for name in ["accounts.csv", "team.csv"] {
      var rows = try folder.text(name).split(separator: "\n")
      let header = rows.removeFirst()
      let shuffled = [header] + rows.reversed()
      try folder.write(shuffled.joined(separator: "\n"), to: name)
    }
    #expect(try bytes() == before)
  }

  @Test func `another seed gives other bytes`() throws {
    let (first, second) = (try bytes(), try bytes("--seed", "43"))
    for (one, other) in zip(first, second) { #expect(one != other) }
  }

  @Test func `another seed changes no plan`() throws {
    func plan(_ seed: Int) throws -> String {
      let scenario = try folder.text("scenario.yaml").replacing("seed: 42", with: "seed: \(seed)")
      try folder.write(scenario, to: "seeded.yaml")
      return try folder.salkku("allocate", "seeded.yaml").output
    }
    #expect(try plan(1) == plan(2))
  }
}

import Foundation
import Testing

/// What the program prints, byte by byte.
///
/// After a change that is meant, `RECORD_SNAPSHOTS=1 swift test --filter SnapshotTests` writes the
/// files again, and fails, so that no recording passes for a test.
struct SnapshotTests {
  private let folder: Folder

  init() throws {
    folder = try Folder()
    try folder.salkku("init", ".").expectSuccess()
  }

  @Test(arguments: [
    ("check", ["check", "scenario.yaml"]),
    ("assumptions", ["assumptions", "scenario.yaml"]),
    ("benchmark", ["benchmark", "scenario.yaml", "--replications", "64"]),
    (
      "simulate",
      ["simulate", "scenario.yaml", "--policy", "optimal", "--replications", "64"]
    ),
    ("allocate", ["allocate", "scenario.yaml"]),
    ("explanation", ["allocate", "scenario.yaml", "--why", "A08", "--why", "A12"]),
  ])
  func `the sample prints what it printed before`(name: String, arguments: [String]) throws {
    let run = try folder.run(arguments)
    run.expectSuccess()
    let place = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("Snapshots/\(name).txt")
    if ProcessInfo.processInfo.environment["RECORD_SNAPSHOTS"] != nil {
      try run.outputData.write(to: place)
      Issue.record("recorded \(name).txt; run again without RECORD_SNAPSHOTS")
      return
    }
    let expected = String(decoding: try Data(contentsOf: place), as: UTF8.self)
    let lines = run.output.split(separator: "\n", omittingEmptySubsequences: false)
    let known = expected.split(separator: "\n", omittingEmptySubsequences: false)
    for (line, knownLine) in zip(lines, known) { #expect(line == knownLine) }
    #expect(lines.count == known.count)
  }
}

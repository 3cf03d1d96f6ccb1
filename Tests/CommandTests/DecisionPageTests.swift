import Foundation
import Testing

/// `docs/decision.md` shows what its commands print.
struct DecisionPageTests {
  /// A command of the page, with the lines that the page shows of its output.
  struct Shown: CustomTestStringConvertible {
    let command: [String]
    var lines: [String] = []

    var testDescription: String { command.joined(separator: " ") }
  }

  private static let page =
    (try? String(
      contentsOf: Program.project.appendingPathComponent("docs/decision.md"), encoding: .utf8))
    ?? ""

  private static let shown: [Shown] = {
    var shown: [Shown] = []
    var language: Substring?
    for line in page.split(separator: "\n", omittingEmptySubsequences: false) {
      if line.hasPrefix("```") {
        language = language == nil ? line.dropFirst(3) : nil
      } else if language == "console" {
        let words = line.split(separator: " ").map(String.init)
        shown.append(Shown(command: Array(words.dropFirst(2))))
      } else if language == "text", !line.isEmpty {
        shown[shown.count - 1].lines.append(String(line))
      }
    }
    return shown
  }()

  @Test func `the page shows commands and what they print`() {
    #expect(Self.shown.count == 3)
    #expect(Self.shown.allSatisfy { $0.lines.count > 10 })
  }

  @Test(arguments: shown)
  func `the page shows what a command prints`(shown: Shown) throws {
    let folder = try Folder()
    try folder.copyScenarios()
    let run = try folder.run(shown.command)
    run.expectSuccess()
    let printed = Set(run.output.split(separator: "\n").map(String.init))
    #expect(shown.lines.filter { !printed.contains($0) } == [])
  }
}

import ArgumentParser
import Foundation
import Reporting

/// Makes reports again from a saved result.
struct Report: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Make reports again from a result that was saved with --json.",
    discussion: """
      Reads the result, prints what was found, and writes the reports that are asked for; nothing is \
      simulated again.
      """)

  @Argument(help: "The result: a JSON file.", completion: .file(extensions: ["json"]))
  var result: String

  @OptionGroup var pages: PageOptions

  @Flag(name: .customLong("no-color"), help: "Print without colours, as with NO_COLOR set.")
  var isColorForbidden = false

  func run() throws {
    try pages.check()
    let saved = try Self.read(result)
    let reports = try pages.files(of: saved)
    try reports.files.write()
    let style = Terminal.style(isColorForbidden: isColorForbidden)
    try Terminal.print(FindingReport(saved, style: style).text.printed)
    for place in reports.places { try Terminal.print("\nWritten: \(place)\n") }
    for note in reports.notes { try Terminal.print("\(note)\n") }
  }

  /// Reads a saved result.
  private static func read(_ path: String) throws(Failure) -> SavedResult {
    let bytes: Data
    do {
      bytes = try Data(contentsOf: URL(fileURLWithPath: path))
    } catch {
      throw .inputOutput("\(path): error: can't be read: \(error.localizedDescription)")
    }
    do {
      return try SavedResult(json: bytes)
    } catch {
      throw .badInput("\(path): error: \(error)")
    }
  }
}

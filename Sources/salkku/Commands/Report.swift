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
    try pages.check(reading: result)
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
      throw .badInput(
        """
        \(path): error: not a result of Salkku: \(words(on: error)). Expected a file that \
        'salkku run SCENARIO --json FILE' wrote; run it again with this version.
        """)
    }
  }

  /// Where a document differs from a result, in words.
  private static func words(on error: any Error) -> String {
    switch error {
    case DecodingError.keyNotFound(let key, let context):
      "\(place(context))nothing under '\(key.stringValue)'"
    case DecodingError.typeMismatch(_, let context), DecodingError.valueNotFound(_, let context):
      "\(place(context))a value of another kind than expected"
    default: "found text that is not JSON"
    }
  }

  /// The path of a value, such as `studies[1].kind: `.
  private static func place(_ context: DecodingError.Context) -> String {
    let path = context.codingPath.reduce("") { path, key in
      key.intValue.map { "\(path)[\($0 + 1)]" }
        ?? (path.isEmpty ? key.stringValue : "\(path).\(key.stringValue)")
    }
    return path.isEmpty ? "" : path + ": "
  }
}

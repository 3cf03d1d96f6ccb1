import ArgumentParser
import Foundation
import GLPKSolver
import Reporting
import Verification

/// Computes published numbers again.
struct Verify: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Compute published cases again: does this build give the numbers that are known?",
    discussion: """
      Response curves, linear programs, risk, random numbers and simulations whose answers are known \
      without Salkku, each published number beside the computed one. Needs no scenario. Exit status 1 \
      if any number is off.
      """)

  @Option(
    help: ArgumentHelp(
      "Write the result as JSON; - is standard output, instead of tables.", valueName: "file"),
    completion: .file(extensions: ["json"]))
  var json: String?

  @Option(help: "How the result is printed: table, markdown, or json, as with --json -.")
  var format: OutputFormat?

  @Flag(name: .customLong("no-color"), help: "Print without colours, as with NO_COLOR set.")
  var isColorForbidden = false

  func validate() throws {
    if format == .csv { throw ValidationError("verify prints no csv; use --format json") }
    try OutputFormat.check(format, json: json)
  }

  func run() throws {
    let format = OutputFormat(format, json: json)
    if let json, json != "-" { try OutputFiles.check(json) }
    let report: VerificationReport
    var document = Data()
    do {
      report = VerificationReport(
        try PublishedCase.all(using: GLPK.solve),
        style: Terminal.style(isColorForbidden: isColorForbidden))
      if json != nil || format == .json { document = try report.data() }
    } catch {
      throw Failure.internalError("error: a published case could not be computed: \(error)")
    }
    var files = OutputFiles()
    if let json, json != "-" { files.add(document, at: json) }
    try files.write()
    switch format {
    case .json: try Terminal.print(String(decoding: document, as: UTF8.self))
    case .markdown: try Terminal.print(report.text.markdown)
    case .table, .csv:
      try Terminal.print(report.text.printed + (json.map { "\nWritten: \($0)\n" } ?? ""))
    }
    if !report.isReproduced {
      throw Failure.off("error: this build does not give the published numbers.")
    }
  }
}

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

  @Flag(name: .customLong("no-color"), help: "Print without colours, as with NO_COLOR set.")
  var isColorForbidden = false

  func run() throws {
    if let json, json != "-" { try OutputFiles.check(json) }
    let report: VerificationReport
    var document = Data()
    do {
      report = VerificationReport(
        try PublishedCase.all(using: GLPK.solve),
        style: Terminal.style(isColorForbidden: isColorForbidden))
      if json != nil { document = try report.data() }
    } catch {
      throw Failure.internalError("error: a published case could not be computed: \(error)")
    }
    if json == "-" {
      try Terminal.print(String(decoding: document, as: UTF8.self))
    } else {
      var files = OutputFiles()
      if let json { files.add(document, at: json) }
      try files.write()
      try Terminal.print(report.text.printed + (json.map { "\nWritten: \($0)\n" } ?? ""))
    }
    if !report.isReproduced {
      throw Failure.off("error: this build does not give the published numbers.")
    }
  }
}

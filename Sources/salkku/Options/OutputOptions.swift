import ArgumentParser
import Foundation
import Reporting

/// Where results go besides standard output.
struct OutputOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      """
      How the result is printed: table; markdown; json, as with --json -; or csv, the main table of --csv \
      alone.
      """, valueName: "format"))
  var format: OutputFormat?

  @Option(
    help: ArgumentHelp(
      "Write the result as JSON; - is standard output, instead of tables.", valueName: "file"),
    completion: .file(extensions: ["json"]))
  var json: String?

  @Option(
    help: ArgumentHelp("Write the result as CSV tables into this folder.", valueName: "dir"),
    completion: .directory)
  var csv: String?

  /// Whether the result as a document is asked for.
  var needsDocument: Bool { json != nil || printedFormat == .json }

  /// Refuses places that can't be written, before any work is done for them.
  ///
  /// - Parameter tables: The names that CSV tables may have.
  /// - Throws: `Failure` with the status of an input or output error.
  func check(tables: [String] = CSVReport.names) throws(Failure) {
    if let json, json != "-" { try OutputFiles.check(json) }
    if let csv {
      for name in tables { try OutputFiles.check(place(of: name, in: csv)) }
    }
  }

  /// Prints a report and writes the files that were asked for.
  ///
  /// - Parameters:
  ///   - text: The report.
  ///   - document: Makes the result as JSON.
  ///   - tables: The result as CSV.
  ///   - others: More files to write, with their places as the user named them.
  /// - Throws: `Failure` with the status of an input or output error; then nothing was printed.
  func publish(
    _ text: ReportText, document: () throws -> Data, tables: @autoclosure () -> [CSVReport.Table],
    others: ReportFiles = ReportFiles()
  ) throws(Failure) {
    var files = others.files
    var data: Data?
    if needsDocument {
      do {
        data = try document()
      } catch {
        throw .internalError("error: the result can't be written as JSON: \(error)")
      }
    }
    if let json, let data, json != "-" { files.add(data, at: json) }
    if let csv {
      for table in tables() {
        files.add(Data(table.text.utf8), at: place(of: table.name, in: csv))
      }
    }
    try files.write()
    try Terminal.print(printed(text, document: data, tables: tables()))
    if printedFormat == .table {
      for place in [json, csv].compactMap({ $0 }) + others.places {
        try Terminal.print("\nWritten: \(place)\n")
      }
      for note in others.notes { try Terminal.print("\(note)\n") }
    }
  }

  private func place(of table: String, in folder: String) -> String {
    folder.hasSuffix("/") ? folder + table : "\(folder)/\(table)"
  }
}

import ArgumentParser
import Foundation
import Reporting

/// Where the result of a study goes, beside standard output: reports to forward, and files for programs.
struct ReportOptions: ParsableArguments {
  @OptionGroup var output: OutputOptions
  @OptionGroup var pages: PageOptions

  func validate() throws { try pages.refuse(places: [output.json, output.csv].compactMap { $0 }) }

  /// Refuses places that can't be written or that hold the scenario, before any work is done for them.
  ///
  /// - Parameter scenario: The path of the scenario.
  /// - Throws: `Failure` with the status of wrong usage, or of an input or output error.
  func check(for scenario: String) throws(Failure) {
    try output.check()
    try pages.check(reading: scenario)
  }

  /// Whether the result is asked for beyond what is printed.
  var needsResult: Bool { output.needsDocument || pages.isAskedFor }

  /// Prints the report and writes the files that were asked for.
  ///
  /// - Parameters:
  ///   - text: The report.
  ///   - result: The result.
  ///   - tables: The result as CSV.
  /// - Throws: `Failure` with the status of an input or output error; then nothing was printed.
  func publish(
    _ text: ReportText, result: @autoclosure () -> SavedResult,
    csv tables: @autoclosure () -> CSVReport
  ) throws(Failure) {
    let saved = needsResult ? result() : nil
    try output.publish(
      text, document: { try saved?.data() ?? Data() }, tables: tables().tables,
      others: saved.map { result throws(Failure) in try pages.files(of: result) } ?? ReportFiles())
  }
}

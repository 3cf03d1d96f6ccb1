import ArgumentParser
import Foundation
import Reporting

/// How a result is printed.
enum OutputFormat: String, CaseIterable, ExpressibleByArgument {
  case table
  case markdown
  case json
  case csv
}

extension OutputFormat {
  /// The format by either option that says it: `--format`, or `--json -`.
  init(_ format: OutputFormat?, json: String?) {
    self = format ?? (json == "-" ? .json : .table)
  }

  /// Refuses a format that `--json -` contradicts.
  static func check(_ format: OutputFormat?, json: String?) throws {
    if let format, json == "-", format != .json {
      throw ValidationError(
        "--json - and --format \(format.rawValue) both print the result; leave one out")
    }
  }
}

extension OutputOptions {
  /// How the result is printed.
  var printedFormat: OutputFormat { OutputFormat(format, json: json) }

  func validate() throws { try OutputFormat.check(format, json: json) }

  /// A result in the format in which it is to be printed.
  ///
  /// - Parameters:
  ///   - text: The report.
  ///   - document: The result as JSON.
  ///   - tables: The result as CSV; the main table is printed.
  /// - Returns: The text for standard output.
  func printed(
    _ text: ReportText, document: Data?, tables: @autoclosure () -> [CSVReport.Table]
  ) -> String {
    switch printedFormat {
    case .table: text.printed
    case .markdown: text.markdown
    case .json: document.map { String(decoding: $0, as: UTF8.self) } ?? ""
    case .csv: CSVReport.main(of: tables())?.text ?? ""
    }
  }
}

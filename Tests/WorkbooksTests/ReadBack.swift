import Foundation
import Testing
import Workbooks

/// A workbook as openpyxl reads it.
struct ReadBack: Decodable {
  let title: String
  let created: String
  let sheets: [Page]

  struct Page: Decodable {
    let name: String
    let cells, cached: [String: Value?]
    let types, formats: [String: String]
    let bold: [String]
    let tables: [Table]
    let rules: [String]
    let charts: [Chart]
    let frozen, landscape, fit, repeated: String
    let merged: [String]
    let widths: [String: Double]
  }

  struct Table: Decodable, Equatable {
    let name, range, filter: String
    let headers: [String]
  }

  struct Chart: Decodable {
    let type: String
    let categories, values, names, dashes, axes: [String]
    let place: Int
  }

  enum Value: Decodable, Equatable, ExpressibleByStringLiteral, ExpressibleByFloatLiteral,
    ExpressibleByIntegerLiteral
  {
    case text(String)
    case number(Double)

    init(from decoder: any Decoder) throws {
      let container = try decoder.singleValueContainer()
      if let number = try? container.decode(Double.self) {
        self = .number(number)
      } else {
        self = .text(try container.decode(String.self))
      }
    }

    init(stringLiteral value: String) { self = .text(value) }
    init(floatLiteral value: Double) { self = .number(value) }
    init(integerLiteral value: Int) { self = .number(Double(value)) }
  }

  init(_ workbook: Workbook) throws {
    let file = FileManager.default.temporaryDirectory
      .appendingPathComponent("read-back-\(UUID().uuidString).xlsx")
    try workbook.data().write(to: file)
    defer { try? FileManager.default.removeItem(at: file) }
    let reader = Process()
    reader.executableURL = Reader.python
    reader.arguments = [Reader.script.path, file.path]
    let output = Pipe()
    reader.standardOutput = output
    try reader.run()
    let json = output.fileHandleForReading.readDataToEndOfFile()
    reader.waitUntilExit()
    try #require(reader.terminationStatus == 0)
    self = try JSONDecoder().decode(ReadBack.self, from: json)
  }
}

/// Python with openpyxl, in a folder that git does not know.
enum Reader {
  private static let tests = URL(filePath: #filePath).deletingLastPathComponent()
  static let script = tests.appending(path: "read_workbook.py")
  static let python = tests.deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: ".test-tools/venv/bin/python3")

  /// Whether tests that need it run; where none may be skipped, they run and fail without it.
  static var isWanted: Bool {
    FileManager.default.isExecutableFile(atPath: python.path)
      || ProcessInfo.processInfo.environment["SALKKU_TESTS_MAY_SKIP"] == "no"
  }
}

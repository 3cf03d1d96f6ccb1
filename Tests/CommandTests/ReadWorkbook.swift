import Foundation
import Testing

/// A workbook that the program wrote, as openpyxl reads it.
struct ReadWorkbook {
  let sheets: [JSONValue]

  init(_ file: URL) throws {
    let reader = Process()
    reader.executableURL = Self.python
    reader.arguments = ["-W", "ignore", Self.script.path, file.path]
    let output = Pipe()
    reader.standardOutput = output
    try reader.run()
    let json = output.fileHandleForReading.readDataToEndOfFile()
    reader.waitUntilExit()
    try #require(reader.terminationStatus == 0)
    sheets = try JSONValue(json)["sheets"]?.elements ?? []
  }

  private static let script = Program.project
    .appending(path: "Tests/WorkbooksTests/read_workbook.py")
  private static let python = Program.project.appending(path: ".test-tools/venv/bin/python3")

  /// Whether tests that need openpyxl run; where none may be skipped, they run and fail without it.
  static var isWanted: Bool {
    FileManager.default.isExecutableFile(atPath: python.path)
      || ProcessInfo.processInfo.environment["SALKKU_TESTS_MAY_SKIP"] == "no"
  }

  var names: [String?] { sheets.map { $0["name"]?.text } }

  /// All elements of a list that each sheet has.
  func all(_ key: String) -> [JSONValue] { sheets.flatMap { $0[key]?.elements ?? [] } }

  /// The values of a table by header, row by row; nothing where there is no such table.
  func rows(_ table: String) throws -> [[String: JSONValue]]? {
    for sheet in sheets {
      guard let found = sheet["tables"]?.elements.first(where: { $0["name"]?.text == table }) else {
        continue
      }
      let range = try #require(found["range"]?.text?.wholeMatch(of: #/A(\d+):[A-Z](\d+)/#))
      let (header, last) = try (#require(Int(range.1)), #require(Int(range.2)))
      let headers = (found["headers"]?.elements ?? []).map { $0.text ?? "" }
      return (header + 1...last).map { row in
        var cells: [String: JSONValue] = [:]
        for (letter, header) in zip("ABCDEFGHIJKLMNOPQRSTUVWXYZ", headers) {
          cells[header] = sheet["cached"]?["\(letter)\(row)"]
        }
        return cells
      }
    }
    return nil
  }
}

import Foundation
import Testing

/// The built program.
enum Program {
  /// The program, which the build puts beside the tests.
  static let place: URL = {
    let bundle = Bundle.allBundles.first { $0.bundlePath.hasSuffix(".xctest") }?.bundleURL
    let folder = bundle?.deletingLastPathComponent() ?? Bundle.main.bundleURL
    return folder.appendingPathComponent("salkku")
  }()

  /// The folder of the project.
  static let project = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  /// What is set for the program: as for the tests, without what would change its output.
  static func environment(with changes: [String: String]) -> [String: String] {
    var environment = ProcessInfo.processInfo.environment
    for name in ["COLUMNS", "NO_COLOR", "TERM"] { environment[name] = nil }
    return environment.merging(changes) { $1 }
  }
}

/// What came of a run of the program.
struct Run {
  let status: Int32
  /// Whether a signal ended it, which then is `status`.
  let isKilled: Bool
  let outputData: Data
  let errors: String

  var output: String { String(decoding: outputData, as: UTF8.self) }
}

/// A folder for one test, removed after it, in which programs are run.
final class Folder {
  let url: URL

  init() throws {
    url = FileManager.default.temporaryDirectory
      .appendingPathComponent("salkku-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: url) }

  // MARK: - Files

  func place(_ name: String) -> URL { url.appendingPathComponent(name) }

  func write(_ text: String, to name: String) throws {
    try FileManager.default.createDirectory(
      at: place(name).deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: place(name))
  }

  func text(_ name: String) throws -> String {
    String(decoding: try Data(contentsOf: place(name)), as: UTF8.self)
  }

  /// All files and folders, hidden ones too, with their content.
  func content() throws -> [String: Data] {
    var content: [String: Data] = [:]
    for name in try FileManager.default.subpathsOfDirectory(atPath: url.path) {
      content[name] = (try? Data(contentsOf: place(name))) ?? Data()
    }
    return content
  }

  /// The names of all files and folders.
  func names() throws -> [String] { try content().keys.sorted() }

  // MARK: - Programs

  /// Runs salkku.
  func salkku(_ arguments: String..., environment: [String: String] = [:]) throws -> Run {
    try run(Program.place, arguments, environment: environment)
  }

  /// Runs a line of the shell, in which `$SALKKU` is the program.
  func shell(_ line: String, path: String? = nil) throws -> Run {
    var environment = ["SALKKU": Program.place.path]
    if let path { environment["PATH"] = path }
    return try run(
      URL(fileURLWithPath: "/bin/sh"), ["-c", line], environment: environment)
  }

  private func run(
    _ program: URL, _ arguments: [String], environment: [String: String]
  ) throws -> Run {
    let process = process(of: program, arguments, environment: environment)
    let output = Pipe()
    let errors = try Folder()
    try errors.write("", to: "errors")
    process.standardOutput = output
    process.standardError = try FileHandle(forWritingTo: errors.place("errors"))
    try process.run()
    // Read first: a program that fills the pipe waits for its reader.
    let data = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return Run(
      status: process.terminationStatus,
      isKilled: process.terminationReason == .uncaughtSignal, outputData: data,
      errors: try errors.text("errors"))
  }

  /// A process that is ready to start in the folder, without input.
  func process(
    of program: URL = Program.place, _ arguments: [String], environment: [String: String] = [:]
  ) -> Process {
    let process = Process()
    process.executableURL = program
    process.arguments = arguments
    process.currentDirectoryURL = url
    process.environment = Program.environment(with: environment)
    process.standardInput = FileHandle.nullDevice
    return process
  }
}

extension Folder {
  /// Writes a small scenario: `s.yaml` with `a.csv`.
  ///
  /// - Parameters:
  ///   - lines: YAML below its accounts, team and replications.
  ///   - accounts: The CSV of the accounts.
  /// - Throws: What the file system says.
  func writeScenario(
    _ lines: String = "", accounts: String = "id,annualRevenue\nA,100000\nB,200000\n"
  ) throws {
    let head = lines.contains("team:") ? "" : "team: {count: 1}\n"
    try write("accounts: a.csv\nreplications: 16\n\(head)\(lines)\n", to: "s.yaml")
    try write(accounts, to: "a.csv")
  }

  /// Copies the project's scenarios into the folder.
  func copyScenarios() throws {
    try FileManager.default.copyItem(
      at: Program.project.appendingPathComponent("scenarios"), to: place("scenarios"))
  }
}

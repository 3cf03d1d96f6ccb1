import Foundation

/// The programs that these tests run: salkku as it was built, and Python with Playwright.
enum Browser {
  private static let tests = URL(filePath: #filePath).deletingLastPathComponent()
  static let project = tests.deletingLastPathComponent().deletingLastPathComponent()
  static let script = tests.appending(path: "browser_tests.py")
  static let python = project.appending(path: ".test-tools/venv/bin/python3")

  /// The build puts it beside the tests.
  static let salkku: URL = {
    let bundle = Bundle.allBundles.first { $0.bundlePath.hasSuffix(".xctest") }?.bundleURL
    return (bundle?.deletingLastPathComponent() ?? Bundle.main.bundleURL).appending(path: "salkku")
  }()

  /// Whether the tests run: where none may be skipped, they run and fail without their tools.
  static var isWanted: Bool {
    let mayNotSkip = ProcessInfo.processInfo.environment["SALKKU_TESTS_MAY_SKIP"] == "no"
    return mayNotSkip || (try? run(python, [script.path, "--has-tools"]))?.status == 0
  }

  /// Runs a program to its end.
  ///
  /// - Returns: Its exit status, and all that it printed.
  static func run(_ program: URL, _ arguments: [String]) throws -> (status: Int32, output: String) {
    let process = Process()
    process.executableURL = program
    process.arguments = arguments
    process.standardInput = FileHandle.nullDevice
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = pipe
    try process.run()
    let output = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return (process.terminationStatus, String(decoding: output, as: UTF8.self))
  }
}

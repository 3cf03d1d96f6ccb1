import Foundation
import Reporting

/// The two streams of the terminal: results on standard output, all else on standard error.
enum Terminal {
  /// Writes a result.
  static func print(_ text: String) {
    FileHandle.standardOutput.write(Data(text.utf8))
  }

  /// Writes a warning or an error.
  static func complain(_ text: String) {
    FileHandle.standardError.write(Data((text + "\n").utf8))
  }

  /// Whether a person looks at standard error.
  static var isErrorWatched: Bool { isatty(STDERR_FILENO) == 1 }

  /// Colour only where a person looks, and neither `NO_COLOR` nor `--no-color` forbids it.
  static func style(isColorForbidden: Bool) -> TextStyle {
    let environment = ProcessInfo.processInfo.environment
    let isForbidden = isColorForbidden || !(environment["NO_COLOR"] ?? "").isEmpty
    return TextStyle(
      isColored: !isForbidden && isatty(STDOUT_FILENO) == 1 && environment["TERM"] != "dumb")
  }
}

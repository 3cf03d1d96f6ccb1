import Foundation
import Reporting

/// The two streams of the terminal: results on standard output, all else on standard error.
enum Terminal {
  /// Writes a result.
  ///
  /// Whoever reads it may stop early (`salkku run ... | head`): the program ends then without a word,
  /// also where its caller ignores the signal that says so.
  ///
  /// - Throws: `Failure` with the status of an input or output error: the disk is full, for example.
  static func print(_ text: String) throws(Failure) {
    let code = write(text, to: STDOUT_FILENO)
    if code == EPIPE { exit(0) }
    if code != 0 {
      throw .inputOutput(
        "error: can't write to standard output: \(String(cString: strerror(code)))")
    }
  }

  /// Writes a warning or an error; if even that fails, there is nobody left to tell.
  static func complain(_ text: String) {
    draw(text + "\n")
  }

  /// Writes to standard error as it is, without a line end.
  static func draw(_ text: String) {
    _ = write(text, to: STDERR_FILENO)
  }

  /// Writes a whole text, and returns why it could not: an error code, or 0.
  private static func write(_ text: String, to descriptor: Int32) -> Int32 {
    var rest = Array(text.utf8)[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Foundation.write(descriptor, $0.baseAddress, $0.count) }
      if count >= 0 {
        rest = rest.dropFirst(count)
      } else if errno != EINTR {
        return errno
      }
    }
    return 0
  }

  /// Whether a person looks at standard error.
  static var isErrorWatched: Bool { isatty(STDERR_FILENO) == 1 }

  /// Colour and a width only where a person looks; no colour where `NO_COLOR` or `--no-color` forbids it.
  static func style(isColorForbidden: Bool) -> TextStyle {
    guard isatty(STDOUT_FILENO) == 1 else { return TextStyle(isColored: false) }
    let environment = ProcessInfo.processInfo.environment
    let isForbidden = isColorForbidden || !(environment["NO_COLOR"] ?? "").isEmpty
    return TextStyle(
      isColored: !isForbidden && environment["TERM"] != "dumb",
      width: width ?? environment["COLUMNS"].flatMap { Int($0) }.flatMap { $0 > 0 ? $0 : nil })
  }

  /// The columns of the terminal on standard output, if it knows them.
  private static var width: Int? {
    var size = winsize()
    guard ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return nil }
    return Int(size.ws_col)
  }
}

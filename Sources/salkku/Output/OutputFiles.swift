import Foundation

/// Files that appear whole and together, or not at all.
///
/// Each is written under a temporary name beside its place; when all are complete they are renamed.
/// An interrupt waits until that is done, so none is left half-written.
struct OutputFiles {
  private var files: [(place: URL, data: Data)] = []

  /// Adds a file to be written.
  mutating func add(_ data: Data, at path: String) {
    files.append((URL(fileURLWithPath: path), data))
  }

  /// Writes all files.
  ///
  /// - Throws: `Failure` with the status of an input or output error; then no file was changed, unless
  ///   a rename failed half-way.
  func write() throws(Failure) {
    var interrupts = sigset_t()
    var previous = sigset_t()
    sigemptyset(&interrupts)
    for signal in [SIGINT, SIGTERM, SIGHUP] { sigaddset(&interrupts, signal) }
    pthread_sigmask(SIG_BLOCK, &interrupts, &previous)
    defer { pthread_sigmask(SIG_SETMASK, &previous, nil) }

    var staged: [(temporary: URL, place: URL)] = []
    defer { for file in staged { try? FileManager.default.removeItem(at: file.temporary) } }
    for file in files {
      let folder = file.place.deletingLastPathComponent()
      let temporary = folder.appendingPathComponent(
        ".\(file.place.lastPathComponent).\(ProcessInfo.processInfo.processIdentifier)")
      do {
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        staged.append((temporary, file.place))
        try file.data.write(to: temporary)
      } catch {
        throw Self.failure(file.place, error)
      }
    }
    for file in staged where rename(file.temporary.path, file.place.path) != 0 {
      throw .inputOutput(
        "\(file.place.path): error: can't be written: \(String(cString: strerror(errno)))")
    }
  }

  /// Refuses a place that can't be written, before any work is done for it.
  ///
  /// - Parameter path: The place of a file, or of a folder for files.
  /// - Throws: `Failure` with the status of an input or output error.
  static func check(_ path: String) throws(Failure) {
    var folder = URL(fileURLWithPath: path).deletingLastPathComponent()
    while !FileManager.default.fileExists(atPath: folder.path), folder.path != "/" {
      folder.deleteLastPathComponent()
    }
    if access(folder.path, W_OK) != 0 {
      throw .inputOutput("\(path): error: can't be written: \(String(cString: strerror(errno)))")
    }
  }

  private static func failure(_ place: URL, _ error: any Error) -> Failure {
    let cause = (error as NSError).userInfo[NSUnderlyingErrorKey] as? NSError
    let reason =
      cause?.domain == NSPOSIXErrorDomain
      ? String(cString: strerror(Int32(cause?.code ?? 0))) : error.localizedDescription
    return .inputOutput("\(place.path): error: can't be written: \(reason)")
  }
}

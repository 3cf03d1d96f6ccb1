import Foundation

/// Files that appear whole and together, or not at all.
///
/// Each is written under a temporary name beside its place; when all are complete they are renamed.
/// An interrupt waits until that is done, so none is left half-written. Devices and pipes can't be
/// renamed over: they are written in place.
struct OutputFiles {
  private var files: [(place: Place, data: Data)] = []

  /// Adds a file to be written.
  mutating func add(_ data: Data, at path: String) {
    files.append((Place(path), data))
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
    for (place, data) in files {
      try place.refuseDirectory()
      let folder = place.url.deletingLastPathComponent()
      let temporary = folder.appendingPathComponent(
        ".\(place.url.lastPathComponent).\(ProcessInfo.processInfo.processIdentifier)")
      do {
        if place.kind == .special {
          try FileHandle(forWritingTo: place.url).write(contentsOf: data)
        } else {
          try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
          staged.append((temporary, place.url))
          try data.write(to: temporary)
        }
      } catch {
        throw Self.failure(place.path, error)
      }
    }
    for file in staged where rename(file.temporary.path, file.place.path) != 0 {
      throw Self.failure(file.place.path, code: errno)
    }
  }

  /// Refuses a place that can't be written, before any work is done for it.
  ///
  /// - Parameter path: The place of a file.
  /// - Throws: `Failure` with the status of an input or output error.
  static func check(_ path: String) throws(Failure) {
    let place = Place(path)
    try place.refuseDirectory()
    var gate = place.url
    if place.kind != .special {
      repeat { gate.deleteLastPathComponent() } while !Place(gate.path).exists && gate.path != "/"
      if Place(gate.path).kind != .directory { throw failure(path, code: ENOTDIR) }
    }
    if access(gate.path, W_OK) != 0 { throw failure(path, code: errno) }
  }

  private static func failure(_ path: String, code: Int32) -> Failure {
    .inputOutput("\(path): error: can't be written: \(String(cString: strerror(code)))")
  }

  private static func failure(_ path: String, _ error: any Error) -> Failure {
    let cause = (error as NSError).userInfo[NSUnderlyingErrorKey] as? NSError
    guard let cause, cause.domain == NSPOSIXErrorDomain else {
      return .inputOutput("\(path): error: can't be written: \(error.localizedDescription)")
    }
    return failure(path, code: Int32(cause.code))
  }
}

/// Where a file goes.
private struct Place {
  /// What is there already.
  enum Kind {
    case nothing
    case file
    case directory
    /// A device, a pipe or a socket.
    case special
  }

  /// The path as the user wrote it.
  let path: String
  /// What to write: the file behind a link, not the link.
  let url: URL
  let kind: Kind

  var exists: Bool { kind != .nothing }

  init(_ path: String) {
    var status = stat()
    self.path = path
    if stat(path, &status) != 0 {
      kind = .nothing
    } else {
      switch status.st_mode & S_IFMT {
      case S_IFREG: kind = .file
      case S_IFDIR: kind = .directory
      default: kind = .special
      }
    }
    let url = URL(fileURLWithPath: path)
    self.url = kind == .special ? url : url.resolvingSymlinksInPath()
  }

  func refuseDirectory() throws(Failure) {
    if kind == .directory {
      throw .inputOutput("\(path): error: is a directory, where a file is to be written.")
    }
  }
}

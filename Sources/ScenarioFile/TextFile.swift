#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#endif

/// Reads the bytes of the file at a path: from the disk, or from a dictionary in tests.
typealias FileLoader = (String) throws(FileFault) -> [UInt8]

/// The bytes of a file on disk.
func bytesOfFile(_ path: String) throws(FileFault) -> [UInt8] {
  guard let file = fopen(path, "rb") else { throw FileFault(code: errno) }
  defer { fclose(file) }
  var bytes: [UInt8] = []
  var chunk = [UInt8](repeating: 0, count: 1 << 16)
  while case let count = fread(&chunk, 1, chunk.count, file), count > 0 {
    bytes += chunk[..<count]
  }
  // A directory opens like a file and fails at the first read.
  guard ferror(file) == 0 else { throw FileFault(code: errno) }
  return bytes
}

extension FileFault {
  /// Creates the fault that an error code of the operating system stands for.
  init(code: Int32) {
    self =
      switch code {
      case ENOENT, ENOTDIR: .missing
      case EISDIR: .directory
      case EACCES, EPERM: .noPermission
      default: .other(String(cString: strerror(code)))
      }
  }
}

/// A file's name and its text, without byte order mark.
struct TextFile {
  /// The path, as problems name it.
  let path: String
  /// The content.
  let text: String

  /// Reads a file; fails, with a problem in the log, if the file has no readable text.
  ///
  /// - Parameters:
  ///   - path: The path of the file.
  ///   - field: The field that names it.
  ///   - place: Where it is named; problems inside the file have their own places.
  ///   - content: What should be in it.
  ///   - load: Reads the bytes.
  ///   - log: Takes the problems.
  init?(
    path: String, field: String, namedAt place: SourceLocation, expecting content: String,
    load: FileLoader, log: ProblemLog
  ) {
    let bytes: [UInt8]
    do throws(FileFault) {
      bytes = try load(path)
    } catch {
      log.error(.unreadable(path: path, error), field, at: place)
      return nil
    }
    log.open(path)
    guard let text = String(validating: bytes, as: UTF8.self) else {
      let (byte, location) = Self.firstWrongByte(of: bytes, in: path)
      let isUTF16 = bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF])
      let isArchive = bytes.starts(with: [0x50, 0x4B, 0x03, 0x04])
      let suspected = isArchive ? "an Excel workbook" : isUTF16 ? "UTF-16" : "Latin-1"
      log.error(.notUTF8(byte: byte, suspected: suspected), field, at: location)
      return nil
    }
    let scalars = text.unicodeScalars
    let body = scalars.first == "\u{FEFF}" ? scalars.dropFirst() : scalars[...]
    guard body.contains(where: { !$0.properties.isWhitespace }) else {
      log.error(.emptyFile(expected: content), field, at: SourceLocation(file: path))
      return nil
    }
    self.path = path
    self.text = String(body)
  }

  /// The first byte that is not UTF-8, and its place.
  private static func firstWrongByte(of bytes: [UInt8], in path: String) -> (UInt8, SourceLocation)
  {
    // The valid text before the byte is as long as a repaired text agrees with the original.
    let repaired = String(decoding: bytes, as: UTF8.self).utf8
    let offset = zip(bytes, repaired).enumerated().first { $1.0 != $1.1 }?.offset ?? bytes.count - 1
    let before = String(decoding: bytes[..<offset], as: UTF8.self).unicodeScalars
    let line = before.count { $0 == "\n" } + 1
    let column = before.reversed().prefix { $0 != "\n" }.count + 1
    return (bytes[offset], SourceLocation(file: path, line: line, column: column))
  }
}

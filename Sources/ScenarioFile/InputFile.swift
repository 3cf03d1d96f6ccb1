/// A file that a scenario was read from.
public struct InputFile: Equatable, Sendable {
  /// Its path.
  public let path: String
  /// The SHA-256 of its bytes, in hexadecimal.
  public let sha256: String
}

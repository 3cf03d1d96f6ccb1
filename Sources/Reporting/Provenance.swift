import PortfolioModel

/// Where a result comes from: what a reader needs to trust it, and to make it again.
public struct Provenance: Sendable {
  /// The name of the scenario.
  public let name: String
  /// The command that makes the result again, run in the folder of the scenario; `nil` if none does.
  public var command: String?
  /// The files that were read: their names without folders, and the SHA-256 of their bytes in hexadecimal.
  public var inputs: [(file: String, sha256: String)] = []
  /// What the scenario rests on.
  public var assumptions: [Assumption] = []

  /// The provenance of a result of which nothing but a name is known.
  public init(name: String) {
    self.name = name
  }
}

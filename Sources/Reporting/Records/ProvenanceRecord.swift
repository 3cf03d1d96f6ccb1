/// A file that a result was made from.
struct InputRecord: Codable {
  /// Its name without folders.
  let file: String
  let sha256: String

  static func all(of provenance: Provenance) -> [InputRecord] {
    provenance.inputs.map { InputRecord(file: $0.file, sha256: $0.sha256) }
  }
}

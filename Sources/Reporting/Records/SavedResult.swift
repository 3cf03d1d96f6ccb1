import Foundation

/// The result of a run, from which every report can be made again; money is not rounded.
///
/// Its form as JSON is described in `docs/formats.md`.
public struct SavedResult: Codable, Sendable {
  var salkku = Version.current
  let scenario: String
  /// What makes the result again.
  var command: String?
  /// The files that the result was made from.
  var inputs: [InputRecord]?
  /// Of several scenarios, seed and replications stand in each study.
  var seed: UInt64?
  var replications: Int?
  var precision: PrecisionRecord?
  /// How the accounts got their owners; left out where they were not looked for.
  var assignment: AssignmentRecord?
  var studies: [StudyRecord]

  /// Reads a saved result.
  ///
  /// - Parameter json: The document.
  /// - Throws: `DecodingError`, which names what is missing or wrong.
  public init(json: Data) throws {
    self = try JSONDecoder().decode(SavedResult.self, from: json)
  }

  init(_ provenance: Provenance, study: StudyRecord) {
    self.init([(provenance, study)])
  }

  /// The result of scenarios, at least one; what all of them have in common stands beside the studies.
  init(_ scenarios: [(provenance: Provenance, study: StudyRecord)]) {
    scenario = scenarios.map(\.provenance.name).joined(separator: "; ")
    command = scenarios.first?.provenance.command
    studies = scenarios.map(\.study)
    guard scenarios.count == 1 else { return }
    let study = studies[0]
    (seed, replications, precision) = (study.seed, study.replications, study.precision)
    (inputs, assignment) = (study.inputs, study.assignment)
    (studies[0].seed, studies[0].replications, studies[0].precision) = (nil, nil, nil)
    (studies[0].scenario, studies[0].inputs, studies[0].assignment) = (nil, nil, nil)
  }

  /// The document, with sorted keys: the same bytes for the same result.
  ///
  /// - Throws: `EncodingError` if a number is not finite, which no study yields.
  public func data() throws -> Data {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    return try encoder.encode(self) + Data("\n".utf8)
  }
}

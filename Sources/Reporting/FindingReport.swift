/// What a saved result found, in sentences.
public struct FindingReport {
  private let result: SavedResult

  /// Prepares the report of a result.
  public init(_ result: SavedResult) {
    self.result = result
  }

  /// The finding of every study.
  public var text: String {
    result.studies.map { study in
      let finding = study.finding
      return
        ([study.scenario ?? result.scenario, finding.headline]
        + [finding.certainty].compactMap { $0 }
        + finding.reasons).map(TextTable.printable).joined(separator: "\n") + "\n"
    }.joined(separator: "\n")
  }
}

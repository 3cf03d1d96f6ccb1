/// What a saved result found, in sentences.
public struct FindingReport {
  private let result: SavedResult
  private let style: TextStyle

  /// Prepares the report of a result.
  ///
  /// - Parameters:
  ///   - result: The result.
  ///   - style: How to emphasise.
  public init(_ result: SavedResult, style: TextStyle) {
    self.result = result
    self.style = style
  }

  /// The finding of every study.
  public var text: ReportText {
    ReportText(
      result.studies.map { study in
        let finding = study.finding
        return [.title(study.scenario ?? result.scenario), .finding(finding.headline)]
          + [finding.certainty].compactMap { $0 }.map { .finding($0) }
          + finding.reasons.map { .sentence($0) }
      }, style: style)
  }
}

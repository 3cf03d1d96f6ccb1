import PortfolioModel
import Study

/// A scenario's study of policies, with what is possible in it.
public struct ScenarioResult: Sendable {
  /// Where the result comes from.
  public let provenance: Provenance
  /// The study.
  public let study: PolicyStudy
  /// What is possible in its worlds.
  public let bounds: PolicyBounds?
  /// What the study found.
  public let finding: Finding
  /// How net contribution adds up under the best policy.
  public let course: EarningsCourse?

  /// The name of the scenario.
  public var name: String { provenance.name }

  /// Concludes from a study.
  ///
  /// - Parameters:
  ///   - provenance: Where the result comes from.
  ///   - study: The study.
  ///   - bounds: What is possible in its worlds.
  ///   - course: How net contribution adds up under the best policy.
  public init(
    _ provenance: Provenance, study: PolicyStudy, bounds: PolicyBounds? = nil,
    course: ((Policy) -> EarningsCourse)? = nil
  ) {
    self.provenance = provenance
    self.study = study
    self.bounds = bounds
    finding = Finding(study)
    self.course = course?(finding.best)
  }
}

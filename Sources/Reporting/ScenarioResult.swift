import Study

/// A scenario's study of policies, with what is possible in it.
public struct ScenarioResult: Sendable {
  /// The name of the scenario.
  public let name: String
  /// The study.
  public let study: PolicyStudy
  /// What is possible in its worlds.
  public let bounds: PolicyBounds?
  /// What the study found.
  public let finding: Finding

  /// Concludes from a study.
  public init(name: String, study: PolicyStudy, bounds: PolicyBounds? = nil) {
    self.name = name
    self.study = study
    self.bounds = bounds
    finding = Finding(study)
  }
}

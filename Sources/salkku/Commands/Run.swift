import ArgumentParser
import ScenarioFile

/// Runs the study that a scenario asks for.
struct Run: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Run the scenario's study.",
    discussion: """
      The scenario's "study: {kind: ...}" says which: policies (like benchmark), simulate or allocate.
      """)

  @OptionGroup var options: ScenarioOptions
  @OptionGroup var study: StudyOptions

  func run() throws {
    let scenario = try options.read()
    switch scenario.study.kind {
    case .policies: try Benchmark.run(scenario, options: options, study: study)
    case .simulate: try Simulate.run(scenario, options: options, study: study)
    case .allocate:
      if study.asksForSimulation {
        options.warn(
          """
          \(options.scenario): warning: study.kind: 'allocate' simulates nothing, so --policy, \
          --replications, --precision and --seed change nothing.
          """)
      }
      try Allocate.run(
        scenario, options: options, output: study.output,
        accountLimit: Allocate.defaultAccountLimit)
    case .portfolioSize, .headcount:
      throw Failure.badInput("\(options.scenario): error: \(scenario.study.kind.refusal)")
    }
  }
}

extension StudyRequest.Kind {
  /// Why this version can't run it.
  fileprivate var refusal: String {
    """
    study.kind: found '\(rawValue)', which this version can't run yet; expected policies, simulate \
    or allocate.
    """
  }
}

extension ScenarioOptions {
  /// Says that a scenario asks for a study that can't be run; under `--strict` that is an error.
  func doubt(_ kind: StudyRequest.Kind) throws(Failure) {
    guard kind == .portfolioSize || kind == .headcount else { return }
    if strict { throw .badInput("\(scenario): error: \(kind.refusal)") }
    warn("\(scenario): warning: \(kind.refusal)")
  }
}

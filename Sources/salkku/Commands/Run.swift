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
      try Allocate.run(
        scenario, options: options, output: study.output,
        accountLimit: Allocate.defaultAccountLimit)
    case .portfolioSize, .headcount:
      throw Failure.badInput(
        """
        \(options.scenario): error: study.kind: found '\(scenario.study.kind.rawValue)', which this \
        version can't run yet; expected policies, simulate or allocate.
        """)
    }
  }
}

import ArgumentParser
import ScenarioFile

/// Runs the study that a scenario asks for.
struct Run: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Run the scenario's study.",
    discussion: """
      The scenario's "study: {kind: ...}" says which: policies (like benchmark), headcount, \
      portfolio-size (like compare), sensitivity, risk, simulate or allocate.
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
    case .portfolioSize: try Compare.run(scenario, options: options, study: study)
    case .headcount: try Headcount.run(scenario, options: options, study: study)
    case .risk: try Risk.run(scenario, options: options, study: study)
    case .sensitivity: try Sensitivity.run(scenario, options: options, study: study)
    }
  }
}

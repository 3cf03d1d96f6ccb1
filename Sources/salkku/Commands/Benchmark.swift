import ArgumentParser
import Reporting
import ScenarioFile
import Study

/// Compares policies.
struct Benchmark: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Compare allocation policies: which earns most, by how much, how sure that is.",
    discussion: """
      Simulates the scenario's policies (or those of --policy) against the same worlds, prints them \
      side by side and their paired differences from a baseline: the scenario's study.baseline, else \
      the first policy.
      """)

  @OptionGroup var options: ScenarioOptions
  @OptionGroup var study: StudyOptions

  func run() throws {
    try Self.run(options.read(), options: options, study: study)
  }

  static func run(_ scenario: Scenario, options: ScenarioOptions, study: StudyOptions) throws {
    let result = try study.run(study.design(of: scenario), for: options)
    try study.output.publish(
      PolicyReport(result, title: scenario.name, style: options.style).text,
      json: JSONReport(result, kind: "policies", scenario: scenario.name), csv: CSVReport(result))
  }
}

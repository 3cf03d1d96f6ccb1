import ArgumentParser
import Reporting
import ScenarioFile

/// Simulates a policy and prints every measure.
struct Simulate: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Simulate a policy and print every measure.",
    discussion: """
      Simulates the scenario's baseline policy, or those of --policy, and prints for each all \
      measures with their uncertainty and their spread.
      """)

  @OptionGroup var options: ScenarioOptions
  @OptionGroup var study: StudyOptions

  @Flag(help: "Also say what happens month by month.")
  var months = false

  func run() throws {
    try Self.run(options.read(), options: options, study: study, isByMonth: months)
  }

  static func run(
    _ scenario: Scenario, options: ScenarioOptions, study: StudyOptions, isByMonth: Bool = false
  ) throws {
    var design = study.design(of: scenario, isSingle: true)
    design.isByMonth = isByMonth
    let result = try study.run(design, for: options)
    try study.output.publish(
      SimulationReport(result, title: scenario.name, style: options.style).text,
      result: SavedResult(
        simulating: result,
        course: result.course(of: result.alternatives[0].policy, threads: study.threads),
        provenance: Provenance(scenario)),
      csv: CSVReport(result))
  }
}

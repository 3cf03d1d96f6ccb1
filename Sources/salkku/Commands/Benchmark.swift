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
  @Argument(
    help: "More scenarios: each is run, and one table compares what the policies earn in all.",
    completion: .file(extensions: ["yaml", "yml"]))
  var more: [String] = []
  @Option(
    help: ArgumentHelp(
      """
      Compare your own days too: a CSV of account, careDays and, if wanted, priority; instead of the \
      scenario's plan.
      """, valueName: "file"),
    completion: .file(extensions: ["csv"]))
  var plan: String?
  @OptionGroup var study: StudyOptions

  func run() throws {
    var results: [ScenarioResult] = []
    for path in [options.scenario] + more {
      var options = options
      options.scenario = path
      let scenario = try options.read(plan: plan)
      var design = study.design(of: scenario)
      if plan != nil && !design.policies.contains(.own) { design.policies.append(.own) }
      results.append(
        try Self.result(
          of: design, from: Provenance(scenario), options: options, study: study))
    }
    try Self.publish(results, options: options, study: study)
  }

  static func run(_ scenario: Scenario, options: ScenarioOptions, study: StudyOptions) throws {
    let result = try result(
      of: study.design(of: scenario), from: Provenance(scenario), options: options, study: study)
    try publish([result], options: options, study: study)
  }

  private static func result(
    of design: PolicyStudy.Design, from provenance: Provenance, options: ScenarioOptions,
    study: StudyOptions
  ) throws -> ScenarioResult {
    let result = try study.run(design, for: options)
    return ScenarioResult(
      provenance, study: result, bounds: PolicyBounds(result, threads: study.threads),
      course: study.output.needsResult
        ? { result.course(of: $0, threads: study.threads) } : nil)
  }

  private static func publish(
    _ results: [ScenarioResult], options: ScenarioOptions, study: StudyOptions
  ) throws {
    try study.output.publish(
      BenchmarkReport(results, style: options.style).text, result: SavedResult(results),
      csv: CSVReport(results))
  }
}

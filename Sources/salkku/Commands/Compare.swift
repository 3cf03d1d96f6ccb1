import ArgumentParser
import PortfolioModel
import Reporting
import ScenarioFile
import Study

/// Compares portfolio sizes.
struct Compare: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "How many accounts per KAM: what each size earns, which are as good as the best.",
    discussion: """
      Varies the accounts per KAM: the same accounts with a team that varies; or the same team, whose best \
      accounts stay while the rest goes to the pool (--vary accounts); or portfolios sampled from the \
      accounts (--vary sample).
      """)

  @OptionGroup var options: ScenarioOptions
  @OptionGroup var sizes: SizeOptions
  @Option(help: "What varies: team, accounts or sample; the scenario's study.vary, else team.")
  var vary: StaffingRequest.Variation?
  @OptionGroup var study: StudyOptions

  func run() throws {
    try Self.run(options.read(), options: options, sizes: sizes, vary: vary, study: study)
  }

  static func run(
    _ scenario: Scenario, options: ScenarioOptions, sizes: SizeOptions? = nil,
    vary: StaffingRequest.Variation? = nil, study: StudyOptions
  ) throws {
    var request = try study.request(of: scenario, sizes: sizes)
    request.variation = vary ?? request.variation
    let result = try study.run(
      study.design(.portfolioSize, of: scenario, request: request, for: options), for: options)
    let finding = StaffingFinding(result)
    try study.output.publish(
      StaffingReport(
        result, finding: finding, options: nil, title: scenario.name, style: options.style
      ).text,
      result: SavedResult(
        result, finding: finding, options: nil,
        course: result.course(of: finding.best, threads: study.threads),
        provenance: Provenance(scenario)),
      csv: CSVReport(result, finding: finding))
  }
}

extension StaffingRequest.Variation: ExpressibleByArgument {}

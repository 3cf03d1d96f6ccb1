import Allocation
import ArgumentParser
import GLPKSolver
import PortfolioModel
import Reporting
import ScenarioFile
import Study

/// Compares team sizes.
struct Headcount: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "How many KAMs: what each is worth, which number is best, how sure that is.",
    discussion: """
      Gives the accounts to teams of several sizes, plans and simulates each in the same worlds, and \
      prints what the next KAM adds beside what it costs; then what a pool of small accounts frees, and \
      what it costs to hire later.
      """)

  @OptionGroup var options: ScenarioOptions
  @OptionGroup var sizes: SizeOptions
  @OptionGroup var study: StudyOptions

  func run() throws {
    try Self.run(options.read(), options: options, sizes: sizes, study: study)
  }

  static func run(
    _ scenario: Scenario, options: ScenarioOptions, sizes: SizeOptions? = nil,
    study: StudyOptions
  ) throws {
    let request = try study.request(of: scenario, sizes: sizes)
    let result = try study.run(
      study.design(.headcount, of: scenario, request: request, for: options), for: options)
    let finding = StaffingFinding(result)
    let extras = try options.planning {
      () throws(AllocationError) in
      try StaffingOptions(
        of: result, best: finding.best, using: GLPK.solve, GLPK.solve, threads: study.threads)
    }
    try study.output.publish(
      StaffingReport(
        result, finding: finding, options: extras, title: scenario.name, style: options.style
      ).text,
      result: SavedResult(
        result, finding: finding, options: extras,
        course: extras.course.earnings,
        provenance: Provenance(scenario)),
      csv: CSVReport(result, finding: finding))
  }
}

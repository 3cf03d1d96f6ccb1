import ArgumentParser
import PortfolioModel
import Reporting
import ScenarioFile

/// Lists what a scenario rests on.
struct Assumptions: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "List every assumption with its value, unit, range and evidence.",
    discussion: """
      Without a scenario, every default. With one, every value in force: what the scenario sets, and \
      the defaults that it leaves alone; not what it says of single accounts and KAMs. Grades of \
      evidence: A measured, B published or a large survey, C judgement.
      """)

  @Argument(help: "The scenario: a YAML file.", completion: .file(extensions: ["yaml", "yml"]))
  var scenario: String?

  @Flag(help: "Treat warnings as errors.")
  var strict = false

  @Flag(help: "Print no warnings.")
  var quiet = false

  @Flag(name: .customLong("no-color"), help: "Print without colours, as with NO_COLOR set.")
  var isColorForbidden = false

  @OptionGroup var output: OutputOptions

  func run() throws {
    try output.check(tables: ["assumptions.csv"])
    let scenario = try scenario.map {
      try ScenarioOptions.read($0, isStrict: strict, isQuiet: quiet)
    }
    let report = AssumptionReport(
      scenario?.recipe ?? .builtIn, scenario: scenario?.name,
      style: Terminal.style(isColorForbidden: isColorForbidden))
    try output.publish(report.text, document: report.data, tables: [report.table])
  }
}

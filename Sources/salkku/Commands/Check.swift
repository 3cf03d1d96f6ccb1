import ArgumentParser
import Reporting

/// Validates a scenario and explains what it says.
struct Check: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Validate a scenario, explain it, and print what will run; changes nothing.",
    discussion: """
      Lists every problem of the scenario and its files at once, each with its place. Prints the \
      tiers, what each KAM's portfolio asks for (days per account, events per working day), the \
      trigger types, how much of it is assumed, and the policies that would be compared.
      """)

  @OptionGroup var options: ScenarioOptions

  @Option(help: "How the report is printed: table or markdown.")
  var format = OutputFormat.table

  func validate() throws {
    if format != .table && format != .markdown {
      throw ValidationError("check prints no \(format.rawValue); use --format table or markdown")
    }
  }

  func run() throws {
    let scenario = try options.read()
    let design = scenario.design()
    _ = try options.plans(of: design, threads: 1)
    let report = CheckReport(
      design, recipe: scenario.recipe, title: scenario.name, style: options.style)
    try Terminal.print(format == .markdown ? report.text.markdown : report.text.printed)
  }
}

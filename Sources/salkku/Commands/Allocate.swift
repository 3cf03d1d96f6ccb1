import ArgumentParser
import Reporting
import ScenarioFile

/// Solves the linear program and prints the plan.
struct Allocate: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Share out KAM days by linear program: who gets which days, and what a day is worth.",
    discussion: """
      Prints per account the planned days, its value, what one more day is worth, which bound holds \
      it, and the price of its KAM's day; then totals, and the largest changes from today.
      """)

  static let defaultAccountLimit = 40

  @OptionGroup var options: ScenarioOptions
  @OptionGroup var output: OutputOptions

  @Option(help: ArgumentHelp("The most accounts to list.", valueName: "n"))
  var accounts = defaultAccountLimit

  func validate() throws {
    if accounts < 0 { throw ValidationError("--accounts is \(accounts); use 0 or more") }
  }

  func run() throws {
    try Self.run(options.read(), options: options, output: output, accountLimit: accounts)
  }

  static func run(
    _ scenario: Scenario, options: ScenarioOptions, output: OutputOptions, accountLimit: Int
  ) throws {
    try output.check()
    let design = scenario.design(policies: [.optimal])
    guard let result = try options.plans(of: design).first?.allocation else { return }
    try output.publish(
      AllocationReport(
        result, portfolio: design.portfolio, horizonYears: design.horizonYears,
        title: scenario.name, accountLimit: accountLimit,
        style: options.style
      ).text,
      json: JSONReport(result, design: design, scenario: scenario.name),
      csv: CSVReport(result, design: design))
  }
}

import ArgumentParser
import Foundation
import GLPKSolver
import PortfolioModel
import Reporting
import ScenarioFile

/// Solves the linear program and prints the plan.
struct Allocate: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Share out KAM days by linear program: who gets which days, and what a day is worth.",
    discussion: """
      Prints per account the planned days, its value, what one more day is worth, which bound holds \
      it, and the price of its KAM's day; then totals, and the largest changes from today. With --why \
      it explains the days of single accounts instead.
      """)

  static let defaultAccountLimit = 40

  @OptionGroup var options: ScenarioOptions
  @OptionGroup var output: ReportOptions

  @Option(help: ArgumentHelp("The most accounts to list.", valueName: "n"))
  var accounts = defaultAccountLimit

  @Option(
    help: ArgumentHelp(
      "Explain the days of this account instead; repeatable.", valueName: "account"))
  var why: [String] = []

  @Flag(
    help: """
      Plan as many days for each day that there is as the simulation finds best; prices then agree with \
      what days are worth in it.
      """)
  var tuned = false

  func validate() throws {
    if accounts < 0 { throw ValidationError("--accounts is \(accounts); use 0 or more") }
  }

  func run() throws {
    try Self.run(
      options.read(), options: options, output: output, accountLimit: accounts, why: why,
      isTuned: tuned)
  }

  static func run(
    _ scenario: Scenario, options: ScenarioOptions, output: ReportOptions, accountLimit: Int,
    why ids: [String] = [], isTuned: Bool = false
  ) throws {
    try output.check(for: options.scenario)
    let design = scenario.design(policies: [isTuned ? .optimalTuned : .optimal])
    let explained = try ids.map { try position(of: $0, in: design.portfolio) }
    let threads = ProcessInfo.processInfo.activeProcessorCount
    guard let planned = try options.plans(of: design, threads: threads).first,
      let plan = planned.allocation
    else { return }
    let result = isTuned ? plan : plan.pricingDays(using: GLPK.solve)
    let report = AllocationReport(
      result, portfolio: design.portfolio, horizonYears: design.horizonYears,
      title: scenario.name, accountLimit: accountLimit, style: options.style,
      assignment: design.assignment, tuning: planned.tuning)
    let reasons = ExplanationReport(
      of: explained, in: result, portfolio: design.portfolio, horizonYears: design.horizonYears,
      title: scenario.name, style: options.style)
    try output.publish(
      explained.isEmpty ? report.text : reasons.text,
      result: SavedResult(
        result, design: design, provenance: Provenance(scenario), explaining: explained,
        tuning: planned.tuning),
      csv: CSVReport(result, design: design))
  }

  /// The position of an account; where there is none of this id, the error names the nearest.
  private static func position(of id: String, in portfolio: Portfolio) throws(Failure) -> Int {
    let ids = portfolio.accounts.map(\.id)
    if let index = ids.firstIndex(of: id) { return index }
    let advice = nearestName(to: id, among: ids).map { " Did you mean '\($0)'?" } ?? ""
    throw .usage("Error: --why: no account has the id '\(id)'.\(advice)")
  }
}

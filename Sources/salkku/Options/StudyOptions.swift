import ArgumentParser
import Foundation
import PortfolioModel
import Reporting
import ScenarioFile
import Study

/// What to simulate, how precisely, and where the results go.
struct StudyOptions: ParsableArguments {
  @Option(
    name: [.customLong("policy"), .short],
    help: ArgumentHelp(
      "A policy to simulate instead of the scenario's; repeatable. optimal-rolling is not available yet.",
      valueName: "name"))
  var policies: [Policy] = []

  @Option(help: "Simulated worlds, instead of the scenario's number.")
  var replications: Int?

  @Option(help: "Where the random numbers start, instead of the scenario's seed.")
  var seed: UInt64?

  @Option(help: "Threads to use; they change the speed alone. All cores by default.")
  var threads = ProcessInfo.processInfo.activeProcessorCount

  @OptionGroup var output: OutputOptions

  func validate() throws {
    if let replications, !Scenario.allowedReplications.contains(replications) {
      throw ValidationError(
        "--replications is \(replications); use a number from "
          + "\(Scenario.allowedReplications.lowerBound) to \(Scenario.allowedReplications.upperBound)"
      )
    }
    if threads < 1 { throw ValidationError("--threads is \(threads); use at least 1") }
  }

  /// Whether an option was given that matters to simulations alone.
  var asksForSimulation: Bool { !policies.isEmpty || replications != nil || seed != nil }

  /// The design of a scenario with these options.
  ///
  /// - Parameters:
  ///   - scenario: The scenario.
  ///   - isSingle: Whether the baseline alone is meant where no policy was named.
  /// - Returns: The design, ready to run.
  func design(of scenario: Scenario, isSingle: Bool = false) -> PolicyStudy.Design {
    var design = scenario.design(policies: policies)
    if isSingle && policies.isEmpty { design.policies = [design.baseline] }
    design.replications = replications ?? design.replications
    design.seed = seed ?? design.seed
    return design
  }

  /// Runs the study of a design, with progress on standard error where a person looks.
  func run(_ design: PolicyStudy.Design, for options: ScenarioOptions) throws(Failure)
    -> PolicyStudy
  {
    try output.check()
    let plans = try options.plans(of: design)
    let bar =
      Terminal.isErrorWatched && !options.quiet ? ProgressBar(total: design.replications) : nil
    defer { bar?.finish() }
    return PolicyStudy(design, plans: plans, threads: threads) { bar?.advance() }
  }
}

extension Policy: ExpressibleByArgument {}

import Allocation
import ArgumentParser
import Foundation
import GLPKSolver
import PortfolioModel
import Reporting
import ScenarioFile
import Study

/// What to simulate, how precisely, and where the results go.
struct StudyOptions: ParsableArguments {
  @Option(
    name: [.customLong("policy"), .short],
    help: ArgumentHelp(
      "A policy to simulate instead of the scenario's; repeatable.",
      valueName: "name"))
  var policies: [Policy] = []

  @Option(
    help: ArgumentHelp(
      "Simulated worlds, instead of the scenario's number; with --precision, the most.",
      valueName: "n"))
  var replications: Int?

  @Option(
    help: ArgumentHelp(
      """
      Simulate until net contribution, or with several policies each difference from the baseline, \
      is known to this share of what the baseline earns, 0.01 for 1 %: at most \
      \(Scenario.defaultReplicationLimit) worlds, or --replications.
      """, valueName: "share"))
  var precision: Double?

  @Option(help: "Where the random numbers start, instead of the scenario's seed.")
  var seed: UInt64?

  @Option(help: "Threads to use; they change the speed alone. All cores by default.")
  var threads = ProcessInfo.processInfo.activeProcessorCount

  @OptionGroup var output: ReportOptions

  func validate() throws {
    if let replications, !Scenario.allowedReplications.contains(replications) {
      throw ValidationError(
        "--replications is \(replications); use a number from "
          + "\(Scenario.allowedReplications.lowerBound) to \(Scenario.allowedReplications.upperBound)"
      )
    }
    if let precision, !Scenario.allowedPrecisions.contains(precision) {
      throw ValidationError(
        "--precision is \(precision); use a share from "
          + "\(Scenario.allowedPrecisions.lowerBound) to \(Scenario.allowedPrecisions.upperBound), "
          + "such as 0.01 for 1 %")
    }
    if threads < 1 { throw ValidationError("--threads is \(threads); use at least 1") }
  }

  /// Whether an option was given that matters to simulations alone.
  var asksForSimulation: Bool {
    !policies.isEmpty || replications != nil || precision != nil || seed != nil
  }

  /// The design of a scenario with these options.
  ///
  /// - Parameters:
  ///   - scenario: The scenario.
  ///   - isSingle: Whether the baseline alone is meant where no policy was named.
  /// - Returns: The design, ready to run.
  func design(of scenario: Scenario, isSingle: Bool = false) -> PolicyStudy.Design {
    var design = scenario.design(policies: policies)
    if isSingle && policies.isEmpty { design.policies = [design.baseline] }
    // How long to run is one choice: what is said here replaces all that the scenario says of it.
    if replications != nil || precision != nil {
      design.replications = replications ?? Scenario.defaultReplicationLimit
      design.precision = precision
    }
    design.seed = seed ?? design.seed
    design.bounds = design.bounds.map { $0.sampled(from: design.seed) }
    return design
  }

  /// Runs the study of a design, with progress on standard error where a person looks.
  func run(_ design: PolicyStudy.Design, for options: ScenarioOptions) throws(Failure)
    -> PolicyStudy
  {
    try output.check(for: options.scenario)
    let plans = try options.plans(of: design, threads: threads)
    let total = design.precision == nil ? design.replications : nil
    let bar = Terminal.isErrorWatched && !options.quiet ? ProgressBar(total: total) : nil
    defer { bar?.finish() }
    return PolicyStudy(design, plans: plans, threads: threads) { bar?.advance() }
  }
}

extension StudyOptions {
  /// A design for studies that end after a number of replications, not at a precision.
  ///
  /// The most replications that a precision may take are many times what such a study needs for each of its
  /// teams and inputs.
  func unrefined(_ design: PolicyStudy.Design) -> PolicyStudy.Design {
    var design = design
    if design.precision != nil {
      design.replications = min(design.replications, Scenario.defaultReplications)
    }
    design.replications = replications ?? design.replications
    design.precision = nil
    return design
  }

  /// The design of a study of sizes with these options.
  func design(
    _ question: StaffingStudy.Question, of scenario: Scenario, request: StaffingRequest,
    for options: ScenarioOptions
  ) -> StaffingStudy.Design {
    var today = unrefined(scenario.design())
    today.seed = seed ?? today.seed
    today.bounds = today.bounds.map { $0.sampled(from: today.seed) }
    today.relaxesBounds = options.relax
    return StaffingStudy.Design(question, today: today, request: request)
  }

  /// Says which sizes have plans that warn, with the first warning; under `--strict` that is an error.
  private func warn(
    of teams: StaffingStudy.Teams, for options: ScenarioOptions
  ) throws(Failure) {
    let troubled = teams.sizes.filter { !($0.planned.allocation?.warnings ?? []).isEmpty }
    guard let warning = troubled.first?.planned.allocation?.warnings.first else { return }
    let sizes = troubled.map { "\($0.size)" }.joined(separator: ", ")
    let text = "plans of the sizes \(sizes) warn, the first of them: \(warning)"
    if options.strict { throw .badInput("\(options.scenario): error: \(text)") }
    options.warn("\(options.scenario): warning: \(text)")
  }

  /// The teams of a design with their plans.
  func teams(
    of design: StaffingStudy.Design, for options: ScenarioOptions
  ) throws(Failure) -> StaffingStudy.Teams {
    let teams = try options.planning { () throws(AllocationError) in
      try design.teams(using: GLPK.solve, GLPK.solve, threads: threads)
    }
    try warn(of: teams, for: options)
    guard teams.sizes.isEmpty else { return teams }
    let why =
      design.ownedAccountCount == 0
      ? "no account has an owner"
      : design.isSampled
        ? "KAMs own \(design.ownedAccountCount) accounts, fewer than the smallest size"
        : "the KAMs of every size have too few places (maxAccounts) for the accounts"
    throw .badInput("\(options.scenario): error: study: no size can be compared: \(why).")
  }

  /// Runs a study of sizes, with progress on standard error where a person looks.
  func run(
    _ design: StaffingStudy.Design, for options: ScenarioOptions
  ) throws(Failure) -> StaffingStudy {
    try output.check(for: options.scenario)
    let teams = try teams(of: design, for: options)
    return watched(for: options) {
      StaffingStudy(design, teams: teams, threads: threads, progress: $0)
    }
  }

  /// Works with progress on standard error where a person looks.
  func watched<Result>(
    for options: ScenarioOptions, _ work: (@escaping @Sendable () -> Void) -> Result
  ) -> Result {
    let bar = Terminal.isErrorWatched && !options.quiet ? ProgressBar(total: nil) : nil
    defer { bar?.finish() }
    return work { bar?.advance() }
  }
}

extension Policy: ExpressibleByArgument {}

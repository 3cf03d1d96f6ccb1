import Allocation
import ArgumentParser
import GLPKSolver
import PortfolioModel
import Reporting
import ScenarioFile
import Study

/// Looks at what may happen.
struct Risk: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract:
      "What may happen: bad years, the chance of a target, what hangs on one customer or KAM.",
    discussion: """
      Simulates the scenario's baseline policy, or those of --policy, and prints how net contribution \
      spreads, how likely a target is, and what it costs to lose the largest customer or the KAM on whom \
      most hangs. Exit status 1 if the target is less likely than --require asks, under any of the policies.
      """)

  @OptionGroup var options: ScenarioOptions

  @Option(
    help: ArgumentHelp(
      "Net contribution over the horizon to reach, instead of the scenario's.", valueName: "money"))
  var target: Double?

  @Option(
    help: ArgumentHelp(
      "The chance of reaching the target that is required, 0.8 for 80 %.", valueName: "share"))
  var require: Double?

  @OptionGroup var study: StudyOptions

  func validate() throws {
    let (targets, chances) = (RiskRequest.allowedTargets, RiskRequest.allowedChances)
    if let target, !targets.contains(target) {
      throw ValidationError("--target is \(target); use an amount of money, such as 2500000")
    }
    if let require, !chances.contains(require) {
      throw ValidationError(
        "--require is \(require); use a share from \(chances.lowerBound) to 1, such as 0.8 for 80 %"
      )
    }
  }

  func run() throws {
    let scenario = try options.read()
    var request = scenario.study.risk
    request.target = target ?? request.target
    request.requiredChance = require ?? request.requiredChance
    if request.requiredChance != nil && request.target == nil {
      throw ValidationError("use --require with --target, the net contribution to reach")
    }
    try Self.run(scenario, options: options, request: request, study: study)
  }

  static func run(
    _ scenario: Scenario, options: ScenarioOptions, request: RiskRequest? = nil, study: StudyOptions
  ) throws {
    let policies = try study.run(study.design(of: scenario, isSingle: true), for: options)
    let result = study.watched(for: options) { progress in
      Result { () throws(AllocationError) in
        try RiskStudy(
          policies, request: request ?? scenario.study.risk, using: GLPK.solve,
          threads: study.threads, progress: progress)
      }
    }
    let found = try options.planning(result.get)
    try study.output.publish(
      RiskReport(found, title: scenario.name, style: options.style).text,
      result: SavedResult(
        found,
        course: policies.course(of: policies.alternatives[0].policy, threads: study.threads),
        provenance: Provenance(scenario)),
      csv: CSVReport(found))
    if found.isMet == false {
      throw Failure.notMet("\(options.scenario): the target is less likely than required.")
    }
  }
}

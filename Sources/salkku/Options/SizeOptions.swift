import ArgumentParser
import PortfolioModel
import ScenarioFile
import Study

/// Which sizes to compare.
struct SizeOptions: ParsableArguments {
  @Option(help: ArgumentHelp("The smallest size, instead of the scenario's.", valueName: "n"))
  var from: Int?

  @Option(help: ArgumentHelp("The largest size, instead of the scenario's.", valueName: "n"))
  var to: Int?

  @Option(help: ArgumentHelp("The step between sizes; about a dozen if left out.", valueName: "n"))
  var step: Int?

  @Option(
    help: """
      How replications are spent: equal (all sizes alike), elimination (sizes are given up as soon as \
      they can't be the best; procedure KN) or budget (more for those hard to tell from the best; OCBA).
      """)
  var spending: StaffingRequest.Spending?

  @Option(
    help: ArgumentHelp(
      """
      The smallest difference that matters to elimination, as a share of what today's team earns, 0.005 for \
      0.5 %.
      """, valueName: "share"))
  var indifference: Double?

  func validate() throws {
    if (from == nil) != (to == nil) { throw ValidationError("use --from and --to together") }
    if let from, let to, from < 1 || to < from || to > 100_000 {
      throw ValidationError("--from \(from) --to \(to): use 1 or more, and --to not below --from")
    }
    if let step, step < 1 { throw ValidationError("--step is \(step); use at least 1") }
    if step != nil && from == nil { throw ValidationError("use --step with --from and --to") }
    if let indifference, !(0.000_01...0.5).contains(indifference) {
      throw ValidationError(
        "--indifference is \(indifference); use a share from 0.00001 to 0.5, such as 0.005")
    }
  }

  /// Changes a request as these options say.
  func apply(to request: inout StaffingRequest) {
    if let from, let to { request.sizes = StaffingRequest.sizes(from: from, to: to, step: step) }
    request.spending = spending ?? request.spending
    request.indifference = indifference ?? request.indifference
  }
}

extension StudyOptions {
  /// The sizes that a scenario wants compared, with these options and those of sizes, if there are any.
  func request(of scenario: Scenario, sizes: SizeOptions?) throws -> StaffingRequest {
    if policies.count > 1 {
      throw ValidationError("a study of sizes plans by one policy: use --policy once")
    }
    if precision != nil {
      throw ValidationError("--precision is for policies; a study of sizes has --spending")
    }
    var request = scenario.study.staffing
    request.assignment = scenario.assignment
    request.basis = scenario.classification.basis
    request.policy = policies.first ?? request.policy
    sizes?.apply(to: &request)
    return request
  }
}

extension StaffingRequest.Spending: ExpressibleByArgument {}

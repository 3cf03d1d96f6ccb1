import Allocation
import ArgumentParser
import GLPKSolver
import PortfolioModel
import Reporting
import ScenarioFile
import Study

/// The scenario to work on, and how to speak.
struct ScenarioOptions: ParsableArguments {
  @Argument(help: "The scenario: a YAML file.", completion: .file(extensions: ["yaml", "yml"]))
  var scenario: String

  @Flag(help: "Treat warnings as errors.")
  var strict = false

  @Flag(
    help: "Loosen bounds that no optimised plan keeps, as little as possible, and say which."
  )
  var relax = false

  @Flag(help: "Print neither progress nor warnings.")
  var quiet = false

  @Flag(name: .customLong("no-color"), help: "Print without colours, as with NO_COLOR set.")
  var isColorForbidden = false

  /// Reads the scenario, with other own days if `plan` names a file, and prints its warnings.
  func read(plan: String? = nil) throws(Failure) -> Scenario {
    try Self.read(scenario, plan: plan, isStrict: strict, isQuiet: quiet)
  }

  /// Reads a scenario, and prints its warnings unless it is to be quiet.
  static func read(
    _ path: String, plan: String? = nil, isStrict: Bool, isQuiet: Bool
  ) throws(Failure) -> Scenario {
    do {
      let scenario = try Scenario(contentsOf: path, strict: isStrict, plan: plan)
      for warning in scenario.warnings where !isQuiet { Terminal.complain(warning.description) }
      return scenario
    } catch {
      throw Failure(error)
    }
  }

  /// Prints a warning.
  func warn(_ text: String) {
    if !quiet { Terminal.complain(text) }
  }

  /// The plans of a design; what a plan warns of is printed, and under `--strict` an error.
  func plans(
    of design: PolicyStudy.Design, threads: Int
  ) throws(Failure) -> [PolicyStudy.PlannedPolicy] {
    var design = design
    design.relaxesBounds = relax
    let wanted = design
    let plans = try planning { () throws(AllocationError) in
      try wanted.plans(using: GLPK.solve, threads: threads)
    }
    let warnings = plans.flatMap { ($0.allocation?.warnings ?? []) + $0.warnings }
    if strict && !warnings.isEmpty {
      throw .badInput(warnings.map { "\(scenario): error: \($0)" }.joined(separator: "\n"))
    }
    for warning in warnings { warn("\(scenario): warning: \(warning)") }
    return plans
  }

  /// What planning yields; why there is no plan is told with the name of the scenario.
  func planning<Plans>(
    _ plans: () throws(AllocationError) -> Plans
  ) throws(Failure) -> Plans {
    do {
      return try plans()
    } catch {
      throw Failure(error, scenario: scenario)
    }
  }

  var style: TextStyle { Terminal.style(isColorForbidden: isColorForbidden) }
}

extension Scenario {
  /// The study that the scenario describes, with the owners that it wants found.
  ///
  /// - Parameter chosen: Policies that replace those of the scenario, if any.
  /// - Returns: The design; its baseline is the scenario's if that is among the policies, else the
  ///   first one.
  func design(policies chosen: [Policy] = []) -> PolicyStudy.Design {
    var policies: [Policy] = []
    for policy in chosen.isEmpty ? self.policies : chosen where !policies.contains(policy) {
      policies.append(policy)
    }
    let assignment = assignment.map {
      Assignment(
        $0, of: portfolio, horizonYears: horizonYears, bounds: bounds, using: GLPK.solve)
    }
    let wanted = study.baseline.flatMap { policies.contains($0) ? $0 : nil }
    var design = PolicyStudy.Design(
      portfolio: assignment?.portfolio ?? portfolio, policies: policies,
      baseline: wanted ?? policies.first ?? .equal,
      bounds: bounds, horizonYears: horizonYears, replications: replications,
      precision: precision, seed: seed)
    design.assignment = assignment
    return design
  }
}

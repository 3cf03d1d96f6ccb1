import Allocation
import ArgumentParser
import GLPKSolver
import PortfolioModel
import Reporting
import ScenarioFile
import Study

/// Looks at what a decision rests on.
struct Sensitivity: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract:
      "What the decision rests on: which inputs move it, what would change it, what to find out.",
    discussion: """
      Takes the inputs that the scenario gives as ranges (or, with --uncertain, every default with its \
      plausible range) through their ranges, alone and together: how far each moves the gain of the best \
      decision, where another decision takes over, what it is worth to know an input first. Then what \
      changes are worth that money could buy, such as learning of events sooner.
      """)

  /// What there is to decide.
  enum Question: String, CaseIterable, ExpressibleByArgument {
    case policies
    case headcount
    case portfolioSize = "portfolio-size"
  }

  @OptionGroup var options: ScenarioOptions
  @OptionGroup var sizes: SizeOptions

  @Option(
    name: .customLong("decision"),
    help: "What is decided: policies, headcount or portfolio-size; that of the scenario's study.")
  var question: Question?

  @Flag(help: "Take every default through its plausible range that the scenario leaves alone.")
  var uncertain = false

  @OptionGroup var study: StudyOptions

  func run() throws {
    try Self.run(
      options.read(), options: options, sizes: sizes, question: question, isUncertain: uncertain,
      study: study)
  }

  static func run(
    _ scenario: Scenario, options: ScenarioOptions, sizes: SizeOptions? = nil,
    question: Question? = nil, isUncertain: Bool = false, study: StudyOptions
  ) throws {
    try study.output.check(for: options.scenario)
    let inputs = scenario.uncertainInputs + (isUncertain ? scenario.gradedInputs : [])
    if inputs.isEmpty {
      throw Failure.badInput(
        """
        \(options.scenario): error: no input is uncertain. Write a range instead of a number, such as \
        model: {careEffect: {low: 0.4, mode: 0.6, high: 0.75}}, or use --uncertain for the plausible \
        ranges of all defaults ('salkku assumptions' lists them).
        """)
    }
    if study.precision != nil {
      throw ValidationError("--precision is for policies that are compared; use --replications")
    }
    var design = study.unrefined(study.design(of: scenario))
    design.relaxesBounds = options.relax
    let decision = try Self.design(
      of: scenario, policies: design, question: question ?? Question(scenario.study.kind),
      inputs: inputs, options: options, sizes: sizes, study: study)
    let result = study.watched(for: options) {
      SensitivityStudy(decision, threads: study.threads, progress: $0)
    }
    let chosen = result.design.decisions[result.best].team
    let levers = try options.planning { () throws(AllocationError) in
      try LeverStudy(
        design, of: chosen.portfolio, policy: chosen.planned.policy, using: GLPK.solve,
        threads: study.threads)
    }
    try study.output.publish(
      SensitivityReport(result, levers: levers, title: scenario.name, style: options.style).text,
      result: SavedResult(
        result, levers: levers, design: design, provenance: Provenance(scenario)),
      csv: CSVReport(result))
  }

  private static func design(
    of scenario: Scenario, policies design: PolicyStudy.Design, question: Question,
    inputs: [UncertainInput], options: ScenarioOptions, sizes: SizeOptions?, study: StudyOptions
  ) throws -> SensitivityStudy.Design {
    guard question != .policies else {
      if design.policies.count < 2 {
        throw Failure.badInput(
          "\(options.scenario): error: policies: there is one; to decide, compare two or more.")
      }
      return SensitivityStudy.Design(
        choosing: design, plans: try options.plans(of: design, threads: study.threads),
        recipe: scenario.recipe, inputs: inputs)
    }
    let staffing = study.design(
      question == .headcount ? .headcount : .portfolioSize, of: scenario,
      request: try study.request(of: scenario, sizes: sizes), for: options)
    if staffing.isSampled {
      throw Failure.badInput(
        """
        \(options.scenario): error: study.vary: sampled portfolios are no decision; vary team or \
        accounts.
        """)
    }
    let teams = try study.teams(of: staffing, for: options)
    return SensitivityStudy.Design(
      choosing: teams, of: staffing, recipe: scenario.recipe, inputs: inputs)
  }
}

extension Sensitivity.Question {
  /// The decision that a kind of study is about.
  fileprivate init(_ kind: StudyRequest.Kind) {
    switch kind {
    case .headcount: self = .headcount
    case .portfolioSize: self = .portfolioSize
    default: self = .policies
    }
  }
}

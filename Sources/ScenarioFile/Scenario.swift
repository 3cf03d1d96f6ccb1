import PortfolioModel

/// A scenario as its files describe it: complete, checked and ready to run.
public struct Scenario: Equatable, Sendable {
  /// What the scenario is called; the name of its file if it has none.
  public let name: String
  /// The accounts, the team and the model's assumptions; where an input is uncertain, with its central
  /// value.
  public let portfolio: Portfolio
  /// What the files say of the portfolio, from which it can be made with other values of inputs.
  public let recipe: PortfolioRecipe
  /// How long a replication lasts, years.
  public let horizonYears: Double
  /// The number of replications; with a precision, the most.
  public let replications: Int
  /// The relative error to stop at, if that and not a number of replications is wanted.
  public let precision: Double?
  /// The seed of all random numbers.
  public let seed: UInt64
  /// The policies to compare, in the order in which they are written; at least one.
  public let policies: [Policy]
  /// What is to be found out.
  public let study: StudyRequest
  /// Which accounts are to find an owner by optimisation, if any.
  public let assignment: AssignmentRequest?
  /// Bounds that optimised plans keep, tiers before segments.
  public let bounds: [PlanBound]
  /// The rule by which accounts without a tier got theirs.
  public let classification: Classification
  /// The files that it was read from, in the order in which they were opened.
  public let inputFiles: [InputFile]
  /// What is doubtful, in file order; nothing if the reading was strict.
  public let warnings: [ScenarioProblem]

  /// The numbers of replications that make sense: an interval needs two.
  public static let allowedReplications = 2...10_000_000
  /// The relative errors that can be asked for.
  public static let allowedPrecisions = 0.0001...0.99
  /// The number of replications where neither it nor a precision is given.
  public static let defaultReplications = 1000
  /// The most replications for a precision, where no number is given.
  public static let defaultReplicationLimit = 100_000

  /// The policies of a scenario that names none.
  public static let defaultPolicies: [Policy] = [
    .equal, .reactive, .value, .potential, .activity, .careModel, .optimal, .optimalRolling,
  ]

  /// Reads a scenario and the files that it names.
  ///
  /// - Parameters:
  ///   - path: The path of the YAML file; paths inside it are relative to it.
  ///   - strict: Whether warnings are errors.
  ///   - plan: The path of a CSV file with the user's own days, instead of the one that the scenario names.
  /// - Throws: `ScenarioError` with all problems of all files.
  public init(
    contentsOf path: String, strict: Bool = false, plan: String? = nil
  ) throws(ScenarioError) {
    try self.init(contentsOf: path, strict: strict, plan: plan, load: bytesOfFile)
  }

  /// Reads a scenario with files from anywhere.
  init(
    contentsOf path: String, strict: Bool = false, plan: String? = nil, load: @escaping FileLoader
  ) throws(ScenarioError) {
    let log = ProblemLog(isStrict: strict)
    var files: [InputFile] = []
    let draft = ScenarioReader(
      path: path, plan: plan,
      load: { path throws(FileFault) in
        let bytes = try load(path)
        if !files.contains(where: { $0.path == path }) {
          files.append(InputFile(path: path, sha256: SHA256.hexadecimal(of: bytes)))
        }
        return bytes
      }, log: log, inputs: InputReader(log: log)
    ).draft()
    let recipe = draft?.recipe
    let portfolio =
      log.errorCount > 0
      ? nil : recipe.flatMap { draft?.portfolio(of: $0, log: log, path: path) }
    guard let draft, let recipe, let portfolio, log.errorCount == 0 else {
      throw ScenarioError(problems: log.inFileOrder)
    }
    name = draft.name
    self.portfolio = portfolio
    self.recipe = recipe
    horizonYears = draft.horizonYears
    precision = draft.precision
    replications =
      draft.replications
      ?? (draft.precision == nil ? Self.defaultReplications : Self.defaultReplicationLimit)
    seed = draft.seed
    policies = draft.policies
    study = draft.study
    assignment = draft.assignment
    bounds = draft.bounds
    classification = draft.classification
    inputFiles = files
    warnings = log.inFileOrder
  }

  /// The inputs that the scenario gives as ranges, in file order.
  public var uncertainInputs: [UncertainInput] { recipe.uncertainInputs }

  /// The inputs that the scenario leaves at defaults which are not measured, as uncertain as their
  /// evidence, in the order in which they are documented.
  public var gradedInputs: [UncertainInput] { recipe.gradedInputs }
}

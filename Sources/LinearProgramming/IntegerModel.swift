/// A linear program some of whose variables are whole numbers.
public struct IntegerModel: Equatable, Sendable {
  /// The program without that demand: its relaxation.
  public let relaxation: LinearModel
  /// The variables that are whole numbers, each once.
  public let wholeVariables: [LinearModel.Variable]

  /// Demands whole numbers of some variables of a program.
  ///
  /// - Precondition: They belong to the program, and their bounds are whole numbers.
  public init(_ relaxation: LinearModel, wholeVariables: [LinearModel.Variable]) {
    for variable in wholeVariables {
      let bounds = relaxation.variableBounds[variable.index]
      precondition(
        bounds.lower == bounds.lower.rounded() && bounds.upper == bounds.upper.rounded(),
        "bounds \(bounds.lower) ... \(bounds.upper) are no whole numbers")
    }
    self.relaxation = relaxation
    self.wholeVariables = wholeVariables
  }
}

/// What a search for whole numbers found before it ended.
public struct IntegerSolution: Equatable, Sendable {
  /// The value of the objective.
  public let objective: Double
  /// Value of each variable, by index; exactly whole where that is demanded.
  public let values: [Double]
  /// No solution is better than this.
  public let bound: Double

  /// Creates a solution from its parts.
  public init(objective: Double, values: [Double], bound: Double) {
    self.objective = objective
    self.values = values
    self.bound = bound
  }

  /// The value of one variable.
  public func value(of variable: LinearModel.Variable) -> Double { values[variable.index] }
}

/// A function that searches for whole numbers until it is done or has looked at so many parts of the
/// problem (nodes of its tree); it throws `undecided` where it found none by then.
public typealias IntegerSolver =
  @Sendable (IntegerModel, _ nodeLimit: Int) throws(LinearSolverError) -> IntegerSolution

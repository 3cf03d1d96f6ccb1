import CGLPK
import LinearProgramming

/// The GNU Linear Programming Kit, as functions from value to value.
public enum GLPK {
  /// The version of the GLPK library in use, such as "5.0".
  public static let version = String(cString: glpk_shim_version())

  /// Returns an optimal basic solution of a linear program, with its dual prices.
  ///
  /// The solution depends on the model alone: there is no time limit, no random choice and no state
  /// between calls. Any number of threads may solve at once. Where several solutions are optimal,
  /// any one of them may be returned.
  ///
  /// - Parameter model: The program; one without variables or without rows is a program too.
  /// - Returns: Primal and dual values, within 1e-9 of feasible. For the signs of the dual values see
  ///   `OptimalityCheck`.
  /// - Throws: `LinearSolverError.infeasible` or `.unbounded` where GLPK says so; `.undecided` if it
  ///   ran out of iterations or failed.
  public static func solve(_ model: LinearModel) throws(LinearSolverError) -> LinearSolution {
    let variableCount = model.objective.count
    let rowCount = model.rowTerms.count
    let arrays = Arrays(of: model)
    var objective = 0.0
    var primal = [Double](repeating: 0, count: variableCount + rowCount)
    var dual = primal
    let status = glpk_shim_solve(
      model.sense == .maximise, Int32(variableCount), Int32(rowCount), model.objective,
      arrays.lower, arrays.upper, arrays.rowStarts, arrays.columns, arrays.coefficients,
      iterationLimit(size: primal.count), &objective, &primal, &dual)
    return try solution(
      status, objective: objective, primal: primal, dual: dual, variableCount: variableCount)
  }

  /// The solution that the shim wrote out, or the error that its status stands for.
  static func solution(
    _ status: GLPKStatus, objective: Double, primal: [Double], dual: [Double], variableCount: Int
  ) throws(LinearSolverError) -> LinearSolution {
    if let error = error(of: status) { throw error }
    return LinearSolution(
      objective: objective, values: Array(primal[..<variableCount]),
      activities: Array(primal[variableCount...]),
      shadowPrices: Array(dual[variableCount...]), reducedCosts: Array(dual[..<variableCount]))
  }

  /// Returns the best solution found of a program some of whose variables are whole numbers, with a
  /// bound that no solution exceeds.
  ///
  /// Like `solve(_:)` it depends on its arguments alone: the search ends at a number of nodes, never at
  /// a time.
  ///
  /// - Parameters:
  ///   - model: The program.
  ///   - nodeLimit: The most nodes of the search tree to look at.
  /// - Returns: A solution within 1e-5 of whole numbers, rounded to them.
  /// - Throws: `LinearSolverError` like `solve(_:)`; `.undecided` also if no solution was found in time.
  public static func solve(
    _ model: IntegerModel, nodeLimit: Int
  ) throws(LinearSolverError) -> IntegerSolution {
    let relaxation = model.relaxation
    let (variableCount, rowCount) = (relaxation.objective.count, relaxation.rowTerms.count)
    let arrays = Arrays(of: relaxation)
    var isWhole = relaxation.objective.map { _ in false }
    for variable in model.wholeVariables { isWhole[variable.index] = true }
    var (objective, bound) = (0.0, 0.0)
    var values = [Double](repeating: 0, count: variableCount)
    let status = glpk_shim_solve_integer(
      relaxation.sense == .maximise, Int32(variableCount), Int32(rowCount), relaxation.objective,
      arrays.lower, arrays.upper, arrays.rowStarts, arrays.columns, arrays.coefficients, isWhole,
      iterationLimit(size: variableCount + rowCount), Int32(clamping: nodeLimit), &objective,
      &bound,
      &values)
    if let error = error(of: status) { throw error }
    for variable in model.wholeVariables { values[variable.index].round() }
    return IntegerSolution(objective: objective, values: values, bound: bound)
  }

  /// The error that a status stands for; `nil` where there is a solution.
  private static func error(of status: GLPKStatus) -> LinearSolverError? {
    switch status {
    case .optimal: return nil
    case .infeasible: return .infeasible
    case .unbounded: return .unbounded
    case .undecided, .invalid: return lastError
    }
  }

  /// Why the last call decided nothing.
  static var lastError: LinearSolverError {
    let lines = String(cString: glpk_shim_message()).split(separator: "\n")
    return .undecided(lines.joined(separator: "; "))
  }

  /// Far more iterations than a healthy solve needs (rarely three per variable or row), so that only
  /// a solver that goes round in circles meets the limit.
  static func iterationLimit(size: Int) -> Int32 {
    Int32(clamping: 10_000 + 20 * size)
  }

  /// A program as the shim takes it: bounds of variables first, then of rows, and the matrix by rows.
  struct Arrays {
    let lower: [Double]
    let upper: [Double]
    let rowStarts: [Int32]
    let columns: [Int32]
    let coefficients: [Double]

    init(of model: LinearModel) {
      let bounds = model.variableBounds + model.rowBounds
      let terms = model.rowTerms.joined()
      (lower, upper) = (bounds.map(\.lower), bounds.map(\.upper))
      rowStarts = model.rowTerms.reduce(into: [0]) { $0.append($0[$0.count - 1] + Int32($1.count)) }
      columns = terms.map { Int32($0.variable.index) }
      coefficients = terms.map(\.coefficient)
    }
  }
}

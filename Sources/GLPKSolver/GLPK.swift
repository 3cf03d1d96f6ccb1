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
    let program = Program(model)
    var objective = 0.0
    var primal = [Double](repeating: 0, count: program.size)
    var dual = primal
    let status = glpk_shim_solve(
      model.sense == .maximise, program.variableCount, program.rowCount, model.objective,
      program.lower, program.upper, program.rowStarts, program.columns, program.coefficients,
      program.iterationLimit, &objective, &primal, &dual)

    try check(status)
    let (variableCount, rowCount) = (Int(program.variableCount), Int(program.rowCount))
    return LinearSolution(
      objective: objective, values: Array(primal.prefix(variableCount)),
      activities: Array(primal.suffix(rowCount)), shadowPrices: Array(dual.suffix(rowCount)),
      reducedCosts: Array(dual.prefix(variableCount)))
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
    let program = Program(model.relaxation)
    var isWhole = model.relaxation.objective.map { _ in false }
    for variable in model.wholeVariables { isWhole[variable.index] = true }
    var (objective, bound) = (0.0, 0.0)
    var values = [Double](repeating: 0, count: program.size)
    let status = glpk_shim_solve_integer(
      model.relaxation.sense == .maximise, program.variableCount, program.rowCount,
      model.relaxation.objective, program.lower, program.upper, program.rowStarts,
      program.columns, program.coefficients, isWhole, program.iterationLimit,
      Int32(clamping: nodeLimit), &objective, &bound, &values)
    try check(status)
    values.removeLast(Int(program.rowCount))
    for variable in model.wholeVariables { values[variable.index].round() }
    return IntegerSolution(objective: objective, values: values, bound: bound)
  }

  private static func check(_ status: GLPKStatus) throws(LinearSolverError) {
    switch status {
    case .optimal: return
    case .infeasible: throw .infeasible
    case .unbounded: throw .unbounded
    case .undecided, .invalid:
      let lines = String(cString: glpk_shim_message()).split(separator: "\n")
      throw .undecided(lines.joined(separator: "; "))
    }
  }

  /// A program in the arrays that GLPK's shim reads.
  private struct Program {
    let variableCount: Int32
    let rowCount: Int32
    let lower: [Double]
    let upper: [Double]
    let rowStarts: [Int32]
    let columns: [Int32]
    let coefficients: [Double]

    /// Variables and rows.
    var size: Int { lower.count }

    /// Far more iterations than a healthy solve needs (rarely three per variable or row), so that only
    /// a solver that goes round in circles meets the limit.
    var iterationLimit: Int32 { Int32(clamping: 10_000 + 20 * size) }

    init(_ model: LinearModel) {
      variableCount = Int32(model.objective.count)
      rowCount = Int32(model.rowTerms.count)
      let bounds = model.variableBounds + model.rowBounds
      lower = bounds.map(\.lower)
      upper = bounds.map(\.upper)
      var rowStarts: [Int32] = [0]
      var entryCount = 0
      for row in model.rowTerms {
        entryCount += row.count
        rowStarts.append(Int32(entryCount))
      }
      self.rowStarts = rowStarts
      let terms = model.rowTerms.joined()
      columns = terms.map { Int32($0.variable.index) }
      coefficients = terms.map(\.coefficient)
    }
  }
}

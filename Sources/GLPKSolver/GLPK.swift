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
    let bounds = model.variableBounds + model.rowBounds
    let terms = model.rowTerms.joined()
    var rowStarts: [Int32] = [0]
    var entryCount = 0
    for row in model.rowTerms {
      entryCount += row.count
      rowStarts.append(Int32(entryCount))
    }

    var objective = 0.0
    var primal = [Double](repeating: 0, count: bounds.count)
    var dual = primal
    let status = glpk_shim_solve(
      model.sense == .maximise, Int32(variableCount), Int32(rowCount), model.objective,
      bounds.map(\.lower), bounds.map(\.upper), rowStarts, terms.map { Int32($0.variable.index) },
      terms.map(\.coefficient), iterationLimit(size: bounds.count), &objective, &primal, &dual)

    switch status {
    case .optimal:
      return LinearSolution(
        objective: objective, values: Array(primal.prefix(variableCount)),
        activities: Array(primal.suffix(rowCount)), shadowPrices: Array(dual.suffix(rowCount)),
        reducedCosts: Array(dual.prefix(variableCount)))
    case .infeasible: throw .infeasible
    case .unbounded: throw .unbounded
    case .undecided, .invalid:
      let lines = String(cString: glpk_shim_message()).split(separator: "\n")
      throw .undecided(lines.joined(separator: "; "))
    }
  }

  /// Far more iterations than a healthy solve needs (rarely three per variable or row), so that only
  /// a solver that goes round in circles meets the limit.
  private static func iterationLimit(size: Int) -> Int32 {
    Int32(clamping: 10_000 + 20 * size)
  }
}

import CGLPK
import LinearProgramming

/// A linear program that GLPK keeps, to be solved again and again with other numbers.
///
/// Each solve starts from the optimal basis of the one before. Where little has changed, few steps of the
/// simplex method remain, or none. So a solution also depends on those before: where several are
/// optimal, it may be another one than `GLPK.solve` finds.
///
/// A session stays on the thread that it was opened on: it is lent to a closure and can't be kept.
public struct GLPKSession: ~Copyable {
  private let session: OpaquePointer
  private let variableCount: Int
  private let rowCount: Int
  private var objective: [Double]
  private var lower: [Double]
  private var upper: [Double]
  private var primal: [Double]
  private var dual: [Double]

  fileprivate init(_ model: LinearModel) throws(LinearSolverError) {
    let arrays = GLPK.Arrays(of: model)
    guard
      let opened = glpk_shim_open(
        model.sense == .maximise, Int32(model.objective.count), Int32(model.rowTerms.count),
        model.objective, arrays.lower, arrays.upper, arrays.rowStarts, arrays.columns,
        arrays.coefficients)
    else { throw GLPK.lastError }
    session = opened
    variableCount = model.objective.count
    rowCount = model.rowTerms.count
    objective = model.objective
    (lower, upper) = (arrays.lower, arrays.upper)
    primal = [Double](repeating: 0, count: variableCount + rowCount)
    dual = primal
  }

  deinit { glpk_shim_close(session) }

  /// Changes the program, from the next solve on.
  ///
  /// - Parameters:
  ///   - objective: The coefficient of each variable; as it is if left out.
  ///   - variableBounds: The bounds of each variable; as they are if left out.
  ///   - rowBounds: The bounds of each row; as they are if left out.
  /// - Precondition: There is one for each.
  public mutating func change(
    objective: [Double]? = nil, variableBounds: [LinearModel.Bounds]? = nil,
    rowBounds: [LinearModel.Bounds]? = nil
  ) {
    if let objective {
      precondition(objective.count == variableCount, "\(objective.count) coefficients")
      self.objective = objective
    }
    if let variableBounds {
      precondition(variableBounds.count == variableCount, "\(variableBounds.count) bounds")
      set(variableBounds, from: 0)
    }
    if let rowBounds {
      precondition(rowBounds.count == rowCount, "\(rowBounds.count) bounds of rows")
      set(rowBounds, from: variableCount)
    }
  }

  /// Solves the program as it is now.
  ///
  /// - Returns: An optimal basic solution, as of `GLPK.solve`.
  /// - Throws: As `GLPK.solve`. After `.infeasible` the session goes on; `.undecided` may be for good.
  public mutating func solve() throws(LinearSolverError) -> LinearSolution {
    var optimum = 0.0
    let status = glpk_shim_resolve(
      session, Int32(variableCount), Int32(rowCount), objective, lower, upper,
      GLPK.iterationLimit(size: primal.count), &optimum, &primal, &dual)
    return try GLPK.solution(
      status, objective: optimum, primal: primal, dual: dual, variableCount: variableCount)
  }

  private mutating func set(_ bounds: [LinearModel.Bounds], from start: Int) {
    for (index, bound) in bounds.enumerated() {
      (lower[start + index], upper[start + index]) = (bound.lower, bound.upper)
    }
  }
}

extension GLPK {
  /// Keeps a program in GLPK while `body` solves it with other and other numbers.
  ///
  /// Inside `body`, other solves and sessions may run too.
  ///
  /// - Parameters:
  ///   - model: The program to start with.
  ///   - body: Changes and solves it.
  /// - Returns: What `body` returns.
  /// - Throws: What `body` throws; `LinearSolverError.undecided` if GLPK does not take the program.
  public static func withSession<Result>(
    for model: LinearModel, _ body: (inout GLPKSession) throws -> Result
  ) throws -> Result {
    var session = try GLPKSession(model)
    return try body(&session)
  }
}

/// An optimal solution of a linear program with its dual prices.
public struct LinearSolution: Equatable, Sendable {
  /// The value of the objective.
  public let objective: Double
  /// Value of each variable, by index.
  public let values: [Double]
  /// Activity (the sum of the terms) of each row, by index.
  public let activities: [Double]
  /// Shadow price of each row: the change of the objective per unit by which its binding bound rises.
  public let shadowPrices: [Double]
  /// Reduced cost of each variable: the change of the objective per unit forced into it.
  public let reducedCosts: [Double]

  /// Creates a solution from its parts.
  ///
  /// - Parameters:
  ///   - objective: The value of the objective.
  ///   - values: One per variable of the model.
  ///   - activities: One per row of the model.
  ///   - shadowPrices: One per row of the model.
  ///   - reducedCosts: One per variable of the model.
  public init(
    objective: Double, values: [Double], activities: [Double], shadowPrices: [Double],
    reducedCosts: [Double]
  ) {
    self.objective = objective
    self.values = values
    self.activities = activities
    self.shadowPrices = shadowPrices
    self.reducedCosts = reducedCosts
  }

  /// The value of one variable.
  public func value(of variable: LinearModel.Variable) -> Double { values[variable.index] }
  /// The shadow price of one row.
  public func shadowPrice(of row: LinearModel.Row) -> Double { shadowPrices[row.index] }
}

/// Why a linear program has no optimal solution to show.
public enum LinearSolverError: Error, Equatable, Sendable {
  /// The constraints contradict each other.
  case infeasible
  /// The objective can grow without limit.
  case unbounded
  /// The solver stopped undecided or failed; the text says why.
  case undecided(String)
}

/// A function that solves linear programs: the only thing that a program builder knows of a solver.
public typealias LinearSolver =
  @Sendable (LinearModel) throws(LinearSolverError) -> LinearSolution

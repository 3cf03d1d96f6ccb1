/// How far a solution is from a proof of its own optimality, whoever found it.
///
/// A solution is optimal if and only if its values are within their bounds (primal feasible), its
/// prices have signs that make sense (dual feasible), and no price is charged for a bound that does
/// not bind (complementary slackness); then the objective equals that of the dual program. All of it
/// is computed from the model's own numbers, so it also notices activities, reduced costs or an
/// objective that do not belong to the values and shadow prices.
///
/// A dual value is the change of the objective per unit by which the binding bound rises, for a row
/// (shadow price) as for a variable (reduced cost), in both senses. So its sign says which bound
/// binds:
///
/// | binding bound   | `.maximise` | `.minimise` |
/// |-----------------|-------------|-------------|
/// | upper (`<=`)    | `>= 0`      | `<= 0`      |
/// | lower (`>=`)    | `<= 0`      | `>= 0`      |
/// | both (equality) | any         | any         |
/// | none            | 0           | 0           |
///
/// The four measures are relative, hence without unit: each is divided by the size of the terms that
/// were added up to form it, or by 1 if they are smaller. A solution with a number that is not finite
/// has infinite violations.
///
/// - SeeAlso: V. Chvátal, _Linear Programming_, ch. 5 (the duality theorem).
public struct OptimalityCheck: Equatable, Sendable {
  /// The largest distance of a value or an activity from its bounds, or of an activity from the sum
  /// of its row's terms.
  public let primalInfeasibility: Double
  /// The largest price of a bound that does not exist, or distance of a reduced cost from what the
  /// objective and the shadow prices leave over.
  public let dualInfeasibility: Double
  /// The largest product of a price and the distance to its bound, relative to the objective.
  public let slacknessViolation: Double
  /// The distance of the objective from the dual objective, or from the sum of its own terms if that
  /// is greater, relative to the objective.
  public let dualityGap: Double

  /// Measures a solution of a model.
  ///
  /// - Precondition: The solution has as many values as the model has variables and rows.
  /// - Complexity: O(*n*) in the number of variables, rows and terms.
  public init(of solution: LinearSolution, for model: LinearModel) {
    precondition(
      solution.values.count == model.objective.count
        && solution.reducedCosts.count == model.objective.count
        && solution.activities.count == model.rowTerms.count
        && solution.shadowPrices.count == model.rowTerms.count,
      "the solution is of another model")
    let objectiveScale = max(1, abs(solution.objective))
    let priceScale = model.objective.reduce(1) { max($0, abs($1)) }
    var primal = Worst()
    var dual = Worst()
    var slackness = Worst()
    var gap = Worst()
    var dualObjective = 0.0

    func judge(
      _ value: Double, scale: Double, in bounds: LinearModel.Bounds, price: Double
    ) {
      primal.note(max(bounds.lower - value, value - bounds.upper, 0) / scale)
      guard price != 0 else { return }
      let bound = (price > 0) == (model.sense == .maximise) ? bounds.upper : bounds.lower
      if bound.isFinite {
        slackness.note(abs(price * (value - bound)) / objectiveScale)
        dualObjective += price * bound
      } else {
        dual.note(abs(price) / priceScale)
      }
    }

    var reducedCosts = model.objective
    var costScales = model.objective.map(abs)
    for (row, terms) in model.rowTerms.enumerated() {
      let price = solution.shadowPrices[row]
      var activity = 0.0
      var scale = 0.0
      for term in terms {
        let variable = term.variable.index
        let part = term.coefficient * solution.values[variable]
        activity += part
        scale += abs(part)
        reducedCosts[variable] -= term.coefficient * price
        costScales[variable] += abs(term.coefficient * price)
      }
      scale = max(1, scale)
      primal.note(abs(solution.activities[row] - activity) / scale)
      judge(solution.activities[row], scale: scale, in: model.rowBounds[row], price: price)
    }

    var objective = 0.0
    for (variable, value) in solution.values.enumerated() {
      let price = solution.reducedCosts[variable]
      objective += model.objective[variable] * value
      dual.note(abs(price - reducedCosts[variable]) / max(1, costScales[variable]))
      judge(value, scale: max(1, abs(value)), in: model.variableBounds[variable], price: price)
    }
    gap.note(abs(solution.objective - objective) / objectiveScale)
    gap.note(abs(solution.objective - dualObjective) / objectiveScale)

    primalInfeasibility = primal.value
    dualInfeasibility = dual.value
    slacknessViolation = slackness.value
    dualityGap = gap.value
  }

  /// Whether all four measures are within `tolerance`: whether the solution is optimal, for all that
  /// floating point can tell.
  public func holds(within tolerance: Double = 1e-9) -> Bool {
    [primalInfeasibility, dualInfeasibility, slacknessViolation, dualityGap]
      .allSatisfy { $0 <= tolerance }
  }
}

/// The largest of some violations; one that is not a number counts as infinite.
private struct Worst {
  private(set) var value = 0.0

  mutating func note(_ violation: Double) {
    if !(violation <= value) { value = violation.isNaN ? .infinity : violation }
  }
}

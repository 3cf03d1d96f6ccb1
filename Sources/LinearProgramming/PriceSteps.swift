/// How the optimum of a linear program changes as bounds of rows move together: the price of the move
/// below and above where they are, each with how far it holds.
///
/// As bounds move by `rate * t`, the optimum is a piecewise linear function of `t`, concave if it is
/// maximised and convex if it is minimised. Its slope is the price.
public struct PriceSteps: Equatable, Sendable {
  /// A piece of the optimum.
  public struct Step: Equatable, Sendable {
    /// What the objective gains per unit of the move.
    public let price: Double
    /// The least move for which that holds.
    public let from: Double
    /// The greatest move for which that holds.
    public let to: Double
  }

  /// The piece that ends where the bounds are, or that they are inside; `nil` where they can't move down.
  public let below: Step?
  /// The piece that starts where the bounds are, or that they are inside; `nil` where they can't move up.
  public let above: Step?
}

extension LinearModel {
  /// The same program with the bounds of rows moved.
  ///
  /// - Parameters:
  ///   - rates: Rows, and how far their bounds move per unit of the move.
  ///   - distance: The move.
  /// - Returns: The moved program, with the same handles.
  public func moving(_ rates: [(row: Row, rate: Double)], by distance: Double) -> LinearModel {
    var moved = self
    for (row, rate) in rates { moved.moveBounds(of: row, by: rate * distance) }
    return moved
  }

  /// Finds the prices of a move of bounds, below and above where they are.
  ///
  /// Dual prices of any move give a line that no optimum lies above (below, if minimised), and that
  /// touches it there. Where lines of two moves meet, the optimum either lies on both, and so on each up
  /// to there, or gives a new line between them: so pieces are found exactly, by solving alone (Eisner
  /// and Severance). Pieces that differ by less than rounding count as one.
  ///
  /// - Parameters:
  ///   - rates: Rows, and how far their bounds move per unit of the move.
  ///   - range: The moves to look at, 0 among them; a piece is followed no further.
  ///   - solution: An optimal solution of this model.
  ///   - solver: What solves linear programs.
  /// - Returns: The pieces; `nil` where rounding hides them.
  /// - Throws: What the solver throws, but for moves that leave no solution: there a piece ends.
  /// - SeeAlso: M. J. Eisner and D. G. Severance, "Mathematical Techniques for Efficient Record
  ///   Segmentation in Large Shared Databases", 1976, Journal of the ACM 23(4), 619-635.
  public func priceSteps(
    moving rates: [(row: Row, rate: Double)], within range: ClosedRange<Double>,
    at solution: LinearSolution, using solver: LinearSolver
  ) throws(LinearSolverError) -> PriceSteps? {
    let search = PieceSearch(model: self, rates: rates, solution: solution)
    guard let below = try search.piece(towards: -1, upTo: -range.lowerBound, using: solver),
      let above = try search.piece(towards: 1, upTo: range.upperBound, using: solver)
    else { return nil }
    switch (below, above) {
    case (.along(let before, let start), .along(let after, let end)):
      let isOne = abs(before + after) <= 1e-7 * max(abs(before), abs(after), search.leastPrice)
      return PriceSteps(
        below: PriceSteps.Step(price: -before, from: -start, to: isOne ? end : 0),
        above: PriceSteps.Step(price: isOne ? -before : after, from: isOne ? -start : 0, to: end))
    case (.along(let before, let start), .immovable):
      return PriceSteps(below: PriceSteps.Step(price: -before, from: -start, to: 0), above: nil)
    case (.immovable, .along(let after, let end)):
      return PriceSteps(below: nil, above: PriceSteps.Step(price: after, from: 0, to: end))
    case (.immovable, .immovable): return PriceSteps(below: nil, above: nil)
    }
  }
}

/// Looks for the pieces of an optimum beside where bounds are.
private struct PieceSearch {
  /// What lies in a direction.
  enum Piece {
    /// Nothing: the bounds can't move.
    case immovable
    /// A piece with its slope in that direction and how far it holds.
    case along(slope: Double, end: Double)
  }

  /// A point of the optimum, in a direction, with a slope that is dual feasible there.
  private struct Line {
    let distance: Double
    let value: Double
    let slope: Double

    func value(at other: Double) -> Double { value + slope * (other - distance) }
  }

  let model: LinearModel
  let rates: [(row: LinearModel.Row, rate: Double)]
  let solution: LinearSolution

  /// A price so small that less than it counts as rounding.
  var leastPrice: Double {
    1e-3 * model.objective.reduce(.leastNormalMagnitude) { max($0, abs($1)) }
  }

  /// What a solution says of the optimum, turned so that it is concave.
  private func line(
    _ solution: LinearSolution, at distance: Double, towards direction: Double
  ) -> Line {
    let sign = model.sense == .maximise ? 1.0 : -1.0
    let price = rates.reduce(0) { $0 + $1.rate * solution.shadowPrice(of: $1.row) }
    return Line(
      distance: distance, value: sign * solution.objective, slope: sign * direction * price)
  }

  /// Solves the program with moved bounds; `nil` where there is no solution.
  private func line(
    at distance: Double, towards direction: Double, using solver: LinearSolver
  ) throws(LinearSolverError) -> Line? {
    do {
      let solved = try model.moving(rates, by: direction * distance).solved(using: solver)
      return line(solved, at: distance, towards: direction)
    } catch {
      if error == .infeasible { return nil }
      throw error
    }
  }

  /// Finds the piece in a direction; `nil` where rounding hides it.
  func piece(
    towards direction: Double, upTo range: Double, using solver: LinearSolver
  ) throws(LinearSolverError) -> Piece? {
    guard range > 0 else { return .immovable }
    let start = line(solution, at: 0, towards: direction)
    let sign = model.sense == .maximise ? 1.0 : -1.0
    func along(_ near: Line, to end: Double) -> Piece { .along(slope: sign * near.slope, end: end) }
    var limit = range
    // The line that the optimum follows at first, how far it is known to, and a line that it follows later.
    var (near, reach) = (start, 0.0)
    var far: Line?
    var next = min(limit, 1 + 1e-3 * limit)
    for _ in 0..<200 {
      guard let found = try line(at: next, towards: direction, using: solver) else {
        guard limit == range else { return nil }
        limit = (1 - 1e-9) * (try lastDistance(towards: direction, using: solver))
        if limit <= 1e-8 { return .immovable }
        next = limit
        continue
      }
      let rounding =
        1e-10 * max(1, abs(start.value)) + 1e-11 * max(abs(near.slope), abs(found.slope)) * next
      if found.value >= near.value(at: next) - rounding {
        if far != nil || next >= limit { return along(near, to: next) }
        reach = next
      } else if reach == 0, found.value(at: 0) <= start.value + 10 * rounding {
        // The price at hand was that of the other side.
        (near, reach) = (Line(distance: 0, value: start.value, slope: found.slope), next)
        if next >= limit { return along(near, to: next) }
      } else {
        far = found
      }
      guard let line = far else {
        next = min(limit, 4 * next)
        continue
      }
      guard near.slope > line.slope else { return nil }
      let meeting = (line.value(at: 0) - near.value(at: 0)) / (near.slope - line.slope)
      guard meeting < line.distance else { return nil }
      if meeting <= reach * (1 + 1e-11) { return along(near, to: reach) }
      next = meeting
    }
    return nil
  }

  /// How far the bounds can move before nothing keeps them.
  private func lastDistance(
    towards direction: Double, using solver: LinearSolver
  ) throws(LinearSolverError) -> Double {
    var farthest = LinearModel(.maximise)
    for bounds in model.variableBounds { _ = farthest.addVariable(objective: 0, in: bounds) }
    let move = farthest.addVariable(objective: 1, in: .atLeast(0))
    for (row, terms) in model.rowTerms.enumerated() {
      let rate = rates.reduce(0) { $0 + ($1.row.index == row ? $1.rate : 0) }
      _ = farthest.addRow(
        terms.map { ($0.variable, $0.coefficient) } + [(move, -direction * rate)],
        in: model.rowBounds[row])
    }
    return try solver(farthest).value(of: move)
  }
}

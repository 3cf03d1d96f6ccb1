import GLPKSolver
import LinearProgramming
import Testing

private let seeds = UInt64(1)...200

@Test func `the optimality check accepts every planted solution`() {
  for seed in seeds {
    let program = PlantedProgram(seed: seed)
    let check = OptimalityCheck(of: program.solution, for: program.model)
    #expect(check.holds(), "seed \(seed): \(check)")
  }
}

@Test func `GLPK finds every planted optimum and proves it`() throws {
  for seed in seeds {
    let program = PlantedProgram(seed: seed)
    let solution = try GLPK.solve(program.model)
    let optimum = program.solution.objective
    #expect(
      abs(solution.objective - optimum) <= 1e-9 * max(1, abs(optimum)),
      "seed \(seed): \(solution.objective) is not \(optimum)")
    let check = OptimalityCheck(of: solution, for: program.model)
    #expect(check.holds(), "seed \(seed): \(check)")
  }
}

@Test func `the optimality check rejects solutions that are a little wrong`() throws {
  for seed in seeds {
    let program = PlantedProgram(seed: seed)
    let right = try GLPK.solve(program.model)
    let terms = program.model.rowTerms.joined().filter { $0.coefficient != 0 }
    for place in right.values.indices
    where program.model.objective[place] != 0
      || terms.contains(where: { $0.variable.index == place })
    {
      var values = right.values
      values[place] += 1e-3
      #expect(!holds(right, values: values, for: program.model), "seed \(seed), value \(place)")
    }
    for place in right.shadowPrices.indices
    where program.model.rowTerms[place].contains(where: { $0.coefficient != 0 }) {
      var prices = right.shadowPrices
      prices[place] -= 1e-3
      #expect(!holds(right, shadowPrices: prices, for: program.model), "seed \(seed), row \(place)")
    }
  }
}

private func holds(
  _ solution: LinearSolution, values: [Double]? = nil, shadowPrices: [Double]? = nil,
  for model: LinearModel
) -> Bool {
  let wrong = LinearSolution(
    objective: solution.objective, values: values ?? solution.values,
    activities: solution.activities, shadowPrices: shadowPrices ?? solution.shadowPrices,
    reducedCosts: solution.reducedCosts)
  return OptimalityCheck(of: wrong, for: model).holds()
}

@Test func `shadow prices lie between the left and right derivatives of the optimum`() throws {
  let step = 1e-4
  var compared = 0
  for seed in seeds {
    let model = PlantedProgram(seed: seed).model
    let solution = try GLPK.solve(model)
    for row in model.rowBounds.indices {
      // A step may make the program infeasible, on the side where the derivative is then infinite.
      guard let above = try? GLPK.solve(model.shifting(row: row, by: step)),
        let below = try? GLPK.solve(model.shifting(row: row, by: -step))
      else { continue }
      let right = (above.objective - solution.objective) / step
      let left = (solution.objective - below.objective) / step
      let price = solution.shadowPrices[row]
      let slack = 1e-6 * max(1, abs(price))
      #expect(
        min(left, right) - slack <= price && price <= max(left, right) + slack,
        "seed \(seed), row \(row): \(price) outside \(left), \(right)")
      if price != 0 && abs(left - right) <= slack { compared += 1 }
    }
  }
  #expect(compared >= 100, "so few non-degenerate prices prove little: \(compared)")
}

@Test func `reduced costs lie between the left and right derivatives of the optimum`() throws {
  let step = 1e-4
  var compared = 0
  for seed in seeds {
    let model = PlantedProgram(seed: seed).model
    let solution = try GLPK.solve(model)
    for variable in model.variableBounds.indices where solution.reducedCosts[variable] != 0 {
      guard let above = try? GLPK.solve(model.shifting(variable: variable, by: step)),
        let below = try? GLPK.solve(model.shifting(variable: variable, by: -step))
      else { continue }
      let right = (above.objective - solution.objective) / step
      let left = (solution.objective - below.objective) / step
      let price = solution.reducedCosts[variable]
      let slack = 1e-6 * max(1, abs(price))
      #expect(
        min(left, right) - slack <= price && price <= max(left, right) + slack,
        "seed \(seed), variable \(variable): \(price) outside \(left), \(right)")
      if abs(left - right) <= slack { compared += 1 }
    }
  }
  #expect(compared >= 100, "so few non-degenerate prices prove little: \(compared)")
}

extension LinearModel {
  /// The same model with both bounds of one row or of one variable raised by `step`.
  fileprivate func shifting(
    row shiftedRow: Int? = nil, variable shiftedVariable: Int? = nil, by step: Double
  ) -> LinearModel {
    func shifted(_ bounds: Bounds, _ isShifted: Bool) -> Bounds {
      isShifted ? .init(bounds.lower + step, bounds.upper + step) : bounds
    }
    var model = LinearModel(sense)
    for (index, bounds) in variableBounds.enumerated() {
      _ = model.addVariable(
        objective: objective[index], in: shifted(bounds, index == shiftedVariable))
    }
    for (index, bounds) in rowBounds.enumerated() {
      _ = model.addRow(
        rowTerms[index].map { ($0.variable, $0.coefficient) },
        in: shifted(bounds, index == shiftedRow))
    }
    return model
  }
}

@Test func `a program of the size of a real portfolio is solved to the same accuracy`() throws {
  // Concave value in € of days for 500 accounts of 15 managers, each with 220 days, from one to
  // twelve of them on an account; and the odd accounts get 1,000 days less than the even.
  var random = SplitMix64(state: 1)
  var model = LinearModel(.maximise)
  var daysOfManager = [[(variable: LinearModel.Variable, coefficient: Double)]](
    repeating: [], count: 15)
  var share: [(variable: LinearModel.Variable, coefficient: Double)] = []
  for account in 0..<500 {
    var slope = Double.random(in: 100...100_000, using: &random)
    let pieces = (0..<5).map { _ in
      slope *= 0.6
      return model.addVariable(
        objective: slope, in: .init(0, .random(in: 2...5, using: &random)))
    }
    daysOfManager[account % 15] += pieces.map { ($0, 1) }
    share += pieces.map { ($0, account.isMultiple(of: 2) ? -1 : 1) }
    _ = model.addRow(pieces.map { ($0, 1) }, in: .init(1, 12))
  }
  for days in daysOfManager { _ = model.addRow(days, in: .atMost(220)) }
  let shareRow = model.addRow(share, in: .atMost(-1000))
  let solution = try GLPK.solve(model)
  let check = OptimalityCheck(of: solution, for: model)
  #expect(check.holds(), "\(check)")
  #expect(solution.shadowPrice(of: shareRow) > 0)
}

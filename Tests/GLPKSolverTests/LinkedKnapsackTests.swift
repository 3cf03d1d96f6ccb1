import GLPKSolver
import LinearProgramming
import Testing

/// Knapsacks with up to three linking rows, of small whole numbers: ties and degenerate optima abound.
private func linkedKnapsacks(seed: UInt64) -> LinearModel {
  var state = seed &* 0x9E37_79B9_7F4A_7C15
  func draw(_ range: ClosedRange<Int>) -> Double {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Double(range.lowerBound + Int(state >> 33) % range.count)
  }
  var model = LinearModel(.maximise)
  var variables: [LinearModel.Variable] = []
  for _ in 0..<Int(draw(1...8)) {
    let members = (0..<Int(draw(0...12))).map { _ in
      let least = draw(0...4) == 0 ? 1.0 : 0
      return model.addVariable(
        objective: draw(-2...9), in: LinearModel.Bounds(least, least + draw(0...3)))
    }
    let least = members.reduce(0) { $0 + model.variableBounds[$1.index].lower }
    _ = model.addRow(members.map { ($0, 1) }, in: .atMost(least + draw(0...12)))
    variables += members
  }
  for _ in 0..<Int(draw(1...3)) {
    let share = draw(1...9) / 10
    let terms = variables.map { ($0, (draw(0...2) == 0 ? 1 : 0) - share) }
    _ = model.addRow(terms, in: draw(0...1) == 0 ? .atMost(0) : .atLeast(0))
  }
  return model
}

@Test func `linked knapsacks have the optimum, or the error, that the solver alone finds`() {
  var found = (optimal: 0, infeasible: 0)
  for seed in UInt64(1)...2_000 {
    let model = linkedKnapsacks(seed: seed)
    let whole = Result { () throws(LinearSolverError) in try GLPK.solve(model) }
    let parts = Result { () throws(LinearSolverError) in try model.solved(using: GLPK.solve) }
    switch (whole, parts) {
    case (.success(let whole), .success(let parts)):
      found.optimal += 1
      let check = OptimalityCheck(of: parts, for: model)
      #expect(check.holds(), "seed \(seed): \(check)")
      #expect(
        abs(parts.objective - whole.objective) <= 1e-9 * max(1, abs(whole.objective)),
        "seed \(seed)")
    case (.failure(let whole), .failure(let parts)):
      found.infeasible += 1
      #expect(whole == parts, "seed \(seed)")
    default: Issue.record("seed \(seed): \(whole) but \(parts)")
    }
  }
  #expect(found.optimal > 200 && found.infeasible > 50, "\(found)")
}

@Test func `prices leave the solver little to decide`() throws {
  var model = LinearModel(.maximise)
  var variables: [LinearModel.Variable] = []
  for knapsack in 0..<200 {
    let members = (0..<50).map { member in
      model.addVariable(
        objective: 100 + 37 * Double((knapsack * 7919 + member * 104_729) % 10_007) / 10_007,
        in: LinearModel.Bounds(0, 1))
    }
    _ = model.addRow(members.map { ($0, 1) }, in: .atMost(20.5))
    variables += members
  }
  _ = model.addRow(
    variables.map { ($0, ($0.index.isMultiple(of: 3) ? 1 : 0) - 0.25) }, in: .atMost(0))
  let solution = try model.solved { part throws(LinearSolverError) in
    #expect(part.objective.count < 1_000, "the whole program went to the solver")
    return try GLPK.solve(part)
  }
  let check = OptimalityCheck(of: solution, for: model)
  #expect(check.holds(), "\(check)")
  #expect(solution.shadowPrices[200] > 0)
}

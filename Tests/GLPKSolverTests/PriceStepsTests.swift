import GLPKSolver
import LinearProgramming
import Testing

/// max x1 + 9 x2 + x3 subject to x1 + 2 x2 + 3 x3 <= 9, 3 x1 + 2 x2 + 2 x3 <= 15 (lpSolve's example).
private func published() -> (model: LinearModel, rows: [LinearModel.Row]) {
  var model = LinearModel(.maximise)
  let x = [1.0, 9, 1].map { model.addVariable(objective: $0, in: .atLeast(0)) }
  let rows = [([1.0, 2, 3], 9.0), ([3, 2, 2], 15)].map { coefficients, bound in
    model.addRow(zip(x, coefficients).map { ($0, $1) }, in: .atMost(bound))
  }
  return (model, rows)
}

@Test func `a published program's prices hold over its published ranges`() throws {
  let (model, rows) = published()
  let solution = try GLPK.solve(model)
  #expect(abs(solution.objective - 40.5) < 1e-9)
  let first = try #require(
    try model.priceSteps(
      moving: [(rows[0], 1)], within: -100...100, at: solution, using: GLPK.solve))
  #expect(first.below == first.above)
  let step = try #require(first.above)
  #expect(abs(step.price - 4.5) < 1e-9)
  #expect(abs(9 + step.from) < 1e-6 && abs(9 + step.to - 15) < 1e-6)
  let second = try #require(
    try model.priceSteps(
      moving: [(rows[1], 1)], within: -100...100, at: solution, using: GLPK.solve)?.above)
  #expect(abs(second.price) < 1e-9 && abs(15 + second.from - 9) < 1e-6 && second.to == 100)
}

@Test func `the range of an objective coefficient is that of a bound of the dual program`() throws {
  // min 9 y1 + 15 y2; the second row's bound is the coefficient of x2, its price is x2.
  var dual = LinearModel(.minimise)
  let y = [9.0, 15].map { dual.addVariable(objective: $0, in: .atLeast(0)) }
  let rows = [([1.0, 3], 1.0), ([2, 2], 9), ([3, 2], 1)].map { coefficients, bound in
    dual.addRow(zip(y, coefficients).map { ($0, $1) }, in: .atLeast(bound))
  }
  let steps = try #require(
    try dual.priceSteps(
      moving: [(rows[1], 1)], within: -9...1000, at: try GLPK.solve(dual), using: GLPK.solve))
  let step = try #require(steps.above)
  #expect(steps.below == steps.above && abs(step.price - 4.5) < 1e-9)
  #expect(abs(9 + step.from - 2) < 1e-6 && step.to == 1000)
}

@Test func `bounds that can't move have no price on that side`() throws {
  var model = LinearModel(.maximise)
  let x = model.addVariable(objective: 3, in: LinearModel.Bounds(2, 5))
  let row = model.addRow([(x, 1)], in: .atMost(2))
  let steps = try #require(
    try model.priceSteps(
      moving: [(row, 1)], within: -2...10, at: try GLPK.solve(model), using: GLPK.solve))
  #expect(steps.below == nil)
  let above = try #require(steps.above)
  #expect(abs(above.price - 3) < 1e-9 && above.from == 0 && abs(above.to - 3) < 1e-6)
}

/// A random program with a few knapsacks that rows link, and its capacity rows.
private func random(seed: UInt64) -> (model: LinearModel, capacity: LinearModel.Row) {
  var state = seed &* 0x9E37_79B9_7F4A_7C15 | 1
  func uniform() -> Double {
    state ^= state << 13
    state ^= state >> 7
    state ^= state << 17
    return Double(state >> 11) / Double(1 << 53)
  }
  var model = LinearModel(.maximise)
  var all: [LinearModel.Variable] = []
  var capacities: [LinearModel.Row] = []
  for _ in 0..<3 {
    let members = (0..<6).map { _ in
      // Whole numbers meet often, so that many optima are degenerate.
      model.addVariable(
        objective: (20 * uniform()).rounded(), in: LinearModel.Bounds(0, (4 * uniform()).rounded()))
    }
    capacities.append(
      model.addRow(members.map { ($0, 1) }, in: .atMost((10 * uniform()).rounded())))
    all += members
  }
  for _ in 0..<2 {
    _ = model.addRow(
      all.map { ($0, uniform() < 0.4 ? 1 : -0.3) }, in: LinearModel.Bounds(-2 * uniform(), 6))
  }
  return (model, capacities[0])
}

@Test func `many of the random programs have optima, many of them with two prices`() throws {
  var (solved, degenerate) = (0, 0)
  for seed in UInt64(1)...150 {
    let (model, row) = random(seed: seed)
    guard let solution = try? GLPK.solve(model) else { continue }
    let steps = try model.priceSteps(
      moving: [(row, 1)], within: -model.rowBounds[row.index].upper...40, at: solution,
      using: GLPK.solve)
    solved += 1
    if steps?.below != steps?.above { degenerate += 1 }
  }
  #expect(solved > 100 && degenerate > 20, "\(solved), \(degenerate)")
}

@Test(arguments: UInt64(1)...150)
func `prices are the slopes of the optimum, up to both ends and no further`(seed: UInt64) throws {
  let (model, row) = random(seed: seed)
  guard let solution = try? GLPK.solve(model) else { return }
  let capacity = model.rowBounds[row.index].upper
  let steps = try #require(
    try model.priceSteps(
      moving: [(row, 1)], within: -capacity...40, at: solution, using: GLPK.solve))
  func optimum(_ distance: Double) -> Double? {
    try? GLPK.solve(model.moving([(row, 1)], by: distance)).objective
  }
  /// Whether the optimum follows a price from one move to another.
  func expect(_ step: PriceSteps.Step, isBelow: Bool) throws {
    let start = try #require(optimum(step.from))
    for share in [0.0, 0.2, 0.5, 0.9, 1] {
      let distance = step.from + share * (step.to - step.from)
      let found = try #require(optimum(distance))
      #expect(abs(found - start - step.price * (distance - step.from)) < 1e-6)
    }
    let beyond = 1e-3
    if isBelow && step.from > -capacity + 1e-9, let less = optimum(step.from - beyond) {
      #expect(start - less > (step.price + 1e-4) * beyond)
    }
    if !isBelow && step.to < 40, let more = optimum(step.to + beyond) {
      let end = try #require(optimum(step.to))
      #expect(more - end < (step.price - 1e-4) * beyond)
    }
  }
  if let below = steps.below {
    try expect(below, isBelow: true)
    #expect(below.to >= 0)
  } else if capacity > 1e-3 {
    #expect(optimum(-1e-3) == nil)
  }
  let above = try #require(steps.above)
  try expect(above, isBelow: false)
  if steps.below != steps.above {
    #expect(above.from == 0)
    if let below = steps.below { #expect(below.price > above.price && below.to == 0) }
  }
  // What the solver reports lies between.
  #expect(solution.shadowPrice(of: row) >= above.price - 1e-9)
  #expect(solution.shadowPrice(of: row) <= (steps.below?.price ?? .infinity) + 1e-9)
}

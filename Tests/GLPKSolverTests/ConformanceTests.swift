import GLPKSolver
import LinearProgramming
import Testing

/// A named linear program and what must come out of it.
///
/// The optimum and the dual values are unique in every case that states them; so are the values.
private struct Conformance: Sendable, CustomTestStringConvertible {
  var testDescription: String
  var model: LinearModel
  var error: LinearSolverError?
  var objective = 0.0
  var values: [Double]?
  var shadowPrices: [Double]?
  var reducedCosts: [Double]?

  /// Describes a program by its numbers, in the words of a textbook.
  init(
    _ name: String, _ sense: LinearModel.Sense, _ objective: [Double],
    in bounds: [LinearModel.Bounds], rows: [([Double], LinearModel.Bounds)] = [],
    throws error: LinearSolverError
  ) {
    testDescription = name
    model = LinearModel(sense)
    let variables = zip(objective, bounds).map { model.addVariable(objective: $0, in: $1) }
    for (row, bounds) in rows { _ = model.addRow(zip(variables, row).map { ($0, $1) }, in: bounds) }
    self.error = error
  }

  init(
    _ name: String, _ sense: LinearModel.Sense, _ objective: [Double],
    in bounds: [LinearModel.Bounds], rows: [([Double], LinearModel.Bounds)] = [],
    optimum: Double, values: [Double]? = nil, shadowPrices: [Double]? = nil,
    reducedCosts: [Double]? = nil
  ) {
    self.init(name, sense, objective, in: bounds, rows: rows, throws: .infeasible)
    error = nil
    self.objective = optimum
    self.values = values
    self.shadowPrices = shadowPrices
    self.reducedCosts = reducedCosts
  }
}

private let positive = LinearModel.Bounds.atLeast(0)

private let conformance: [Conformance] = [
  .init(
    "furniture", .maximise, [70, 50], in: [positive, positive],
    rows: [([4, 3], .atMost(240)), ([2, 1], .atMost(100))],
    optimum: 4100, values: [30, 40], shadowPrices: [15, 5], reducedCosts: [0, 0]),
  .init(
    "three variables, one idle row", .maximise, [1, 9, 1], in: [positive, positive, positive],
    rows: [([1, 2, 3], .atMost(9)), ([3, 2, 2], .atMost(15))],
    optimum: 40.5, values: [0, 4.5, 0], shadowPrices: [4.5, 0], reducedCosts: [-3.5, 0, -12.5]),
  .init(
    "diet: at least, minimised", .minimise, [2, 3], in: [positive, positive],
    rows: [([1, 1], .atLeast(4)), ([1, 3], .atLeast(6))],
    optimum: 9, values: [3, 1], shadowPrices: [1.5, 0.5], reducedCosts: [0, 0]),
  .init(
    "at least, maximised: the price is negative", .maximise, [-2, -3], in: [positive, positive],
    rows: [([1, 1], .atLeast(4)), ([1, 3], .atLeast(6))],
    optimum: -9, values: [3, 1], shadowPrices: [-1.5, -0.5], reducedCosts: [0, 0]),
  .init(
    "at most, minimised: the price is negative", .minimise, [-3, -2], in: [positive, positive],
    rows: [([1, 1], .atMost(4))],
    optimum: -12, values: [4, 0], shadowPrices: [-3], reducedCosts: [0, 1]),
  .init(
    "reduced costs at upper and lower bounds", .maximise, [2, -1], in: [.init(0, 3), .init(1, 5)],
    rows: [([1, 1], .atMost(100))],
    optimum: 5, values: [3, 1], shadowPrices: [0], reducedCosts: [2, -1]),
  .init(
    "equality row", .minimise, [1, 2], in: [positive, positive],
    rows: [([1, 1], .exactly(10)), ([1, 0], .atMost(6))],
    optimum: 14, values: [6, 4], shadowPrices: [2, -1], reducedCosts: [0, 0]),
  .init(
    "row with two bounds", .minimise, [1], in: [.free], rows: [([2], .init(-6, 8))],
    optimum: -3, values: [-3], shadowPrices: [0.5], reducedCosts: [0]),
  .init(
    "fixed variable", .maximise, [5, 1], in: [.exactly(2), positive],
    rows: [([1, 1], .atMost(3))],
    optimum: 11, values: [2, 1], shadowPrices: [1], reducedCosts: [4, 0]),
  .init(
    "free variable", .minimise, [1, 1], in: [.free, positive],
    rows: [([1, -1], .atLeast(-5)), ([1, 2], .atLeast(1))],
    optimum: -1, values: [-3, 2], shadowPrices: [1.0 / 3, 2.0 / 3], reducedCosts: [0, 0]),
  .init(
    "degenerate: three rows through one point", .maximise, [1, 1], in: [positive, positive],
    rows: [([1, 0], .atMost(1)), ([0, 1], .atMost(1)), ([1, 1], .atMost(2))],
    optimum: 2, values: [1, 1]),
  .init(
    "Beale's cycling example", .minimise, [-0.75, 150, -0.02, 6],
    in: [positive, positive, .init(0, 1), positive],
    rows: [([0.25, -60, -0.04, 9], .atMost(0)), ([0.5, -90, -0.02, 3], .atMost(0))],
    optimum: -0.05, values: [0.04, 0, 1, 0]),
  .init(
    "many optima", .maximise, [1, 1], in: [positive, positive], rows: [([1, 1], .atMost(1))],
    optimum: 1, shadowPrices: [1], reducedCosts: [0, 0]),
  .init(
    "Klee-Minty cube", .maximise, [100, 10, 1], in: [positive, positive, positive],
    rows: [
      ([1, 0, 0], .atMost(1)), ([20, 1, 0], .atMost(100)), ([200, 20, 1], .atMost(10_000)),
    ],
    optimum: 10_000, values: [0, 0, 10_000], shadowPrices: [0, 0, 1],
    reducedCosts: [-100, -10, 0]),
  .init("empty", .maximise, [], in: [], optimum: 0, values: [], shadowPrices: []),
  .init(
    "rows without variables", .minimise, [], in: [], rows: [([], .init(-1, 1))],
    optimum: 0, values: [], shadowPrices: [0]),
  .init(
    "variables without rows", .maximise, [3, -2, 0], in: [.init(0, 4), .init(1, 2), .exactly(7)],
    optimum: 10, values: [4, 1, 7], shadowPrices: [], reducedCosts: [3, -2, 0]),
  .init(
    "explicit zeros: an empty row and an empty column", .maximise, [1, 1],
    in: [.init(0, 1), .init(0, 2)], rows: [([0, 0], .exactly(0)), ([0, 1], .atMost(1))],
    optimum: 2, values: [1, 1], reducedCosts: [1, 0]),
  .init(
    "no objective", .minimise, [0, 0], in: [positive, positive], rows: [([1, 1], .exactly(3))],
    optimum: 0, shadowPrices: [0], reducedCosts: [0, 0]),
  .init(
    "small and large numbers", .maximise, [1e6, 2e6], in: [.init(0, 1e-3), .init(0, 1e7)],
    rows: [([1e3, 1e-4], .atMost(1))],
    optimum: 2e10, values: [0, 1e4], shadowPrices: [2e10], reducedCosts: [1e6 - 2e13, 0]),

  .init(
    "contradicting rows", .maximise, [1], in: [positive],
    rows: [([1], .atMost(1)), ([1], .atLeast(2))], throws: .infeasible),
  .init(
    "row beyond its variables", .minimise, [1, 1], in: [.init(0, 1), .init(0, 1)],
    rows: [([1, 1], .atLeast(3))], throws: .infeasible),
  .init(
    "impossible empty row", .minimise, [1], in: [.init(0, 1)], rows: [([0], .atLeast(1))],
    throws: .infeasible),
  .init(
    "impossible row without variables", .minimise, [], in: [], rows: [([], .exactly(1))],
    throws: .infeasible),
  .init(
    "infeasible, and unbounded but for that", .maximise, [1, 0], in: [positive, positive],
    rows: [([0, 1], .atMost(-1))], throws: .infeasible),
  .init(
    "nothing in the way", .maximise, [1, 1], in: [positive, positive],
    rows: [([1, -1], .atMost(1))], throws: .unbounded),
  .init(
    "free variable without a bound", .minimise, [1], in: [.free], rows: [([1], .atMost(1))],
    throws: .unbounded),
  .init("unbounded without rows", .maximise, [1], in: [positive], throws: .unbounded),
]

@Test(arguments: conformance)
private func `GLPK finds the known result`(of expected: Conformance) throws {
  if let error = expected.error {
    #expect(throws: error) { try GLPK.solve(expected.model) }
    return
  }
  let solution = try GLPK.solve(expected.model)
  let scale = max(1, abs(expected.objective))
  #expect(abs(solution.objective - expected.objective) <= 1e-9 * scale)
  expectClose(solution.values, expected.values)
  expectClose(solution.shadowPrices, expected.shadowPrices)
  expectClose(solution.reducedCosts, expected.reducedCosts)
  let check = OptimalityCheck(of: solution, for: expected.model)
  #expect(check.holds(), "\(check)")
}

private func expectClose(
  _ found: [Double], _ expected: [Double]?, sourceLocation: SourceLocation = #_sourceLocation
) {
  guard let expected else { return }
  let isClose =
    found.count == expected.count
    && zip(found, expected).allSatisfy { abs($0 - $1) <= 1e-9 * max(1, abs($1)) }
  #expect(isClose, "\(found) is not \(expected)", sourceLocation: sourceLocation)
}

@Test func `a solution is read by the handles of its model`() throws {
  var model = LinearModel(.maximise)
  let x = model.addVariable(objective: 3, in: .init(0, 10))
  let row = model.addRow([(x, 1.0)], in: .atMost(4))
  let solve: LinearSolver = GLPK.solve
  let solution = try solve(model)
  #expect(solution.value(of: x) == 4)
  #expect(solution.shadowPrice(of: row) == 3)
  #expect(solution.activities == [4])
}

@Test func `zeros are never negative`() throws {
  var model = LinearModel(.maximise)
  let x = model.addVariable(objective: -1, in: .init(-0.0, 1))
  _ = model.addRow([(x, -1.0)], in: .atLeast(-1))
  let solution = try GLPK.solve(model)
  let numbers =
    [solution.objective] + solution.values + solution.activities + solution.shadowPrices
  #expect(numbers.allSatisfy { $0 == 0 && $0.sign == .plus })
}

@Test func `the library in use is GLPK 4.65 or later`() {
  let version = GLPK.version.split(separator: ".").compactMap { Int($0) }
  #expect(version.lexicographicallyPrecedes([4, 65]) == false)
}

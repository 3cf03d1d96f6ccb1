import LinearProgramming
import Testing

/// max 70 tables + 50 chairs; carpentry 4 t + 3 c <= 240 hours, painting 2 t + c <= 100 hours.
private let furniture = {
  var model = LinearModel(.maximise)
  let tables = model.addVariable(objective: 70, in: .atLeast(0))
  let chairs = model.addVariable(objective: 50, in: .atLeast(0))
  _ = model.addRow([(tables, 4.0), (chairs, 3.0)], in: .atMost(240))
  _ = model.addRow([(tables, 2.0), (chairs, 1.0)], in: .atMost(100))
  return model
}()

private func furnitureSolution(
  objective: Double = 4100, values: [Double] = [30, 40], activities: [Double] = [240, 100],
  shadowPrices: [Double] = [15, 5], reducedCosts: [Double] = [0, 0]
) -> LinearSolution {
  LinearSolution(
    objective: objective, values: values, activities: activities, shadowPrices: shadowPrices,
    reducedCosts: reducedCosts)
}

private func check(_ solution: LinearSolution) -> OptimalityCheck {
  OptimalityCheck(of: solution, for: furniture)
}

@Test func `an optimal solution has no violation at all`() {
  let check = check(furnitureSolution())
  #expect(check.holds(within: 0))
  #expect(check.primalInfeasibility == 0)
  #expect(check.dualInfeasibility == 0)
  #expect(check.slacknessViolation == 0)
  #expect(check.dualityGap == 0)
}

@Test func `a value beyond a bound is primal infeasible`() {
  // One more table needs 2 hours of painting too many, of 102 = 2 * 31 + 40 that are added up, and
  // 4 hours of carpentry of 244, which is less.
  let check = check(
    furnitureSolution(objective: 4170, values: [31, 40], activities: [244, 102]))
  #expect(check.primalInfeasibility == 2.0 / 102)
  #expect(!check.holds())
}

@Test func `an activity that is not the sum of its terms is primal infeasible`() {
  #expect(check(furnitureSolution(activities: [239, 100])).primalInfeasibility == 1.0 / 240)
}

@Test func `a price of the wrong sign is dual infeasible`() {
  // 70 = 4 * 20 + 2 * -5 and 50 = 3 * 20 - 10 * 1: consistent, but painting would cost money.
  let check = check(furnitureSolution(shadowPrices: [20, -5], reducedCosts: [0, -5]))
  #expect(check.dualInfeasibility == 5.0 / 70)
  #expect(!check.holds())
}

@Test func `a reduced cost that prices do not explain is dual infeasible`() {
  let check = check(furnitureSolution(reducedCosts: [-1e-6, 0]))
  #expect(check.dualInfeasibility > 1e-9)
  #expect(!check.holds())
}

@Test func `a feasible solution that is not optimal violates complementary slackness`() {
  // No chairs: 50 tables use up the paint shop, while 40 hours of carpentry at 15 lie idle.
  let check = check(
    furnitureSolution(objective: 3500, values: [50, 0], activities: [200, 100]))
  #expect(check.primalInfeasibility == 0)
  #expect(check.dualInfeasibility == 0)
  #expect(check.slacknessViolation == 600.0 / 3500)
  #expect(check.dualityGap == 600.0 / 3500)
}

@Test func `an objective that is not the sum of its terms opens the gap`() {
  #expect(check(furnitureSolution(objective: 4101)).dualityGap == 1.0 / 4101)
}

@Test func `an error in any one number is noticed`() {
  let error = 1e-5
  let wrong = [
    furnitureSolution(objective: 4100 + error),
    furnitureSolution(values: [30 + error, 40]), furnitureSolution(values: [30, 40 - error]),
    furnitureSolution(activities: [240 - error, 100]),
    furnitureSolution(activities: [240, 100 + error]),
    furnitureSolution(shadowPrices: [15 + error, 5]),
    furnitureSolution(shadowPrices: [15, 5 - error]),
    furnitureSolution(reducedCosts: [error, 0]), furnitureSolution(reducedCosts: [0, -error]),
  ]
  for solution in wrong { #expect(!check(solution).holds(), "\(solution)") }
}

@Test(arguments: [Double.nan, .infinity, -.infinity])
func `a solution with a number that is not finite never passes`(number: Double) {
  let wrong = [
    furnitureSolution(objective: number), furnitureSolution(values: [30, number]),
    furnitureSolution(activities: [number, 100]), furnitureSolution(shadowPrices: [15, number]),
    furnitureSolution(reducedCosts: [number, 0]),
  ]
  for solution in wrong { #expect(!check(solution).holds(within: 1e9), "\(solution)") }
}

@Test(arguments: [LinearModel.Sense.maximise, .minimise])
func `the sign of a price says which bound binds, in both senses`(sense: LinearModel.Sense) {
  // One variable between 1 and 2 whose row is itself; the price sits on the variable or on the row.
  let pushes = sense == .maximise ? 2.0 : 1.0
  for (cost, optimum) in [(1.0, pushes), (-1.0, 3 - pushes)] {
    var bounded = LinearModel(sense)
    let x = bounded.addVariable(objective: cost, in: .init(1, 2))
    _ = bounded.addRow([(x, 1.0)], in: .free)
    var constrained = LinearModel(sense)
    let y = constrained.addVariable(objective: cost, in: .free)
    _ = constrained.addRow([(y, 1.0)], in: .init(1, 2))
    func solution(at value: Double, row: Double, variable: Double) -> LinearSolution {
      LinearSolution(
        objective: cost * value, values: [value], activities: [value], shadowPrices: [row],
        reducedCosts: [variable])
    }
    for value in [1.0, 2.0] {
      let ofVariable = OptimalityCheck(
        of: solution(at: value, row: 0, variable: cost), for: bounded)
      let ofRow = OptimalityCheck(of: solution(at: value, row: cost, variable: 0), for: constrained)
      #expect(ofVariable.holds(within: 0) == (value == optimum))
      #expect(ofRow.holds(within: 0) == (value == optimum))
    }
  }
}

@Test func `a solution of another model is refused`() async {
  await #expect(processExitsWith: .failure) {
    let empty = LinearSolution(
      objective: 0, values: [], activities: [], shadowPrices: [], reducedCosts: [])
    var model = LinearModel(.maximise)
    _ = model.addVariable(objective: 1, in: .free)
    _ = OptimalityCheck(of: empty, for: model)
  }
}

import LinearProgramming
import Testing

@testable import GLPKSolver

/// A knapsack of several rows whose variables are 0 or 1, and one that is any number.
private struct Knapsack {
  let worth: [Double]
  let weights: [[Double]]
  let room: [Double]

  init(seed: UInt64, items: Int) {
    var state = seed
    func next() -> Double {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Double(state >> 40) / Double(1 << 24)
    }
    worth = (0..<items).map { _ in 1 + 9 * next() }
    weights = (0..<2).map { _ in (0..<items).map { _ in 1 + 4 * next() } }
    room = weights.map { 0.4 * $0.reduce(0, +) }
  }

  var model: IntegerModel {
    var model = LinearModel(.maximise)
    let items = worth.map { model.addVariable(objective: $0, in: LinearModel.Bounds(0, 1)) }
    let extra = model.addVariable(objective: 0.1, in: .atLeast(0))
    for (row, room) in zip(weights, room) {
      _ = model.addRow(
        zip(items, row).map { ($0, $1) } + [(extra, 1)], in: .atMost(room))
    }
    return IntegerModel(model, wholeVariables: items)
  }

  /// The best of all choices.
  var best: Double {
    (0..<(1 << worth.count)).reduce(0) { best, choice in
      let taken = worth.indices.filter { choice >> $0 & 1 == 1 }
      let left = zip(weights, room).map { row, room in taken.reduce(room) { $0 - row[$1] } }
      guard let least = left.min(), least >= 0 else { return best }
      return max(best, taken.reduce(0.1 * least) { $0 + worth[$1] })
    }
  }
}

struct IntegerTests {
  @Test(arguments: 0..<20)
  func `the best whole numbers are those of an enumeration`(seed: UInt64) throws {
    let knapsack = Knapsack(seed: seed, items: 12)
    let solution = try GLPK.solve(knapsack.model, nodeLimit: 100_000)
    #expect(abs(solution.objective - knapsack.best) < 1e-6)
    #expect(abs(solution.bound - knapsack.best) < 1e-6)
    #expect(solution.values.prefix(12).allSatisfy { $0 == 0 || $0 == 1 })
  }

  @Test(arguments: 0..<20)
  func `a search that ends early bounds the best from above`(seed: UInt64) {
    let knapsack = Knapsack(seed: seed, items: 14)
    for limit in [1, 2, 5, 20] {
      do throws(LinearSolverError) {
        let solution = try GLPK.solve(knapsack.model, nodeLimit: limit)
        #expect(solution.objective <= knapsack.best + 1e-6)
        #expect(solution.bound >= knapsack.best - 1e-6)
        let again = try GLPK.solve(knapsack.model, nodeLimit: limit)
        #expect(again == solution)
      } catch {
        guard case .undecided = error else {
          Issue.record("\(error)")
          return
        }
      }
    }
  }

  @Test func `whole numbers that can't be are infeasible`() {
    var model = LinearModel(.minimise)
    let number = model.addVariable(objective: 1, in: LinearModel.Bounds(0, 3))
    _ = model.addRow([(number, 1)], in: LinearModel.Bounds(1.2, 1.8))
    let program = IntegerModel(model, wholeVariables: [number])
    #expect(throws: LinearSolverError.infeasible) { try GLPK.solve(program, nodeLimit: 100) }
  }

  @Test func `what is made small is bounded from below`() throws {
    var model = LinearModel(.minimise)
    let number = model.addVariable(objective: 2, in: LinearModel.Bounds(0, 9))
    _ = model.addRow([(number, 1)], in: .atLeast(2.5))
    let solution = try GLPK.solve(
      IntegerModel(model, wholeVariables: [number]), nodeLimit: 100)
    #expect(solution.objective == 6 && solution.bound == 6 && solution.values == [3])
  }
}

import GLPKSolver
import LinearProgramming
import Testing

/// A program like that of one KAM: knapsack and a reserve, with variables of falling worth in groups.
private struct Knapsack {
  var objective: [Double] = []
  var variableBounds: [LinearModel.Bounds] = []
  var rowBounds: [LinearModel.Bounds] = []

  init(_ random: inout SplitMix64) {
    for _ in 0..<35 {
      var slope = Double.random(in: 10...1_000, using: &random)
      for _ in 0..<8 {
        slope *= Double.random(in: 0.5...0.95, using: &random)
        objective.append(slope)
        let least = Double.random(in: 0...1, using: &random) < 0.1 ? 0.2 : 0
        variableBounds.append(.init(least, Double.random(in: 0.2...2, using: &random)))
      }
    }
    rowBounds = [
      .atMost(Double.random(in: 10...150, using: &random)),
      .init(Double.random(in: -1...20, using: &random), Double.random(in: 20...60, using: &random)),
    ]
  }

  var model: LinearModel {
    var model = LinearModel(.maximise)
    let variables = zip(objective, variableBounds).map { model.addVariable(objective: $0, in: $1) }
    _ = model.addRow(variables.map { ($0, 1) }, in: rowBounds[0])
    _ = model.addRow(
      variables.enumerated().filter { $0.offset % 3 == 0 }.map { ($0.element, 1) }, in: rowBounds[1]
    )
    return model
  }
}

/// How a session fails; `nil` if it does not.
private func failure(of session: inout GLPKSession) -> LinearSolverError? {
  do throws(LinearSolverError) {
    _ = try session.solve()
    return nil
  } catch {
    return error
  }
}

@Test(arguments: 1...20 as ClosedRange<UInt64>)
func `solving again from the last basis agrees with solving from scratch`(seed: UInt64) throws {
  var random = SplitMix64(state: seed)
  try GLPK.withSession(for: Knapsack(&random).model) { session in
    for _ in 0..<40 {
      let next = Knapsack(&random)
      session.change(
        objective: next.objective, variableBounds: next.variableBounds, rowBounds: next.rowBounds)
      do {
        let cold = try GLPK.solve(next.model)
        let warm = try session.solve()
        #expect(abs(cold.objective - warm.objective) <= 1e-9 * max(1, abs(cold.objective)))
        #expect(OptimalityCheck(of: warm, for: next.model).holds())
      } catch LinearSolverError.infeasible {
        #expect(failure(of: &session) == .infeasible)
        #expect(throws: LinearSolverError.infeasible) { try GLPK.solve(next.model) }
      }
    }
  }
}

@Test(arguments: 1...60 as ClosedRange<UInt64>)
func `a session without changes gives the planted optimum each time`(seed: UInt64) throws {
  let planted = PlantedProgram(seed: seed)
  try GLPK.withSession(for: planted.model) { session in
    for _ in 0..<3 {
      let solution = try session.solve()
      let scale = max(1, abs(planted.solution.objective))
      #expect(abs(solution.objective - planted.solution.objective) <= 1e-9 * scale)
      #expect(OptimalityCheck(of: solution, for: planted.model).holds())
    }
  }
}

@Test func `a session goes on after bounds that nothing can keep`() throws {
  var model = LinearModel(.maximise)
  let x = model.addVariable(objective: 3, in: .init(0, 4))
  let y = model.addVariable(objective: 2, in: .init(0, 4))
  _ = model.addRow([(x, 1), (y, 1)], in: .atMost(5))
  try GLPK.withSession(for: model) { session in
    let first = try session.solve()
    #expect(first.objective == 14)
    session.change(rowBounds: [.atLeast(9)])
    #expect(failure(of: &session) == .infeasible)
    session.change(rowBounds: [.atMost(6)])
    let second = try session.solve()
    #expect(second.values == [4, 2])
    session.change(objective: [1, 2], variableBounds: [.init(0, 4), .exactly(1)])
    let third = try session.solve()
    #expect(third.values == [4, 1])
  }
}

@Test func `a session refuses numbers that are not finite, and goes on`() throws {
  let model = PlantedProgram(seed: 3).model
  try GLPK.withSession(for: model) { session in
    let first = try session.solve()
    session.change(objective: model.objective.map { _ in .nan })
    #expect(failure(of: &session) == .undecided("objective is not finite at column 0"))
    session.change(objective: model.objective)
    let last = try session.solve()
    #expect(last.objective == first.objective)
  }
}

@Test func `solves and sessions inside a session do not disturb it`() throws {
  let models = (UInt64(1)...20).map { PlantedProgram(seed: $0).model }
  try GLPK.withSession(for: models[0]) { outer in
    let first = try outer.solve()
    for model in models {
      let cold = try GLPK.solve(model)
      let warm = try GLPK.withSession(for: model) { try $0.solve() }
      #expect(warm == cold)
      let again = try outer.solve()
      #expect(again.objective == first.objective)
    }
  }
}

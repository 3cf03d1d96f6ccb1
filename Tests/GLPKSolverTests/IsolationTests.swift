import Dispatch
import GLPKSolver
import LinearProgramming
import Synchronization
import Testing

@Test func `400 concurrent solves agree bit for bit with serial ones`() throws {
  let models = (UInt64(1)...400).map { PlantedProgram(seed: $0).model }
  let serial = try models.map { try GLPK.solve($0) }
  let concurrent = Mutex([LinearSolution?](repeating: nil, count: models.count))
  DispatchQueue.concurrentPerform(iterations: models.count) { index in
    let solution = try? GLPK.solve(models[index])
    concurrent.withLock { $0[index] = solution }
  }
  #expect(concurrent.withLock { $0 } == serial)
}

@Test func `a solve leaves nothing behind that the next one could notice`() throws {
  let model = PlantedProgram(seed: 7).model
  let first = try GLPK.solve(model)
  var impossible = LinearModel(.maximise)
  _ = impossible.addRow([], in: .exactly(1))
  #expect(throws: LinearSolverError.infeasible) { try GLPK.solve(impossible) }
  #expect(throws: LinearSolverError.self) { try GLPK.solve(overflowing()) }
  #expect(try GLPK.solve(model) == first)
}

@Test func `numbers too large to compute with are an error, not an answer`() throws {
  #expect(throws: LinearSolverError.self) { try GLPK.solve(overflowing()) }
}

/// Finite numbers whose products are not.
private func overflowing() -> LinearModel {
  var model = LinearModel(.maximise)
  let x = model.addVariable(objective: 1e300, in: .init(0, 1e300))
  let y = model.addVariable(objective: 1e300, in: .init(0, 1e300))
  _ = model.addRow([(x, 1e300), (y, -1e300)], in: .atMost(1e300))
  return model
}

@Test func `nothing is printed`() async {
  let result = await #expect(
    processExitsWith: .success,
    observing: [\.standardOutputContent, \.standardErrorContent]
  ) {
    for seed in UInt64(1)...20 { _ = try GLPK.solve(PlantedProgram(seed: seed).model) }
    _ = try? GLPK.solve(overflowing())
  }
  #expect(result?.standardOutputContent.isEmpty == true)
  #expect(result?.standardErrorContent.isEmpty == true)
}

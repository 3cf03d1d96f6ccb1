import Testing

@testable import LinearProgramming

@Test func `handles count from zero and the model keeps what was added`() {
  var model = LinearModel(.maximise)
  let x = model.addVariable(objective: 3, in: .init(0, 10))
  let y = model.addVariable(objective: -1, in: .free)
  let row = model.addRow([(x, 1.0), (y, 2.0)], in: .atMost(4))
  #expect([x.index, y.index, row.index] == [0, 1, 0])
  #expect(model.objective == [3, -1])
  #expect(model.variableBounds == [.init(0, 10), .init(-.infinity, .infinity)])
  #expect(model.rowBounds == [.init(-.infinity, 4)])
  #expect(
    model.rowTerms == [[.init(variable: x, coefficient: 1), .init(variable: y, coefficient: 2)]])
}

@Test func `terms of one variable are added up and sorted by variable`() {
  var model = LinearModel(.minimise)
  let x = model.addVariable(objective: 0, in: .free)
  let y = model.addVariable(objective: 0, in: .free)
  _ = model.addRow([(y, 2.0), (x, 1.0), (y, 0.5), (y, -4)], in: .exactly(1))
  #expect(
    model.rowTerms == [[.init(variable: x, coefficient: 1), .init(variable: y, coefficient: -1.5)]])
}

@Test func `the order of terms does not change a single bit`() {
  var model = LinearModel(.minimise)
  let x = model.addVariable(objective: 0, in: .free)
  let y = model.addVariable(objective: 0, in: .free)
  // (0.1 + 0.2) + 0.3 and 0.1 + (0.2 + 0.3) differ in their last bit.
  _ = model.addRow([(x, 0.1), (x, 0.2), (x, 0.3), (y, 1)], in: .free)
  _ = model.addRow([(x, 0.2), (y, 1), (x, 0.3), (x, 0.1)], in: .free)
  #expect(model.rowTerms[0] == model.rowTerms[1])
}

@Test func `a row of many terms is added quickly, and a row may be empty`() {
  var model = LinearModel(.minimise)
  let variables = (0..<100_000).map { _ in model.addVariable(objective: 0, in: .free) }
  _ = model.addRow(variables.reversed().map { ($0, 1.0) }, in: .free)
  _ = model.addRow([], in: .exactly(0))
  #expect(model.rowTerms[0].map(\.variable) == variables)
  #expect(model.rowTerms[1].isEmpty)
}

@Test func `bounds refuse what is no interval`() async {
  await #expect(processExitsWith: .failure) { _ = LinearModel.Bounds(1, 0) }
  await #expect(processExitsWith: .failure) { _ = LinearModel.Bounds(.nan, 0) }
  await #expect(processExitsWith: .failure) { _ = LinearModel.Bounds(0, .nan) }
  await #expect(processExitsWith: .failure) { _ = LinearModel.Bounds.atLeast(.infinity) }
  await #expect(processExitsWith: .failure) { _ = LinearModel.Bounds.atMost(-.infinity) }
}

@Test func `a model refuses numbers that are not finite`() async {
  await #expect(processExitsWith: .failure) {
    var model = LinearModel(.maximise)
    _ = model.addVariable(objective: .nan, in: .free)
  }
  await #expect(processExitsWith: .failure) {
    var model = LinearModel(.maximise)
    _ = model.addVariable(objective: .infinity, in: .free)
  }
  await #expect(processExitsWith: .failure) {
    var model = LinearModel(.maximise)
    let x = model.addVariable(objective: 1, in: .free)
    _ = model.addRow([(x, .nan)], in: .free)
  }
  await #expect(processExitsWith: .failure) {
    var model = LinearModel(.maximise)
    let x = model.addVariable(objective: 1, in: .free)
    _ = model.addRow([(x, 1e308), (x, 1e308)], in: .free)
  }
}

@Test func `a model refuses a variable that it does not have`() async {
  await #expect(processExitsWith: .failure) {
    var other = LinearModel(.maximise)
    let stranger = other.addVariable(objective: 1, in: .free)
    var model = LinearModel(.maximise)
    _ = model.addRow([(stranger, 1)], in: .free)
  }
}

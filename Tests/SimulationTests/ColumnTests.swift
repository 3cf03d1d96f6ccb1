import Testing

@testable import Simulation

private func elements(_ column: borrowing Column<Int>) -> [Int] {
  (0..<column.count).map { column[$0] }
}

@Test func `a column grows and keeps its elements`() {
  var column = Column<Int>()
  for element in 0..<10_000 { column.append(element * element) }
  let kept = elements(column)
  #expect(kept == (0..<10_000).map { $0 * $0 })
}

@Test func `a column that forgot its elements starts anew`() {
  var column = Column<Int>()
  for element in 0..<100 { column.append(element) }
  column.removeAll()
  let none = column.count
  #expect(none == 0)
  column.append(7)
  column.append(8)
  column.append(9)
  column.removeLast()
  column[0] = 5
  let kept = elements(column)
  #expect(kept == [5, 8])
}

@Test(arguments: [0, 1, 63, 64, 65, 5_000])
func `a filled column has as many equal elements as asked`(count: Int) {
  var column = Column<Int>()
  for element in 0..<70 { column.append(element) }
  column.fill(3, count: count)
  column.append(4)
  let kept = elements(column)
  #expect(kept == Array(repeating: 3, count: count) + [4])
}

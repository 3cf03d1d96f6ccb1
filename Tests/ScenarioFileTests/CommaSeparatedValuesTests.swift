import Testing

@testable import ScenarioFile

struct CommaSeparatedValuesTests {
  private func texts(_ text: String) -> [[String]] {
    CommaSeparatedValues(text).records.map { $0.map(\.text) }
  }

  @Test(arguments: ["a,b\nc,d\n", "a,b\r\nc,d\r\n", "a,b\rc,d", "\n\na,b\n  \nc,d\n,\n"])
  func `lines end in any way and blank ones are no records`(_ text: String) {
    #expect(texts(text) == [["a", "b"], ["c", "d"]])
  }

  @Test func `quoted fields hold separators, quotes and line ends`() {
    #expect(
      texts("a,b\n\"x, \"\"y\"\"\",\"one\r\ntwo\"\n")
        == [["a", "b"], ["x, \"y\"", "one\ntwo"]])
  }

  @Test func `the first line chooses the separator`() {
    #expect(texts("a;b\n1,5;2\n") == [["a", "b"], ["1,5", "2"]])
    #expect(texts("a,b\n1;5,2\n") == [["a", "b"], ["1;5", "2"]])
    #expect(texts("\"a;;\",b\n1,2\n") == [["a;;", "b"], ["1", "2"]])
  }

  @Test func `fields know where they begin`() {
    let records = CommaSeparatedValues("ä,\"x\r\ny\",b\r\nc,d,e").records
    #expect(records[0].map(\.line) == [1, 1, 2])
    #expect(records[0].map(\.column) == [1, 3, 4])
    #expect(records[1].map(\.line) == [3, 3, 3])
    #expect(records[1].map(\.column) == [1, 3, 5])
  }

  @Test func `a quote that never ends is reported where it opens`() {
    let values = CommaSeparatedValues("a,b\n1,\"2\n3,4\n")
    #expect(values.faults == [.init(reason: .unclosedQuote, line: 2, column: 3)])
    #expect(values.records.count == 1)
  }

  @Test func `a stray quote is reported once a field and spoils its record only`() {
    let values = CommaSeparatedValues("a,b\n5\" by 6\",\"x\"y\n\"z\" ,1\n")
    #expect(
      values.faults == [
        .init(reason: .strayQuote, line: 2, column: 2),
        .init(reason: .strayQuote, line: 2, column: 13),
      ])
    #expect(values.records.map(\.count) == [2, 2])
  }

  @Test func `an empty text has no records`() {
    #expect(CommaSeparatedValues("").records.isEmpty)
  }
}

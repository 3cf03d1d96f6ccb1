import Calendars
import Foundation
import Testing
import Workbooks

struct WorkbookTests {
  @Test func `the same workbook gives the same bytes`() throws {
    let first = try example().data()
    #expect(try example().data() == first)
    #expect(first.prefix(4) == Data([0x50, 0x4B, 3, 4]))
  }

  @Test func `the parts of the file state no time of the clock`() throws {
    let bytes = [UInt8](try example().data())
    let parts = bytes.indices.dropLast(14).filter { bytes[$0..<($0 + 4)] == [0x50, 0x4B, 3, 4] }
    #expect(parts.count > 10)
    for part in parts {
      // 00:00 on 1980-01-01, as zip files count.
      #expect(bytes[(part + 10)..<(part + 14)] == [0, 0, 0x21, 0])
    }
  }

  @Test func `workbooks are written at the same time`() async throws {
    let expected = try example().data()
    try await withThrowingTaskGroup(of: Data.self) { group in
      for _ in 0..<8 { group.addTask { try example().data() } }
      for try await data in group { #expect(data == expected) }
    }
  }

  @Test func `all that is wrong is told`() {
    let bad = Sheet.Table(
      name: "Bad",
      columns: [
        Sheet.Column("A", .integer),
        Sheet.Column("B", .integer, formula: "\(column: "C")+1"),
      ],
      rows: [[1, 2], [1], [1, 2, 3]])
    let chart = Sheet.Chart(
      title: "Chart", kind: .line, table: "Bad", categories: "A", series: [.init("Z")])
    var lost = chart
    lost.table = "Lost"
    let none = Sheet.Table(name: "bad", columns: [], rows: [])
    let book = workbook([.table(bad), .chart(chart), .chart(lost), .table(none)])
    let error = #expect(throws: WorkbookError.self) { try book.data() }
    #expect(
      error?.problems == [
        .cellCount(table: "Bad", row: 2, found: 1, expected: 2),
        .cellCount(table: "Bad", row: 3, found: 3, expected: 2),
        .noColumn(table: "Bad", column: "C"),
        .columnCount(table: "bad", found: 0), .tableTwice(table: "bad"),
        .noColumn(table: "Bad", column: "Z"),
        .noTable(chart: "Chart", table: "Lost"),
      ])
    #expect(error?.description.contains("Row 2 of table 'Bad' has 1 cells; it has 2") == true)
    let empty = Workbook(title: "", created: .first, sheets: [])
    let nothing = #expect(throws: WorkbookError.self) { try empty.data() }
    #expect(nothing?.problems == [.noSheets])
  }

  @Test func `more rows than Excel takes are refused`() {
    let row: [Cell?] = [nil]
    let table = Sheet.Table(
      name: "T", columns: [Sheet.Column("A")], rows: Array(repeating: row, count: 1_048_576))
    let error = #expect(throws: WorkbookError.self) { try workbook([.table(table)]).data() }
    #expect(error?.problems == [.tooManyRows(sheet: "Sheet", found: 1_048_577)])
  }

  @Test func `5000 rows of 14 columns take less than two seconds of a processor`() throws {
    let columns = (0..<14).map { Sheet.Column("Column \($0)", $0 < 4 ? .text : .decimal(1)) }
    let rows = (0..<5000).map { row in
      columns.indices.map { $0 < 4 ? Cell.text("Name \(row) \($0)") : .number(Double(row * $0)) }
    }
    let book = workbook([.table(Sheet.Table(name: "T", columns: columns, rows: rows))])
    let start = processorSeconds()
    let size = try book.data().count
    #expect(processorSeconds() - start < 2)
    #expect(size < 1_000_000)
  }

  /// The time that this thread has computed; other tests run beside it.
  private func processorSeconds() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }
}

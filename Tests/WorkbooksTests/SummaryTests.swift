import Testing
import Workbooks

/// What sheets have that sum up tables of other sheets.
@Suite(
  .enabled(
    if: Reader.isWanted, "openpyxl is not in .test-tools/venv: workbooks are not read back"))
struct SummaryTests {
  @Test func `general numbers keep the digits that they have`() throws {
    let numbers = [0.1, 1_234_567.125, -3, 1e-7]
    let table = Sheet.Table(
      name: "T", columns: [Sheet.Column("Value", .general, emphasis: .sign)],
      rows: numbers.map { [.number($0)] })
    let page = try ReadBack(workbook([.table(table)])).sheets[0]
    for (index, number) in numbers.enumerated() {
      #expect(page.cells["A\(index + 2)"] == .some(.number(number)))
      #expect(page.formats["A\(index + 2)"] == "General")
    }
  }

  @Test func `a lead is bold text over the width of a paragraph`() throws {
    let blocks: [Sheet.Block] = [.lead("=1+1"), .paragraph("Plain."), .table(texts(["x"]))]
    let page = try ReadBack(workbook(blocks)).sheets[0]
    #expect(page.cells["A1"] == "=1+1" && page.types["A1"] == "s")
    #expect(page.bold.contains("A1") && !page.bold.contains("A3"))
    #expect(page.merged.sorted() == ["A1:I1", "A3:I3"])
    // A row is left empty below each.
    #expect(page.tables.map(\.range) == ["A5:A6"])
  }

  @Test func `formulas read whole columns of other tables`() throws {
    let header = "[#]'s days"
    let days = Sheet.Table(
      name: "2 äx", columns: [Sheet.Column(header, .integer)], rows: [[1], [2]])
    let sum = Sheet.Table(
      name: "Sum",
      columns: [
        Sheet.Column("Sum", .integer, formula: "SUM(\(all: header, of: "2 äx"))+\(1)")
      ], rows: [[4]])
    let page = try ReadBack(workbook([.table(days), .table(sum)])).sheets[0]
    #expect(page.cells["A6"] == "=SUM(Table_2__x['['#']''s days])+(1.0)")
    #expect(page.types["A6"] == "f" && page.cached["A6"] == 4)
  }
}

struct WholeColumnTests {
  @Test func `whole columns that are not there are told`() {
    let table = Sheet.Table(
      name: "T",
      columns: [
        Sheet.Column("A", .integer, formula: "SUM(\(all: "A", of: "Lost"))"),
        Sheet.Column("B", .integer, formula: "SUM(\(all: "C", of: "T"))"),
      ], rows: [[1, 2]])
    let error = #expect(throws: WorkbookError.self) { try workbook([.table(table)]).data() }
    #expect(
      error?.problems == [
        .noColumn(table: "Lost", column: "A"), .noColumn(table: "T", column: "C"),
      ])
  }
}

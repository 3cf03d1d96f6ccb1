import Foundation
import Testing
import Workbooks

@testable import Reporting

struct ReportWorkbookTests {
  private func workbook(_ fixture: StudyFixture, plan: Bool = true) throws -> Workbook {
    ReportWorkbook(try fixture.result(plan: plan)).workbook
  }

  /// The workbook of a comparison of policies; names are hostile.
  private func comparison(scenarioCount: Int = 1) throws -> Workbook {
    let result = ScenarioResult(Provenance(name: "=1+1"), study: try study())
    return ReportWorkbook(
      SavedResult(Array(repeating: result, count: scenarioCount))
    ).workbook
  }

  private func texts(_ sheet: Sheet?) -> [String] {
    (sheet?.blocks ?? []).compactMap { block in
      switch block {
      case .title(let text), .heading(let text), .lead(let text), .paragraph(let text): text
      case .table, .chart: nil
      }
    }
  }

  @Test func `hostile names are whole, and text`() throws {
    let book = try comparison()
    let plan = try #require(book.table("Plan"))
    #expect(plan.cells("Account") == plan.cells("Name"))
    let accounts = plan.cells("Account").compactMap { cell in
      if case .text(let text) = cell { text } else { nil }
    }
    #expect(accounts.count == hostileNames.count && Set(accounts) == Set(hostileNames))
    #expect(plan.cells("KAM").contains(.text("=K,1")))
    #expect(texts(book.sheets.first).first == "=1+1")
    #expect(try book.data() == comparison().data())
  }

  @Test func `a result without a plan has no sheet of one, and says so`() throws {
    let fixture = StudyFixture(accounts: [.init(id: "A")])
    #expect(
      try workbook(fixture).sheets.map(\.name) == [
        "Decision", "Alternatives", "Plan", "Tiers", "Assumptions",
      ])
    let book = try workbook(fixture, plan: false)
    #expect(book.sheets.map(\.name) == ["Decision", "Alternatives", "Assumptions"])
    #expect(
      texts(book.sheets.first).contains("There is no sheet of a plan: the result has none."))
    #expect(try !book.data().isEmpty)
  }

  @Test func `no accounts make a workbook without a plan`() throws {
    let book = try workbook(StudyFixture())
    #expect(book.sheets.map(\.name) == ["Decision", "Alternatives", "Assumptions"])
    #expect(try !book.data().isEmpty)
  }

  @Test func `a KAM has its name, else its id, and no KAM is the pool`() throws {
    let fixture = StudyFixture(
      accounts: [
        .init(id: "A", kam: "K"), .init(id: "B", kam: "L"), .init(id: "C", kam: "new"),
        .init(id: "D", kam: "M"), .init(id: "E", kam: nil),
      ],
      seats: [
        .init(kam: "K", name: "Kaisa"), .init(kam: "L"), .init(kam: "M", name: ""),
      ])
    let book = try workbook(fixture)
    #expect(book.table("Plan")?.cells("KAM") == ["Kaisa", "L", "new", "M", "pool"])
    #expect(book.table("Team")?.cells("KAM") == ["Kaisa", "L", "M"])
  }

  @Test func `days of today that are assumed are told before the plan`() throws {
    func plan(_ isKnown: [Bool]) throws -> [Sheet.Block] {
      let accounts = isKnown.enumerated().map {
        StudyFixture.Account(id: "A\($0)", isTodayKnown: $1)
      }
      return try #require(
        workbook(StudyFixture(accounts: accounts)).sheets.first { $0.name == "Plan" }
      ).blocks
    }
    #expect(
      try plan([true, false, false])[1]
        == .lead(
          "Care days today are not given for 2 of 3 accounts; equal days of each KAM are assumed."))
    #expect(try plan([true, true, true]).count == 2)
  }

  @Test func `measures say of which time they are`() throws {
    let book = try comparison()
    let headers = book.tables.flatMap { $0.columns.map(\.header) }
    let measures = book.tables.filter { $0.name.hasPrefix("Key") }.flatMap { $0.cells("Measure") }
    for name in ["NRR, first year", "GRR, first year"] {
      #expect(headers.contains(name) && measures.contains(.text(name)))
    }
    #expect(headers.contains("Annual revenue lost in 1 year"))
    #expect(measures.contains("annual revenue lost in 1 year"))
    for name in headers where name.contains("RR") { #expect(name.contains("first year")) }
  }

  @Test func `several scenarios have sheets and tables of their own`() throws {
    let book = try comparison(scenarioCount: 2)
    #expect(
      book.sheets.map(\.name) == [
        "Decision", "Alternatives 1", "Plan 1", "Tiers 1", "Alternatives 2", "Plan 2", "Tiers 2",
        "Assumptions",
      ])
    let names = book.tables.map(\.name)
    #expect(Set(names).count == names.count)
    #expect(try !book.data().isEmpty)
  }
}

extension Workbook {
  fileprivate var tables: [Sheet.Table] {
    sheets.flatMap(\.blocks).compactMap { if case .table(let table) = $0 { table } else { nil } }
  }

  fileprivate func table(_ name: String) -> Sheet.Table? { tables.first { $0.name == name } }
}

extension Sheet.Table {
  /// The cells of a column; none where there is no such column.
  fileprivate func cells(_ header: String) -> [Cell?] {
    guard let index = columns.firstIndex(where: { $0.header == header }) else { return [] }
    return rows.map { $0[index] }
  }
}

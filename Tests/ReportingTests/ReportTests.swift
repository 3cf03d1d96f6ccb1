import Foundation
import GLPKSolver
import Testing

@testable import Reporting

struct CSVReportTests {
  @Test func `hostile names come back whole, defused where they are formulas`() throws {
    let report = CSVReport(try study())
    let plan = try #require(report.tables.last)
    #expect(plan.name == "plan.csv")
    let rows = records(plan.text)
    #expect(rows.count == 1 + 3 * hostileNames.count)
    #expect(rows.allSatisfy { $0.count == rows[0].count })
    let found = Set(rows.dropFirst().map { $0[1] })
    let formulas: [Unicode.Scalar] = ["=", "+", "-", "@", "\t", "\r", "\n"]
    let expected = hostileNames.map { name in
      name.unicodeScalars.first.map(formulas.contains) == true ? "'" + name : name
    }
    #expect(found == Set(expected))
    for name in ["=cmd|' /C calc'!A0", "+1+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1"] {
      #expect(found.contains("'" + name))
    }
  }

  @Test func `no field of any table begins like a formula unless it is a number`() throws {
    for table in CSVReport(try study()).tables {
      for cell in records(table.text).joined() where Double(cell) == nil {
        let first = cell.unicodeScalars.first
        #expect(!"=+-@\t\r\n".unicodeScalars.contains { $0 == first }, "\(table.name): \(cell)")
      }
    }
  }

  @Test func `trigger types and owners are defused too`() throws {
    let tables = CSVReport(try study()).tables
    #expect(tables[0].text.contains("\"eventsHandled.=visit,\"\"x\"\"\""))
    #expect(tables[2].text.contains("\"'=K,1\""))
  }

  @Test func `every line ends in CR LF`() throws {
    for table in CSVReport(try study()).tables {
      #expect(table.text.hasSuffix("\r\n"))
      #expect(!table.text.isEmpty)
    }
  }

  @Test func `the tables have the names that are promised`() throws {
    let names = ["metrics.csv", "comparisons.csv", "plan.csv"]
    #expect(CSVReport(try study()).tables.map(\.name) == names)
    let result = ScenarioResult(Provenance(name: "s"), study: try study())
    #expect(CSVReport([result]).tables.map(\.name) == names + ["forest.csv"])
    #expect(CSVReport([result, result]).tables.map(\.name) == ["forest.csv"])
    #expect(Set(CSVReport.names).isSuperset(of: names + ["forest.csv"]))
  }

  @Test func `numbers keep their full precision`() throws {
    let study = try study([.equal])
    let rows = records(CSVReport(study).tables[0].text)
    let outcome = study.alternatives[0].outcome
    let observed = outcome.observations(of: .revenueEnd).compactMap { $0 }
    let mean = try #require(Double(rows[3][2]))
    #expect(rows[3][1] == "revenueEnd")
    #expect(abs(mean - observed.reduce(0, +) / 8) <= 1e-12 * abs(mean))
    #expect(rows[3][2] == "\(mean)")
  }
}

struct SavedResultTests {
  private let provenance = Provenance(name: "s")

  @Test func `the same study gives the same bytes`() throws {
    let results = [ScenarioResult(provenance, study: try study())]
    #expect(try SavedResult(results).data() == SavedResult(results).data())
  }

  @Test func `what is saved is read again to the last byte`() throws {
    let study = try study()
    let results = [study, study].map { study in
      ScenarioResult(provenance, study: study) { study.course(of: $0, threads: 1) }
    }
    for count in 1...2 {
      let data = try SavedResult(Array(results.prefix(count))).data()
      #expect(try SavedResult(json: data).data() == data)
    }
  }

  @Test func `keys are sorted at every level`() throws {
    let data = try SavedResult(
      simulating: study([.equal]), course: nil, provenance: provenance
    ).data()
    let text = String(decoding: data, as: UTF8.self)
    // By depth, the last key seen; a brace begins a level of its own.
    var last: [Int: String] = [:]
    for line in text.split(separator: "\n") {
      let depth = line.prefix { $0 == " " }.count
      last = last.filter { $0.key <= depth }
      guard let match = line.firstMatch(of: #/^ *"((?:[^"\\]|\\.)*)" : /#) else {
        last[depth] = nil
        continue
      }
      let key = String(match.output.1)
      #expect(last[depth].map { $0 < key } ?? true, "\(key)")
      last[depth] = key
    }
    #expect(text.hasSuffix("}\n"))
  }

  @Test func `hostile names come back as they were`() throws {
    let data = try SavedResult(
      simulating: study([.equal]), course: nil, provenance: Provenance(name: "\"\u{0}</")
    ).data()
    let root = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
    #expect(root["scenario"] as? String == "\"\u{0}</")
    let studies = try #require(root["studies"] as? [[String: Any]])
    let alternatives = try #require(studies.first?["alternatives"] as? [[String: Any]])
    let plan = try #require(alternatives.first?["plan"] as? [[String: Any]])
    #expect(Set(plan.compactMap { $0["account"] as? String }) == Set(hostileNames))
    #expect(!data.contains(0x1B))
  }

  @Test func `a plan alone needs no simulation`() throws {
    let design = try study([.optimal]).design
    let report = SavedResult(
      try design.allocation(using: GLPK.solve), design: design, provenance: provenance)
    let text = String(decoding: try report.data(), as: UTF8.self)
    #expect(text.contains("\"kind\" : \"allocate\""))
    #expect(text.contains("\"metrics\" : {\n\n"))
  }
}

struct TextReportTests {
  private let plain = TextStyle(isColored: false)

  @Test func `hostile names stay inside their cells`() throws {
    let study = try study()
    let design = study.design
    let texts = [
      PolicyReport(study, title: "\u{1B}[2J\nx", style: plain).text.printed,
      SimulationReport(study, title: "\u{1B}[2J\nx", style: plain).text.printed,
      AssumptionReport(.builtIn, scenario: "\u{1B}[2J\nx", style: plain).text.printed,
      CheckReport(design, recipe: .builtIn, title: "\u{1B}[2J\nx", style: plain).text.printed,
      AllocationReport(
        try design.allocation(using: GLPK.solve), portfolio: design.portfolio, horizonYears: 3,
        title: "\u{1B}[2J\nx", accountLimit: 100, style: plain
      ).text.printed,
      ExplanationReport(
        of: Array(design.portfolio.accounts.indices),
        in: try design.allocation(using: GLPK.solve), portfolio: design.portfolio, horizonYears: 3,
        title: "\u{1B}[2J\nx", style: plain
      ).text.printed,
    ]
    for text in texts {
      #expect(text.hasPrefix("\u{FFFD}[2J\u{FFFD}x\n"))
      #expect(text.hasSuffix("\n") && !text.hasSuffix("\n\n"))
      for scalar in text.unicodeScalars where scalar != "\n" {
        #expect(scalar.properties.generalCategory != .control)
        #expect(scalar.properties.generalCategory != .format)
      }
    }
  }

  @Test func `colour adds no character but its codes`() throws {
    let study = try study()
    let colored = PolicyReport(study, title: "t", style: TextStyle(isColored: true)).text.printed
    let bare = colored.replacing(/\u{1B}\[\d+m/, with: "")
    #expect(colored != bare)
    #expect(bare == PolicyReport(study, title: "t", style: plain).text.printed)
  }

  @Test func `one policy alone is compared with nothing`() throws {
    let text = PolicyReport(try study([.equal]), title: "t", style: plain).text.printed
    #expect(!text.contains("Paired differences"))
    #expect(!text.contains("earns most"))
  }

  @Test func `a policy that repeats the baseline is the same, neither better, worse nor unclear`()
    throws
  {
    // One account per KAM: equal and value plan the same days and meet the same queue.
    let text = PolicyReport(try twins(), title: "t", style: plain).text.printed
    #expect(text.contains("\nAll policies earn the same here, in every simulated world.\n"))
    #expect(!text.contains("more replications"))
    #expect(text.contains("\n  value"))
    #expect(text.hasSuffix("  same\n"))
  }
}

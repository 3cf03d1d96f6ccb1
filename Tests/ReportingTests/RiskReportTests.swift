import Foundation
import GLPKSolver
import PortfolioModel
import Study
import Testing

@testable import Reporting

struct RiskReportTests {
  private let plain = TextStyle(isColored: false)

  private func risk(
    _ policies: [Policy] = [.equal, .optimal], request: RiskRequest = RiskRequest()
  ) throws -> RiskStudy {
    var design = try study(policies).design
    design.replications = 40
    return try RiskStudy(
      PolicyStudy(design, solver: GLPK.solve, threads: 2), request: request, using: GLPK.solve,
      threads: 2)
  }

  @Test func `hostile names stay inside their cells`() throws {
    let text = RiskReport(try risk(), title: "\u{1B}[2J\nx", style: plain).text.printed
    #expect(text.hasPrefix("\u{FFFD}[2J\u{FFFD}x\n"))
    #expect(text.hasSuffix("\n") && !text.hasSuffix("\n\n"))
    for scalar in text.unicodeScalars where scalar != "\n" {
      #expect(scalar.properties.generalCategory != .control)
      #expect(scalar.properties.generalCategory != .format)
    }
  }

  @Test func `colour adds no character but its codes`() throws {
    let study = try risk(request: RiskRequest(target: 0, requiredChance: 0.5))
    let colored = RiskReport(study, title: "t", style: TextStyle(isColored: true)).text.printed
    let bare = colored.replacing(/\u{1B}\[\d+m/, with: "")
    #expect(colored != bare)
    #expect(bare == RiskReport(study, title: "t", style: plain).text.printed)
  }

  @Test func `the histogram shows every world`() throws {
    let study = try risk([.equal])
    let text = RiskReport(study, title: "t", style: plain).text.printed
    let lines = text.split(separator: "\n").drop { !$0.hasPrefix("Where worlds end") }.dropFirst(3)
    let counts = lines.compactMap {
      $0.split(separator: " ").dropFirst(2).first.flatMap { Int($0) }
    }
    #expect(counts.count == study.histogram.binCount)
    #expect(counts.reduce(0, +) == 40)
    for (line, count) in zip(lines, counts) { #expect(line.contains("#") == (count > 0)) }
  }

  @Test func `every outcome is a row`() throws {
    let study = try risk()
    let table = try #require(CSVReport(study).tables.first)
    #expect(table.name == "outcomes.csv" && CSVReport(study).tables.count == 1)
    let rows = records(table.text)
    #expect(
      rows.first == [
        "policy", "replication", "netContribution", "grossMargin", "nrr", "churnedRevenue",
      ])
    #expect(rows.count == 1 + 2 * 40)
    #expect(
      rows.dropFirst().prefix(40).compactMap { Double($0[2]) } == study.outlooks[0].outcomes)
    #expect(rows.last?.prefix(2) == ["optimal", "40"])
  }
}

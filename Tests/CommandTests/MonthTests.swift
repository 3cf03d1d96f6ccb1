import Foundation
import Testing

struct MonthTests {
  private let folder: Folder

  init() throws {
    folder = try Folder()
    try folder.salkku("init", ".").expectSuccess()
  }

  @Test func `simulate tells what happens by month, in text, JSON and CSV`() throws {
    let run = try folder.salkku(
      "simulate", "scenario.yaml", "--months", "--replications", "20", "--json", "out.json",
      "--csv", "out")
    run.expectSuccess()
    let curve = /\nBy quarter\n  Net contribution by quarter [▁▂▃▄▅▆▇█]{12} 1 to 12\n/
    #expect(run.output.contains(curve))
    let document = try JSONValue(Data(contentsOf: folder.place("out.json")))
    let alternative = try #require(
      document["studies"]?.elements.first?["alternatives"]?.elements.first)
    for metric in ["grossMargin", "revenueEnd", "eventsMissed.inbound-request", "filledSeats"] {
      #expect(alternative["months"]?[metric]?.elements.count == 36, "\(metric)")
    }
    let won = alternative["months"]?["careWon"]?.elements.reduce(0) {
      $0 + ($1["mean"]?.number ?? .nan)
    }
    let total = try #require(alternative["metrics"]?["careWon"]?["mean"]?.number)
    #expect(abs((won ?? .nan) - total) <= 1e-9 * total)
    let rows = try folder.text("out/months.csv").split(separator: "\r\n")
    #expect(rows[0] == "alternative,month,metric,mean,halfWidth95,p5,p50,p95")
    // 19 measures, 7 for each of 3 types of events, and the filled seats.
    #expect(rows.count == 1 + 36 * (19 + 3 * 7 + 1))
  }

  @Test func `nobody gets months who does not ask`() throws {
    let run = try folder.salkku(
      "simulate", "scenario.yaml", "--replications", "2", "--json", "out.json", "--csv", "out")
    run.expectSuccess()
    #expect(!run.output.contains("By quarter"))
    #expect(!(try folder.text("out.json")).contains("\"months\""))
    #expect(!(try folder.names()).contains("out/months.csv"))
  }
}

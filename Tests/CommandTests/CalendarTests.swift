import Foundation
import Testing

struct CalendarTests {
  private let folder: Folder

  init() throws {
    folder = try Folder()
    try folder.copyScenarios()
  }

  private static let scenario = "scenarios/calendar/scenario.yaml"

  @Test func `a plan by month shows who has how many days when, and what they are worth`() throws {
    let run = try folder.salkku("allocate", Self.scenario, "--csv", "out", "--json", "out.json")
    run.expectSuccess()
    #expect(run.output.contains("Calendar, days in each period"))
    let rows = try folder.text("out/calendar.csv").split(separator: "\r\n")
    #expect(rows[0] == "account,kam,period,careDays,meetings")
    #expect(rows.count == 1 + 31 * 12)
    let document = try JSONValue(Data(contentsOf: folder.place("out.json")))
    let calendar = try #require(
      document["studies"]?.elements.first?["alternatives"]?.elements.first?["calendar"])
    #expect(
      calendar["periods"]?.elements.map(\.text) == [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
      ])
    let seats = calendar["team"]?.elements ?? []
    #expect(seats.map { $0["kam"]?.text } == ["aino", "bo", "carla"])
    for seat in seats {
      func numbers(_ key: String) -> [Double] {
        seat[key]?.elements.map { $0.number ?? .nan } ?? []
      }
      let sums = zip(numbers("careDays"), numbers("responseDays")).map(+)
      for (capacity, used) in zip(numbers("capacity"), sums) { #expect(used <= capacity + 1e-6) }
    }
    // Carla is hired in May.
    #expect(
      seats.last?["capacity"]?.elements.prefix(5).map { $0.number == 0 } == [
        true, true, true, true, false,
      ])
    let days = rows.dropFirst().map { $0.split(separator: ",", omittingEmptySubsequences: false) }
    let planned = document["studies"]?.elements.first?["alternatives"]?.elements.first?["plan"]
    for account in planned?.elements ?? [] {
      let care = days.filter { account["account"]?.text == String($0[0]) }
        .reduce(0) { $0 + (Double($1[3]) ?? .nan) }
      #expect(abs(care - (account["careDays"]?.number ?? .nan)) < 1e-6)
    }
  }

  @Test func `without periods there is no calendar`() throws {
    let run = try folder.salkku("allocate", "scenarios/bounds/scenario.yaml", "--csv", "out")
    run.expectSuccess()
    #expect(!run.output.contains("Calendar, days"))
    #expect(!(try folder.names()).contains("out/calendar.csv"))
  }
}

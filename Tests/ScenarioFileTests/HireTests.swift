import Testing

@testable import ScenarioFile

struct HireTests {
  @Test func `hires and known departures are read in every form of a team`() throws {
    let counted = "accounts: accounts.csv\nteam: {count: 1, start: 0.5, leaves: 2}\n"
    let listed = "accounts: accounts.csv\nteam: [{id: K, start: 0.5, leaves: 2}]\n"
    let named = "accounts: accounts.csv\nteam: team.csv\n"
    for files in [
      SampleFiles(scenario: counted), SampleFiles(scenario: listed),
      SampleFiles(scenario: named, team: "id,start,leaves\nK,0.5,2\n"),
    ] {
      let team = try files.scenario(strict: true).portfolio.team
      #expect(team.map(\.start) == [0.5] && team.map(\.leaves) == [2])
    }
    let blank = try SampleFiles(scenario: named, team: "id,start,leaves\nK,,\n").scenario()
    #expect(blank.portfolio.team.map(\.start) == [nil])
    #expect(blank.portfolio.team.map(\.leaves) == [nil])
  }

  @Test func `moments are years within the longest horizon`() {
    let report = SampleFiles(
      scenario: "accounts: accounts.csv\nteam:\n- {id: K, start: -1, leaves: 31}\n"
    ).report()
    #expect(report.count == 2)
    #expect(report.allSatisfy { $0.contains("expected 0 to 30 (years)") })
  }
}

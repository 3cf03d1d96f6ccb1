import Testing

@testable import ScenarioFile

struct PeriodProblemTests {
  private func scenario(_ lines: String, team: String? = nil) throws -> Scenario {
    try SampleFiles(scenario: "accounts: accounts.csv\n\(lines)\n", team: team).scenario()
  }

  private func report(_ lines: String, team: String? = nil) -> [String] {
    SampleFiles(scenario: "accounts: accounts.csv\n\(lines)\n", team: team).report()
  }

  @Test func `periods are a number, or working days in proportion`() throws {
    let team = "\nteam: {count: 1}"
    #expect(
      try scenario("periods: 4" + team).portfolio.parameters.periods == [0.25, 0.25, 0.25, 0.25])
    #expect(try scenario("periods: [30, 10]" + team).portfolio.parameters.periods == [0.75, 0.25])
    #expect(try scenario("periods:" + team).portfolio.parameters.periods.isEmpty)
  }

  @Test func `availability is read from maps, lists and tables`() throws {
    let counted = try scenario("periods: 2\nteam: {count: 2, availability: [0.5, 1]}")
    #expect(counted.portfolio.team.map(\.availability) == [[0.5, 1], [0.5, 1]])
    #expect(abs(counted.portfolio.capacity(of: 0) - 0.75 * 143) < 1e-9)
    #expect(counted.portfolio.periodCapacities(of: 0) == [35.75, 71.5])
    let listed = try scenario(
      "periods: 2\nteam:\n- {id: K1, availability: [0, 1]}\n- {id: K2}")
    #expect(listed.portfolio.team.map(\.availability) == [[0, 1], []])
    let table = try scenario(
      "periods: 2\nteam: team.csv", team: "id;availability\nK1;0,5 1\nK2;\n")
    #expect(table.portfolio.team.map(\.availability) == [[0.5, 1], []])
  }

  @Test func `shares of periods that do not fit are told`() {
    #expect(
      report("periods: 12\nteam: {count: 1, availability: [1, 0.5]}") == [
        """
        scenario.yaml:3:32: error: team.availability: found 2 shares, expected one for each of the 12 periods.
          Write 12 shares, in the order of the year; 1 is there all the time, 0 not at all.
        """
      ])
    #expect(
      report("team: {count: 1, availability: [1, 0.5]}") == [
        """
        scenario.yaml:2:32: error: team.availability: found shares of periods, expected none, since the scenario has no periods.
          Add periods: 12 to the scenario for months, or remove the shares.
        """
      ])
    #expect(
      report("periods: 2\nteam: team.csv", team: "id,availability\nK1,1 x\n").map {
        String($0.prefix { $0 != "." })
      } == ["team"])
    #expect(
      report("periods: 2\nteam: {count: 1, availability: [1, -1]}").first?.contains(
        "team.availability[2]: found -1") == true)
  }

  @Test func `periods that make no sense are told, and hide no other problem`() {
    for periods in ["1", "54", "x", "[5]", "{count: 12}", "[20, 0]", "2.5"] {
      let problems = report("periods: \(periods)\nteam: {count: 1, availability: [1, 0.5]}")
      #expect(problems.count == 1, "\(problems)")
      #expect(problems.allSatisfy { $0.contains("error: periods") }, "\(problems)")
    }
  }
}

import Testing

@testable import ScenarioFile

struct TeamProblemTests {
  private func report(team: String) -> [String] {
    SampleFiles(scenario: "accounts: accounts.csv\n\(team)\n").report()
  }

  @Test(arguments: [("team: []", "2:7"), ("team: {count: 0}", "2:7"), ("name: x", "1:1")])
  func `accounts need a team`(_ team: String, _ place: String) {
    #expect(
      report(team: team) == [
        """
        scenario.yaml:\(place): error: team: found no KAM, expected at least one, since accounts need an owner.
          Write team: {count: 1}, or give every account the tier pooled.
        """
      ])
  }

  @Test func `a KAM without accounts is a warning`() {
    #expect(
      report(team: "team: [{id: K1}, {id: K2}, {id: K3}]") == [
        """
        scenario.yaml:2:28: warning: team: found 'K3' without an account, expected at least one account for each KAM.
          The seat costs and earns nothing; give it accounts or remove it.
        """
      ])
  }

  @Test func `ids of a list are there, once`() {
    #expect(
      report(team: "team:\n- {id: K1}\n- {id: K1}\n- {fte: 1}\n- K2") == [
        """
        scenario.yaml:4:8: error: team[2].id: found 'K1', given before on line 3, expected each once.
          Rename or remove one of the two.
        """,
        """
        scenario.yaml:5:3: error: team[3].id: found nothing, expected an id.
          Add the key to this map.
        """,
        """
        scenario.yaml:6:3: error: team[4]: found 'K2', expected a map with the id of a KAM.
          Write a map with the id of a KAM here.
        """,
      ])
  }

  @Test func `a count is a whole number and must be there`() {
    #expect(
      report(team: "team: {count: 1.5, fte: -1, seats: 3}") == [
        """
        scenario.yaml:2:15: error: team.count: found '1.5', expected a whole number from 0 to 10000.
          Write digits only: no sign, point or separators.
        """,
        """
        scenario.yaml:2:25: error: team.fte: found -1, expected 0 to 1000 (full-time equivalents).
          Write 0 or more.
        """,
        """
        scenario.yaml:2:29: error: team.seats: found a key that means nothing here, expected one of count, name, role, segment, maxAccounts, fte, customerShare, annualCost, departure, effect, start, leaves, availability.
          Remove it.
        """,
      ])
    #expect(
      report(team: "team: {fte: 1}") == [
        """
        scenario.yaml:2:7: error: team.count: found nothing, expected the number of KAMs.
          Add the key to this map.
        """
      ])
  }

  @Test func `a team file is checked like the accounts`() {
    let files = SampleFiles(
      scenario: "accounts: accounts.csv\nteam: team.csv\n",
      team: "id;customerShare\nK1;0,65\nK2;65\nK1;\n")
    #expect(
      files.report() == [
        """
        team.csv:3:4: error: customerShare: found 65, expected 0 to 1 (share).
          Write 0.65 for 65 %.
        """,
        """
        team.csv:4:1: error: id: found 'K1', given before on line 2, expected each once.
          Rename or remove one of the two.
        """,
      ])
  }

  @Test func `an unreadable team does not make its KAMs unknown`() {
    let files = SampleFiles(
      scenario: "accounts: accounts.csv\nteam: nowhere.csv\n",
      accounts: "id,annualRevenue,kam\nA,1,K1\n")
    #expect(files.report().count == 1)
  }
}

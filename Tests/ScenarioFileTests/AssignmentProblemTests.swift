import PortfolioModel
import Testing

@testable import ScenarioFile

private let team = "team: [{id: anna}, {id: bertil, maxAccounts: 1}]\naccounts: accounts.csv\n"

private func files(_ lines: String, kams: [String] = ["anna", ""]) -> SampleFiles {
  let rows = kams.enumerated().map { "A\($0),100,\($1)\n" }.joined()
  return SampleFiles(scenario: team + lines, accounts: "id,annualRevenue,kam\n" + rows)
}

private func report(_ lines: String, kams: [String] = ["anna", ""]) -> [String] {
  files(lines, kams: kams).report()
}

struct AssignmentProblemTests {
  @Test func `true asks for the owners of all accounts`() throws {
    #expect(try files("assign: true").scenario().assignment == AssignmentRequest())
    #expect(try files("assign: false").scenario().assignment == nil)
    #expect(try files("").scenario().assignment == nil)
  }

  @Test func `a map says whose owners and what is preferred`() throws {
    let lines = """
      assign: {accounts: unowned, leavers: [bertil], handoverCost: 500, sameSegment: 20, maxAccounts: 7}
      """
    var expected = AssignmentRequest()
    (expected.scope, expected.leavers, expected.maxAccounts) = (.unowned, ["bertil"], 7)
    (expected.handoverCost, expected.sameSegment) = (500, 20)
    #expect(try files(lines).scenario().assignment == expected)
  }

  @Test func `the fields of a KAM are read from lists, counts and tables`() throws {
    let list = try files("").scenario().portfolio.team
    #expect(list.map(\.maxAccounts) == [nil, 1])
    let counted = try SampleFiles(
      scenario: """
        team: {count: 2, role: account-manager, maxAccounts: 9, segment: north, effect: 0.5}
        accounts: accounts.csv

        """
    ).scenario().portfolio.team
    #expect(counted.allSatisfy { $0.role == "account-manager" && $0.segment == "north" })
    #expect(counted.allSatisfy { $0.maxAccounts == 9 && $0.effect == 0.5 })
    let table = try SampleFiles(
      scenario: "team: team.csv\naccounts: accounts.csv\n",
      team: "id,role,segment,maxAccounts,effect\nK,account-manager,north,9,0.5\n"
    ).scenario().portfolio.team
    #expect(table[0].role == "account-manager" && table[0].maxAccounts == 9)
    #expect(table[0].segment == "north" && table[0].effect == 0.5)
  }

  @Test func `a value that is no request is reported`() {
    #expect(
      report("assign: ture") == [
        """
        scenario.yaml:3:9: error: assign: found 'ture', expected true, false or a map such as {accounts: unowned}.
          Write true, false or a map such as {accounts: unowned} here.
        """
      ])
    #expect(
      report("assign: {accounts: some}") == [
        """
        scenario.yaml:3:20: error: assign.accounts: found 'some', expected a set of accounts: one of all, unowned.
          Choose one of them.
        """
      ])
    #expect(
      report("assign: {leaver: [anna]}") == [
        """
        scenario.yaml:3:10: error: assign.leaver: found a key that means nothing here, expected one of accounts, leavers, handoverCost, sameSegment, maxAccounts.
          Did you mean 'leavers'?
        """
      ])
    #expect(
      report("assign: {leavers: [ana], handoverCost: -1}").map { $0.split(separator: "\n")[0] } == [
        "scenario.yaml:3:20: error: assign.leavers[1]: found 'ana', expected a KAM: one of anna, bertil.",
        "scenario.yaml:3:40: error: assign.handoverCost: found -1, expected at least 0 (money).",
      ])
  }

  @Test func `too few places are reported`() {
    #expect(
      report("", kams: ["bertil", "bertil"]) == [
        """
        scenario.yaml:1:20: error: maxAccounts: found 2 accounts that need a KAM, expected at most 1, the places that maxAccounts and leavers leave.
          Raise maxAccounts, add KAMs, or give accounts the tier pooled.
        """
      ])
    #expect(
      report("assign: {maxAccounts: 1}", kams: ["anna", "", ""]).map {
        $0.split(separator: "\n")[0]
      } == [
        """
        scenario.yaml:3:9: error: assign: found 3 accounts that need a KAM, expected at most 2, the places that maxAccounts and leavers leave.
        """
      ])
    #expect(
      report("assign: {accounts: unowned, leavers: [anna]}", kams: ["anna", "bertil"]).map {
        $0.split(separator: "\n")[0]
      } == [
        """
        scenario.yaml:3:9: error: assign: found 1 account that needs a KAM, expected at most 0, the places that maxAccounts and leavers leave.
        """
      ])
    #expect(report("assign: true", kams: ["bertil", "bertil", "bertil"]).isEmpty)
  }

  @Test func `the simple rule keeps places`() throws {
    let portfolio = try files("", kams: ["", "", "", "", ""]).scenario().portfolio
    #expect(portfolio.accountsOfKAM.map(\.count) == [4, 1])
  }
}

import PortfolioModel
import Testing

@testable import ScenarioFile

/// The files of a scenario that names days of its own.
private func files(_ days: String, accounts: String = "id,annualRevenue\nA,100\nB,200\n")
  -> SampleFiles
{
  var files = SampleFiles(
    scenario: "team: {count: 1}\naccounts: accounts.csv\nplan: days.csv\n", accounts: accounts)
  files.bytes["s/days.csv"] = Array(days.utf8)
  return files
}

struct OwnPlanTests {
  @Test func `accounts get the days of their row, and none without a row`() throws {
    let accounts = try files("account,careDays,priority\nB,7.5,2\n").scenario().portfolio.accounts
    #expect(accounts.map(\.ownDays) == [0, 7.5])
    #expect(accounts.map(\.ownPriority) == [nil, 2])
  }

  @Test func `without a file the days are those that accounts have been getting`() throws {
    let given = SampleFiles(accounts: "id,annualRevenue,currentDays\nA,100,4\nB,200,\n")
    #expect(try given.scenario().portfolio.accounts.map(\.ownDays) == [4, nil])
    #expect(try SampleFiles().scenario().portfolio.accounts.map(\.ownDays) == [nil, nil])
  }

  @Test func `a file named beside the scenario goes first`() throws {
    let files = files("account,careDays\nA,1\n")
    let scenario = try Scenario(contentsOf: "s/scenario.yaml", plan: "mine.csv") {
      path throws(FileFault) in
      if path == "mine.csv" { return Array("account,careDays\nA,9\n".utf8) }
      guard let bytes = files.bytes[path] else { throw .missing }
      return bytes
    }
    #expect(scenario.portfolio.accounts.map(\.ownDays) == [9, 0])
  }

  @Test func `all problems of the days are reported at once, each with its place`() {
    let report = files("account,careDays,priority\nC,1,\nA,-1,\nB,2,high\nB,3,\n,4,\n").report()
    #expect(
      report == [
        """
        days.csv:2:1: error: account: found 'C', expected a known account: one of A, B.
          Did you mean 'A'?
        """,
        """
        days.csv:3:3: error: careDays: found -1, expected 0 to 366 (days/year).
          Write 0 or more.
        """,
        """
        days.csv:4:5: error: priority: found 'high', expected a number.
          Write digits, with a point for decimals, and no unit.
        """,
        """
        days.csv:5:1: error: account: found 'B', given before on line 4, expected each once.
          Rename or remove one of the two.
        """,
        """
        days.csv:6:1: error: account: found nothing, expected an id.
          Fill it in, or remove it.
        """,
      ])
  }

  @Test func `columns are checked, and days of pooled accounts warned of`() {
    #expect(
      files("account,days\nA,1\n").report().map { $0.split(separator: ",")[0] } == [
        "days.csv:1:1: error: careDays: found the columns account",
        "days.csv:1:9: warning: days: found a column that means nothing here",
      ])
    let pooled = files(
      "account,careDays,note\nA,1,x\n", accounts: "id,annualRevenue,tier\nA,100,pooled\nB,200,\n")
    #expect(
      pooled.report().map { $0.prefix { $0 != "f" } } == [
        "days.csv:1:18: warning: note: ", "days.csv:2:3: warning: careDays: ",
      ])
  }

  @Test func `a file that is not there is an error at its name`() {
    #expect(
      report(below: "plan: none.csv").map { $0.prefix(61) } == [
        "scenario.yaml:3:7: error: plan: found no file 's/none.csv', e"
      ])
  }
}

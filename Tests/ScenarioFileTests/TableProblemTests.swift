import Testing

@testable import ScenarioFile

struct TableProblemTests {
  @Test func `missing columns are reported with the ones that are there`() {
    #expect(
      report(accounts: "ids,revenue\nA,1\n").filter { $0.contains("error") } == [
        """
        accounts.csv:1:1: error: id: found the columns ids, revenue, expected also the column id.
          Rename the column 'ids'.
        """,
        """
        accounts.csv:1:1: error: annualRevenue: found the columns ids, revenue, expected also the column annualRevenue.
          Add the column, or rename the one that holds it.
        """,
      ])
  }

  @Test func `an unknown column is a warning once, and an error if strict`() {
    let accounts = "id,annualRevenue,chrun\nA,1,0.1\nB,1,0.2\n"
    let words = """
      chrun: found a column that means nothing here, expected one of id, name, segment, tier, kam, monthlyRevenue, annualRevenue, margin, potential, activity, keyPeople, churn, currentDays, minDays, maxDays, lockedDays, dependency, strategicWeight.
        Did you mean 'churn'?
      """
    #expect(report(accounts: accounts) == ["accounts.csv:1:18: warning: \(words)"])
    #expect(report(accounts: accounts, strict: true) == ["accounts.csv:1:18: error: \(words)"])
  }

  @Test func `a column stands once in the header`() {
    #expect(
      report(accounts: "id,annualRevenue,id\nA,1,B\n") == [
        """
        accounts.csv:1:18: error: id: found the column twice, expected each column once.
          Remove or rename one of them.
        """
      ])
  }

  @Test func `a row has as many fields as the header`() {
    #expect(
      report(accounts: "id,annualRevenue\nA,1,5\nB\nC,1\n") == [
        """
        accounts.csv:2:1: error: row: found 3 fields, expected 2, as in the header.
          Quote fields that hold the separator; decimal commas need semicolons as separator.
        """,
        """
        accounts.csv:3:1: error: row: found 1 field, expected 2, as in the header.
          Quote fields that hold the separator; decimal commas need semicolons as separator.
        """,
      ])
  }

  @Test func `quotes close and surround whole fields`() {
    #expect(
      report(accounts: "id,annualRevenue\n5\" pipe,1\nB,\"1\n") == [
        """
        accounts.csv:2:2: error: row: found a quote in the middle of a field, expected quotes around whole fields only.
          Quote the whole field and write each quote inside it twice.
        """,
        """
        accounts.csv:3:3: error: row: found a quoted field that never ends, expected a closing quote.
          Close it; a quote inside a quoted field is written twice.
        """,
      ])
  }

  @Test func `a header alone is not enough`() {
    #expect(
      report(accounts: "id,annualRevenue\n\n") == [
        """
        accounts.csv:1:1: error: rows: found a header and no rows, expected at least one row.
          Add a row for each record below the header.
        """
      ])
    #expect(
      report(accounts: "") == [
        """
        accounts.csv:1:1: error: accounts: found an empty file, expected a header and a row for each account.
          Check that it was saved, and is this file.
        """
      ])
  }

  @Test func `between semicolons commas are decimal and thousands are refused`() throws {
    let files = SampleFiles(accounts: "id;annualRevenue;margin\nA;1234,5;0,25\n")
    #expect(try files.scenario().portfolio.accounts[0].annualRevenue == 1234.5)
    #expect(try files.scenario().portfolio.accounts[0].margin == 0.25)
    #expect(
      report(accounts: "id;annualRevenue\nA;1 234,5\nB;1.234\n") == [
        """
        accounts.csv:2:3: error: annualRevenue: found '1 234,5', expected a number without separators of thousands.
          Write 1234.5.
        """,
        """
        accounts.csv:3:3: error: annualRevenue: found '1.234', expected a number without separators of thousands.
          Write 1234.
        """,
      ])
  }

  @Test func `a quoted field over two lines keeps the count of lines`() {
    #expect(
      report(accounts: "id,annualRevenue,name\nA,1,\"one\ntwo\"\nB,-1,x\n") == [
        """
        accounts.csv:4:3: error: annualRevenue: found -1, expected at least 0 (money/year).
          Write 0 or more.
        """
      ])
  }
}

import Testing

@testable import ScenarioFile

struct AccountProblemTests {
  @Test(arguments: [
    ("-5", "annualRevenue: found -5, expected at least 0 (money/year)", "Write 0 or more."),
    ("nan", "annualRevenue: found 'nan', expected a finite number", "Write the number in digits."),
    ("inf", "annualRevenue: found 'inf', expected a finite number", "Write the number in digits."),
    ("", "annualRevenue: found nothing, expected a number", "Fill it in, or remove it."),
    (
      "1 000", "annualRevenue: found '1 000', expected a number without separators of thousands",
      "Write 1000."
    ),
    (
      "\"1,5\"", "annualRevenue: found '1,5', expected a number with a decimal point",
      "Write 1.5."
    ),
    (
      "10k", "annualRevenue: found '10k', expected a number",
      "Write digits, with a point for decimals, and no unit."
    ),
  ])
  func `a revenue is a number of at least 0`(_ cell: String, _ words: String, _ advice: String) {
    #expect(
      report(accounts: "id,annualRevenue\nA,\(cell)\n")
        == ["accounts.csv:2:3: error: \(words).\n  \(advice)"])
  }

  @Test(arguments: [
    ("12", "found 12, expected 0 to 0.99 (share/year)", "Write 0.12 for 12 %."),
    ("12 %", "found '12 %', expected a number without %", "Write 0.12 for 12 %."),
    ("1", "found 1, expected 0 to 0.99 (share/year)", "Write 0.99 or less."),
    ("-0.1", "found -0.1, expected 0 to 0.99 (share/year)", "Write 0 or more."),
  ])
  func `a share is a part of 1`(_ cell: String, _ words: String, _ advice: String) {
    #expect(
      report(accounts: "id,annualRevenue,churn\nA,1,\(cell)\n")
        == ["accounts.csv:2:5: error: churn: \(words).\n  \(advice)"])
  }

  @Test func `least days are at most the most days`() {
    #expect(
      report(accounts: "id,annualRevenue,minDays,maxDays\nA,1,9,4\nB,1,4,4\nC,1,9,\n") == [
        """
        accounts.csv:2:5: error: minDays: found 9, expected at most maxDays, which is 4.
          Swap the two or change one of them.
        """
      ])
  }

  @Test func `days of a pooled account are a warning`() {
    #expect(
      report(accounts: "id,annualRevenue,tier,lockedDays,minDays\nA,1,pooled,9,\nB,1,key,4,\n") == [
        """
        accounts.csv:2:12: warning: lockedDays: found days of a pooled account, expected none, since no KAM works for the pool.
          They are ignored; leave them blank or choose another tier.
        """
      ])
  }

  @Test func `an id stands on one line only`() {
    #expect(
      report(accounts: "id,annualRevenue\nA,1\nB,1\n A ,2\n,3\n") == [
        """
        accounts.csv:4:1: error: id: found 'A', given before on line 2, expected each once.
          Rename or remove one of the two.
        """,
        """
        accounts.csv:5:1: error: id: found nothing, expected an id.
          Fill it in, or remove it.
        """,
      ])
  }

  @Test func `a tier or KAM that nobody knows is reported with the nearest`() {
    #expect(
      report(accounts: "id,annualRevenue,tier,kam\nA,1,Key,K1\n") == [
        """
        accounts.csv:2:5: error: tier: found 'Key', expected a tier: one of strategic, key, develop, transform, pooled.
          Did you mean 'key'?
        """,
        """
        accounts.csv:2:9: error: kam: found 'K1', expected a KAM: one of K01.
          Did you mean 'K01'?
        """,
      ])
  }

  @Test func `revenue is given by year or by month`() {
    #expect(
      report(accounts: "id,annualRevenue,monthlyRevenue\nA,12,1\n") == [
        """
        accounts.csv:1:18: error: monthlyRevenue: found this and also annualRevenue, expected one of the two.
          Remove one: they say the same thing in two ways.
        """
      ])
  }

  @Test func `an owner in the pool is ignored with a warning, or refused`() throws {
    let accounts = "id,annualRevenue,tier,kam\nA,1,pooled,K01\nB,1,key,K01\n"
    let words = """
      kam: found the owner 'K01' of a pooled account, expected none, since nobody owns the pool.
        The owner is ignored; leave it blank or choose another tier.
      """
    #expect(report(accounts: accounts) == ["accounts.csv:2:12: warning: \(words)"])
    #expect(
      report(accounts: accounts, strict: true) == ["accounts.csv:2:12: error: \(words)"])
    #expect(try SampleFiles(accounts: accounts).scenario().portfolio.accounts[0].kam == nil)
  }

  @Test func `optional cells may be blank`() throws {
    let accounts = "id,annualRevenue,margin,potential,churn,tier,kam,name,segment\nA,1,,,,,,,\n"
    let account = try SampleFiles(accounts: accounts).scenario().portfolio.accounts[0]
    #expect(account.margin == 0.6)
    #expect(account.name == nil)
    #expect(account.segment == nil)
  }
}

import Foundation
import Testing

struct MeetingTests {
  private let folder: Folder

  init() throws {
    folder = try Folder()
    try folder.copyScenarios()
  }

  private static let scenario = "scenarios/calendar/scenario.yaml"

  @Test func `a saved result makes the same calendar and account plans again`() throws {
    let run = try folder.salkku(
      "allocate", Self.scenario, "--quiet", "--json", "r.json", "--calendar", "x.ics",
      "--account-plans", "plans", "--first-day", "2027-01-04")
    run.expectSuccess()
    #expect(run.output.contains("meetings in the year from 2027-01-04."))
    #expect(run.output.contains("6 account plans."))
    let again = try folder.salkku(
      "report", "r.json", "--calendar", "y.ics", "--account-plans", "again", "--first-day",
      "2027-01-04")
    again.expectSuccess()
    let content = try folder.content()
    #expect(content["x.ics"] != nil && content["x.ics"] == content["y.ics"])
    let plans = content.keys.filter { $0.hasPrefix("plans/") }
    #expect(plans.count == 14)
    for name in plans { #expect(content[name] == content["again" + name.dropFirst(5)]) }
  }

  @Test func `a name that ends in csv makes a table`() throws {
    try folder.writeScenario(
      "study: {kind: policies}",
      accounts: "id,annualRevenue,tier\nA,100000,develop\nB,200000,key\n")
    let run = try folder.salkku(
      "run", "s.yaml", "--quiet", "--calendar", "x.CSV", "--first-day", "2027-01-04",
      "--account-plans", "plans", "--json", "r.json")
    run.expectSuccess()
    let rows = try folder.text("x.CSV").split(separator: "\r\n")
    #expect(rows[0] == "kam,date,weekday,time,account,name,tier,days,reason")
    #expect(rows.count > 10)
    let plan = try folder.text("plans/B.md")
    #expect(plan.contains("Still a customer after 3 years under the plan: "))
    #expect(plan.contains("Care as simulated: "))
  }

  @Test func `without a first day the year begins on a Monday of the next`() throws {
    func year() -> Int { Calendar(identifier: .gregorian).component(.year, from: Date()) }
    let before = year()
    let run = try folder.salkku("allocate", Self.scenario, "--quiet", "--calendar", "x.ics")
    run.expectSuccess()
    let first = try #require(
      run.output.firstMatch(of: /in the year from (\d{4})-01-0([2-8])\./)?.output)
    let (next, day) = (try #require(Int(first.1)), Int(first.2))
    #expect([before + 1, year() + 1].contains(next))
    let date = DateComponents(year: next, month: 1, day: day)
    let calendar = Calendar(identifier: .gregorian)
    #expect(calendar.component(.weekday, from: try #require(calendar.date(from: date))) == 2)
  }

  @Test(arguments: [
    ("2027-02-30", "'2027-02-30' is not a day of the calendar."),
    ("1.1.2027", "'1.1.2027' is not a date. Write it as year-month-day: 2027-03-09."),
  ]) func `a first day that is none is refused in words`(day: String, words: String) throws {
    let run = try folder.salkku(
      "allocate", Self.scenario, "--calendar", "x.ics", "--first-day", day)
    #expect(run.status == 2)
    #expect(run.errors.contains("--first-day"))
    #expect(run.errors.contains(words))
  }

  @Test(arguments: ["0001-01-01", "1969-12-31", "9991-01-01"])
  func `a first day out of reach is refused`(day: String) throws {
    let run = try folder.salkku(
      "allocate", Self.scenario, "--calendar", "x.ics", "--first-day", day)
    #expect(run.status == 2)
    #expect(
      run.errors.contains("--first-day is \(day); use a day from 1970-01-01 to 9990-12-31"))
    #expect(try folder.content()["x.ics"] == nil)
  }

  @Test func `a first day for nothing is refused`() throws {
    let run = try folder.salkku("allocate", Self.scenario, "--first-day", "2027-01-04")
    #expect(run.status == 2)
    #expect(run.errors.contains("use --first-day with --calendar or --account-plans"))
  }
}

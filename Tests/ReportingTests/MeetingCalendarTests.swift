import Calendars
import Testing

@testable import Reporting

struct MeetingCalendarTests {
  private static func day(_ text: String) throws -> CalendarDate { try CalendarDate(iso: text) }

  private static func fixture() -> StudyFixture {
    var fixture = StudyFixture()
    fixture.accounts = [
      StudyFixture.Account(id: "A", tier: "key", careDays: 12),
      StudyFixture.Account(id: "B", careDays: 3),
    ]
    fixture.names = ["A": "Acme"]
    return fixture
  }

  @Test(arguments: ["2027-01-01", "2027-01-04", "2028-02-27", "9999-12-20"])
  func `meetings are on working days of their weeks`(text: String) throws {
    let first = try Self.day(text)
    let schedule = MeetingSchedule(study: try Self.fixture().study())
    for meeting in schedule.meetings {
      let date = meeting.date(from: first)
      guard first.year < 9999 else {
        #expect(date <= .last)
        continue
      }
      #expect(date.weekday.rawValue <= 5)
      #expect(first.distance(to: date) / 7 == meeting.week)
    }
  }

  @Test func `the file has an event for each meeting, with its KAM, tier and reason`() throws {
    let calendar = MeetingCalendar(
      try Self.fixture().result(), firstDay: try Self.day("2027-01-04"))
    let text = calendar.iCalendar.replacing("\r\n ", with: "")
    let lines = text.split(separator: "\r\n").map(String.init)
    #expect(lines.count { $0 == "BEGIN:VEVENT" } == 30)
    #expect(lines.count { $0 == "SUMMARY:K: meet Acme (key)" } == 20)
    #expect(lines.count { $0 == "SUMMARY:K: quarterly review with Acme (key)" } == 4)
    #expect(lines.count { $0 == "SUMMARY:K: meet B (develop)" } == 6)
    #expect(lines.count { $0 == "CATEGORIES:K,key" } == 24)
    #expect(lines.count { $0 == "DURATION:PT240M" } == 30)
    let uids = lines.filter { $0.hasPrefix("UID:") }
    #expect(Set(uids).count == 30)
    #expect(uids.contains("UID:meeting-1-A-2027-1@salkku"))
    let reason = try #require(lines.first { $0.hasPrefix("DESCRIPTION:Tier develop") })
    for words in [
      "10 contacts a year", "3.0 care days a year", "6 meetings", "Revenue 100 k", "churn 10 %",
      "50 % of the relationship", "company-move 2.0 (noticed: 50 %)",
      "care days a year (3.0 today)",
      "Potential not sold yet: 50 k a year",
    ] {
      #expect(reason.contains(words), "\(words)")
    }
    #expect(calendar.notes == ["30 meetings in the year from 2027-01-04."])
  }

  @Test func `weeks over capacity that follow each other are marked as one`() throws {
    var fixture = Self.fixture()
    fixture.seats[0].capacity = 5.2
    fixture.accounts = [StudyFixture.Account(id: "A", careDays: 78)]
    fixture.tuningFactor = 1.2
    let calendar = MeetingCalendar(try fixture.result(), firstDay: try Self.day("2027-01-04"))
    let text = calendar.iCalendar.replacing("\r\n ", with: "")
    #expect(text.split(separator: "SUMMARY:K: over capacity").count == 2)
    #expect(text.contains("DTSTART;VALUE=DATE:20270104\r\nDTEND;VALUE=DATE:20280103"))
    #expect(text.contains("it has 1.20 times the days that there are"))
    #expect(text.contains("Week from 2027-12-27: 1.5 days of meetings"))
    #expect(calendar.notes.last == "KAM weeks over capacity, marked: 52.")
  }

  @Test func `hostile names stay text in both files`() throws {
    var fixture = StudyFixture()
    fixture.seats[0].kam = "=K,1\r\nBEGIN:VEVENT"
    fixture.accounts = hostileNames.map {
      StudyFixture.Account(id: $0, kam: fixture.seats[0].kam, careDays: 1)
    }
    fixture.names = Dictionary(hostileNames.map { ($0, $0) }) { first, _ in first }
    let calendar = MeetingCalendar(try fixture.result(), firstDay: try Self.day("2027-01-04"))
    let lines = calendar.iCalendar.replacing("\r\n ", with: "").split(separator: "\r\n")
    #expect(lines.count { $0 == "BEGIN:VEVENT" } == lines.count { $0.hasPrefix("UID:meeting-") })
    #expect(
      calendar.iCalendar.unicodeScalars.allSatisfy {
        $0.value >= 32 || "\r\n".unicodeScalars.contains($0)
      })
    let rows = records(calendar.csv)
    #expect(rows.count == 1 + 2 * hostileNames.count)
    for row in rows {
      #expect(row.count == 9)
      for cell in row {
        #expect(!"=+-@\t\r\n".unicodeScalars.contains { $0 == cell.unicodeScalars.first })
      }
    }
  }

  @Test func `a row has the day, the weekday and the time of its meeting`() throws {
    let rows = records(
      MeetingCalendar(try Self.fixture().result(), firstDay: try Self.day("2027-01-04")).csv)
    #expect(
      rows[0] == ["kam", "date", "weekday", "time", "account", "name", "tier", "days", "reason"])
    for row in rows.dropFirst() {
      #expect("\(try Self.day(row[1]).weekday)".capitalized == row[2])
      #expect(["09:00", "13:30"].contains(row[3]))
      #expect(row[7] == "0.5")
    }
    #expect(rows.dropFirst().map { $0[1] } == rows.dropFirst().map { $0[1] }.sorted())
  }

  @Test func `days of today that were not given are left out`() throws {
    var fixture = Self.fixture()
    fixture.isTodayKnown = false
    let text = MeetingCalendar(try fixture.result(), firstDay: try Self.day("2027-01-04")).csv
    #expect(text.contains("3.0 care days a year, 6 meetings."))
    #expect(!text.contains("today)"))
  }

  @Test func `notes tell of hires and of a horizon below a year`() throws {
    var fixture = Self.fixture()
    (fixture.hires, fixture.horizonYears) = (["K"], 0.5)
    let calendar = MeetingCalendar(try fixture.result(), firstDay: try Self.day("2027-01-04"))
    #expect(
      calendar.notes == [
        "30 meetings in the year from 2027-01-04.",
        "A horizon is below a year; a full year is planned.",
        "Meetings of hires count from the day on which they begin.",
      ])
  }

  @Test(arguments: [
    (2027, "2027-01-04"), (2028, "2028-01-03"), (2029, "2029-01-08"), (2034, "2034-01-02"),
  ]) func `without a first day the year begins on the first Monday after New Year's Day`(
    year: Int, day: String
  ) throws {
    #expect(MeetingCalendar.firstDay(ofYear: year) == (try Self.day(day)))
  }

  @Test func `a result without a plan says so`() throws {
    let calendar = MeetingCalendar(
      try Self.fixture().result(plan: false), firstDay: try Self.day("2027-01-04"))
    #expect(calendar.notes == ["No meetings: the result has no plan."])
    #expect(!calendar.iCalendar.contains("VEVENT"))
  }
}

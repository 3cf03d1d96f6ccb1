import Calendars
import Testing

struct CalendarDateTests {
  @Test func `every day from 1900 to 2100 is the day after the one before`() throws {
    var number = try CalendarDate(iso: "1900-01-01").dayNumber
    #expect(number == -25_567)
    for year in 1900...2100 {
      var dayOfYear = 0
      for month in 1...12 {
        for day in 1...CalendarDate.dayCount(ofMonth: month, year: year) {
          let date = try #require(CalendarDate(year: year, month: month, day: day))
          dayOfYear += 1
          guard date.dayNumber == number, CalendarDate(dayNumber: number) == date,
            date.dayOfYear == dayOfYear, try CalendarDate(iso: date.description) == date
          else {
            Issue.record("\(date) does not make the round trip")
            return
          }
          number += 1
        }
      }
      #expect(dayOfYear == (CalendarDate.isLeap(year: year) ? 366 : 365))
    }
    // Known: 2101-01-01 is day 47847.
    #expect(number == 47_847)
  }

  @Test func `a week has seven days, starts on Monday and follows the one before`() {
    let start = CalendarDate(dayNumber: -25_567)
    var (before, last) = (start.weekday, start.week)
    #expect(before == .monday)
    for date in stride(from: start.advanced(by: 1), to: CalendarDate(dayNumber: 47_847), by: 1) {
      let (weekday, week) = (date.weekday, date.week)
      #expect(weekday.rawValue == before.rawValue % 7 + 1)
      if weekday == .monday {
        let follows = week.year == last.year ? week.number == last.number + 1 : week.number == 1
        #expect(follows, "\(date)")
        #expect(week.year == last.year || last.number >= 52, "\(date)")
      } else {
        #expect(week == last, "\(date)")
      }
      (before, last) = (weekday, week)
    }
  }

  @Test(arguments: [
    ("2020-12-31", 2020, 53), ("2021-01-03", 2020, 53), ("2021-01-04", 2021, 1),
    ("2024-12-30", 2025, 1), ("2027-01-01", 2026, 53), ("2005-01-01", 2004, 53),
    ("2008-12-29", 2009, 1), ("9999-12-31", 9999, 52), ("0001-01-01", 1, 1),
  ])
  func `weeks are those of ISO 8601`(text: String, year: Int, number: Int) throws {
    let week = try CalendarDate(iso: text).week
    #expect(week.year == year && week.number == number)
  }

  @Test(arguments: [
    ("1970-01-01", 0, CalendarDate.Weekday.thursday), ("2000-02-29", 11_016, .tuesday),
    ("1900-03-01", -25_508, .thursday), ("0001-01-01", -719_162, .monday),
    ("9999-12-31", 2_932_896, .friday), ("2026-11-22", 20_779, .sunday),
  ])
  func `days have known numbers`(text: String, number: Int, weekday: CalendarDate.Weekday) throws {
    let date = try CalendarDate(iso: text)
    #expect(date.dayNumber == number)
    #expect(date.weekday == weekday)
    #expect(date.description == text)
    #expect(date.yyyymmdd == text.filter { $0 != "-" })
  }

  @Test func `days add up and stay in the calendar`() throws {
    let date = try CalendarDate(iso: "2024-02-28")
    #expect(date.advanced(by: 2).description == "2024-03-01")
    #expect(date.advanced(by: -59).description == "2023-12-31")
    #expect(date.distance(to: date.advanced(by: 1000)) == 1000)
    #expect(date.advanced(by: .max) == .last && date.advanced(by: .min) == .first)
    #expect(CalendarDate.last.advanced(by: 1) == .last)
    #expect(date < date.advanced(by: 1))
  }

  @Test(arguments: [
    "2023-02-29", "1900-02-29", "2024-13-01", "2024-00-01", "2024-04-31", "0000-01-01",
  ])
  func `a day that never was is refused`(text: String) {
    #expect(throws: CalendarDateError.noSuchDay(found: text)) { try CalendarDate(iso: text) }
  }

  @Test(arguments: [
    "", "2024-1-1", "2024/01/01", "20240101", "２０２４-01-01", "2024-01-01 ", "-024-01-01",
  ])
  func `a text of another form is refused`(text: String) {
    #expect(throws: CalendarDateError.form(found: text)) { try CalendarDate(iso: text) }
    #expect(CalendarDateError.form(found: text).description.contains("2027-03-09"))
  }
}

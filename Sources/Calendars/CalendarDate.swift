/// A day of the Gregorian calendar, from 0001-01-01 to 9999-12-31, without clock or time zone.
///
/// The calendar is proleptic: its rules hold for all years. Source of the day numbers: H. Hinnant,
/// "chrono-Compatible Low-Level Date Algorithms", 2013.
public struct CalendarDate: Sendable, Hashable {
  /// The first day, 0001-01-01.
  public static let first = CalendarDate(day: 1, month: 1, year: 1)
  /// The last day, 9999-12-31.
  public static let last = CalendarDate(day: 31, month: 12, year: 9999)

  /// The year, 1 to 9999.
  public let year: Int
  /// The month, 1 to 12.
  public let month: Int
  /// The day of the month, from 1.
  public let day: Int

  private init(day: Int, month: Int, year: Int) {
    (self.year, self.month, self.day) = (year, month, day)
  }

  /// A day of a month of a year; nil where the calendar has no such day.
  public init?(year: Int, month: Int, day: Int) {
    guard (1...9999).contains(year), (1...12).contains(month),
      (1...CalendarDate.dayCount(ofMonth: month, year: year)).contains(day)
    else { return nil }
    self.init(day: day, month: month, year: year)
  }

  /// The day with a number: 0 is 1970-01-01.
  ///
  /// Numbers before the first day or after the last give the first or the last.
  public init(dayNumber: Int) {
    let number = min(max(dayNumber, CalendarDate.first.dayNumber), CalendarDate.last.dayNumber)
    // Years are counted from March, so that the leap day is the last of its year.
    let shifted = number + 719_468
    let era = shifted / 146_097
    let dayOfEra = shifted % 146_097
    let leapDays = dayOfEra / 1460 - dayOfEra / 36_524 + dayOfEra / 146_096
    let yearOfEra = (dayOfEra - leapDays) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let fromMarch = (5 * dayOfYear + 2) / 153
    month = fromMarch < 10 ? fromMarch + 3 : fromMarch - 9
    day = dayOfYear - (153 * fromMarch + 2) / 5 + 1
    year = era * 400 + yearOfEra + (month <= 2 ? 1 : 0)
  }

  /// Days since 1970-01-01, negative before it.
  public var dayNumber: Int {
    let marchYear = month <= 2 ? year - 1 : year
    let (era, yearOfEra) = (marchYear / 400, marchYear % 400)
    let fromMarch = month > 2 ? month - 3 : month + 9
    let dayOfYear = (153 * fromMarch + 2) / 5 + day - 1
    return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
  }

  /// The day of the year, 1 to 366.
  public var dayOfYear: Int {
    dayNumber - CalendarDate(day: 1, month: 1, year: year).dayNumber + 1
  }

  /// Whether a year has 366 days.
  public static func isLeap(year: Int) -> Bool {
    year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
  }

  /// How many days a month has; the month is 1 to 12.
  public static func dayCount(ofMonth month: Int, year: Int) -> Int {
    switch month {
    case 2: isLeap(year: year) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }
}

extension CalendarDate: Strideable {
  /// Whether a day comes before another.
  public static func < (left: CalendarDate, right: CalendarDate) -> Bool {
    (left.year, left.month, left.day) < (right.year, right.month, right.day)
  }

  /// Days from this day to another.
  public func distance(to other: CalendarDate) -> Int {
    other.dayNumber - dayNumber
  }

  /// The day so many days later, no later than the last and no earlier than the first.
  public func advanced(by dayCount: Int) -> CalendarDate {
    let (number, overflow) = dayNumber.addingReportingOverflow(dayCount)
    guard !overflow else { return dayCount > 0 ? .last : .first }
    return CalendarDate(dayNumber: number)
  }
}

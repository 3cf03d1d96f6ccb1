/// Weekdays, weeks and text of ISO 8601.
extension CalendarDate: CustomStringConvertible {
  /// A day of the week; raw values are those of ISO 8601, 1 for Monday.
  public enum Weekday: Int, Sendable, CaseIterable {
    case monday = 1
    case tuesday, wednesday, thursday, friday, saturday, sunday
  }

  /// A week of ISO 8601: it starts on Monday and belongs to the year that has its Thursday.
  public struct Week: Sendable, Hashable {
    /// The year that the week belongs to.
    public let year: Int
    /// The number of the week, 1 to 53.
    public let number: Int
  }

  /// The day of the week.
  public var weekday: Weekday {
    // 1970-01-01 was a Thursday.
    let fromMonday = (dayNumber + 3) % 7
    return Weekday(rawValue: (fromMonday + 7) % 7 + 1) ?? .monday
  }

  /// The week that the day belongs to.
  public var week: Week {
    // 9999-12-31 is a Friday and 0001-01-01 a Monday: every Thursday needed is in the calendar.
    let thursday = advanced(by: Weekday.thursday.rawValue - weekday.rawValue)
    return Week(year: thursday.year, number: (thursday.dayOfYear - 1) / 7 + 1)
  }

  /// The day as `2027-03-09`.
  public var description: String {
    [padded(year, to: 4), padded(month, to: 2), padded(day, to: 2)].joined(separator: "-")
  }

  /// The day as `20270309`.
  public var yyyymmdd: String {
    padded(year, to: 4) + padded(month, to: 2) + padded(day, to: 2)
  }

  /// Reads a day written as `2027-03-09`.
  ///
  /// - Throws: `CalendarDateError` if the text has another form or names no day of the calendar.
  public init(iso text: String) throws(CalendarDateError) {
    let bytes = Array(text.utf8)
    func number(_ range: Range<Int>) -> Int? {
      let digits = bytes[range]
      guard digits.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
      return digits.reduce(0) { $0 * 10 + Int($1) - 0x30 }
    }
    guard bytes.count == 10, bytes[4] == 0x2D, bytes[7] == 0x2D,
      let year = number(0..<4), let month = number(5..<7), let day = number(8..<10)
    else { throw .form(found: text) }
    guard let date = CalendarDate(year: year, month: month, day: day) else {
      throw .noSuchDay(found: text)
    }
    self = date
  }
}

/// Why a text is no day.
public enum CalendarDateError: Error, Equatable, CustomStringConvertible {
  /// It is not written as `2027-03-09`.
  case form(found: String)
  /// The calendar has no such day.
  case noSuchDay(found: String)

  /// What was found and what is expected.
  public var description: String {
    switch self {
    case .form(let found): "'\(found)' is not a date. Write it as year-month-day: 2027-03-09."
    case .noSuchDay(let found): "'\(found)' is not a day of the calendar."
    }
  }
}

private func padded(_ number: Int, to width: Int) -> String {
  let digits = String(number)
  return String(repeating: "0", count: max(0, width - digits.count)) + digits
}

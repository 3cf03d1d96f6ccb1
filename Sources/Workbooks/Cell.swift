import Calendars

/// What a cell of a table holds.
public enum Cell: Sendable, Equatable {
  /// Text, never a formula. Excel keeps at most 32,767 characters: what is longer ends in "…".
  case text(String)
  /// A number. One that is not finite is written as the text "n/a".
  case number(Double)
  /// A day. One before 1900-03-01, where Excel's calendar errs, is written as text.
  case date(CalendarDate)
}

extension Cell: ExpressibleByStringInterpolation, ExpressibleByFloatLiteral,
  ExpressibleByIntegerLiteral
{
  /// Text.
  public init(stringLiteral value: String) { self = .text(value) }
  /// A number.
  public init(floatLiteral value: Double) { self = .number(value) }
  /// A number.
  public init(integerLiteral value: Int) { self = .number(Double(value)) }
}

extension Cell {
  /// The cell as Excel takes it: text, or a number with its style.
  enum Content: Equatable {
    case text(String)
    case number(Double)
  }

  var content: Content {
    switch self {
    case .text(let text): .text(ExcelText.cell(text))
    case .number(let number): number.isFinite ? .number(number) : .text("n/a")
    case .date(let date):
      // Day 1 is 1900-01-01, and a 1900-02-29 that never was is day 60.
      date.dayNumber + 25_569 > 60
        ? .number(Double(date.dayNumber + 25_569)) : .text(date.description)
    }
  }
}

import Calendars

/// An Excel workbook as a value: sheets of texts, tables and charts.
///
/// `data()` turns it into the bytes of an `.xlsx` file. The same workbook gives the same bytes.
public struct Workbook: Sendable, Equatable {
  /// The title in the properties of the file.
  public var title: String
  /// The day that the file states as its making, from 1900 on.
  public var created: CalendarDate
  /// The sheets in the order of their tabs; at least one.
  public var sheets: [Sheet]

  /// Makes a workbook.
  public init(title: String, created: CalendarDate, sheets: [Sheet]) {
    (self.title, self.created, self.sheets) = (title, created, sheets)
  }
}

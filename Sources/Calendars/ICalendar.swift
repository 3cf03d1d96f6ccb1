/// A calendar file that calendar programs import: RFC 5545.
///
/// Times are floating: they mean the same hour on the wall wherever the file is opened. The text
/// depends on these values alone, never on the clock.
public struct ICalendar: Sendable, Equatable {
  /// The name that calendar programs show.
  public var name: String
  /// The program and its version, for `PRODID`: `Salkku 0.1.0`.
  public var producer: String
  /// The day that the file states as its making, `DTSTAMP`, at midnight UTC.
  public var stamp: CalendarDate
  /// The events, in the order of the file.
  public var events: [Event]

  /// Makes a calendar.
  public init(name: String, producer: String, stamp: CalendarDate, events: [Event]) {
    (self.name, self.producer, self.stamp, self.events) = (name, producer, stamp, events)
  }

  /// An entry of the calendar.
  public struct Event: Sendable, Equatable {
    /// Identifies the event when the file is imported again: the same entry, the same text.
    public var uid: String
    /// When it takes place.
    public var time: Time
    /// The title.
    public var summary: String
    /// The text below the title; none if empty.
    public var description: String
    /// Where it takes place; none if empty.
    public var location: String
    /// The categories; calendar programs colour by them.
    public var categories: [String]
    /// Whether the time counts as busy. Unless said otherwise: at a time of day yes, whole days no.
    public var isBusy: Bool

    /// Makes an event.
    public init(
      uid: String, time: Time, summary: String, description: String = "", location: String = "",
      categories: [String] = [], isBusy: Bool? = nil
    ) {
      (self.uid, self.time, self.summary) = (uid, time, summary)
      (self.description, self.location) = (description, location)
      (self.categories, self.isBusy) = (categories, isBusy ?? time.isTimeOfDay)
    }
  }

  /// When an event takes place.
  public enum Time: Sendable, Equatable {
    /// Whole days, from the first through the last; an earlier last day counts as the first.
    case days(CalendarDate, through: CalendarDate)
    /// From minutes after midnight, 0 to 1439, for so many minutes, at least one.
    case minutes(CalendarDate, start: Int, count: Int)

    /// One whole day.
    public static func day(_ day: CalendarDate) -> Time { .days(day, through: day) }

    var isTimeOfDay: Bool {
      if case .minutes = self { true } else { false }
    }
  }
}

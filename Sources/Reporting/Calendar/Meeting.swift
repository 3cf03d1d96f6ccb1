/// A care session with an account.
struct Meeting: Equatable {
  let account: String
  let name: String?
  let kam: String
  let tier: String
  /// The week of the year, from 0.
  let week: Int
  let place: WeekPlace
  /// How long it takes, working days.
  let days: Double
  /// Whether it is the first of a quarter with an account of a leading tier.
  let isReview: Bool
  /// Why the account is met, from what the plan knows of it.
  let reason: String

  /// The name of the account, or its id where it has none.
  var title: String { name ?? account }
}

/// When in a week a session is.
struct WeekPlace: Equatable {
  /// The first of the five working days that it is on, 0 to 4 in their order, and the number of days.
  let day: Int
  let dayCount: Int
  /// Minutes after midnight, and how many; of a session of more than a day whole days count.
  let start: Int
  let minutes: Int
}

/// The places for sessions of a length in a week of five days of eight hours.
///
/// A half day is from 9:00 or from 13:30; sessions of less than half a day share one, longer ones begin in
/// the morning and end in the same week.
struct WeekGrid {
  /// The length of a session, half days.
  private let halves: Double
  /// How many sessions a half day holds.
  private let perHalf: Int
  /// How many places a session takes.
  private let width: Int

  init(sessionDays: Double) {
    halves = min(max(2 * sessionDays, 0.01), 10)
    perHalf = max(1, Int(1 / halves + 1e-9))
    width = perHalf > 1 ? 1 : Int(halves.rounded(.up))
  }

  /// Places in a week.
  var count: Int { 10 * perHalf }

  /// Where sessions may begin.
  var starts: [Int] {
    Array(stride(from: 0, through: count - width, by: width > 1 ? 2 : 1))
  }

  /// The places that a session takes that begins at one.
  func places(from start: Int) -> Range<Int> { start..<start + width }

  /// Where in the week a session is in the middle, 0 to 1.
  func middle(of start: Int) -> Double {
    (Double(start) + Double(width) / 2) / Double(count)
  }

  /// The days and hours of a session that begins at a place.
  func place(at start: Int) -> WeekPlace {
    let half = start / perHalf
    let minutes = halves * 240
    let offset = Int(minutes * Double(start % perHalf))
    return WeekPlace(
      day: half / 2, dayCount: (width + 1) / 2,
      start: (half % 2 == 0 ? 540 : 810) + offset,
      // A whole day has its break at noon.
      minutes: max(1, Int(minutes.rounded()) + (width == 2 ? 30 : 0)))
  }
}

/// The places of a KAM's year, and which of them are taken.
struct Diary {
  private let grid: WeekGrid
  /// How many sessions may be at once.
  private let people: Int
  /// Shape: `[weeks][places]`.
  private var taken: [[Int]]

  /// An empty diary.
  ///
  /// - Parameters:
  ///   - grid: The places of a week.
  ///   - people: How many sessions may be at once: a seat of three full-time equivalents is three people.
  init(grid: WeekGrid, people: Int) {
    self.grid = grid
    self.people = people
    taken = Array(
      repeating: Array(repeating: 0, count: grid.count), count: YearClock.weekCount)
  }

  /// Takes the free place nearest to a time, else the one with the fewest sessions.
  ///
  /// - Parameters:
  ///   - time: When the session is due, in weeks.
  ///   - stretch: Between which times it should be: the period that it belongs to.
  /// - Returns: The place, and whether it was free.
  mutating func book(
    at time: Double, within stretch: ClosedRange<Double>
  ) -> (place: WeekPlace, isFree: Bool) {
    let week = Int(time)
    func load(_ start: Int) -> Int { grid.places(from: start).map { taken[week][$0] }.max() ?? 0 }
    func cost(_ start: Int) -> (Int, Int, Double, Int) {
      let middle = Double(week) + grid.middle(of: start)
      let isOutside = stretch.contains(middle) ? 0 : 1
      return (max(0, load(start) + 1 - people), isOutside, abs(middle - time), start)
    }
    let start = grid.starts.map(cost).min(by: <)?.3 ?? 0
    let isFree = load(start) < people
    for place in grid.places(from: start) { taken[week][place] += 1 }
    return (grid.place(at: start), isFree)
  }
}

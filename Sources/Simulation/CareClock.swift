/// How the care of a year progresses: a clock that goes fast where a plan has much care, and stands still
/// where it has none.
///
/// It shows the care of a year that lies behind, in years; the year repeats.
struct CareClock: Sendable {
  /// Where periods end, as shares of the year.
  ///
  /// Shape: `[periods]`.
  private let ends: [Double]
  /// The share of the year's care that lies behind when they end.
  ///
  /// Shape: `[periods]`.
  private let behind: [Double]

  /// A clock for care in periods of some lengths; `nil` without care.
  ///
  /// - Parameters:
  ///   - care: The care in each period, in any unit, not negative.
  ///   - periods: The length of each period, as a share of the year.
  init?(care: [Double], periods: [Double]) {
    let sum = care.reduce(0, +)
    guard sum > 0 else { return nil }
    ends = Self.cumulated(periods, sum: 1)
    behind = Self.cumulated(care, sum: sum)
  }

  /// Where periods of some lengths end, as shares of their sum; the last one at 1.
  static func cumulated(_ lengths: [Double], sum: Double) -> [Double] {
    var reached = 0.0
    return lengths.enumerated().map { index, length in
      reached += length
      return index == lengths.count - 1 ? 1 : min(1, reached / sum)
    }
  }

  /// What the clock shows at a moment, both in years.
  func reading(at years: Double) -> Double { Self.moved(years, from: ends, to: behind) }

  /// When the clock shows something, both in years: the earliest moment.
  func moment(of reading: Double) -> Double { Self.moved(reading, from: behind, to: ends) }

  /// Interpolates between corresponding ends, year after year.
  private static func moved(_ years: Double, from: [Double], to: [Double]) -> Double {
    guard years.isFinite else { return years }
    let whole = years.rounded(.down)
    let part = years - whole
    var (start, result) = (0.0, 0.0)
    for (end, target) in zip(from, to) {
      // A length of 0 is jumped over: where all care lies behind, no session falls due.
      if end > start, part < end {
        return whole + result + (part - start) / (end - start) * (target - result)
      }
      (start, result) = (end, target)
    }
    return whole + result
  }
}

import PortfolioModel

/// Reads the periods that plans are made by: their number, or the working days in each.
struct PeriodReader {
  /// Takes the problems.
  let log: ProblemLog

  /// The numbers of periods that make sense: from halves of a year to weeks.
  static let allowedCounts: ClosedRange<UInt64> = 2...53

  /// The share of the year in each period; none without the key, `nil` where they can't be known.
  ///
  /// Working days count in proportion: the year has as many as `workingDaysPerYear` says.
  func periods(_ value: YAMLValue?) -> [Double]? {
    guard let value, !value.isNothing else { return [] }
    let expected = "a number of periods such as 12, or a list of the working days in each"
    if value.isWord {
      guard let word = value.word(expecting: expected),
        let count = log.wholeNumber(word, in: Self.allowedCounts)
      else { return nil }
      return Array(repeating: 1 / Double(count), count: Int(count))
    }
    guard let list = value.list(expecting: expected) else { return nil }
    let counts = Self.allowedCounts
    guard counts.contains(UInt64(list.count)) else {
      log.error(
        .notWhole(found: "\(list.count)", allowed: counts), value.field, at: value.location)
      return nil
    }
    let days = list.compactMap { $0.number(unit: "working days", in: 0.01...366) }
    let sum = days.reduce(0, +)
    return days.count == list.count ? days.map { $0 / sum } : nil
  }
}

/// How work of a year is spread over its 52 weeks.
///
/// The year is cut into periods of equal length. Each has a weight, and what it holds is spread evenly
/// over the part of it that is open. A clock is empty where no weight is in the open part.
struct YearClock {
  static let weekCount = 52

  /// Weeks from the start of the year at which stretches begin and end.
  private let edges: [Double]
  /// The weight before each of these.
  private let sums: [Double]

  /// Makes a clock.
  ///
  /// - Parameters:
  ///   - weights: The weight of each period, at least 0; one for a year without periods.
  ///   - open: Which part of the year is open, in weeks.
  init(weights: [Double], open: ClosedRange<Double> = 0...Double(weekCount)) {
    let length = Double(Self.weekCount) / Double(max(1, weights.count))
    edges = (0...weights.count).map {
      min(max(Double($0) * length, open.lowerBound), open.upperBound)
    }
    var sums = [0.0]
    for (period, weight) in weights.enumerated() {
      let share = (edges[period + 1] - edges[period]) / length
      // Whole periods to the last bit: sessions are counted by period.
      sums.append(sums[period] + max(0, weight) * (share > 1 - 1e-9 ? 1 : share))
    }
    self.sums = sums
  }

  /// The weight in the open part.
  var total: Double { sums.last ?? 0 }

  /// Where a sum of weights is reached, with the stretch around it, in weeks; `nil` if it never is.
  func time(at sum: Double) -> (week: Double, stretch: ClosedRange<Double>)? {
    guard let next = sums.firstIndex(where: { $0 > sum }), next > 0 else { return nil }
    let (start, end) = (edges[next - 1], edges[next])
    let share = (sum - sums[next - 1]) / (sums[next] - sums[next - 1])
    return (min(start + share * (end - start), end.nextDown), start...end)
  }

  /// An amount that is spread by the clock, by week.
  ///
  /// Shape: `[weekCount]`.
  func spread(_ amount: Double) -> [Double] {
    guard total > 0 else { return Array(repeating: 0, count: Self.weekCount) }
    let reached = (0...Self.weekCount).map { sum(at: Double($0)) }
    return zip(reached.dropFirst(), reached).map { amount * ($0 - $1) / total }
  }

  /// The weight before a time in weeks.
  private func sum(at week: Double) -> Double {
    guard let next = edges.firstIndex(where: { $0 > week }) else { return total }
    guard next > 0 else { return 0 }
    let share = (week - edges[next - 1]) / (edges[next] - edges[next - 1])
    return sums[next - 1] + share * (sums[next] - sums[next - 1])
  }
}

import Statistics

/// What a plan brought about in each month of the horizon (section 5 of the model page).
///
/// It holds one number for each replication, month and metric: eight bytes each, so a thousand
/// replications of three years and forty metrics take 12 MB.
public struct MonthlyOutcome: Equatable, Sendable {
  /// The measures.
  public let metrics: [Metric]
  /// The length of each month, working days.
  private let lengths: [Double]
  /// The measures of a month, NaN where one does not exist, then the days for which seats were filled.
  ///
  /// Shape: `[replications][months][metrics + 1]`, in a row.
  private let values: [Double]

  init(metrics: [Metric], lengths: [Double], values: [Double]) {
    (self.metrics, self.lengths, self.values) = (metrics, lengths, values)
  }

  /// How many months there are; the last one may be shorter.
  public var count: Int { lengths.count }

  /// The number of replications.
  public var replications: Int { values.count / (count * (metrics.count + 1)) }

  /// The observations of a metric in a stretch of months, one per replication; `nil` where it does not
  /// exist.
  ///
  /// Money, counts and days add up; `revenueEnd`, `nrr` and `grr` are those when the stretch ends; response
  /// time and utilisation are means over the stretch.
  ///
  /// - Parameters:
  ///   - metric: The measure.
  ///   - months: The months, from 0.
  /// - Returns: Nothing for a metric that was not taken.
  public func observations(of metric: Metric, in months: Range<Int>) -> [Double?] {
    guard let column = metrics.firstIndex(of: metric) else { return [] }
    switch metric {
    case .revenueEnd, .nrr, .grr:
      return sums(of: [column], in: months.suffix(1)).map { $0.isNaN ? nil : $0 }
    case .responseTime:
      return means(of: column, weights: metrics.indices.filter { metrics[$0].isHandled }, months)
    case .utilisation: return means(of: column, weights: [metrics.count], months)
    default: return sums(of: [column], in: months)
    }
  }

  /// What the replications say about a metric, or about a sum of several, month by month.
  ///
  /// Unlike those of the whole horizon, estimates of money hold luck.
  ///
  /// - Parameters:
  ///   - metrics: The measure, or several whose sum is meant.
  ///   - length: How many months to take together, as `observations(of:in:)` does.
  /// - Returns: One for each stretch of months, the last of which may be shorter; `nil` where no
  ///   replication has the measure.
  public func estimates(of metrics: [Metric], every length: Int = 1) -> [Estimate?] {
    stretches(of: length).map { months in
      let columns = metrics.map { observations(of: $0, in: months) }
      return Estimate(
        (0..<replications).map { replication in
          columns.reduce(0.0) { sum, column in
            guard let sum, let value = column[replication] else { return nil }
            return sum + value
          }
        })
    }
  }

  /// How many seats were filled, the mean over each stretch of months.
  public func filledSeats(every length: Int = 1) -> [Estimate?] {
    stretches(of: length).map { Estimate(filledSeats(in: $0)) }
  }

  /// How many seats were filled, the mean over a stretch of months, one per replication.
  public func filledSeats(in months: Range<Int>) -> [Double] {
    let days = lengths[months].reduce(0, +)
    return sums(of: [metrics.count], in: months).map { $0 / days }
  }

  private func stretches(of length: Int) -> [Range<Int>] {
    stride(from: 0, to: count, by: length).map { $0..<min(count, $0 + length) }
  }

  /// Sums of columns over months, one per replication.
  private func sums(of columns: [Int], in months: Range<Int>) -> [Double] {
    (0..<replications).map { replication in
      months.reduce(0) { sum, month in
        columns.reduce(sum) { $0 + value($1, month, replication) }
      }
    }
  }

  /// Weighted means of a column over months, one per replication; `nil` without weight.
  private func means(of column: Int, weights: [Int], _ months: Range<Int>) -> [Double?] {
    (0..<replications).map { replication in
      var (sum, total) = (0.0, 0.0)
      for month in months {
        let mean = value(column, month, replication)
        if mean.isNaN { continue }
        let weight = weights.reduce(0) { $0 + value($1, month, replication) }
        sum += weight * mean
        total += weight
      }
      return total > 0 ? sum / total : nil
    }
  }

  private func value(_ column: Int, _ month: Int, _ replication: Int) -> Double {
    values[(replication * count + month) * (metrics.count + 1) + column]
  }

  /// Whether two are the same in every bit.
  public static func == (left: MonthlyOutcome, right: MonthlyOutcome) -> Bool {
    left.metrics == right.metrics && left.lengths == right.lengths
      && left.values.elementsEqual(right.values) { $0.bitPattern == $1.bitPattern }
  }
}

extension Metric {
  fileprivate var isHandled: Bool {
    if case .events(.handled, _) = self { true } else { false }
  }
}

/// Profit summed up over accounts from the most to the least profitable.
///
/// Shares are of the total profit, so the curve ends at 1; it rises above 1 if accounts give profit back.
/// Source: Kaplan and Narayanan, Measuring and managing customer profitability (2001).
public struct CumulativeProfit: Sendable, Equatable {
  /// The share of the total that the first 0, 1, … accounts earn together; the last is exactly 1.
  public let shares: [Double]

  /// How many accounts earn something: the peak of the curve.
  public let earningCount: Int

  /// Sums up profit; gives nothing if a value is not finite, or if the total is not positive.
  ///
  /// - Parameter values: Profit of each account, of any sign, in any order.
  public init?(values: [Double]) {
    guard let largest = values.map(\.magnitude).max(), values.allSatisfy(\.isFinite) else {
      return nil
    }
    var sums = [0.0]
    sums.reserveCapacity(values.count + 1)
    for value in values.sorted(by: >) { sums.append(sums[sums.count - 1] + value / largest) }
    // Sums of what rounds to nothing are no profit.
    guard let total = sums.last, total > 1e-12 * Double(values.count) else { return nil }
    shares = sums.map { $0 / total }
    earningCount = values.count { $0 > 0 }
  }

  /// How many accounts there are.
  public var accountCount: Int { shares.count - 1 }

  /// The share of the total that the earning accounts earn together, at least 1.
  public var peak: Double { shares[earningCount] }

  /// The share of accounts that earn something.
  public var earningShare: Double { Double(earningCount) / Double(accountCount) }

  /// The share of the total that the other accounts give back.
  public var givenBack: Double { max(peak - 1, 0) }

  /// Whether the other accounts give back as much as can be seen: half a point of the total.
  public var givesBack: Bool { givenBack >= 0.005 }

  /// The fewest accounts that earn a share of the total.
  ///
  /// - Parameter share: From 0 to the peak.
  /// - Returns: The number of accounts; nothing above the peak.
  public func accountCount(earning share: Double) -> Int? {
    shares.prefix(earningCount + 1).firstIndex { $0 >= share }
  }

  /// Numbers of accounts at which a drawing of the curve bends: few, with both ends and the peak.
  ///
  /// Between two of them the curve is no longer than the curve divided by their number, in a square of unit
  /// sides, or it is a straight line.
  func bends(limit: Int) -> [Int] {
    let height = max(peak, 1)
    func length(_ index: Int) -> Double {
      let run = 1 / Double(accountCount)
      let rise = (shares[index] - shares[index - 1]) / height
      return (run * run + rise * rise).squareRoot()
    }
    let total = shares.indices.dropFirst().reduce(0) { $0 + length($1) }
    let step = total / Double(max(limit - 4, 1))
    var kept = [0]
    var since = 0.0
    for index in shares.indices.dropFirst() {
      since += length(index)
      if since >= step || index == earningCount || index == accountCount {
        kept.append(index)
        since = 0
      }
    }
    return kept
  }
}

/// Bins of one round width, with round edges, that cover numbers; several columns can share them.
///
/// The width is 1, 2 or 5 times a power of 10. Bin `i` holds `edge(i) <= value < edge(i + 1)`.
public struct Histogram: Equatable, Sendable {
  /// The number of bins.
  public let binCount: Int
  /// The first edge in units of the width.
  private let first: Int
  /// The width as a quotient, so that edges such as 0.3 are the numbers that they are written as.
  private let width: (numerator: Double, denominator: Double)

  /// Finds the narrowest round bins that cover numbers.
  ///
  /// - Parameters:
  ///   - values: At least one, finite.
  ///   - mostBins: The most bins, at least 2.
  public init(covering values: [Double], mostBins: Int = 20) {
    precondition(mostBins >= 2, "at least 2 bins, not \(mostBins)")
    precondition(values.allSatisfy(\.isFinite), "finite numbers")
    guard let least = values.min(), let most = values.max() else {
      preconditionFailure("at least one number")
    }
    // Numbers that are all but equal get a width that suits their own size.
    let size = max(abs(least), abs(most))
    let spread = most - least > 1e-9 * size ? most - least : (size > 0 ? size : 1)
    var power = (numerator: 1.0, denominator: 1.0)
    while power.numerator < spread { power.numerator *= 10 }
    while power.numerator / power.denominator * Double(mostBins) > spread / 100 {
      if power.numerator > 1 { power.numerator /= 10 } else { power.denominator *= 10 }
    }
    while true {
      for step in [1.0, 2, 5] {
        let width = (numerator: step * power.numerator, denominator: power.denominator)
        let (low, high) = (Self.index(of: least, width), Self.index(of: most, width))
        if high - low < mostBins {
          (binCount, first, self.width) = (high - low + 1, low, width)
          return
        }
      }
      if power.denominator > 1 { power.denominator /= 10 } else { power.numerator *= 10 }
    }
  }

  /// The width of a bin.
  public var binWidth: Double { width.numerator / width.denominator }

  /// Edge `index`, from 0 to `binCount`.
  public func edge(_ index: Int) -> Double { Self.edge(first + index, width) }

  /// How many numbers lie in each bin.
  ///
  /// - Parameter values: Within the bins; what lies outside counts in the bin at that end.
  /// - Returns: One count per bin; they add up to the numbers.
  public func counts(of values: [Double]) -> [Int] {
    var counts = [Int](repeating: 0, count: binCount)
    for value in values {
      let bin = Self.index(of: min(max(value, edge(0)), edge(binCount)), width) - first
      counts[min(bin, binCount - 1)] += 1
    }
    return counts
  }

  /// Whether the bins are the same.
  public static func == (left: Histogram, right: Histogram) -> Bool {
    left.binCount == right.binCount && left.first == right.first && left.width == right.width
  }

  private static func edge(
    _ index: Int, _ width: (numerator: Double, denominator: Double)
  ) -> Double {
    Double(index) * width.numerator / width.denominator
  }

  /// The bin of a number, counted from 0; corrected where rounding puts it into a neighbour.
  private static func index(
    of value: Double, _ width: (numerator: Double, denominator: Double)
  ) -> Int {
    var index = Int((value * width.denominator / width.numerator).rounded(.down))
    while edge(index, width) > value { index -= 1 }
    while edge(index + 1, width) <= value { index += 1 }
    return index
  }
}

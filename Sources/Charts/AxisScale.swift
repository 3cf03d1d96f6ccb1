import Foundation

/// The text of a value on an axis whose ticks lie `step` apart.
public typealias ValueFormat = @Sendable (_ value: Double, _ step: Double) -> String

/// A linear map from values to pixels, with round ticks.
struct AxisScale: Sendable {
  /// The values at the ends; both finite, the lower smaller.
  let domain: ClosedRange<Double>
  /// The pixels of the domain's ends.
  let start: Double
  let end: Double
  /// Round values within the domain, ascending, each once.
  let ticks: [Double]
  /// The difference between two ticks.
  let step: Double

  /// A scale that holds all finite values given.
  ///
  /// - Parameters:
  ///   - values: What it has to hold; none gives 0…1, a single value gets room on both sides.
  ///   - start: The pixel of the lowest value.
  ///   - end: The pixel of the highest value.
  ///   - spacing: The least distance between ticks in pixels, unless fewer than two ticks fit.
  ///   - isWhole: Whether only whole numbers get ticks.
  ///   - endsAtTicks: Whether the domain is widened to the next ticks.
  init(
    _ values: some Sequence<Double>, from start: Double, to end: Double, spacing: Double = 50,
    isWhole: Bool = false, endsAtTicks: Bool = false
  ) {
    var domain = Self.domain(values)
    let count = max(1, abs(end - start) / max(spacing, 1))
    let (mantissa, exponent) = Self.step(
      domain.upperBound - domain.lowerBound, count: count, isWhole: isWhole)
    let step = Self.multiple(mantissa, exponent)
    var first = (domain.lowerBound / step).rounded(.up)
    var last = (domain.upperBound / step).rounded(.down)
    // A hair beyond a tick by rounding counts as on it.
    if domain.lowerBound / step < first - 1 + 1e-9 { first -= 1 }
    if domain.upperBound / step > last + 1 - 1e-9 { last += 1 }
    if endsAtTicks {
      if first * step > domain.lowerBound { first -= 1 }
      if last * step < domain.upperBound { last += 1 }
    }
    let ticks = stride(from: first, through: last, by: 1).map {
      Self.multiple($0 * mantissa, exponent)
    }
    if let low = ticks.first, let high = ticks.last {
      domain = min(domain.lowerBound, low)...max(domain.upperBound, high)
    }
    self.init(domain: domain, start: start, end: end, ticks: ticks, step: step)
  }

  /// The pixel of a value.
  func callAsFunction(_ value: Double) -> Double {
    let value = min(max(value, -1e300), 1e300)
    let share = (value - domain.lowerBound) / (domain.upperBound - domain.lowerBound)
    return start + share * (end - start)
  }

  private init(
    domain: ClosedRange<Double>, start: Double, end: Double, ticks: [Double], step: Double
  ) {
    (self.domain, self.start, self.end) = (domain, start, end)
    (self.ticks, self.step) = (ticks, step)
  }

  private static func domain(_ values: some Sequence<Double>) -> ClosedRange<Double> {
    let finite = values.filter(\.isFinite).map { min(max($0, -1e300), 1e300) }
    guard let low = finite.min(), let high = finite.max() else { return 0...1 }
    // So wide that ticks differ in floating point.
    let least = max(max(abs(low), abs(high)) * 1e-9, 1e-300)
    if high - low >= least { return low...high }
    let room = low == 0 ? 1 : abs(low) * 0.1
    return (low - room)...(high + room)
  }

  /// The smallest of 1, 2 and 5 times a power of ten that gives no more steps than wanted.
  ///
  /// It is the one before that if else a single tick might be left: one tick is no scale.
  private static func step(
    _ span: Double, count: Double, isWhole: Bool
  ) -> (mantissa: Double, exponent: Int) {
    let wanted = span / count * (1 - 1e-9)
    var exponent = Int(log10(wanted).rounded(.down)) - 1
    if isWhole { exponent = max(exponent, 0) }
    var before: (mantissa: Double, exponent: Int)?
    while true {
      for mantissa in [1.0, 2, 5] {
        let step = multiple(mantissa, exponent)
        if step >= wanted {
          return step > span / 2 ? before ?? (mantissa, exponent) : (mantissa, exponent)
        }
        before = (mantissa, exponent)
      }
      exponent += 1
    }
  }

  /// The floating-point number nearest to a whole number times a power of ten.
  private static func multiple(_ whole: Double, _ exponent: Int) -> Double {
    let power = Double("1e\(abs(exponent))") ?? 1
    return whole == 0 ? 0 : exponent < 0 ? whole / power : whole * power
  }
}

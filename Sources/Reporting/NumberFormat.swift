import Foundation

/// Numbers as text: the same everywhere, whatever the locale, and total: what is not finite is "n/a".
enum NumberFormat {
  /// A number with this many decimals and its thousands apart: `1 234.5`.
  static func fixed(_ value: Double, decimals: Int) -> String {
    guard value.isFinite else { return "n/a" }
    let digits = String(format: "%.\(decimals)f", abs(value))
    let whole = digits.prefix { $0 != "." }
    var grouped = ""
    for (offset, digit) in whole.enumerated() {
      if offset > 0 && (whole.count - offset) % 3 == 0 { grouped.append(" ") }
      grouped.append(digit)
    }
    let isZero = !digits.contains { $0 != "0" && $0 != "." }
    return (value < 0 && !isZero ? "-" : "") + grouped + digits.dropFirst(whole.count)
  }

  /// A number with its sign, also where it is positive.
  static func signed(_ value: Double, decimals: Int) -> String {
    let text = fixed(value, decimals: decimals)
    return value > 0 && text.contains(where: { ("1"..."9").contains($0) }) ? "+" + text : text
  }

  /// How many decimals show an uncertainty with two significant digits.
  static func decimals(forHalfWidth halfWidth: Double) -> Int {
    guard halfWidth.isFinite, halfWidth > 0 else { return 2 }
    return max(0, min(6, 1 - Int(log10(halfWidth).rounded(.down))))
  }

  /// A share in percent, with one decimal.
  static func percent(_ share: Double) -> String { fixed(100 * share, decimals: 1) + " %" }

  /// A share in percent, with at most one decimal: `50 %`, `2.5 %`.
  static func shortPercent(_ share: Double) -> String {
    guard share.isFinite else { return "n/a" }
    return short(rounded(100 * share, decimals: 1)) + " %"
  }

  /// A number with as many decimals as it has, up to nine: `0.05`, `110 000`.
  static func short(_ value: Double) -> String {
    let decimals = (0...9).first {
      abs(value - rounded(value, decimals: $0)) <= 1e-9 * abs(value)
    }
    return fixed(value, decimals: decimals ?? 9)
  }

  /// Where a number may lie: `0.24 to 0.7`.
  static func range(_ range: ClosedRange<Double>) -> String {
    "\(short(range.lowerBound)) to \(short(range.upperBound))"
  }

  /// A horizon: `1 year`, `2.5 years`.
  static func years(_ years: Double) -> String {
    let decimals = (0...6).first { abs(years - rounded(years, decimals: $0)) < 1e-9 } ?? 6
    return years == 1 ? "1 year" : fixed(years, decimals: decimals) + " years"
  }

  /// A number of things: `1 account`, `701 accounts`.
  static func count(_ number: Int, _ thing: String) -> String {
    fixed(Double(number), decimals: 0) + " " + thing + (number == 1 ? "" : "s")
  }

  static func rounded(_ value: Double, decimals: Int) -> Double {
    let scale = pow(10, Double(decimals))
    return (value * scale).rounded() / scale
  }
}

/// The unit in which numbers of a column are shown, so that they stay short.
struct Scale: Equatable {
  let divisor: Double
  /// What stands in the header: `M`, `k`, `%` or nothing.
  let suffix: String
  /// Digits after the point.
  var decimals = 2

  static let plain = Scale(divisor: 1, suffix: "")
  static let percent = Scale(divisor: 0.01, suffix: "%")

  /// Millions, thousands or plain money, by the largest number of the column.
  static func money(for values: [Double]) -> Scale {
    let largest = values.map(abs).filter(\.isFinite).max() ?? 0
    if largest >= 1e6 { return Scale(divisor: 1e6, suffix: "M") }
    if largest >= 1e4 { return Scale(divisor: 1e3, suffix: "k") }
    return plain
  }

  /// The scale with as many digits as show the largest of these uncertainties with two, and each with one.
  func precise(to halfWidths: [Double?]) -> Scale {
    var scale = self
    let scaled = halfWidths.compactMap { $0 }.filter { $0.isFinite && $0 > 0 }.map { $0 / divisor }
    let enough = NumberFormat.decimals(forHalfWidth: scaled.max() ?? 0)
    // More where the smallest would be shown as 0.
    let visible = NumberFormat.decimals(forHalfWidth: scaled.min() ?? 0) - 1
    scale.decimals = scaled.isEmpty ? enough : min(6, max(enough, visible))
    return scale
  }

  /// `mean ± halfWidth`.
  func estimate(_ mean: Double, halfWidth: Double?, signed: Bool = false) -> String {
    let text =
      signed
      ? NumberFormat.signed(mean / divisor, decimals: decimals)
      : NumberFormat.fixed(mean / divisor, decimals: decimals)
    let width = halfWidth.map { NumberFormat.fixed($0 / divisor, decimals: decimals) }
    return text + " ± " + (width ?? "n/a")
  }
}

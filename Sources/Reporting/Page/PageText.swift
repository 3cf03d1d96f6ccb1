import Charts
import Markup

/// Numbers and names as they stand on a page.
enum PageText {
  /// Money, short: `4.04 M`, `834 k`, `9 120`.
  static func money(_ amount: Double?, signed: Bool = false) -> String {
    guard let amount, amount.isFinite else { return "n/a" }
    let (scaled, unit, decimals) =
      switch abs(amount) {
      case 1e8...: (amount / 1e6, " M", 0)
      case 1e7...: (amount / 1e6, " M", 1)
      case 999_500...: (amount / 1e6, " M", 2)
      case 10_000...: (amount / 1e3, " k", 0)
      default: (amount, "", 0)
      }
    return
      (signed
      ? NumberFormat.signed(scaled, decimals: decimals)
      : NumberFormat.fixed(scaled, decimals: decimals)) + unit
  }

  /// A sentence with quotation marks that lean.
  static func prose(_ text: String) -> String {
    var isOpen = false
    return String(
      text.map { character in
        guard character == "\"" else { return character }
        isOpen.toggle()
        return isOpen ? "“" : "”"
      })
  }

  /// The ends of an interval: `4.01 M to 4.07 M`.
  static func interval(_ low: Double?, _ high: Double?, signed: Bool = false) -> String {
    guard let low, let high else { return "n/a" }
    return "\(money(low, signed: signed)) to \(money(high, signed: signed))"
  }

  /// An amount with the half-width of its interval.
  static func amount(_ amount: StaffingRecord.AmountRecord?, signed: Bool = false) -> String {
    amount.map { "\(Amount($0.mean, halfWidth: $0.halfWidth95, signed: signed))" } ?? "n/a"
  }

  /// A share in percent, without decimals where it is large.
  static func percent(_ share: Double?, decimals: Int = 0) -> String {
    guard let share, share.isFinite else { return "n/a" }
    return NumberFormat.fixed(100 * share, decimals: decimals) + " %"
  }

  /// Days.
  static func days(_ days: Double?, decimals: Int = 1) -> String {
    guard let days, days.isFinite else { return "n/a" }
    return NumberFormat.fixed(days, decimals: decimals)
  }

  /// Money on an axis; the unit follows the distance between ticks.
  static let moneyAxis: ValueFormat = { value, step in
    switch step {
    case 100_000...:
      return "\(NumberFormat.fixed(value / 1e6, decimals: decimals(of: step / 1e6))) M"
    case 1000...:
      return "\(NumberFormat.fixed(value / 1e3, decimals: decimals(of: step / 1e3))) k"
    default: return NumberFormat.fixed(value, decimals: decimals(of: step))
    }
  }

  /// Money on an axis of differences.
  static let gainAxis: ValueFormat = { value, step in
    (value > 0 ? "+" : "") + moneyAxis(value, step)
  }

  /// Plain numbers on an axis.
  static let numberAxis: ValueFormat = { value, step in
    NumberFormat.fixed(value, decimals: decimals(of: step))
  }

  /// Shares on an axis, in percent.
  static let shareAxis: ValueFormat = { value, step in
    NumberFormat.fixed(100 * value, decimals: decimals(of: 100 * step)) + " %"
  }

  /// The decimals that tell ticks apart.
  private static func decimals(of step: Double) -> Int {
    (0...6).first { abs(step - NumberFormat.rounded(step, decimals: $0)) < 1e-9 * abs(step) } ?? 6
  }

  /// What an interval shows of a gain.
  static func verdict(_ low: Double?, _ high: Double?) -> Verdict {
    guard let low, let high else { return .unclear }
    return low > 0 ? .better : high < 0 ? .worse : .unclear
  }
}

extension StaffingRecord.AmountRecord {
  /// The ends of its interval.
  var low: Double? { halfWidth95.map { mean - $0 } }
  var high: Double? { halfWidth95.map { mean + $0 } }

  /// What its interval shows of a gain, as a colour.
  var tone: Figure.Tone {
    switch PageText.verdict(low, high) {
    case .better: .better
    case .worse: .worse
    case .unclear: .plain
    }
  }
}

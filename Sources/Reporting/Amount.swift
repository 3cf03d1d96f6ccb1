import Statistics

/// Money in a sentence: `+4.23 ± 0.04 M`, `293 k`.
struct Amount: CustomStringConvertible {
  let description: String

  /// A mean with its half-width.
  init(_ estimate: Estimate, signed: Bool = false) {
    let halfWidth = estimate.halfWidth()
    let scale = Scale.money(for: [estimate.mean, halfWidth ?? 0]).precise(to: [halfWidth])
    let text = scale.estimate(estimate.mean, halfWidth: halfWidth, signed: signed)
    description = scale.suffix.isEmpty ? text : "\(text) \(scale.suffix)"
  }

  /// A known amount.
  init(_ value: Double) {
    let scale = Scale.money(for: [value])
    let text = NumberFormat.fixed(value / scale.divisor, decimals: scale.suffix == "M" ? 2 : 0)
    description = scale.suffix.isEmpty ? text : "\(text) \(scale.suffix)"
  }
}

import Statistics

/// Money in a sentence: `+4.23 ± 0.04 M`, `293 k`.
struct Amount: CustomStringConvertible {
  let description: String

  /// A mean with its half-width.
  init(_ estimate: Estimate, signed: Bool = false) {
    self.init(estimate.mean, halfWidth: estimate.halfWidth(), signed: signed)
  }

  /// A mean with its half-width, if that is known.
  init(_ mean: Double, halfWidth: Double?, signed: Bool = false) {
    let scale = Scale.money(for: [mean, halfWidth ?? 0]).precise(to: [halfWidth])
    let text = scale.estimate(mean, halfWidth: halfWidth, signed: signed)
    description = scale.suffix.isEmpty ? text : "\(text) \(scale.suffix)"
  }

  /// A known amount.
  init(_ value: Double) {
    let scale = Scale.money(for: [value])
    let text = NumberFormat.fixed(value / scale.divisor, decimals: scale.suffix == "M" ? 2 : 0)
    description = scale.suffix.isEmpty ? text : "\(text) \(scale.suffix)"
  }
}

import PortfolioModel
import Statistics

/// The stretches of time on which the value of days is integrated, each with eight Gauss nodes.
///
/// They depend on an account only by how fast its engagement and hazard change at the start. That is
/// rounded up to powers of two of the decay of engagement, so that accounts share panels.
struct TimePanels: Sendable {
  /// One stretch, with what is the same on it for all accounts.
  struct Panel: Sendable {
    /// Length, years.
    let width: Double
    /// Times of the nodes, years.
    let times: SIMD8<Double>
    /// `e^(-delta D t)` at the nodes.
    let fade: SIMD8<Double>
    /// `e^(-rho t)` at the nodes times their weights in years.
    let worth: SIMD8<Double>
    /// Whether one of the horizons ends here.
    let endsHorizon: Bool
  }

  /// The panels, by time.
  let panels: [Panel]

  /// Cuts the time up to some horizons.
  ///
  /// The first panel is as short as the fastest change, or four times that; later ones are twice as long as
  /// all before them together, but no longer than two decay times of engagement until it has settled.
  ///
  /// - Parameters:
  ///   - horizons: Rising, years, above 0; a panel ends at each.
  ///   - decay: Decay of engagement a year.
  ///   - discount: The discount rate a year.
  ///   - steepness: The binary logarithm of the fastest change in units of `decay`; see `steepness(of:)`.
  init(upTo horizons: [Double], decay: Double, discount: Double, steepness: Int) {
    let rule = GaussRule.shared
    let settled = (10 + 0.693_147_180_559_945_3 * Double(steepness)) / decay
    var panels: [Panel] = []
    var start = 0.0
    for horizon in horizons {
      precondition(horizon > start && horizon.isFinite, "horizon of \(horizon) years")
      while start < horizon {
        var width =
          start == 0
          ? 4 / decay * Double(sign: .plus, exponent: -steepness, significand: 1) : 2 * start
        if start < settled { width = min(width, 2 / decay) }
        // A sliver at the end joins the panel before it.
        if start + 1.1 * width > horizon { width = horizon - start }
        let times = start + width * rule.nodes
        let isLast = start + width >= horizon
        panels.append(
          Panel(
            width: width, times: times, fade: Elementary.exp(-decay * times),
            worth: width * rule.weights * Elementary.exp(-discount * times), endsHorizon: isLast))
        start = isLast ? horizon : start + width
      }
    }
    self.panels = panels
  }

  /// The least whole power of two, not below 0, whose power is at least `ratio`; both without unit.
  static func steepness(of ratio: Double) -> Int {
    ratio <= 1 ? 0 : Int(ratio.exponent) + (ratio.significand > 1 ? 1 : 0)
  }
}

/// The panels up to one horizon, made once for all accounts of a portfolio that need the same.
struct TimePanelCache {
  private let horizonYears: Double
  private let decay: Double
  private let discount: Double
  private var made: [Int: TimePanels] = [:]

  /// An empty cache.
  init(parameters: ModelParameters, horizonYears: Double) {
    self.horizonYears = horizonYears
    decay = parameters.engagementDecay * parameters.workingDaysPerYear
    discount = parameters.discountRate
  }

  /// The panels for a steepness.
  mutating func panels(steepness: Int) -> TimePanels {
    if let known = made[steepness] { return known }
    let panels = TimePanels(
      upTo: [horizonYears], decay: decay, discount: discount, steepness: steepness)
    made[steepness] = panels
    return panels
  }
}

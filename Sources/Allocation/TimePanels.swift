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
  ///   - fineness: How many times narrower all panels are.
  ///   - kink: A time at which a panel must end too, years, above 0.
  init(
    upTo horizons: [Double], decay: Double, discount: Double, steepness: Int,
    fineness: Double = 1, kink: Double? = nil
  ) {
    let rule = GaussRule.shared
    let settled = (10 + 0.693_147_180_559_945_3 * Double(steepness)) / decay
    var panels: [Panel] = []
    var start = 0.0
    var stops = horizons.map { (time: $0, isHorizon: true) }
    if let kink, let next = stops.firstIndex(where: { $0.time >= kink }), stops[next].time > kink {
      stops.insert((kink, false), at: next)
    }
    for stop in stops {
      precondition(stop.time > start && stop.time.isFinite, "horizon of \(stop.time) years")
      while start < stop.time {
        var width =
          start == 0
          ? 4 / decay * Double(sign: .plus, exponent: -steepness, significand: 1)
          : 2 * start / fineness
        if start < settled { width = min(width, 2 / (fineness * decay)) }
        // A sliver at the end joins the panel before it.
        if start + 1.1 * width > stop.time { width = stop.time - start }
        let times = start + width * rule.nodes
        let isLast = start + width >= stop.time
        panels.append(
          Panel(
            width: width, times: times, fade: Elementary.exp(-decay * times),
            worth: width * rule.weights * Elementary.exp(-discount * times),
            endsHorizon: isLast && stop.isHorizon))
        start = isLast ? stop.time : start + width
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
  private struct Key: Hashable {
    let steepness: Int
    let fineness: Double
  }

  private var made: [Key: TimePanels] = [:]

  /// An empty cache.
  init(parameters: ModelParameters, horizonYears: Double) {
    self.horizonYears = horizonYears
    decay = parameters.engagementDecay * parameters.workingDaysPerYear
    discount = parameters.discountRate
  }

  /// The panels for a steepness and a fineness.
  mutating func panels(steepness: Int, fineness: Double) -> TimePanels {
    let key = Key(steepness: steepness, fineness: fineness)
    if let known = made[key] { return known }
    let panels = TimePanels(
      upTo: [horizonYears], decay: decay, discount: discount, steepness: steepness,
      fineness: fineness)
    made[key] = panels
    return panels
  }
}

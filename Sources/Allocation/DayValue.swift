import PortfolioModel
import Statistics

/// What care is worth on one account over a horizon: `V(x)` of section 8 of the model page.
///
/// With times in years, engagement moves from today's `E0` to the planned `E1 = f x / (D delta)`, with
/// `f` the effect of the KAM's days:
///
///     E(t) = E1 + (E0 - E1) e^(-delta D t)                  C(t) = integral of c(E) over 0…t
///     H(t) = D h0 Mbar (t - eta C(t))                       G(t) = nu phi omega C(t)
///     V(x) = integral over 0…T of e^(-rho t - H(t)) m (R + P (1 - e^(-G(t)))) dt
///
/// Both integrals are taken in one pass over Gauss panels (`TimePanels`). The relative error is below
/// 1e-6 for all values that a scenario allows, and near 1e-11 for the defaults.
public struct DayValue: Sendable {
  /// What care is worth per unit of money, the account's margin included.
  public struct Worth: Equatable, Sendable {
    /// Of today's annual revenue while the account stays, years.
    public var perRevenue: Double
    /// Of today's annual potential by what care wins of it, years.
    public var perPotential: Double
  }

  private let terms: CareTerms
  /// Decay of engagement a year, `delta D`.
  private let decay: Double
  private let discount: Double
  private let horizonYears: Double
  /// The steepness that `panels` are made for.
  private let steepness: Int
  private let panels: TimePanels

  /// Prepares the value of care on an account.
  ///
  /// - Parameters:
  ///   - account: A position in `portfolio.accounts`.
  ///   - portfolio: The portfolio.
  ///   - horizonYears: The horizon `T`, years, above 0.
  ///   - effect: The effect of a day, `KeyAccountManager.effect`; that of the owner if left out.
  public init(
    account: Int, in portfolio: Portfolio, horizonYears: Double, effect: Double? = nil
  ) {
    var cache = TimePanelCache(parameters: portfolio.parameters, horizonYears: horizonYears)
    self.init(
      account: account, in: portfolio, horizonYears: horizonYears, effect: effect, panels: &cache)
  }

  /// Prepares the value of care on an account, with panels from a cache for the same horizon and parameters;
  /// `riskFactor` replaces `Mbar`.
  init(
    account: Int, in portfolio: Portfolio, horizonYears: Double, effect: Double? = nil,
    riskFactor: Double? = nil, panels cache: inout TimePanelCache
  ) {
    precondition(horizonYears > 0 && horizonYears.isFinite, "horizon of \(horizonYears) years")
    let record = portfolio.accounts[account]
    let parameters = portfolio.parameters
    let careModel = portfolio.careModel(of: account)
    terms = CareTerms(of: account, in: portfolio, effect: effect, riskFactor: riskFactor)
    decay = parameters.engagementDecay * parameters.workingDaysPerYear
    discount = parameters.discountRate
    self.horizonYears = horizonYears
    let mostDays = max(careModel.maxDays, record.maxDays ?? 0, record.lockedDays ?? 0)
    steepness = Self.steepness(
      engagement: max(terms.startEngagement, terms.engagementPerDay * mostDays), curve: terms.curve,
      decay: decay,
      rates: terms.hazard + terms.growth + discount)
    panels = cache.panels(steepness: steepness, fineness: Self.fineness(of: terms.curve))
  }

  /// The expected discounted contribution, money over the horizon, under `careDays` of care a year.
  public func value(careDays: Double) -> Double {
    let planned = terms.engagementPerDay * careDays
    let panels =
      steepness(terms.startEngagement, planned) <= steepness
        && kink(terms.startEngagement, planned) == nil
      ? panels : self.panels(upTo: [horizonYears], from: terms.startEngagement, to: planned)
    var value = 0.0
    integrate(over: panels, from: terms.startEngagement, to: planned, growing: terms.potential != 0)
    {
      value = terms.revenue * $0.perRevenue + terms.potential * $0.perPotential
    }
    return value
  }

  /// The concave envelope of the value of `0 ... upper` days a year.
  ///
  /// Cutting looks at some seventy points. Where the value is smooth enough, they are taken from a polynomial
  /// through a third as many, which follows the value to a billionth of its range.
  ///
  /// - Parameters:
  ///   - upper: The most days, not negative.
  ///   - tolerance: Greatest error, as a share of the value's range, above 0.
  /// - Returns: The envelope.
  func envelope(upTo upper: Double, tolerance: Double) -> ConcaveEnvelope {
    if case .exponential(let kappa) = terms.curve, upper > 0 && tolerance >= 1e-6 {
      // Engagement over kappa says how sharply the value bends.
      let degree = 8 + 2 * terms.engagementPerDay * upper / kappa
      if let points = ChebyshevPoints.shared.first(where: { Double($0.degree) >= degree }),
        let series = ChebyshevSeries(through: points, upTo: upper, of: value(careDays:))
      {
        return ConcaveEnvelope(upTo: upper, tolerance: tolerance, of: series.value(at:))
      }
    }
    return ConcaveEnvelope(upTo: upper, tolerance: tolerance, of: value(careDays:))
  }

  /// `value(careDays:)` in its two parts, of which it is the sum.
  ///
  /// - Parameter careDays: Care, days/year.
  /// - Returns: What today's revenue is worth while the account stays, and what the potential that care
  ///   wins is worth, money over the horizon.
  public func parts(careDays: Double) -> (retention: Double, growth: Double) {
    let worths = worths(
      careDays: careDays, startEngagement: terms.startEngagement, horizons: [horizonYears])
    return (terms.revenue * worths[0].perRevenue, terms.potential * worths[0].perPotential)
  }

  /// What care is worth from another engagement than today's, over each of some horizons.
  ///
  /// `R * perRevenue + P * perPotential` is the value over that horizon, for any revenue and potential. All
  /// horizons come out of one pass, for they share an integrand.
  ///
  /// - Parameters:
  ///   - careDays: Care, days/year.
  ///   - startEngagement: The engagement at the start, days, not negative.
  ///   - horizons: Rising, years, above 0.
  /// - Returns: The worth over each horizon.
  public func worths(
    careDays: Double, startEngagement: Double, horizons: [Double]
  ) -> [Worth] {
    let planned = terms.engagementPerDay * careDays
    let panels = panels(upTo: horizons, from: startEngagement, to: planned)
    var worths: [Worth] = []
    worths.reserveCapacity(horizons.count)
    integrate(over: panels, from: startEngagement, to: planned, growing: true) {
      worths.append($0)
    }
    return worths
  }

  /// Integrates over panels, and hands over the worth where a horizon ends.
  ///
  /// - Parameters:
  ///   - panels: The time up to the horizons.
  ///   - start: The engagement at the start, days.
  ///   - planned: The engagement that care leads to, days.
  ///   - growing: Whether the worth per potential is wanted; else it is 0.
  ///   - atHorizon: Takes the worth over each horizon.
  @inline(__always)
  private func integrate(
    over panels: TimePanels, from start: Double, to planned: Double, growing: Bool,
    atHorizon: (Worth) -> Void
  ) {
    switch terms.curve {
    case .exponential(let kappa):
      let (settling, base) = ((planned - start) / kappa, -planned / kappa)
      integrate(over: panels, growing: growing, atHorizon: atHorizon) { fade in
        -Elementary.expMinusOne(base + settling * fade)
      }
    case .adbudg(let half, let exponent):
      let (settling, base) = ((start - planned) / half, planned / half)
      integrate(over: panels, growing: growing, atHorizon: atHorizon) { fade in
        1 / (1 + Elementary.exp(-exponent * Self.logarithm(base + settling * fade)))
      }
    case .power(let full, let exponent):
      let (settling, base) = ((start - planned) / full, planned / full)
      integrate(over: panels, growing: growing, atHorizon: atHorizon) { fade in
        pointwiseMin(
          SIMD8(repeating: 1), Elementary.exp(exponent * Self.logarithm(base + settling * fade)))
      }
    }
  }

  /// The logarithm of an engagement relative to the curve's scale; that of nothing is of a vanishing one.
  @inline(__always)
  private static func logarithm(_ engagement: SIMD8<Double>) -> SIMD8<Double> {
    Elementary.log(pointwiseMax(engagement, SIMD8(repeating: 1e-300)))
  }

  /// The same for a response to care that follows from `e^(-delta D t)`.
  @inline(__always)
  private func integrate(
    over panels: TimePanels, growing: Bool, atHorizon: (Worth) -> Void,
    response responseAt: (_ fade: SIMD8<Double>) -> SIMD8<Double>
  ) {
    let rule = GaussRule.shared
    var careSoFar = 0.0
    var (perRevenue, perPotential) = (SIMD8<Double>(), SIMD8<Double>())
    for panel in panels.panels {
      let response = responseAt(panel.fade)
      let care = careSoFar + panel.width * rule.partialIntegrals(response)
      let kept =
        panel.worth * Elementary.exp(terms.hazard * (terms.careEffect * care - panel.times))
      perRevenue += kept
      if growing { perPotential -= kept * Elementary.expMinusOne(-terms.growth * care) }
      careSoFar += panel.width * rule.integral(response)
      if panel.endsHorizon {
        atHorizon(
          Worth(
            perRevenue: terms.margin * perRevenue.sum(),
            perPotential: terms.margin * perPotential.sum()))
      }
    }
  }

  private func steepness(_ start: Double, _ planned: Double) -> Int {
    Self.steepness(
      engagement: max(start, planned), curve: terms.curve, decay: decay,
      rates: terms.hazard + terms.growth + discount)
  }

  /// How fast the integrand changes at the start: engagement relative to the curve's scale, or the hazard.
  private static func steepness(
    engagement: Double, curve: CareCurve, decay: Double, rates: Double
  ) -> Int {
    switch curve {
    case .exponential(let kappa): TimePanels.steepness(of: 1 + engagement / kappa + rates / decay)
    case .adbudg(let scale, let exponent), .power(let scale, let exponent):
      // A power rises with an infinite slope from no engagement if its exponent is below 1.
      TimePanels.steepness(
        of: (exponent < 1 ? 1e4 : 1e2) * (1 + engagement / scale) + rates / decay)
    }
  }

  /// How much narrower than for the exponential curve panels are: steep S-shapes have poles near by.
  private static func fineness(of curve: CareCurve) -> Double {
    switch curve {
    case .exponential: 1
    case .adbudg(_, let exponent), .power(_, let exponent): max(2, exponent)
    }
  }

  /// When the response to care reaches or leaves 1 with a kink, years; `nil` where it does not.
  private func kink(_ start: Double, _ planned: Double) -> Double? {
    guard case .power(let full, _) = terms.curve, (start < full) != (planned <= full) else {
      return nil
    }
    let time = -Elementary.log((full - planned) / (start - planned)) / decay
    return time > 0 && time.isFinite ? time : nil
  }

  /// The panels of one valuation.
  private func panels(
    upTo horizons: [Double], from start: Double, to planned: Double
  ) -> TimePanels {
    TimePanels(
      upTo: horizons, decay: decay, discount: discount,
      steepness: max(steepness, steepness(start, planned)),
      fineness: Self.fineness(of: terms.curve),
      kink: kink(start, planned))
  }
}

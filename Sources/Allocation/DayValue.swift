#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#endif
import PortfolioModel

/// What care is worth on one account over a horizon: `V(x)` of section 8 of the model page.
///
/// With times in years, engagement moves from today's `E0` to the planned `E1 = f x / (D delta)`, with
/// `f` the effect of the KAM's days:
///
///     E(t) = E1 + (E0 - E1) e^(-delta D t)                  C(t) = integral of c(E) over 0…t
///     H(t) = D h0 Mbar (t - eta C(t))                       G(t) = nu phi omega C(t)
///     V(x) = integral over 0…T of e^(-rho t - H(t)) m (R + P (1 - e^(-G(t)))) dt
///
/// Both integrals are taken in one pass over Gauss panels. The first panel is as short as the fastest
/// change at the start (engagement relative to `kappa`, or the hazard); the others double, but are no
/// longer than two decay times of engagement until it has settled. The relative error is below 1e-6
/// for all values that a scenario allows, and near 1e-12 for the defaults.
public struct DayValue: Sendable {
  private struct Panel {
    /// Length, years.
    let width: Double
    /// Times of the nodes, years.
    let times: SIMD8<Double>
    /// `e^(-delta D t)` at the nodes.
    let fade: SIMD8<Double>
    /// `e^(-rho t)` at the nodes times their weights in years.
    let worth: SIMD8<Double>
  }

  private let margin: Double
  private var revenue: Double
  private var potential: Double
  private let kappa: Double
  /// Hazard a year without care, `D h0 Mbar`.
  private let hazard: Double
  private let careEffect: Double
  /// Share of the potential captured a year under full care, `nu phi omega`.
  private let growth: Double
  private let startEngagement: Double
  private let engagementPerDay: Double
  private let panels: [Panel]

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
    precondition(horizonYears > 0 && horizonYears.isFinite, "horizon of \(horizonYears) years")
    let record = portfolio.accounts[account]
    let parameters = portfolio.parameters
    let daysPerYear = parameters.workingDaysPerYear
    let currentDays = (record.currentEffect ?? 1) * (record.currentDays ?? 0)
    let dayOfFullEffect = parameters.engagement(underCareDays: 1)
    margin = record.margin
    revenue = record.annualRevenue
    potential = record.potential
    kappa = portfolio.careModel(of: account).kappa
    hazard = daysPerYear * portfolio.baseHazard[account] * portfolio.meanRiskFactor[account]
    careEffect = parameters.careEffect
    growth = parameters.expansionRate * parameters.expansionCaptures * parameters.expansionWin
    startEngagement = portfolio.startEngagement(of: account)
    engagementPerDay = dayOfFullEffect * (effect ?? portfolio.careEffect(on: account))
    let decay = parameters.engagementDecay * daysPerYear
    let mostEngagement = dayOfFullEffect * max(currentDays, daysPerYear)
    panels = Self.panels(
      over: horizonYears, decay: decay, discount: parameters.discountRate,
      fastest: decay * (1 + mostEngagement / kappa) + hazard + growth + parameters.discountRate,
      settled: (10 + log1p(mostEngagement / kappa)) / decay)
  }

  /// The expected discounted contribution, money over the horizon, under `careDays` of care a year.
  public func value(careDays: Double) -> Double {
    let rule = GaussRule.shared
    let planned = engagementPerDay * careDays
    var careSoFar = 0.0
    var revenueWorth = 0.0
    for panel in panels {
      var response = SIMD8<Double>()
      for node in response.indices {
        let engagement = planned + (startEngagement - planned) * panel.fade[node]
        response[node] = careResponse(engagement: engagement, kappa: kappa)
      }
      let care = careSoFar + panel.width * rule.partialIntegrals(response)
      for node in response.indices {
        let survival = exp(-hazard * (panel.times[node] - careEffect * care[node]))
        let won = potential == 0 ? 0 : potential * -expm1(-growth * care[node])
        revenueWorth += panel.worth[node] * survival * (revenue + won)
      }
      careSoFar += panel.width * rule.integral(response)
    }
    return margin * revenueWorth
  }

  /// `value(careDays:)` in its two parts, each computed like the whole, of which they are linear parts.
  ///
  /// - Parameter careDays: Care, days/year.
  /// - Returns: What today's revenue is worth while the account stays, and what the potential that care
  ///   wins is worth, money over the horizon.
  public func parts(careDays: Double) -> (retention: Double, growth: Double) {
    var (revenueAlone, potentialAlone) = (self, self)
    revenueAlone.potential = 0
    potentialAlone.revenue = 0
    return (revenueAlone.value(careDays: careDays), potentialAlone.value(careDays: careDays))
  }

  private static func panels(
    over horizon: Double, decay: Double, discount: Double, fastest: Double, settled: Double
  ) -> [Panel] {
    let rule = GaussRule.shared
    var panels: [Panel] = []
    var start = 0.0
    while start < horizon {
      var width = start == 0 ? 1 / fastest : start
      if start < settled { width = min(width, 2 / decay) }
      // A sliver at the end joins the panel before it.
      if start + 1.1 * width > horizon { width = horizon - start }
      var (fade, worth) = (SIMD8<Double>(), SIMD8<Double>())
      let times = start + width * rule.nodes
      for node in times.indices {
        fade[node] = exp(-decay * times[node])
        worth[node] = width * rule.weights[node] * exp(-discount * times[node])
      }
      panels.append(Panel(width: width, times: times, fade: fade, worth: worth))
      start = start + width < horizon ? start + width : horizon
    }
    return panels
  }
}

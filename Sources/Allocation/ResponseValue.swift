#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#endif
import PortfolioModel

/// What it is worth to respond to one event of a type on an account: `v` of section 8 of the model page.
///
///     saved = h (M - 1) / (1 + (M - 1) open) * (1 - exp(-r max(0, L - g) / D)) / r
///     v     = m a f P Phi2 + m R Phi2 b saved
public struct ResponseValue: Equatable, Sendable {
  /// Money per event, at a random time in the horizon; negative where the margin is.
  public let perEvent: Double
  /// Money per day of work, the value density `v / E[w]`; less than a microday counts as that.
  public let perDay: Double
  /// Days of work a year on detected events, `r d E[w]`, while someone is there: the most that a plan can
  /// spend.
  public let workload: Double

  /// Values responses to events of a type on an account.
  ///
  /// - Parameters:
  ///   - trigger: The type of the events.
  ///   - account: With `churn` filled in.
  ///   - horizonYears: The horizon `T`, years, above 0.
  ///   - parameters: The other parameters.
  ///   - presence: The share of the year in which there is someone who responds.
  public init(
    to trigger: TriggerType, on account: Account, horizonYears: Double, parameters: ModelParameters,
    presence: Double = 1
  ) {
    let hazard = -log1p(-(account.churn ?? 0))
    let worth = Self.worthOfRevenue(
      decay: hazard + parameters.discountRate, horizonYears: horizonYears)
    let saved = Self.savedHazard(
      by: trigger, on: account, hazard: hazard, workingDaysPerYear: parameters.workingDaysPerYear)
    let won = trigger.winProbability * trigger.captures * account.potential
    let kept = account.annualRevenue * trigger.resolves * saved
    perEvent = account.margin * worth * (won + kept)
    perDay = perEvent / max(trigger.effort.mean, 1e-6)
    workload = trigger.workload(on: account) * presence
  }

  /// The mean discounted worth, at a random time in the horizon, of 1 of annual revenue from then on,
  /// `Phi2`, in years.
  ///
  ///     Phi2 = (1/T) * integral over 0…T of e^(-z t) (1 - e^(-z (T - t))) / z dt
  ///          = T (1 - (1 + y) e^(-y)) / y^2   with y = z T
  ///          = T (1/2 - y/3 + y^2/8 - …) = T * sum over k of (-y)^k (k + 1) / (k + 2)!
  ///
  /// - Parameters:
  ///   - decay: Hazard plus discount rate, `z`, per year, not negative.
  ///   - horizonYears: The horizon `T`, years.
  /// - Returns: `Phi2`, years.
  static func worthOfRevenue(decay: Double, horizonYears: Double) -> Double {
    let y = decay * horizonYears
    if y > 1 { return horizonYears * (1 - (1 + y) * exp(-y)) / (y * y) }
    var sum = 0.0
    var powerOverFactorial = 0.5  // (-y)^k / (k + 2)!
    for k in 0..<20 {
      sum += powerOverFactorial * Double(k + 1)
      powerOverFactorial *= -y / Double(k + 3)
    }
    return horizonYears * sum
  }

  /// The cumulated hazard that ending an open risk takes away: hazard with the risk open minus without,
  /// times the years until the clock would have run out or been restarted.
  static func savedHazard(
    by trigger: TriggerType, on account: Account, hazard: Double, workingDaysPerYear: Double
  ) -> Double {
    let raised = trigger.riskFactor - 1
    let open = trigger.openShare(
      on: account, isPooled: false, workingDaysPerYear: workingDaysPerYear)
    let rate = trigger.rate(on: account)
    let longest = max(0, trigger.riskDays - trigger.lag) / workingDaysPerYear
    let years = rate > 0 ? -expm1(-rate * longest) / rate : longest
    return hazard * raised / (1 + raised * open) * years
  }
}

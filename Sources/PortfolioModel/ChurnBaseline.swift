#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#endif

/// The churn hazard of an account at its current care, taken apart (section 3 of the model page).
struct ChurnBaseline {
  /// Hazard per working day without care and risks, `h0`.
  let baseHazard: Double
  /// Mean product of the factors of open risks, `Mbar`.
  let meanRiskFactor: Double

  /// Solves `p = 1 - exp(-D h0 (1 - eta c(E0)) Mbar)` for `h0`.
  ///
  /// - Parameters:
  ///   - account: With `churn` and `currentDays` filled in.
  ///   - curve: How care acts on it.
  ///   - isPooled: Whether no KAM owns it.
  ///   - triggers: The trigger types.
  ///   - parameters: The other parameters.
  init(
    account: Account, curve: CareCurve, isPooled: Bool, triggers: [TriggerType],
    parameters: ModelParameters
  ) {
    guard let churn = account.churn, let currentDays = account.currentDays else {
      preconditionFailure("account \(account.id) has no churn or current days")
    }
    let days = parameters.workingDaysPerYear
    meanRiskFactor = triggers.reduce(1) { product, trigger in
      product
        * (1 + (trigger.riskFactor - 1)
          * trigger.openShare(on: account, isPooled: isPooled, workingDaysPerYear: days))
    }
    let engagement = parameters.engagement(
      underCareDays: (account.currentEffect ?? 1) * currentDays)
    let relief = 1 - parameters.careEffect * curve.response(to: engagement)
    baseHazard = -log1p(-churn) / days / relief / meanRiskFactor
  }
}

extension TriggerType {
  /// The probability that a risk of this type is resolved by a response, `z`: 0 where no response comes.
  public func resolvedShare(isPooled: Bool) -> Double {
    isPooled && !isInbound ? 0 : detection * resolves
  }

  /// The days for which a risk stays open that a response two days after learning of it resolves.
  public var resolvedRiskDays: Double { min(riskDays, lag + 2) }

  /// The share of time for which the risk of this type is open on `account`, `open`.
  ///
  /// A new event restarts the clock, so the latest one decides; exact without responses.
  public func openShare(on account: Account, isPooled: Bool, workingDaysPerYear: Double) -> Double {
    let resolved = resolvedShare(isPooled: isPooled)
    let perDay = rate(on: account) / workingDaysPerYear
    return (1 - resolved) * -expm1(-perDay * riskDays)
      + resolved * -expm1(-perDay * resolvedRiskDays)
  }
}

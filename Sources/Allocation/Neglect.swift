import PortfolioModel
import Statistics

extension Portfolio {
  /// What an account is worth less if nobody cares for it until a hire begins, money over the horizon.
  ///
  /// Its engagement decays from today's `E0`, so it survives until then with a lower probability:
  ///
  ///     V(x0) (1 - e^(-D h0 Mbar eta L)),    L = integral over 0…s of  c(E0) - c(E0 e^(-delta D t))
  ///
  /// - Parameters:
  ///   - account: A position in `accounts`, not of a pooled account.
  ///   - years: How long, `s`.
  ///   - horizonYears: The horizon, years.
  /// - Returns: 0 for no time; not below 0 for an account that loses money.
  func costOfNeglect(of account: Int, for years: Double, horizonYears: Double) -> Double {
    guard years > 0 else { return 0 }
    let terms = CareTerms(of: account, in: self)
    let (curve, engagement) = (terms.curve, terms.startEngagement)
    let decay = parameters.engagementDecay * parameters.workingDaysPerYear
    let today = curve.response(to: engagement)
    let steps = 16
    let width = years / Double(steps)
    let lost = (0..<steps).reduce(0.0) { sum, step in
      let time = (Double(step) + 0.5) * width
      return sum + width * (today - curve.response(to: engagement * Elementary.exp(-decay * time)))
    }
    let value = DayValue(account: account, in: self, horizonYears: horizonYears)
      .value(careDays: accounts[account].currentDays ?? 0)
    return -max(0, value) * Elementary.expMinusOne(-terms.hazard * terms.careEffect * lost)
  }
}

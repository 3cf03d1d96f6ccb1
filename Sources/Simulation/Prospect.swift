import PortfolioModel
import Statistics

/// What an account's revenue comes to under a plan, roughly: steady care, mean risks and departures.
///
/// Revenue lasts until the account is lost, potential turns into revenue as care wins it, and money
/// loses worth: three constant rates, much as in the value of days of the linear program.
struct Prospect: Sendable {
  /// What revenue loses a year: churn, accounts that follow a KAM, and discount.
  private let loss: Double
  /// What potential turns into revenue a year.
  private let growth: Double

  init(of account: Int, kam: Int?, careDays: Double, model: ReplayModel) {
    let (terms, parameters) = (model.terms[account], model.parameters)
    // Plans that differ by rounding alone come to the same, and are to have the same luck.
    let careDays = Double(Float(careDays))
    let effect = kam.map { model.careEffect[$0] } ?? 1
    let engagement =
      terms.decay > 0 ? parameters.engagement(underCareDays: effect * careDays) : terms.engagement
    let care = terms.curve.response(to: engagement)
    let year = parameters.workingDaysPerYear
    let leaving = kam.map { model.world.seats[$0].hazard } ?? 0
    let departures = leaving / (1 + leaving * parameters.vacancy)
    let risk = -Elementary.expMinusOne(-departures * parameters.departureRiskDays)
    loss =
      terms.hazard * (1 - parameters.careEffect * care)
      * (1 + (parameters.departureRiskFactor - 1) * risk)
      + departures * year * model.world.accounts[account].follow + parameters.discountRate
    growth =
      parameters.expansionRate * parameters.expansionWin * parameters.expansionCaptures * care
  }

  /// The worth of an account for some years, money per unit of margin.
  func worth(revenue: Double, potential: Double, years: Double) -> Double {
    (revenue + potential) * Elementary.annuity(years: years, rate: loss)
      - potential * Elementary.annuity(years: years, rate: loss + growth)
  }

  /// What it adds for some years to win revenue now that care would win later.
  func worth(ofWinning revenue: Double, years: Double) -> Double {
    revenue * Elementary.annuity(years: years, rate: loss + growth)
  }
}

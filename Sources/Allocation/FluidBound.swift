import PortfolioModel
import Statistics

/// What no policy can add with the days of a team, in a fluid model of the portfolio (section 11 of the model
/// page).
///
/// The linear program charges an account's days for the whole horizon; a policy that plans again uses those of
/// customers who left elsewhere. So a day here costs only the share of the horizon for which the account
/// is expected to be there, and each KAM's days go to the uses of most worth per day until they are spent: a
/// fractional knapsack. Bounds of plans, least and most days, waiting, windows and all vacancies but one are
/// left out: they only lower what is added.
///
/// It bounds policies of the fluid model: care and answered shares of an account are constant while it
/// is there, risks are open for their mean share of time, and engagement follows its mean.
public struct FluidBound: Equatable, Sendable {
  /// The most that days can add to doing nothing, money over the horizon.
  public let gain: Double
  /// What the accounts earn if nobody works, less the cost of team and pool, money over the horizon:
  /// no less than it is, for departures of KAMs are left out.
  public let withoutWork: Double

  /// The most net contribution, money over the horizon.
  public var value: Double { withoutWork + gain }

  /// Bounds what the team of a portfolio can earn.
  ///
  /// - Parameters:
  ///   - portfolio: The accounts, the team and the parameters.
  ///   - horizonYears: The horizon, years, above 0.
  public init(_ portfolio: Portfolio, horizonYears: Double) {
    let parameters = portfolio.parameters
    var panels = TimePanelCache(parameters: parameters, horizonYears: horizonYears)
    let grid = LeavingGrid(parameters: parameters, horizonYears: horizonYears, steps: 48)
    let annuity = Elementary.annuity(years: horizonYears, rate: parameters.discountRate)
    var (gain, withoutWork) = (0.0, 0.0)
    for kam in portfolio.team.indices {
      withoutWork -= portfolio.team[kam].annualCost * annuity
      var uses: [FluidAccount.Use] = []
      for account in portfolio.accountsOfKAM[kam] {
        let fluid = FluidAccount(
          account, of: kam, in: portfolio, horizonYears: horizonYears, grid: grid)
        withoutWork += fluid.withoutWork(panels: &panels)
        let (more, slack) = fluid.uses(panels: &panels)
        uses += more
        gain += slack
      }
      let days =
        portfolio.capacity(of: kam)
        * Self.presence(of: portfolio.team[kam], parameters, horizonYears)
      gain += Self.worth(of: uses, days: days)
    }
    for account in portfolio.pooledAccounts {
      withoutWork += FluidAccount.pooled(account, in: portfolio, horizonYears: horizonYears)
    }
    (self.gain, self.withoutWork) = (gain, withoutWork)
  }

  /// The most of its days that a seat has on average, as a share: its first departure costs a vacancy and a
  /// ramp, if both end within the horizon and the seat is there all the time.
  private static func presence(
    of kam: KeyAccountManager, _ parameters: ModelParameters, _ horizonYears: Double
  ) -> Double {
    let year = parameters.workingDaysPerYear
    let lost =
      parameters.vacancy * max(0, 1 - parameters.cover)
      + parameters.ramp * max(0, 1 - parameters.rampRate)
    let latest = horizonYears - (parameters.vacancy + parameters.ramp) / year
    let isSteady = kam.availability.isEmpty && kam.start == nil
    let leaving =
      isSteady && latest > 0 ? 1 - Elementary.exp(Elementary.log(1 - kam.departure) * latest) : 0
    return 1 - leaving * lost / year / horizonYears
  }

  /// The most that some days a year are worth, shared out among uses that can be split.
  private static func worth(of uses: [FluidAccount.Use], days: Double) -> Double {
    var (worth, left) = (0.0, days)
    for use in uses.sorted(by: { $0.density > $1.density }) {
      let share = use.days > 0 ? min(1, max(0, left) / use.days) : 1
      worth += share * use.worth
      left -= share * use.days
    }
    return worth
  }
}

import PortfolioModel

/// The linear program, solved again at every review: policy `optimal-rolling` of section 6 of the model
/// page.
///
/// At a review a KAM's days go to the best uses of the customers that are still there: their revenue and
/// potential now, from the engagement that they have, for the rest of the horizon. Bounds that couple
/// KAMs are kept at the prices that they have in the plan at the start.
public struct RollingPlan: Replanner {
  /// Working days between two reviews.
  public let interval: Double
  private let seats: [SeatOutlook]
  /// What charges are multiplied with at each review: a day is worth less when less is left.
  private let chargeShare: [Double]

  /// Values all accounts at all reviews.
  ///
  /// - Parameters:
  ///   - casesOfKAM: The cases of each KAM's accounts.
  ///   - plan: The plan at the start.
  ///   - portfolio: The portfolio.
  ///   - horizonYears: The horizon, years.
  init(
    _ casesOfKAM: [[AccountCase]], after plan: AllocationResult, portfolio: Portfolio,
    horizonYears: Double
  ) {
    let parameters = portfolio.parameters
    interval = parameters.review
    // In days, as the simulation counts: a review may fall a rounding before the end.
    let horizonDays = horizonYears * parameters.workingDaysPerYear
    var horizons: [Double] = []
    while Double(horizons.count + 1) * interval < horizonDays {
      let left = horizonDays - Double(horizons.count + 1) * interval
      horizons.append(max(1e-6, left / parameters.workingDaysPerYear))
    }
    chargeShare = horizons.map { $0 / horizonYears }
    seats = casesOfKAM.enumerated().map { kam, cases in
      var seat = SeatOutlook(
        capacity: portfolio.capacity(of: kam), types: portfolio.triggers.count, horizons: horizons)
      for subject in cases {
        let price = plan.accounts[subject.account].price ?? 0
        seat.add(subject, charge: price - plan.team[kam].shadowPrice, in: portfolio)
      }
      return seat
    }
  }

  /// Divides the days of a KAM among the accounts that are there.
  public func replan(_ number: Int, kam: Int, _ accounts: [ReviewedAccount]) -> ReviewedPlan {
    let (seat, review) = (seats[kam], number - 1)
    var worths = Array(repeating: 0.0, count: seat.widths.count)
    var uses = DayUses(capacity: seat.widths.count + seat.workloads.count)
    var free = seat.capacity
    var plan = ReviewedPlan(
      careDays: Array(repeating: 0, count: accounts.count),
      carePriority: Array(repeating: 0, count: accounts.count),
      responsePriority: Array(repeating: 0, count: seat.workloads.count))
    for account in accounts.indices where accounts[account].isThere {
      let (outlook, state) = (seat.accounts[account], accounts[account])
      let charge = outlook.charge * chargeShare[review]
      seat.setWorths(of: account, at: review, state, charge: charge, in: &worths)
      for segment in outlook.segments.dropFirst(outlook.committed) {
        uses.add(worth: worths[segment], days: seat.widths[segment])
      }
      for type in 0..<seat.types {
        let (density, place) = (
          seat.density(of: type, on: account, at: review, state), account * seat.types + type
        )
        plan.responsePriority[place] = density
        uses.add(worth: density - charge, days: seat.workloads[place])
      }
      free -= outlook.floor
    }
    var margin = uses.margin(of: max(0, free))
    for account in accounts.indices where accounts[account].isThere {
      let outlook = seat.accounts[account]
      var (days, last) = (outlook.floor, outlook.segments.lowerBound + outlook.committed - 1)
      for segment in outlook.segments.dropFirst(outlook.committed) {
        let taken = margin.take(worth: worths[segment], days: seat.widths[segment])
        if taken <= 0 { break }
        (days, last) = (days + taken, segment)
      }
      plan.careDays[account] = days
      if last >= outlook.segments.lowerBound {
        plan.carePriority[account] = worths[last] + outlook.charge * chargeShare[review]
      }
    }
    return plan
  }
}

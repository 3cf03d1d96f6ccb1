import PortfolioModel

/// The linear program, solved again at every review: policy `optimal-rolling` of section 6 of the model
/// page.
///
/// At a review a KAM's days go to the best uses of the customers that are still there: their revenue and
/// potential now, from the engagement that they have, for the rest of the horizon. Bounds that couple
/// KAMs are kept at the prices that they have in the plan at the start.
public struct RollingPlan: Replanner {
  private struct Seat: Sendable {
    /// Customer-days a year.
    let capacity: Double
    let accounts: [AccountOutlook]
  }

  public let interval: Double
  private let seats: [Seat]
  /// What charges are multiplied with at each review: a day is worth less when less is left.
  private let chargeShare: [Double]
  private let types: Int

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
    types = portfolio.triggers.count
    let years = parameters.review / parameters.workingDaysPerYear
    let reviews = max(0, Int((horizonYears / years).rounded(.up)) - 1)
    let horizons = (0..<reviews).map { horizonYears - Double($0 + 1) * years }
    chargeShare = horizons.map { $0 / horizonYears }
    seats = casesOfKAM.enumerated().map { kam, cases in
      Seat(
        capacity: portfolio.capacity(of: kam),
        accounts: cases.map { subject in
          let price = plan.accounts[subject.account].price ?? 0
          return AccountOutlook(
            subject, charge: price - plan.team[kam].shadowPrice, in: portfolio, horizons: horizons)
        })
    }
  }

  /// Divides the days of a KAM among the accounts that are there.
  public func replan(_ number: Int, kam: Int, _ accounts: [ReviewedAccount]) -> ReviewedPlan {
    let (seat, review) = (seats[kam], number - 1)
    var worths: [Double] = []
    worths.reserveCapacity(16 * accounts.count)
    var (uses, free) = (DayUses(capacity: 24 * accounts.count), seat.capacity)
    var plan = ReviewedPlan(careDays: [], carePriority: [], responsePriority: [])
    for (outlook, state) in zip(seat.accounts, accounts) {
      let first = worths.count
      guard state.isThere else {
        worths.append(contentsOf: repeatElement(0, count: outlook.widths.count))
        plan.responsePriority.append(contentsOf: repeatElement(0, count: types))
        continue
      }
      let charge = outlook.charge * chargeShare[review]
      outlook.segmentWorths(at: review, state, charge: charge, into: &worths)
      for segment in outlook.committed..<outlook.widths.count {
        uses.add(worth: worths[first + segment], days: outlook.widths[segment])
      }
      for type in 0..<types {
        let density = outlook.density(of: type, at: review, state)
        plan.responsePriority.append(density)
        uses.add(worth: density - charge, days: outlook.workloads[type])
      }
      free -= outlook.floor
    }
    var margin = uses.margin(of: max(0, free))
    var first = 0
    for (outlook, state) in zip(seat.accounts, accounts) {
      let care = outlook.care(
        worths: worths[first..<first + outlook.widths.count], isThere: state.isThere, &margin)
      plan.careDays.append(care.days)
      plan.carePriority.append(
        care.lastWorth.map { $0 + outlook.charge * chargeShare[review] } ?? 0)
      first += outlook.widths.count
    }
    return plan
  }
}

extension AccountOutlook {
  /// The care that an account gets, and the worth of its last day; `nil` without care.
  fileprivate func care(
    worths: ArraySlice<Double>, isThere: Bool, _ margin: inout DayUses.Margin
  ) -> (days: Double, lastWorth: Double?) {
    guard isThere else { return (0, nil) }
    var days = floor
    var last = committed > 0 ? worths[worths.startIndex + committed - 1] : nil
    for segment in committed..<widths.count {
      let worth = worths[worths.startIndex + segment]
      let taken = margin.take(worth: worth, days: widths[segment])
      if taken <= 0 { break }
      days += taken
      last = worth
    }
    return (days, last)
  }
}

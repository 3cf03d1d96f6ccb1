import PortfolioModel

/// What the program knows of one account: what its days are worth and how many it may get.
struct AccountCase: Sendable {
  /// The position of the account in the portfolio.
  let account: Int
  /// The account's strategic weight, `q`.
  let weight: Double
  /// What care is worth, money over the horizon.
  let dayValue: DayValue
  /// Its concave envelope over `0 ... maxDays`, days/year.
  let envelope: ConcaveEnvelope
  /// What responses are worth, by trigger type.
  let responses: [ResponseValue]
  /// Least care days a year, scaled down where the KAM's capacity is too small.
  let floor: Double
  /// Most care days a year, the care model's `maxDays`.
  ///
  /// The KAM's capacity is left to its row even where it is smaller: a bound on a variable would take
  /// the price of a day away from the row.
  let ceiling: Double
  /// Customer-days a year of the account's KAM.
  let capacity: Double

  /// Values an account and sets its limits.
  ///
  /// The envelope spans `maxDays` whatever the capacity, so that its breakpoints, and with them the
  /// error of the program, do not move when a team grows.
  ///
  /// - Parameters:
  ///   - account: A position in `portfolio.accounts`; not of a pooled account.
  ///   - portfolio: The portfolio.
  ///   - horizonYears: The horizon, years.
  ///   - minimumScale: What to multiply `minDays` with, 0…1.
  ///   - capacity: Customer-days a year of the account's KAM.
  init(
    account: Int, in portfolio: Portfolio, horizonYears: Double, minimumScale: Double,
    capacity: Double
  ) {
    let careModel = portfolio.careModel(of: account)
    let dayValue = DayValue(account: account, in: portfolio, horizonYears: horizonYears)
    self.account = account
    self.weight = portfolio.accounts[account].strategicWeight
    self.dayValue = dayValue
    envelope = ConcaveEnvelope(
      upTo: careModel.maxDays, tolerance: portfolio.parameters.pwlTolerance,
      of: dayValue.value(careDays:))
    responses = portfolio.triggers.map {
      ResponseValue(
        to: $0, on: portfolio.accounts[account], horizonYears: horizonYears,
        parameters: portfolio.parameters)
    }
    ceiling = careModel.maxDays
    self.capacity = capacity
    floor = min(careModel.minDays * minimumScale, ceiling)
  }

  /// Finds what a plan of `days` stops at.
  ///
  /// - Parameters:
  ///   - days: Planned care, days/year.
  ///   - price: Where there are share bounds, the weighted price of a day a year of the KAM, money over
  ///     the horizon: an account whose next day is worth clearly more is held back by them.
  /// - Returns: The bound; `.price` where only the price of a day stops it.
  func bindingBound(at days: Double, sharesBoundAbove price: Double?) -> AllocationBound {
    let most = min(ceiling, capacity)
    let rounding = 1e-7 * max(1, most)
    if most <= 0 || (days >= most - rounding && most > floor) {
      return capacity < ceiling ? .capacity : .maxDays
    }
    if let price, let slope = envelope.slopes(around: days + rounding).after {
      let worth = weight * slope
      if worth - price > 1e-6 * max(1, abs(price), abs(worth)) { return .share }
    }
    if days <= floor + rounding { return floor > 0 ? .minDays : .noCare }
    return .price
  }
}

extension Portfolio {
  /// What to multiply `minDays` of a KAM's accounts with so that its capacity suffices, 0…1.
  func minimumScale(of kam: Int) -> Double {
    let minimum = accountsOfKAM[kam].reduce(0) { $0 + careModel(of: $1).minDays }
    return minimum > capacity(of: kam) ? capacity(of: kam) / minimum : 1
  }
}

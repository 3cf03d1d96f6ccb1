import PortfolioModel

/// What the program knows of one account: what its days are worth and how many it may get.
struct AccountCase: Sendable {
  /// The position of the account in the portfolio.
  let account: Int
  /// The account's strategic weight, `q`.
  let weight: Double
  /// What care is worth, money over the horizon.
  let dayValue: DayValue
  /// Its concave envelope over `0 ... maxDays` of the care model, or further if it may get more; of an
  /// account that is split, over its side alone.
  let envelope: ConcaveEnvelope
  /// Where the envelope of all its days ends, days/year.
  let span: Double
  /// What responses are worth, by trigger type.
  let responses: [ResponseValue]
  /// Its limits on care days and what sets them.
  let limits: CareLimits
  /// What its least days were multiplied with.
  let minimumScale: Double
  /// Least care days a year, scaled down where the KAM's capacity is too small.
  let floor: Double
  /// Most care days a year.
  ///
  /// The KAM's capacity is left to its row even where it is smaller: a bound on a variable would take
  /// the price of a day away from the row.
  let ceiling: Double
  /// The care days a year that a search for the plan of S-shaped curves leaves it; `nil` where all.
  let side: ClosedRange<Double>?
  /// Customer-days a year of the account's KAM.
  let capacity: Double

  /// Values an account within its limits.
  ///
  /// The envelope spans the care model's `maxDays` whatever the capacity and the tighter limits, so that
  /// its breakpoints, and with them the error of the program, do not move when these do.
  ///
  /// - Parameters:
  ///   - account: A position in `portfolio.accounts`; not of a pooled account.
  ///   - portfolio: The portfolio.
  ///   - horizonYears: The horizon, years.
  ///   - limits: The account's limits on care days; its own and its care model's if left out.
  ///   - minimumScale: What to multiply the least days with, 0…1.
  ///   - capacity: Customer-days a year of the account's KAM.
  ///   - effect: The effect of the KAM's days; that of the account's owner if left out.
  init(
    account: Int, in portfolio: Portfolio, horizonYears: Double, limits: CareLimits? = nil,
    minimumScale: Double, capacity: Double, effect: Double? = nil
  ) {
    var panels = TimePanelCache(parameters: portfolio.parameters, horizonYears: horizonYears)
    self.init(
      account: account, in: portfolio, horizonYears: horizonYears, limits: limits,
      minimumScale: minimumScale, capacity: capacity, effect: effect, panels: &panels)
  }

  /// Values an account within its limits, with panels from a cache for the same horizon and parameters;
  /// `presence` is the share of the year in which there is someone who responds.
  init(
    account: Int, in portfolio: Portfolio, horizonYears: Double, limits: CareLimits?,
    minimumScale: Double, capacity: Double, effect: Double? = nil, presence: Double = 1,
    panels: inout TimePanelCache
  ) {
    let limits = limits ?? CareLimits(of: account, in: portfolio, maxChange: nil)
    let dayValue = DayValue(
      account: account, in: portfolio, horizonYears: horizonYears, effect: effect, panels: &panels)
    self.account = account
    self.weight = portfolio.accounts[account].strategicWeight
    self.dayValue = dayValue
    span = max(portfolio.careModel(of: account).maxDays, limits.most)
    envelope = dayValue.envelope(upTo: span, tolerance: portfolio.parameters.pwlTolerance)
    responses = portfolio.triggers.map {
      ResponseValue(
        to: $0, on: portfolio.accounts[account], horizonYears: horizonYears,
        parameters: portfolio.parameters, presence: presence)
    }
    self.limits = limits
    self.minimumScale = minimumScale
    self.capacity = capacity
    floor = min(limits.least * minimumScale, limits.most)
    ceiling = limits.most
    side = nil
  }

  /// The same account with care on one side of a split alone, and the envelope of that side.
  ///
  /// - Parameters:
  ///   - whole: The account.
  ///   - side: Care days a year, within its limits.
  ///   - tolerance: Greatest error of the envelope, as a share of the value's range there.
  init(_ whole: AccountCase, on side: ClosedRange<Double>, tolerance: Double) {
    account = whole.account
    weight = whole.weight
    dayValue = whole.dayValue
    envelope = ConcaveEnvelope(
      on: side, tolerance: tolerance, of: whole.dayValue.value(careDays:))
    span = whole.span
    responses = whole.responses
    limits = whole.limits
    minimumScale = whole.minimumScale
    capacity = whole.capacity
    (floor, ceiling) = (side.lowerBound, side.upperBound)
    self.side = side
  }

  /// Finds what a plan of `days` stops at.
  ///
  /// - Parameters:
  ///   - days: Planned care, days/year.
  ///   - price: The weighted price of a day a year of the KAM, money over the horizon.
  ///   - reason: Which of the bounds that concern more than this account makes its days dearer than that,
  ///     if one does: it holds an account back whose next day is worth clearly more than the price.
  /// - Returns: The bound; `.price` where only the price of a day stops it.
  func bindingBound(
    at days: Double, price: Double, elseHeldBackBy reason: AllocationBound?
  ) -> AllocationBound {
    if limits.leastReason == .lockedDays { return .lockedDays }
    let most = min(limits.most, capacity)
    let floor = min(limits.least * minimumScale, limits.most)
    let rounding = 1e-7 * max(1, most)
    if most <= 0 || (days >= most - rounding && most > floor) {
      return capacity < limits.most ? .capacity : limits.mostReason
    }
    if let reason, let slope = envelope.slopes(around: days + rounding).after {
      let worth = weight * slope
      if worth - price > 1e-6 * max(1, abs(price), abs(worth)) { return reason }
    }
    if days <= floor + rounding { return floor > 0 ? limits.leastReason : .noCare }
    return .price
  }
}

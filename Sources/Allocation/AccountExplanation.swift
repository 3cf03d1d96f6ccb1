import PortfolioModel

/// Why an account gets the days that it gets: what they are worth, what they must earn, and how far
/// its revenue, potential and churn can move before its days do.
public struct AccountExplanation: Equatable, Sendable {
  /// The worth of an account in its three parts, money over the horizon without the strategic weight.
  public struct Worth: Equatable, Sendable {
    /// Contribution of today's revenue for as long as the account stays.
    public let retention: Double
    /// Contribution of the potential that care wins.
    public let growth: Double
    /// What the responses to its events are worth.
    public let responses: Double

    /// All three.
    public var total: Double { retention + growth + responses }
  }

  /// The values of a field over which the days of the account stay, all else as found.
  public struct Range: Equatable, Sendable {
    /// The name of the field.
    public let field: String
    /// Its value now.
    public let value: Double
    /// Where the days change below it; `nil` where they do not.
    public let from: End?
    /// Where the days change above it; `nil` where they do not.
    public let to: End?
  }

  /// The end of a range, and the plan of the account just beyond it.
  public struct End: Equatable, Sendable {
    /// The value of the field.
    public let value: Double
    /// Care beyond the end, days/year.
    public let careDays: Double
    /// Responses of all types beyond the end, days/year.
    public let responseDays: Double
  }

  /// The position of the account in the portfolio.
  public let account: Int
  /// Its worth without any work on it.
  public let withoutWork: Worth
  /// Its worth under the plan.
  public let planned: Worth
  /// What a day on it must earn, money/day, to be compared with its worth times the strategic weight.
  ///
  /// It is the shadow price of its KAM, plus the prices of share bounds where they bind.
  public let price: Double
  /// Least care, days/year: `minDays`, scaled down where the result warns so.
  public let leastDays: Double
  /// Most care, days/year: `maxDays`.
  public let mostDays: Double
  /// What one day more than `maxDays` would be worth, money/day; `nil` where the plan gives fewer.
  public let dayBeyondMaxDays: Double?
  /// How far `annualRevenue`, `potential` and `churn` can move, each alone, before its days change.
  ///
  /// All else stays as found: the price of a day, the tier, the days today, and the breakpoints of the
  /// account's envelope. Ends are exact to one part in a million. Worth is linear in revenue and
  /// potential; in churn it is not, so there the search looks every hundredth of the way for the first
  /// change. None are given where a reserve for responses costs money, some periods are dearer than others or
  /// the plan is risk-averse.
  public let ranges: [Range]

  /// Explains what an account gets; `nil` for a pooled account, which gets no days from anyone.
  ///
  /// - Parameters:
  ///   - account: A position in `portfolio.accounts`.
  ///   - result: The plan.
  ///   - portfolio: The portfolio that the plan is for.
  ///   - horizonYears: The horizon of the plan, years.
  public init?(
    of account: Int, in result: AllocationResult, portfolio: Portfolio, horizonYears: Double
  ) {
    let allocation = result.accounts[account]
    guard let kam = portfolio.owner[account], let price = allocation.price else { return nil }
    let whole = AccountCase(
      account: account, in: portfolio, horizonYears: horizonYears, limits: allocation.limits,
      minimumScale: allocation.minimumScale, capacity: portfolio.capacity(of: kam))
    let subject =
      allocation.side.map {
        AccountCase(whole, on: $0, tolerance: portfolio.parameters.pwlTolerance)
      } ?? whole
    let days = allocation.careDays
    self.account = account
    self.price = price
    let (kept, won) = subject.dayValue.parts(careDays: 0)
    withoutWork = Worth(retention: kept, growth: won, responses: 0)
    let (keptByPlan, wonByPlan) = subject.dayValue.parts(careDays: days)
    planned = Worth(
      retention: keptByPlan, growth: wonByPlan,
      responses: zip(allocation.responseDays, allocation.responses).reduce(0) {
        $0 + horizonYears * $1.0 * $1.1.perDay
      })
    leastDays = whole.floor
    mostDays = whole.ceiling
    dayBeyondMaxDays =
      allocation.nextDayValue == nil
      ? (subject.dayValue.value(careDays: days + 1) - subject.dayValue.value(careDays: days))
        / horizonYears : nil
    let search = RangeSearch(
      subject, allocation, kam: kam, price: price * horizonYears, portfolio: portfolio,
      horizonYears: horizonYears)
    // A reserve makes care dearer than responses, scarce periods do so too, so there is no one price to
    // compare with.
    let isReserved = result.bindingBounds.contains { $0.bound.reason == .responseReserve }
    let isScarceAtTimes = result.calendar?.seats[kam].hasScarcePeriods ?? false
    // A risk-averse plan looks at more than what days earn on average.
    let isRiskAverse = (result.risk?.aversion.weight ?? 0) > 0
    ranges =
      isReserved || isScarceAtTimes || isRiskAverse
      ? [] : ["annualRevenue", "potential", "churn"].compactMap(search.range)
  }
}

/// Finds how far a field of an account can move before its days do.
private struct RangeSearch {
  /// Days that a plan uses or leaves: a care segment beside the planned days, or a type of response.
  private struct Choice {
    /// What the days are for.
    enum Use {
      /// Care on a segment of the envelope, days/year.
      case care(ClosedRange<Double>)
      /// Responses to a trigger type.
      case response(Int)
    }

    /// What the days are for.
    let use: Use
    /// Whether the plan uses the days, so that they must earn the price at least; else at most.
    let isTaken: Bool
    /// The days of the same kind that the plan has once it decides otherwise.
    let daysElse: Double
    /// Whether the days earn just the price, so that the least change may move them.
    var isTied = false
  }

  private let account: Account
  private let kam: KeyAccountManager
  private let allocation: AccountAllocation
  /// What a day a year must earn over the horizon, weighted.
  private let price: Double
  private let portfolio: Portfolio
  private let horizonYears: Double
  private var choices: [Choice]

  init(
    _ subject: AccountCase, _ allocation: AccountAllocation, kam: Int, price: Double,
    portfolio: Portfolio, horizonYears: Double
  ) {
    account = portfolio.accounts[subject.account]
    self.kam = portfolio.team[kam]
    self.allocation = allocation
    self.price = price
    self.portfolio = portfolio
    self.horizonYears = horizonYears
    choices =
      Self.careChoices(of: subject, at: allocation.careDays)
      + Self.responseChoices(of: allocation)
    for index in choices.indices {
      choices[index].isTied = worth(of: choices[index], on: account).isNear(price)
    }
  }

  /// The segments that hold the last and the next care day; the same one where the plan ends in it.
  private static func careChoices(of subject: AccountCase, at days: Double) -> [Choice] {
    let rounding = 1e-9 * max(1, subject.ceiling)
    var choices: [Choice] = []
    var start = 0.0
    for segment in subject.envelope.segments {
      let range = start...(start + segment.width)
      let least = max(range.lowerBound, subject.floor)
      let most = min(range.upperBound, subject.ceiling)
      if least < days - rounding && days <= most + rounding {
        choices.append(Choice(use: .care(range), isTaken: true, daysElse: least))
      }
      if least <= days + rounding && days < most - rounding {
        choices.append(Choice(use: .care(range), isTaken: false, daysElse: most))
      }
      start += segment.width
    }
    return choices
  }

  private static func responseChoices(of allocation: AccountAllocation) -> [Choice] {
    var choices: [Choice] = []
    for (trigger, response) in allocation.responses.enumerated() where response.workload > 0 {
      let days = allocation.responseDays[trigger]
      let rounding = 1e-9 * max(1, response.workload)
      if days > rounding {
        choices.append(Choice(use: .response(trigger), isTaken: true, daysElse: 0))
      }
      if days < response.workload - rounding {
        choices.append(
          Choice(use: .response(trigger), isTaken: false, daysElse: response.workload))
      }
    }
    return choices
  }

  /// The range of a field around its value.
  func range(of name: String) -> AccountExplanation.Range? {
    guard let field = Account.fields.first(where: { $0.name == name }),
      let value = field.value(account)
    else { return nil }
    let steps = name == "churn" ? 100 : 1
    return AccountExplanation.Range(
      field: name, value: value,
      from: end(of: field, from: value, towards: field.allowed.lowerBound, steps: steps),
      to: end(of: field, from: value, towards: field.allowed.upperBound, steps: steps))
  }

  /// The nearest value on the way to `limit` at which a choice changes, by bisection.
  private func end(
    of field: Field<Account>, from value: Double, towards limit: Double, steps: Int
  ) -> AccountExplanation.End? {
    var inside = value
    for step in 1...steps {
      var outside = step == steps ? limit : value + (limit - value) * Double(step) / Double(steps)
      var changed = changes(of: field, to: outside)
      if changed.isEmpty {
        inside = outside
        continue
      }
      while abs(outside - inside) > max(1e-9 * max(abs(outside), abs(inside)), 1e-12) {
        let middle = (inside + outside) / 2
        let here = changes(of: field, to: middle)
        if here.isEmpty { inside = middle } else { (outside, changed) = (middle, here) }
      }
      // What earns just the price has no way to go: what was found is rounding.
      return plan(after: changed, at: changed.contains(where: \.isTied) ? value : inside)
    }
    return nil
  }

  private func plan(after changed: [Choice], at value: Double) -> AccountExplanation.End {
    var careDays = allocation.careDays
    var responseDays = allocation.responseDays
    for choice in changed {
      switch choice.use {
      case .care: careDays = choice.daysElse
      case .response(let trigger): responseDays[trigger] = choice.daysElse
      }
    }
    return AccountExplanation.End(
      value: value, careDays: careDays, responseDays: responseDays.reduce(0, +))
  }

  /// The choices that the plan would make otherwise if the field had another value.
  private func changes(of field: Field<Account>, to value: Double) -> [Choice] {
    var changed = account
    field.set(&changed, value)
    return choices.filter { choice in
      let worth = worth(of: choice, on: changed)
      if choice.isTied && worth.isNear(price) { return false }
      return choice.isTaken ? worth < price : worth > price
    }
  }

  /// What a day of a choice is worth, weighted money over the horizon, if the account were this one.
  private func worth(of choice: Choice, on account: Account) -> Double {
    switch choice.use {
    case .response(let trigger):
      let response = ResponseValue(
        to: portfolio.triggers[trigger], on: account, horizonYears: horizonYears,
        parameters: portfolio.parameters)
      return account.strategicWeight * horizonYears * response.perDay
    case .care(let segment):
      let world = Portfolio(
        accounts: [account], team: [kam], careModels: portfolio.careModels,
        triggers: portfolio.triggers, parameters: portfolio.parameters)
      let dayValue = DayValue(account: 0, in: world, horizonYears: horizonYears)
      let rise =
        dayValue.value(careDays: segment.upperBound) - dayValue.value(careDays: segment.lowerBound)
      return account.strategicWeight * rise / (segment.upperBound - segment.lowerBound)
    }
  }
}

extension Double {
  /// Whether a worth differs from a price by no more than a solver's rounding.
  fileprivate func isNear(_ price: Double) -> Bool {
    abs(self - price) <= 1e-6 * max(1, abs(price), abs(self))
  }
}

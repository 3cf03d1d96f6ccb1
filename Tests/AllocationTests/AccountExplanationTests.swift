import PortfolioModel
import Testing

@testable import Allocation

private let seeds: ClosedRange<UInt64> = 1...20

extension Portfolio {
  /// The same portfolio with another value in a field of an account.
  fileprivate func setting(_ name: String, of account: Int, to value: Double) throws -> Portfolio {
    let field = try #require(Account.fields.first { $0.name == name })
    var accounts = accounts
    field.set(&accounts[account], value)
    return Portfolio(
      accounts: accounts, team: team, careModels: careModels, triggers: triggers,
      parameters: parameters)
  }

  /// The best care and response days of an account at a price, among the breakpoints of its envelope
  /// as found; by trying all.
  fileprivate func bestDays(
    of account: Int, at price: Double, among breakpoints: [Double]
  ) -> (care: Double, responses: Double) {
    let weight = accounts[account].strategicWeight
    let dayValue = DayValue(account: account, in: self, horizonYears: 3)
    let worth = breakpoints.map { weight * dayValue.value(careDays: $0) - 3 * price * $0 }
    let best = worth.indices.max { worth[$0] < worth[$1] } ?? 0
    let responses = triggers.map {
      ResponseValue(to: $0, on: accounts[account], horizonYears: 3, parameters: parameters)
    }
    return (
      breakpoints[best],
      responses.reduce(0) { $0 + (weight * $1.perDay > price ? $1.workload : 0) }
    )
  }
}

@Test(arguments: seeds)
func `the parts of an account's worth add up to it`(seed: UInt64) throws {
  let portfolio = Portfolio.random(seed: seed, accountCount: 40)
  let result = try portfolio.optimum()
  var gain = 0.0
  for (index, planned) in result.accounts.enumerated() {
    let explanation = AccountExplanation(
      of: index, in: result, portfolio: portfolio, horizonYears: 3)
    #expect((explanation == nil) == (portfolio.owner[index] == nil))
    guard let explanation else { continue }
    let (without, with) = (explanation.withoutWork, explanation.planned)
    #expect(relativeError(without.total, planned.valueWithoutCare ?? .nan) < 1e-12)
    #expect(
      relativeError(with.retention + with.growth, planned.valueAtPlan ?? .nan) < 1e-12)
    #expect(without.responses == 0)
    gain += with.total - without.total
    // Retention alone is the value of an account without potential.
    let poor = try portfolio.setting("potential", of: index, to: 0)
    let retention = DayValue(account: index, in: poor, horizonYears: 3)
      .value(careDays: planned.careDays)
    #expect(relativeError(with.retention, retention) < 1e-12)
  }
  #expect(relativeError(gain, result.gain) < 1e-9)
}

@Test(arguments: seeds, [false, true])
func `the days of every account earn what they must, under share bounds too`(
  seed: UInt64, isBounded: Bool
) throws {
  let portfolio = Portfolio.random(
    seed: seed, accountCount: 50, careModels: CareModel.unrestricted)
  let result = try portfolio.optimum(isBounded ? portfolio.bindingShareBounds() : [])
  for (index, planned) in result.accounts.enumerated() {
    guard let kam = portfolio.owner[index], let price = planned.price else { continue }
    let rounding = 1e-6 * max(1, abs(price))
    if !isBounded { #expect(abs(price - result.team[kam].shadowPrice) <= rounding) }
    let weight = portfolio.accounts[index].strategicWeight
    if let last = planned.lastDayValue { #expect(weight * last >= price - rounding) }
    if let next = planned.nextDayValue { #expect(weight * next <= price + rounding) }
  }
}

@Test(arguments: seeds)
func `an account's days stay inside a range, and beyond it are those of its end`(
  seed: UInt64
) throws {
  // Without minimum days and with maximum days, as the best of all breakpoints has them.
  let careModels = CareModel.builtIn.map { careModel in
    var careModel = careModel
    careModel.minDays = 0
    return careModel
  }
  let portfolio = Portfolio.random(
    seed: seed, accountCount: 30, careModels: careModels, currentDaysGiven: true)
  let result = try portfolio.optimum()
  var ends = 0
  for index in portfolio.accounts.indices where portfolio.accounts[index].margin > 0 {
    guard portfolio.accounts[index].strategicWeight > 0,
      let explanation = AccountExplanation(
        of: index, in: result, portfolio: portfolio, horizonYears: 3)
    else { continue }
    let planned = result.accounts[index]
    let envelope = AccountCase(
      account: index, in: portfolio, horizonYears: 3, minimumScale: 1, capacity: 1e9
    ).envelope
    let breakpoints = envelope.segments.reduce(into: [0.0]) { $0.append(($0.last ?? 0) + $1.width) }
    #expect(explanation.ranges.map(\.field) == ["annualRevenue", "potential", "churn"])
    for range in explanation.ranges {
      for end in [range.from, range.to].compactMap({ $0 }) where end.value != range.value {
        ends += 1
        func best(_ share: Double) throws -> (care: Double, responses: Double) {
          let value = range.value + share * (end.value - range.value)
          return try portfolio.setting(range.field, of: index, to: value)
            .bestDays(of: index, at: explanation.price, among: breakpoints)
        }
        let inside = try best(0.999)
        #expect(abs(inside.care - planned.careDays) < 1e-6)
        #expect(abs(inside.responses - planned.totalResponseDays) < 1e-6)
        let step = 1e-6 * max(end.value, 1e-3) / abs(end.value - range.value)
        let outside = try best(1 + step)
        #expect(abs(outside.care - end.careDays) < 1e-6, "\(range)")
        #expect(abs(outside.responses - end.responseDays) < 1e-6, "\(range)")
      }
    }
  }
  #expect(ends > 0)
}

@Test func `maximum days have no price, but a day beyond them has a worth`() throws {
  var account = Account(id: "rich", annualRevenue: 1e6)
  account.tier = "short"
  account.currentDays = 3
  let portfolio = Portfolio(
    accounts: [account], team: [KeyAccountManager(id: "kam")],
    careModels: [CareModel(id: "short", maxDays: 5)], triggers: [])
  let result = try portfolio.optimum()
  let explanation = try #require(
    AccountExplanation(of: 0, in: result, portfolio: portfolio, horizonYears: 3))
  let value = DayValue(account: 0, in: portfolio, horizonYears: 3)
  let beyond = (value.value(careDays: 6) - value.value(careDays: 5)) / 3
  #expect(explanation.dayBeyondMaxDays == beyond && beyond > 0)
  #expect(explanation.price == 0)
  // Days that cost nothing stay with any account that they help.
  #expect(explanation.ranges.allSatisfy { $0.from == nil && $0.to == nil })
}

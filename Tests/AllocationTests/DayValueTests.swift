import Foundation
import PortfolioModel
import Testing

@testable import Allocation

/// `Phi(z) = (1 - e^(-z T)) / z`: the worth of 1 a year for `years`, decaying at `z` a year.
private func worthOfOne(decay: Double, years: Double) -> Double {
  decay == 0 ? years : -expm1(-decay * years) / decay
}

/// `V(x)` once more, by Simpson's rule on a mesh that is cubically finer towards 0.
private func finelyIntegrated(
  _ portfolio: Portfolio, careDays: Double, horizonYears: Double, steps: Int = 40_000
) -> Double {
  let (account, model) = (portfolio.accounts[0], portfolio.parameters)
  let delta = log(2) / model.engagementHalfLife
  let daysPerYear = model.workingDaysPerYear
  let start = (account.currentDays ?? 0) / (daysPerYear * delta)
  let planned = careDays / (daysPerYear * delta)
  let hazard = daysPerYear * portfolio.baseHazard[0] * portfolio.meanRiskFactor[0]
  let growth = model.expansionRate * model.expansionCaptures * model.expansionWin
  func time(_ s: Double) -> Double { horizonYears * s * s * s }
  func stretch(_ s: Double) -> Double { 3 * horizonYears * s * s }
  func response(_ s: Double) -> Double {
    let engagement = planned + (start - planned) * exp(-delta * daysPerYear * time(s))
    return stretch(s) * portfolio.careCurves[0].response(to: engagement)
  }
  func income(_ s: Double, _ care: Double) -> Double {
    let t = time(s)
    let survival = exp(-model.discountRate * t - hazard * (t - model.careEffect * care))
    let revenue = account.annualRevenue - account.potential * expm1(-growth * care)
    return stretch(s) * survival * account.margin * revenue
  }
  let width = 1 / Double(steps)
  var (care, value) = (0.0, 0.0)
  for step in 0..<steps {
    let left = Double(step) * width
    let (first, middle, last) = (
      response(left), response(left + width / 2), response(left + width)
    )
    let careAtMiddle = care + width * (5 * first + 8 * middle - last) / 24
    let careAtEnd = care + width * (first + 4 * middle + last) / 6
    value +=
      width / 6
      * (income(left, care) + 4 * income(left + width / 2, careAtMiddle)
        + income(left + width, careAtEnd))
    care = careAtEnd
  }
  return value
}

@Test(arguments: [0.0, 0.05, 0.5, 0.99], [0.1, 1, 3, 25])
func `without effect of care an account is worth its discounted margin`(
  churn: Double, years: Double
) {
  var parameters = ModelParameters()
  parameters.careEffect = 0
  parameters.expansionRate = 0
  var account = Account(id: "a", annualRevenue: 100_000)
  account.potential = 50_000
  account.churn = churn
  account.currentDays = 4
  let portfolio = Portfolio.single(
    account, triggers: TriggerType.builtIn, parameters: parameters)
  let value = DayValue(account: 0, in: portfolio, horizonYears: years)
  let expected =
    account.margin * account.annualRevenue
    * worthOfOne(decay: -log1p(-churn) + parameters.discountRate, years: years)
  for days in [0, 1, 20, 300] {
    #expect(relativeError(value.value(careDays: Double(days)), expected) < 1e-9)
  }
}

@Test(arguments: [0.0, 0.3, 2, 12, 200], [0.1, 3, 25])
func `under constant engagement the value has a closed form`(days: Double, years: Double) {
  var account = Account(id: "a", annualRevenue: 100_000)
  account.potential = 80_000
  account.churn = 0.12
  account.currentDays = days
  let portfolio = Portfolio.single(account, triggers: TriggerType.builtIn)
  let model = portfolio.parameters
  let care = 1 - exp(-model.engagement(underCareDays: days) / portfolio.careModels[0].kappa)
  let decay = -log1p(-0.12) + model.discountRate
  let growth = model.expansionRate * model.expansionWin * model.expansionCaptures * care
  let expected =
    account.margin
    * ((account.annualRevenue + account.potential) * worthOfOne(decay: decay, years: years)
      - account.potential * worthOfOne(decay: decay + growth, years: years))
  let value = DayValue(account: 0, in: portfolio, horizonYears: years)
  #expect(relativeError(value.value(careDays: days), expected) < 1e-9)
}

@Test(arguments: 1...30 as ClosedRange<UInt64>)
func `the value agrees with a far finer quadrature to a millionth`(seed: UInt64) {
  var stream = SampleStream(seed: seed)
  let isHostile = seed > 15
  var parameters = ModelParameters()
  var careModel = CareModel(id: "key", maxDays: 40, kappa: stream.uniform(0.5...5))
  var account = Account(id: "a", annualRevenue: stream.uniform(0...1e6))
  account.potential = stream.uniform(0...1e6)
  account.churn = stream.uniform(0.01...0.5)
  account.currentDays = stream.uniform(0...30)
  if isHostile {
    parameters.engagementHalfLife = exp(stream.uniform(0...9))
    parameters.careEffect = stream.uniform(0...0.99)
    parameters.expansionRate = exp(stream.uniform(-2...6))
    parameters.discountRate = stream.uniform(0...1)
    careModel.kappa = exp(stream.uniform(-4.6...6))
    account.churn = [0.3, 0.9, 0.99].randomElement(using: &stream)
    account.currentDays = stream.uniform(0...300)
  }
  let years = stream.uniform(0.1...(isHostile ? 30 : 5))
  let portfolio = Portfolio.single(
    account, careModel: careModel, triggers: TriggerType.builtIn, parameters: parameters)
  let value = DayValue(account: 0, in: portfolio, horizonYears: years)
  for days in [0, 0.1, 3, 40, 220] {
    let expected = finelyIntegrated(portfolio, careDays: days, horizonYears: years)
    #expect(relativeError(value.value(careDays: days), expected) < 1e-6, "\(days) days")
  }
}

@Test(arguments: 1...40 as ClosedRange<UInt64>)
func `the value of judged curves agrees with a far finer quadrature to a millionth`(seed: UInt64) {
  var stream = SampleStream(seed: seed)
  let isHostile = seed > 20
  let scale = isHostile ? exp(stream.uniform(-4.6...6)) : stream.uniform(0.5...5)
  let exponent = isHostile ? exp(stream.uniform(-1.6...2.3)) : stream.uniform(0.4...4)
  var careModel = CareModel(id: "key", maxDays: 40)
  careModel.judgement = .curve(
    seed % 2 == 0
      ? .adbudg(half: scale, exponent: exponent) : .power(full: scale, exponent: exponent))
  var parameters = ModelParameters()
  var account = Account(id: "a", annualRevenue: stream.uniform(0...1e6))
  account.potential = stream.uniform(0...1e6)
  account.churn = stream.uniform(0.01...0.5)
  account.currentDays = stream.happens(0.3) ? 0 : stream.uniform(0...30)
  if isHostile {
    parameters.engagementHalfLife = exp(stream.uniform(0...9))
    parameters.careEffect = stream.uniform(0...0.99)
    parameters.expansionRate = exp(stream.uniform(-2...5))
    account.churn = [0.3, 0.9].randomElement(using: &stream)
  }
  let years = stream.uniform(0.1...(isHostile ? 30 : 5))
  let portfolio = Portfolio.single(
    account, careModel: careModel, triggers: TriggerType.builtIn, parameters: parameters)
  let value = DayValue(account: 0, in: portfolio, horizonYears: years)
  for days in [0, 0.1, 3, 12, 40] {
    let expected = finelyIntegrated(portfolio, careDays: days, horizonYears: years)
    #expect(
      relativeError(value.value(careDays: days), expected) < 1e-6,
      "\(days) days, \(portfolio.careCurves[0])")
  }
}

@Test(arguments: 1...20 as ClosedRange<UInt64>)
func `more care is worth more where the margin is positive, less where it is negative`(
  seed: UInt64
) {
  let portfolio = Portfolio.random(seed: seed, accountCount: 10)
  for account in portfolio.accounts.indices {
    let value = DayValue(account: account, in: portfolio, horizonYears: 3)
    let values = stride(from: 0.0, through: 60, by: 2).map { value.value(careDays: $0) }
    let sign = portfolio.accounts[account].margin < 0 ? -1.0 : 1.0
    for (left, right) in zip(values, values.dropFirst()) {
      #expect(sign * (right - left) > 0)
    }
  }
}

@Test(arguments: 1...20 as ClosedRange<UInt64>)
func `worths over several horizons from any engagement are those of accounts with that past`(
  seed: UInt64
) {
  var stream = SampleStream(seed: seed)
  let portfolio = Portfolio.random(seed: seed, accountCount: 5)
  let horizons = (0..<6).map { _ in stream.uniform(0.01...4) }.sorted()
  for account in portfolio.accounts.indices {
    let value = DayValue(account: account, in: portfolio, horizonYears: 3)
    let startDays = stream.uniform(0...60)
    let days = stream.uniform(0...80)
    let worths = value.worths(
      careDays: days, startEngagement: portfolio.parameters.engagement(underCareDays: startDays),
      horizons: horizons)
    #expect(worths.count == horizons.count)
    // Days of another past, at the churn that keeps the hazard without care.
    var other = portfolio.accounts[account]
    let hazard = portfolio.baseHazard[account] * portfolio.meanRiskFactor[account]
    let care =
      1
      - exp(
        -portfolio.parameters.engagement(underCareDays: startDays)
          / portfolio.careModel(of: account).kappa)
    other.churn = -expm1(
      -hazard * portfolio.parameters.workingDaysPerYear
        * (1 - portfolio.parameters.careEffect * care))
    other.currentDays = startDays
    let single = Portfolio(
      accounts: [other], team: portfolio.team, careModels: portfolio.careModels,
      triggers: portfolio.triggers, parameters: portfolio.parameters)
    for (horizon, worth) in zip(horizons, worths) {
      let expected = DayValue(account: 0, in: single, horizonYears: horizon)
      let sum = other.annualRevenue * worth.perRevenue + other.potential * worth.perPotential
      #expect(relativeError(sum, expected.value(careDays: days)) < 1e-9)
      let parts = expected.parts(careDays: days)
      #expect(relativeError(other.annualRevenue * worth.perRevenue, parts.retention) < 1e-9)
      #expect(relativeError(other.potential * worth.perPotential, parts.growth) < 1e-9)
    }
  }
}

@Test func `valuing accounts is fast enough for thousands of them`() {
  let portfolio = Portfolio.random(seed: 7, accountCount: 500)
  var sum = 0.0
  let elapsed = ContinuousClock().measure {
    for account in portfolio.accounts.indices {
      let value = DayValue(account: account, in: portfolio, horizonYears: 3)
      for days in 0..<25 { sum += value.value(careDays: Double(days)) }
    }
  }
  #expect(sum.isFinite)
  print("valuing 500 accounts at 25 plans took \(elapsed)")
  #if !DEBUG
    #expect(elapsed < .milliseconds(500))
  #endif
}

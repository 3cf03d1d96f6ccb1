import Foundation
import PortfolioModel
import Testing

@testable import Allocation

@Test(arguments: [0.0, 1e-12, 1e-6, 0.01, 0.333, 0.3334, 1, 5, 40], [0.1, 3, 20])
func `the worth of revenue from a random time on agrees with its integral`(
  decay: Double, years: Double
) {
  let steps = 20_000
  let width = years / Double(steps)
  var integral = 0.0
  for step in 0..<steps {
    let time = (Double(step) + 0.5) * width
    let left = years - time
    integral += width * exp(-decay * time) * (decay == 0 ? left : -expm1(-decay * left) / decay)
  }
  let worth = ResponseValue.worthOfRevenue(decay: decay, horizonYears: years)
  #expect(relativeError(worth, integral / years) < 1e-4)
  if decay < 1e-9 { #expect(relativeError(worth, years / 2) < 1e-9) }
}

@Test func `the series for slow decay meets the closed form`() {
  let below = ResponseValue.worthOfRevenue(decay: 1, horizonYears: 1)
  let above = ResponseValue.worthOfRevenue(decay: 1 + 1e-13, horizonYears: 1)
  #expect(abs(below - (1 - 2 / M_E)) < 1e-15)
  #expect(abs(above - below) < 1e-12)
}

@Test func `a response is worth what the model page says`() {
  var account = Account(id: "a", annualRevenue: 200_000)
  account.potential = 100_000
  account.keyPeople = 6
  account.churn = 0.1
  let change = TriggerType.builtIn[1]
  let value = ResponseValue(
    to: change, on: account, horizonYears: 3, parameters: ModelParameters())
  // By hand, term by term: r = 3, z = 0.35, hazard 0.10536 a year.
  let hazard = -log(0.9)
  let open = 0.65 * (1 - exp(-3 * 60.0 / 220)) + 0.35 * (1 - exp(-3 * 7.0 / 220))
  let saved = hazard * 0.5 / (1 + 0.5 * open) * (1 - exp(-3 * 55.0 / 220)) / 3
  let z = hazard + 0.08
  let worth = ((1 - exp(-3 * z)) / z - 3 * exp(-3 * z)) / (3 * z)
  let expected = 0.6 * worth * (0.10 * 0.03 * 100_000 + 200_000 * 0.7 * saved)
  #expect(relativeError(value.perEvent, expected) < 1e-12)
  #expect(relativeError(value.perDay, expected / 0.5) < 1e-12)
  #expect(relativeError(value.workload, 3 * 0.5 * 0.5) < 1e-12)
}

@Test func `rare events and events without a risk have finite limits`() {
  var account = Account(id: "a", annualRevenue: 200_000)
  account.churn = 0.1
  func saved(rate: Double, factor: Double = 2, days: Double = 110) -> Double {
    var trigger = TriggerType(name: "t", rate: .perAccount(rate))
    trigger.riskFactor = factor
    trigger.riskDays = days
    trigger.resolves = 0.5
    return ResponseValue.savedHazard(
      by: trigger, on: account, hazard: 0.1, workingDaysPerYear: 220)
  }
  #expect(relativeError(saved(rate: 0), 0.1 * 0.5) < 1e-12)
  #expect(relativeError(saved(rate: 1e-9), saved(rate: 0)) < 1e-8)
  #expect(saved(rate: 3, factor: 1) == 0)
  #expect(saved(rate: 3, days: 0) == 0)
}

@Test func `hostile values give finite responses with the sign of the margin`() {
  for (revenue, margin, churn) in [(0.0, 0.6, 0.1), (1e9, -1, 0.99), (1e5, 0.5, 0), (1, 0, 0.5)] {
    var account = Account(id: "a", annualRevenue: revenue)
    account.margin = margin
    account.churn = churn
    account.activity = 0
    for trigger in TriggerType.builtIn {
      var trigger = trigger
      trigger.effort = .fixed(0)
      for years in [0.1, 3, 30] {
        let value = ResponseValue(
          to: trigger, on: account, horizonYears: years, parameters: ModelParameters())
        #expect(value.perDay.isFinite && value.workload == 0)
        #expect(value.perEvent * margin >= 0)
      }
    }
  }
}

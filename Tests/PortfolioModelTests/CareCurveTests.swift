import Foundation
import PortfolioModel
import Testing

@Test(arguments: [
  CareCurve.exponential(kappa: 1.5), .adbudg(half: 1.5, exponent: 2.5),
  .adbudg(half: 0.3, exponent: 0.4), .power(full: 4, exponent: 0.5), .power(full: 4, exponent: 3),
])
func `care curves rise from 0 to at most 1`(curve: CareCurve) {
  let engagements = (0...400).map { Double($0 * $0) / 2_000 }
  let responses = engagements.map(curve.response)
  #expect(responses[0] == 0)
  #expect(zip(responses, responses.dropFirst()).allSatisfy { $0 <= $1 })
  #expect(responses.allSatisfy { $0 <= 1 })
  #expect(curve.response(to: 1e12) > 0.9999)
}

@Test func `the parameters of curves are what their names say`() {
  #expect(CareCurve.adbudg(half: 1.5, exponent: 2.5).response(to: 1.5) == 0.5)
  #expect(abs(CareCurve.adbudg(half: 2, exponent: 3).response(to: 4) - 8.0 / 9) < 1e-15)
  #expect(CareCurve.power(full: 4, exponent: 0.5).response(to: 4) == 1)
  #expect(CareCurve.power(full: 4, exponent: 0.5).response(to: 1) == 0.5)
}

@Test(arguments: CareAnswers.Shape.allCases)
func `answers are met without care, today and at saturation, in any unit`(
  shape: CareAnswers.Shape
) {
  let today = 1.7
  let answers = CareAnswers(
    shape: shape, none: 0.4, half: 0.7, today: 1, oneAndHalf: 1.2, saturation: 1.5)
  let curve = answers.curve(today: today)
  #expect(curve.response(to: 0) == 0)
  #expect(abs(curve.response(to: today) - 0.6 / 1.1) < 1e-12)
  #expect(curve.response(to: 1e15) > 1 - 1e-9)
  let inMoney = CareAnswers(
    shape: shape, none: 40, half: 70, today: 100, oneAndHalf: 120, saturation: 150)
  #expect(abs(inMoney.exponent - answers.exponent) < 1e-12)
  #expect(abs(inMoney.scale - answers.scale) < 1e-12)
}

@Test func `answers that lie on a curve give that curve back`() {
  for curve in [CareCurve.adbudg(half: 2, exponent: 2.2), .power(full: 5, exponent: 0.7)] {
    let today = 1.6
    let answers = CareAnswers(
      shape: curve == .adbudg(half: 2, exponent: 2.2) ? .adbudg : .power, none: 0,
      half: curve.response(to: today / 2), today: curve.response(to: today),
      oneAndHalf: curve.response(to: 1.5 * today), saturation: 1)
    for engagement in [0.1, 1, 2, 4, 40] {
      let found = answers.curve(today: today).response(to: engagement)
      #expect(abs(found - curve.response(to: engagement)) < 1e-12)
    }
  }
}

@Test func `answers give each account a curve of its own care today`() {
  var careModel = CareModel(id: "key")
  let answers = CareAnswers(none: 0, half: 0.5, oneAndHalf: 1.2, saturation: 1.5)
  careModel.judgement = .answers(answers)
  let accounts = ["a", "b", "c"].enumerated().map { position, id in
    var account = Account(id: id, annualRevenue: 1000)
    account.tier = "key"
    account.currentDays = Double(5 * position)
    return account
  }
  let portfolio = Portfolio(
    accounts: accounts, team: [KeyAccountManager(id: "K")], careModels: [careModel])
  // Without care today there is nothing to compare with.
  #expect(portfolio.careCurves[0] == .exponential(kappa: careModel.kappa))
  for account in 1...2 {
    let today = portfolio.startEngagement(of: account)
    #expect(portfolio.careCurves[account] == answers.curve(today: today))
    #expect(abs(portfolio.careCurves[account].response(to: today) - 1 / 1.5) < 1e-12)
  }
}

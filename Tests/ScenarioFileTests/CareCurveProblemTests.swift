import PortfolioModel
import Testing

@testable import ScenarioFile

/// How care acts, by `curve` or `answers` of a tier.
struct CareCurveProblemTests {
  /// The care model `key` of a scenario with such a map of its fields.
  private func key(_ fields: String) throws -> CareModel {
    let scenario = try SampleFiles(
      scenario:
        "team: {count: 1}\naccounts: accounts.csv\ncareModels: {key: {\(fields)}}\n"
    ).scenario()
    return try #require(scenario.portfolio.careModels.first { $0.id == "key" })
  }

  @Test func `curves and answers read as they are written`() throws {
    #expect(try key("minDays: 1").judgement == nil)
    #expect(
      try key("curve: {shape: adbudg, half: 1.5, exponent: 2.5}").judgement
        == .curve(.adbudg(half: 1.5, exponent: 2.5)))
    #expect(
      try key("curve: {shape: power, full: 4, exponent: 0.5}").judgement
        == .curve(.power(full: 4, exponent: 0.5)))
    #expect(
      try key("answers: {none: 0.2, half: 0.6, oneAndHalf: 1.2, saturation: 1.5}").judgement
        == .answers(CareAnswers(none: 0.2, half: 0.6, oneAndHalf: 1.2, saturation: 1.5)))
    let inMoney = "none: 40, half: 75, today: 100, oneAndHalf: 115, saturation: 135"
    #expect(
      try key("answers: {shape: power, \(inMoney)}").judgement
        == .answers(
          CareAnswers(
            shape: .power, none: 40, half: 75, today: 100, oneAndHalf: 115, saturation: 135)))
  }

  @Test(arguments: [
    (
      "curve: {half: 2, exponent: 2}",
      "careModels.key.curve.shape: found nothing, expected one of adbudg, power.",
      "Add the key to this map."
    ),
    (
      "curve: {shape: adbug, half: 2, exponent: 2}",
      "careModels.key.curve.shape: found 'adbug', expected a shape: one of adbudg, power.",
      "Did you mean 'adbudg'?"
    ),
    (
      "curve: {shape: power, full: 2}",
      "careModels.key.curve.exponent: found nothing, expected a number (exponent).",
      "Add the key to this map."
    ),
    (
      "curve: {shape: power, full: 2, exponent: 50}",
      "careModels.key.curve.exponent: found 50, expected 0.2 to 10 (exponent).",
      "Write 10 or less."
    ),
    (
      "curve: {shape: power, full: 2, exponent: 1, half: 3}",
      "careModels.key.curve.half: found a key that means nothing here, expected one of shape, full, exponent.",
      "Remove it."
    ),
    (
      "kappa: 2, curve: {shape: power, full: 2, exponent: 1}",
      "careModels.key.kappa: found this and also curve, expected one of the two.",
      "Remove one: they say the same thing in two ways."
    ),
    (
      "curve: {shape: power, full: 2, exponent: 1}, answers: {}",
      "careModels.key.curve: found this and also answers, expected one of the two.",
      "Remove one: they say the same thing in two ways."
    ),
    (
      "answers: {none: 0, half: 1.1, oneAndHalf: 1.2, saturation: 1.5}",
      "careModels.key.answers.today: found 1, expected more than half, which is 1.1.",
      "Give a higher number: more care must bring more business, and saturation the most."
    ),
    (
      "answers: {none: 0, half: 0.5, oneAndHalf: 1.5, saturation: 1.5}",
      "careModels.key.answers.saturation: found 1.5, expected more than oneAndHalf, which is 1.5.",
      "Give a higher number: more care must bring more business, and saturation the most."
    ),
    (
      "answers: {none: 0, half: 0.5, saturation: 1.5}",
      "careModels.key.answers.oneAndHalf: found nothing, expected a number (business, in any unit).",
      "Add the key to this map."
    ),
    (
      "answers: {none: 0, half: 0.00001, oneAndHalf: 1.499999, saturation: 1.5}",
      "careModels.key.answers: found answers that ask for the exponent 25.78, expected one from 0.2 to 10.",
      "Move half and oneAndHalf nearer to today."
    ),
  ])
  func `a judgement that gives no curve is an error with its place`(
    fields: String, problem: String, advice: String
  ) {
    let report = report(below: "careModels: {key: {\(fields)}}")
    #expect(report.count == 1)
    let lines = report.first.map { $0.split(separator: "\n").map(String.init) } ?? []
    #expect(lines.first?.hasPrefix("scenario.yaml:3:") == true)
    #expect(lines.first?.hasSuffix(": error: \(problem)") == true, "\(report)")
    #expect(lines.last == "  \(advice)", "\(report)")
  }

  @Test func `answers about today's care need care today`() {
    let scenario = """
      team: {count: 1}
      accounts: accounts.csv
      careModels:
        key: {answers: {none: 0, half: 0.5, oneAndHalf: 1.2, saturation: 1.5}}
      """
    let accounts = "id,annualRevenue,tier,currentDays\nA,100,key,0\nB,100,key,2\nC,100,key,0\n"
    #expect(
      SampleFiles(scenario: scenario, accounts: accounts).report() == [
        """
        scenario.yaml:4:18: error: careModels.key.answers: found answers about today's care, and no \
        care today on A, C, expected currentDays above 0 on each account of the tier.
          Give these accounts currentDays, another tier, or the tier a curve.
        """
      ])
  }
}

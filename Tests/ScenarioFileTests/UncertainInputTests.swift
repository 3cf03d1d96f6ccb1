import PortfolioModel
import Testing

@testable import ScenarioFile

/// Numbers that are given as ranges.
struct UncertainInputTests {
  private func scenario(
    _ lines: String, accounts: String = "id,annualRevenue\nA,100\nB,200\n"
  ) throws -> Scenario {
    let team = lines.contains("team:") ? "" : "team: {count: 2}\n"
    return try SampleFiles(
      scenario: team + "accounts: accounts.csv\n" + lines, accounts: accounts
    ).scenario()
  }

  @Test func `inputs stand in file order, with name, unit and distribution`() throws {
    let inputs = try scenario(
      """
      careModels: {key: {churn: {low: 0.05, mode: 0.08, high: 0.2}}}
      team: {count: 6, departure: {low: 0.08, mode: 0.15, high: 0.27}}
      triggers:
        company-move: {rate: {low: 1, high: 3}, detection: {low: 0.3, high: 0.7}}
      model: {ramp: {distribution: uniform, low: 60, high: 120}, careEffect: {high: 0.7, low: 0.3, mode: 0.5}}
      """
    ).uncertainInputs
    #expect(
      inputs.map(\.name) == [
        "careModels.key.churn", "team.departure", "triggers.company-move.rate",
        "triggers.company-move.detection", "model.ramp", "model.careEffect",
      ])
    #expect(
      inputs.map(\.unit) == ["share/year", "share/year", "events/year", "share", "days", "share"])
    #expect(
      inputs.map(\.distribution) == [
        .triangular(low: 0.05, mode: 0.08, high: 0.2),
        .triangular(low: 0.08, mode: 0.15, high: 0.27), .uniform(low: 1, high: 3),
        .uniform(low: 0.3, high: 0.7), .uniform(low: 60, high: 120),
        .triangular(low: 0.3, mode: 0.5, high: 0.7),
      ])
    #expect(inputs.allSatisfy { $0.grade == nil && $0.source == "set in the scenario" })
  }

  @Test(arguments: [
    ("model: {careEffect: {low: 0.3, mode: 0.5, high: 0.7}}", "model: {careEffect: 0.5}"),
    ("triggers: {company-move: {lag: {low: 2, high: 6}}}", "triggers: {company-move: {lag: 4}}"),
    (
      "triggers: {visit: {rate: {low: 1, high: 3}, per: account}}",
      "triggers: {visit: {rate: 2, per: account}}"
    ),
    ("careModels: {key: {kappa: {low: 1, high: 2}}}", "careModels: {key: {kappa: 1.5}}"),
    (
      "team: {count: 2, customerShare: {low: 0.4, high: 0.6}}",
      "team: {count: 2, customerShare: 0.5}"
    ),
    (
      "team: [{id: a, departure: {low: 0.1, high: 0.3}}, {id: b}]",
      "team: [{id: a, departure: 0.2}, {id: b}]"
    ),
  ])
  func `a scenario with a range runs at its central value`(range: String, number: String) throws {
    let (uncertain, plain) = (try scenario(range), try scenario(number))
    #expect(uncertain.portfolio == plain.portfolio)
    #expect(uncertain.portfolio == uncertain.recipe.portfolio())
    #expect(plain.uncertainInputs.isEmpty)
    let input = try #require(uncertain.uncertainInputs.first)
    #expect(uncertain.uncertainInputs.count == 1)
    for value in [input.low, input.high] {
      #expect(uncertain.recipe.portfolio(setting: [(input, value)]) != plain.portfolio)
    }
    #expect(uncertain.recipe.portfolio(setting: [(input, input.central)]) == plain.portfolio)
  }

  @Test func `the range of a counted team moves all KAMs, that of a listed one its own`() throws {
    let counted = try scenario("team: {count: 2, departure: {low: 0.1, high: 0.3}}")
    let all = counted.recipe.portfolio(setting: counted.uncertainInputs.map { ($0, $0.high) })
    #expect(all.team.map(\.departure) == [0.3, 0.3])
    let listed = try scenario("team: [{id: a, departure: {low: 0.1, high: 0.3}}, {id: b}]")
    #expect(listed.uncertainInputs.map(\.name) == ["team.a.departure"])
    let one = listed.recipe.portfolio(setting: listed.uncertainInputs.map { ($0, $0.high) })
    #expect(one.team.map(\.departure) == [0.3, 0.15])
  }

  @Test func `a range without a width is a number`() throws {
    let scenario = try scenario("model: {careEffect: {low: 0.5, high: 0.5}}")
    #expect(scenario.uncertainInputs.isEmpty)
    #expect(scenario.portfolio.parameters.careEffect == 0.5)
  }

  @Test func `graded inputs are the defaults that nobody set`() throws {
    let lines = """
      model: {careEffect: 0.5, ramp: {low: 30, high: 90}}
      triggers: {company-move: {effort: {distribution: exponential, mean: 1}}, inbound-request: off}
      team: [{id: a, departure: 0.2}, {id: b}]
      """
    let scenario = try scenario(
      lines, accounts: "id,annualRevenue,margin,churn,tier\nA,1,0.4,0.1,key\nB,2,,0.1,key\n")
    let names = scenario.gradedInputs.map(\.name)
    let absent = [
      "model.careEffect", "model.ramp", "triggers.company-move.effort", "careModels.key.churn",
      "careModels.strategic.kappa", "triggers.inbound-request.effort",
    ]
    for name in absent { #expect(!names.contains(name), "\(name)") }
    let present = [
      "model.vacancy", "careModels.key.kappa", "triggers.company-move.rate", "team.departure",
      "accounts.margin", "accounts.keyPeople",
    ]
    for name in present { #expect(names.contains(name), "\(name)") }
    let high = scenario.recipe.portfolio(setting: scenario.gradedInputs.map { ($0, $0.high) })
    #expect(high.accounts.map(\.margin) == [0.4, 0.8])
    #expect(high.team.map(\.departure) == [0.2, 0.27])
  }

  @Test func `generated accounts share the fields that the description leaves alone`() throws {
    let scenario = try SampleFiles(
      scenario: """
        team: {count: 1}
        generate: {accounts: 3, revenue: {median: 100, sigma: 1}, activity: 4, margin: 0.5}
        """
    ).scenario()
    let names = scenario.gradedInputs.map(\.name).filter { $0.hasPrefix("accounts.") }
    #expect(names == ["accounts.keyPeople", "accounts.dependency"])
  }

  @Test func `a constant of generated accounts may be a range`() throws {
    let scenario = try SampleFiles(
      scenario: """
        team: {count: 1}
        generate: {accounts: 3, revenue: {median: 100, sigma: 1}, margin: {low: 0.2, high: 0.6}}
        """
    ).scenario()
    let input = try #require(scenario.uncertainInputs.first)
    #expect(input.name == "accounts.margin")
    #expect(scenario.portfolio.accounts.map(\.margin) == [0.4, 0.4, 0.4])
    let low = scenario.recipe.portfolio(setting: [(input, 0.2)])
    #expect(low.accounts.map(\.margin) == [0.2, 0.2, 0.2])
  }

  @Test func `a range that is repeated by its anchor counts for each, by name`() throws {
    let scenario = try scenario("model: {vacancy: &days {low: 20, high: 80}, ramp: *days}")
    #expect(scenario.uncertainInputs.map(\.name) == ["model.ramp", "model.vacancy"])
  }

  @Test func `no draw of the graded inputs is refused, however they meet`() throws {
    let scenario = try scenario("", accounts: "id,annualRevenue,tier\nA,5,key\nB,2,pooled\nC,3,\n")
    let inputs = scenario.gradedInputs
    // Each input at one of five quantiles, in combinations that differ from draw to draw.
    for draw in 1...40 {
      let portfolio = scenario.recipe.portfolio(
        setting: inputs.enumerated().map { index, input in
          (input, input.quantile(Double((draw * (index + 1) * 7) % 5) / 4))
        })
      #expect(portfolio.baseHazard.allSatisfy { $0.isFinite && $0 > 0 })
    }
  }

  @Test(arguments: [
    (
      "model: {careEffect: {low: 0.7, high: 0.3}}",
      "27: error: model.careEffect.low: found 0.7, expected at most high, which is 0.3.",
      "Swap the two or change one of them."
    ),
    (
      "model: {careEffect: {low: 0.3, mode: 0.9, high: 0.5}}",
      "38: error: model.careEffect.mode: found 0.9, expected at most high, which is 0.5.",
      "Swap the two or change one of them."
    ),
    (
      "model: {careEffect: {low: 0.3, high: 1.2}}",
      "38: error: model.careEffect.high: found 1.2, expected 0 to 0.99 (share).",
      "Write 0.012 for 1.2 %."
    ),
    (
      "model: {careEffect: {high: 0.5}}",
      "21: error: model.careEffect.low: found nothing, expected a number (share).",
      "Add the key to this map."
    ),
    (
      "model: {careEffect: {low: 0.1, middle: 0.3, high: 0.5}}",
      "32: error: model.careEffect.middle: found a key that means nothing here, expected one of mode, distribution, low, high.",
      "Remove it."
    ),
    (
      "model: {careEffect: {distribution: pert, low: 0.1, mode: 0.3, high: 0.5}}",
      "36: error: model.careEffect.distribution: found 'pert', expected a distribution of an input: one of uniform, triangular.",
      "Choose one of them."
    ),
    (
      "model: {review: {low: 20, high: 60}}",
      "17: error: model.review: found a map, expected a number.",
      "Write a number here."
    ),
    (
      "careModels: {key: {minDays: {low: 10, high: 30}, maxDays: {low: 20, high: 40}}}",
      "29: error: careModels.key.minDays: found values up to 30, expected at most maxDays, which may be as low as 20.",
      "Narrow the ranges: any value of one may meet any value of the other."
    ),
    (
      "careModels: {key: {maxDays: {low: 5, high: 40}}}",
      "29: error: careModels.key.minDays: found values up to 6, expected at most maxDays, which may be as low as 5.",
      "Narrow the ranges: any value of one may meet any value of the other."
    ),
  ])
  func `a range that makes no sense is refused at its place`(
    lines: String, problem: String, advice: String
  ) {
    #expect(report(below: lines) == ["scenario.yaml:3:\(problem)\n  \(advice)"])
  }

  @Test(arguments: [(11, false), (12, true)])
  func `the limit of events holds at the busy ends of ranges`(kams: Int, isAbove: Bool) {
    // Sessions of 0.01 days in 143 days a year, for 30 years: 429,000 a KAM; the limit is 5,000,000.
    let problems = SampleFiles(
      scenario: """
        team: {count: \(kams)}
        accounts: accounts.csv
        horizonYears: 30
        model: {sessionDays: {low: 0.01, mode: 1, high: 2}}
        """
    ).report()
    #expect(problems.contains { $0.contains("candidates and sessions") } == isAbove)
  }
}

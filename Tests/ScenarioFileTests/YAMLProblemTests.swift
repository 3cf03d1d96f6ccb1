import Testing

@testable import ScenarioFile

struct YAMLProblemTests {
  @Test func `an unknown key names the nearest known one`() {
    #expect(
      report(below: "horizonYear: 3") == [
        """
        scenario.yaml:3:1: error: horizonYear: found a key that means nothing here, expected one of name, horizonYears, replications, precision, seed, policies, study, model, triggers, careModels, classify, periods, team, accounts, generate, plan, assign, shares, days, budget, maxChange, responseReserve, riskAversion.
          Did you mean 'horizonYears'?
        """
      ])
    #expect(
      report(below: "study: {kind: policies, colour: red}") == [
        """
        scenario.yaml:3:25: error: study.colour: found a key that means nothing here, expected one of kind, baseline.
          Remove it.
        """
      ])
  }

  @Test func `a syntax error is reported on its line`() {
    #expect(
      SampleFiles(scenario: "name: a\nteam: {count: 1\naccounts: x\n").report() == [
        """
        scenario.yaml:3:9: error: scenario: found text that is not YAML: while parsing a flow mapping that began on line 2: did not find expected ',' or '}', expected a YAML map.
          Check indentation, brackets and quotes here and on the line before.
        """
      ])
    #expect(
      SampleFiles(scenario: "name: a\nx: \u{1}\n").report() == [
        """
        scenario.yaml:2:4: error: scenario: found text that is not YAML: control characters are not allowed, expected a YAML map.
          Check indentation, brackets and quotes here and on the line before.
        """
      ])
  }

  @Test func `a key given twice is reported`() {
    #expect(
      SampleFiles(scenario: "name: a\nseed: 1\nseed: 2\n").report() == [
        """
        scenario.yaml:2:1: error: scenario: found the key more than once in one map: seed, expected each key once.
          Keep one of them; the others stand further down.
        """
      ])
  }

  @Test func `a second document is reported`() {
    #expect(
      SampleFiles(scenario: "name: a\n---\nname: b\n").report()[0]
        .hasPrefix("scenario.yaml:2:1: error: scenario: found text that is not YAML"))
  }

  @Test(arguments: [
    ("name: [a]", "name: found a list, expected a text", "Write a text here."),
    (
      "model: 3", "model: found '3', expected a map of the model's parameters",
      "Write a map of the model's parameters here."
    ),
    (
      "policies: optimal", "policies: found 'optimal', expected a list of policies",
      "Write a list of policies here."
    ),
    (
      "horizonYears: {a: 1}", "horizonYears: found a map, expected a number",
      "Write a number here."
    ),
    ("horizonYears:", "horizonYears: found nothing, expected a number", "Write a number here."),
    (
      "horizonYears: \"3\"", "horizonYears: found the text '3', expected a number",
      "Write 3 without quotes."
    ),
    (
      "seed: \"3\"", "seed: found the text '3', expected a number",
      "Write 3 without quotes."
    ),
    (
      "precision: 1",
      "precision: found 1, expected 0.0001 to 0.99 (share of net contribution: 0.01 is 1 %)",
      "Write 0.99 or less."
    ),
    (
      "precision: 5",
      "precision: found 5, expected 0.0001 to 0.99 (share of net contribution: 0.01 is 1 %)",
      "Write 0.05 for 5 %."
    ),
    (
      "precision: 0",
      "precision: found 0, expected 0.0001 to 0.99 (share of net contribution: 0.01 is 1 %)",
      "Write 0.0001 or more."
    ),
    ("precision: 1%", "precision: found '1%', expected a number without %", "Write 0.01 for 1 %."),
    (
      "precision: .nan", "precision: found '.nan', expected a finite number",
      "Write the number in digits."
    ),
    (
      "replications: 1", "replications: found '1', expected a whole number from 2 to 10000000",
      "Write 2 or more."
    ),
    (
      "horizonYears: 50", "horizonYears: found 50, expected 0.1 to 30 (years)",
      "Write 30 or less."
    ),
    (
      "horizonYears: .inf", "horizonYears: found '.inf', expected a finite number",
      "Write the number in digits."
    ),
  ])
  func `a value of the wrong kind is reported`(_ line: String, _ words: String, _ advice: String) {
    let problems = report(below: line)
    #expect(problems.count == 1)
    #expect(problems[0].hasPrefix("scenario.yaml:3:"))
    #expect(problems[0].hasSuffix(": error: \(words).\n  \(advice)"))
  }

  @Test func `a scenario is a map`() {
    #expect(
      SampleFiles(scenario: "- a\n- b\n").report() == [
        """
        scenario.yaml:1:1: error: scenario: found a list, expected a map of the scenario's keys.
          Write a map of the scenario's keys here.
        """
      ])
    #expect(SampleFiles(scenario: "# nothing\n").report()[0].contains("found an empty file"))
  }

  @Test func `a key must be a name`() {
    #expect(
      report(below: "[a, b]: 1")[0]
        .hasPrefix("scenario.yaml:3:1: error: key: found a list, expected a name as key."))
  }

  @Test func `nested lists without end are refused, not followed`() {
    let deep = String(repeating: "[", count: 5000)
    #expect(report(below: "name: \(deep)")[0].contains("found text that is not YAML"))
  }
}

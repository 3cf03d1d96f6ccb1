import Testing

@testable import ScenarioFile

/// Problems in the sections of a scenario, all below a good team and good accounts.
struct ModelProblemTests {
  @Test(arguments: [
    (
      "model: {careEfect: 0.5}", "9: error: model.careEfect: found a key that means nothing here",
      "Did you mean 'careEffect'?"
    ),
    (
      "model: {careEffect: 60}",
      "21: error: model.careEffect: found 60, expected 0 to 0.99 (share).",
      "Write 0.6 for 60 %."
    ),
    (
      "triggers: {visit: {window: 5}}",
      "12: error: triggers.visit: found a new trigger type without a rate, expected a rate in events a year.",
      "Add rate: 1 and per: account, for example."
    ),
    (
      "triggers: {company-mov: {window: 5}}",
      "12: error: triggers.company-mov: found a new trigger type without a rate, expected a rate in events a year.",
      "Did you mean 'company-move'?"
    ),
    (
      "triggers: {company-mve: off}",
      "12: error: triggers.company-mve: found 'company-mve', expected a trigger type: one of company-move, key-person-change, inbound-request.",
      "Did you mean 'company-move'?"
    ),
    (
      "triggers: {company-move: no}",
      "26: error: triggers.company-move: found 'no', expected a map of the type's fields, or off.",
      "Write a map of the type's fields, or off here."
    ),
    (
      "triggers: {visit: {rate: 1}}",
      "19: error: triggers.visit.per: found nothing, expected account or keyPerson, beside the rate.",
      "Add the key to this map."
    ),
    (
      "triggers: {company-move: {per: account}}",
      "32: error: triggers.company-move.rate: found nothing, expected rate beside per.",
      "Add the key to this map."
    ),
    (
      "triggers: {visit: {rate: activity, per: account}}",
      "41: error: triggers.visit.per: found this and also the rate activity, expected one of the two.",
      "Remove one: they say the same thing in two ways."
    ),
    (
      "triggers: {visit: {rate: 1, per: person}}",
      "34: error: triggers.visit.per: found 'person', expected a base of rates: one of account, keyPerson.",
      "Did you mean 'keyPerson'?"
    ),
    (
      "triggers: {company-move: {riskFactor: 0.5}}",
      "39: error: triggers.company-move.riskFactor: found 0.5, expected 1 to 1000 (factor of at least 1).",
      "Write 1 or more."
    ),
    (
      "triggers: {company-move: {effort: 0}}",
      "35: error: triggers.company-move.effort: found 0, expected 0.001 to 10000 (days).",
      "Write 0.001 or more."
    ),
    (
      "triggers: {company-move: {effort: {mean: 1}}}",
      "35: error: triggers.company-move.effort.distribution: found nothing, expected one of fixed, uniform, triangular, pert, lognormal, exponential.",
      "Add the key to this map."
    ),
    (
      "triggers: {company-move: {effort: {distribution: log-normal, mean: 1}}}",
      "50: error: triggers.company-move.effort.distribution: found 'log-normal', expected a distribution: one of fixed, uniform, triangular, pert, lognormal, exponential.",
      "Did you mean 'lognormal'?"
    ),
    (
      "triggers: {company-move: {effort: {distribution: lognormal, mean: 1}}}",
      "35: error: triggers.company-move.effort.cv: found nothing, expected a number (standard deviation / mean).",
      "Add the key to this map."
    ),
    (
      "triggers: {company-move: {effort: {distribution: pert, low: 1, mode: 4, high: 3}}}",
      "70: error: triggers.company-move.effort.mode: found 4, expected at most high, which is 3.",
      "Swap the two or change one of them."
    ),
    (
      "careModels: {key: {minDays: 50}}",
      "29: error: careModels.key.minDays: found 50, expected at most maxDays, which is 40.",
      "Swap the two or change one of them."
    ),
    (
      "careModels: {stategic: {minDays: 5}}",
      "14: warning: careModels.stategic: found a new tier that no account has, expected a tier that accounts name.",
      "Did you mean 'strategic'?"
    ),
    (
      "classify: {basis: size}",
      "19: error: classify.basis: found 'size', expected a basis: one of growth, revenue.",
      "Choose one of them."
    ),
    (
      "classify: {strategic: {share: 5}}",
      "31: error: classify.strategic.share: found 5, expected 0 to 1 (share of the accounts).",
      "Write 0.05 for 5 %."
    ),
    (
      "classify: {key: {share: 0.1, money: 5}}",
      "25: error: classify.key.share: found this and also money, expected one of the two.",
      "Remove one: they say the same thing in two ways."
    ),
    (
      "policies: [equal, optimum]",
      "19: error: policies[2]: found 'optimum', expected a policy: one of reactive, equal, value, potential, activity, care-model, optimal, optimal-tuned, optimal-rolling, own.",
      "Did you mean 'optimal'?"
    ),
    (
      "policies: [equal, equal]",
      "19: error: policies[2]: found 'equal', given before on line 3, expected each once.",
      "Rename or remove one of the two."
    ),
    (
      "policies: []", "11: error: policies: found nothing, expected at least one policy.",
      "Fill it in, or remove it."
    ),
    (
      "study: {kind: policy}",
      "15: error: study.kind: found 'policy', expected a kind of study: one of policies, allocate, simulate, portfolio-size, headcount, sensitivity, risk.",
      "Choose one of them."
    ),
    (
      "study: {kind: policies, baseline: optimal}\npolicies: [equal, value]",
      "35: error: study.baseline: found 'optimal', expected one of the policies: equal, value.",
      "Add optimal to policies, or choose another baseline."
    ),
    (
      "study: {kind: headcount, from: 12, to: 3}",
      "32: error: study.from: found 12, expected at most to, which is 3.",
      "Swap the two or change one of them."
    ),
    (
      "study: {kind: headcount, from: 12}",
      "8: error: study.to: found nothing, expected the last size, beside from.",
      "Add the key to this map."
    ),
    (
      "shares: {tier: {key: {min: 0.6, max: 0.2}}}",
      "28: error: shares.tier.key.min: found 0.6, expected at most max, which is 0.2.",
      "Swap the two or change one of them."
    ),
    (
      "shares: {tier: {kee: {min: 0.6}}}",
      "17: error: shares.tier.kee: found 'kee', expected a tier: one of strategic, key, develop, transform, pooled.",
      "Did you mean 'key'?"
    ),
    (
      "shares: {segment: {Norway: {min: 0.6}}}",
      "20: error: shares.segment.Norway: found 'Norway', expected no segment, as there is none.",
      "Choose one of them."
    ),
    (
      "shares: {tier: {key: {min: 0.6}, develop: {min: 0.5}}}",
      "16: error: shares.tier: found least shares that add up to 1.1, expected at most 1.",
      "Lower some: all groups together have all the days."
    ),
    (
      "days: {tier: {key: {min: 300, max: 100}}}",
      "26: error: days.tier.key.min: found 300, expected at most max, which is 100.",
      "Swap the two or change one of them."
    ),
    (
      "days: {tier: {kee: {min: 6}}}",
      "15: error: days.tier.kee: found 'kee', expected a tier: one of strategic, key, develop, transform, pooled.",
      "Did you mean 'key'?"
    ),
    (
      "budget: 900", "9: error: budget: found '900', expected {days: …}, {money: …} or both.",
      "Write {days: …}, {money: …} or both here."
    ),
    (
      "budget: {day: 900}",
      "10: error: budget.day: found a key that means nothing here, expected one of days, money.",
      "Did you mean 'days'?"
    ),
    (
      "budget: {}", "9: error: budget.days: found nothing, expected days, money or both.",
      "Add the key to this map."
    ),
    (
      "maxChange: 5", "12: error: maxChange: found '5', expected {days: …} or {share: …}.",
      "Write {days: …} or {share: …} here."
    ),
    (
      "maxChange: {days: 5, share: 0.25}",
      "29: error: maxChange.share: found this and also days, expected one of the two.",
      "Remove one: they say the same thing in two ways."
    ),
    (
      "maxChange: {share: 25}",
      "20: error: maxChange.share: found 25, expected 0 to 1 (share of the current days).",
      "Write 0.25 for 25 %."
    ),
    (
      "responseReserve: 20",
      "18: error: responseReserve: found 20, expected 0 to 1 (share of capacity).",
      "Write 0.2 for 20 %."
    ),
    (
      "riskAversion: 0.5",
      "15: error: riskAversion: found '0.5', expected {weight: …, level: …, worlds: …}.",
      "Write {weight: …, level: …, worlds: …} here."
    ),
    (
      "riskAversion: {level: 0.9}",
      "15: error: riskAversion.weight: found nothing, expected what bad worlds count, 0 to 1.",
      "Add the key to this map."
    ),
    (
      "riskAversion: {weight: 50}",
      "24: error: riskAversion.weight: found 50, expected 0 to 1 (share of the worst worlds in what plans maximise).",
      "Write 0.5 for 50 %."
    ),
    (
      "riskAversion: {weight: 0.5, level: 0.98, worlds: 20}",
      "50: error: riskAversion.worlds: found 20, expected 50 to 10000 (worlds, of which at least one is beyond the level).",
      "Write 50 or more."
    ),
    (
      "riskAversion: {weight: 0.5, worlds: 5}",
      "37: error: riskAversion.worlds: found '5', expected a whole number from 10 to 10000.",
      "Write 10 or more."
    ),
    (
      "generate: {accounts: 3, revenue: 5}",
      "11: error: generate: found this and also accounts, expected one of the two.",
      "Remove one: they say the same thing in two ways."
    ),
  ])
  func `a problem is one message`(_ line: String, _ words: String, _ advice: String) {
    let problems = report(below: line)
    #expect(problems.count == 1)
    #expect(problems.first?.hasPrefix("scenario.yaml:3:\(words)") == true)
    #expect(problems.first?.hasSuffix("\n  \(advice)") == true)
  }

  @Test func `segments are those of the accounts`() {
    let files = SampleFiles(
      scenario:
        "team: {count: 1}\naccounts: accounts.csv\nshares: {segment: {Finlnd: {min: 0.2}}}",
      accounts: "id,annualRevenue,segment\nA,1,Finland\nB,1,Sweden\n")
    #expect(
      files.report() == [
        """
        scenario.yaml:3:20: error: shares.segment.Finlnd: found 'Finlnd', expected a segment: one of Finland, Sweden.
          Did you mean 'Finland'?
        """
      ])
  }

  @Test func `least shares of exactly the whole are fine`() {
    #expect(
      report(below: "shares: {tier: {key: {min: 0.7}, develop: {min: 0.2}, strategic: {min: 0.1}}}")
        .isEmpty)
  }
}

import PortfolioModel
import Testing

@testable import ScenarioFile

struct GeneratedPortfolioTests {
  private let full = """
    generate:
      accounts: 200
      revenue: {median: 100000, sigma: 1}
      potential: {median: 0.5, sigma: 0.5}
      activity: {mean: 6, cv: 0.5}
      keyPeople: {mean: 3, cv: 1}
      segments: [Finland, Sweden]
      margin: 0.4
      churn: 0.1
    team: {count: 4}
    """

  private func accounts(_ scenario: String) throws -> [Account] {
    try SampleFiles(scenario: scenario).scenario().portfolio.accounts
  }

  @Test func `the same seed gives the same accounts and another seed others`() throws {
    let first = try accounts(full + "\nseed: 1")
    #expect(try accounts(full + "\nseed: 1") == first)
    #expect(try accounts(full + "\nseed: 2") != first)
  }

  @Test func `a larger portfolio begins with a smaller one`() throws {
    let small = PortfolioGenerator(
      owners: [nil, nil], revenue: .lognormal(median: 1, sigma: 1))
    let large = PortfolioGenerator(
      owners: [nil, nil, nil], revenue: .lognormal(median: 1, sigma: 1))
    #expect(Array(large.accounts(seed: 3).prefix(2)) == small.accounts(seed: 3))
  }

  @Test func `generated fields are spread and constants are not`() throws {
    let accounts = try accounts(full)
    #expect(accounts.count == 200)
    #expect(accounts.first?.id == "A001")
    #expect(accounts.last?.id == "A200")
    #expect(accounts.allSatisfy { $0.margin == 0.4 && $0.churn == 0.1 })
    #expect(accounts.allSatisfy { $0.keyPeople >= 1 && $0.keyPeople == $0.keyPeople.rounded() })
    #expect(Set(accounts.compactMap(\.segment)) == ["Finland", "Sweden"])
    // Half of 200 draws are below the median: 100 ± 5 standard deviations of 7.1.
    #expect((65...135).contains(accounts.count { $0.annualRevenue < 100_000 }))
    #expect((65...135).contains(accounts.count { $0.potential < 0.5 * $0.annualRevenue }))
    // The mean of 200 draws has the standard deviation 6 * 0.5 / sqrt(200) = 0.21.
    let activity = accounts.reduce(0) { $0 + $1.activity } / 200
    #expect(abs(activity - 6) < 5 * 0.21)
  }

  @Test func `accounts per KAM go to the team in its order`() throws {
    let accounts = try accounts(
      "generate: {perKam: [1, 2], revenue: 1000}\nteam: [{id: Z}, {id: B}]")
    #expect(accounts.map(\.kam) == ["Z", "B", "B"])
    #expect(accounts.map(\.annualRevenue) == [1000, 1000, 1000])
    #expect(accounts.map(\.activity) == [6, 6, 6])
  }

  @Test(arguments: [
    (
      "{revenue: 1}",
      "1:11: error: generate.accounts: found nothing, expected the number of accounts",
      "Add the key to this map."
    ),
    (
      "{accounts: 0, revenue: 1}",
      "1:22: error: generate.accounts: found '0', expected a whole number from 1 to 1000000.",
      "Write 1 or more."
    ),
    (
      "{accounts: 1}",
      "1:11: error: generate.revenue: found nothing, expected {median: …, sigma: …}.",
      "Add the key to this map."
    ),
    (
      "{accounts: 1, revenue: {median: 5}}",
      "1:34: error: generate.revenue.sigma: found nothing, expected a number (of the logarithm).",
      "Add the key to this map."
    ),
    (
      "{accounts: 1, revenue: 5, annualRevenue: 7}",
      "1:37: error: generate.annualRevenue: found a key that means nothing here", "Remove it."
    ),
    (
      "{perKam: [3], revenue: 5}",
      "1:20: error: generate.perKam: found 1 portfolio, expected one for each of the 2 KAMs.",
      "Write one number of accounts for each KAM, in the order of the team."
    ),
    (
      "{perKam: [3, 1], accounts: 4, revenue: 5}",
      "1:20: error: generate.perKam: found this and also accounts, expected one of the two.",
      "Remove one: they say the same thing in two ways."
    ),
    (
      "{accounts: 4, revenue: 5, dependency: 50}",
      "1:49: error: generate.dependency: found 50, expected 0 to 1 (share).",
      "Write 0.5 for 50 %."
    ),
  ])
  func `a wrong description is reported`(_ map: String, _ words: String, _ advice: String) {
    let problems = SampleFiles(scenario: "generate: \(map)\nteam: {count: 2}").report()
    #expect(problems.count == 1)
    #expect(problems.first?.hasPrefix("scenario.yaml:\(words)") == true)
    #expect(problems.first?.hasSuffix("\n  \(advice)") == true)
  }

  @Test func `one of accounts and generate must be there`() {
    #expect(
      SampleFiles(scenario: "team: {count: 2}").report() == [
        """
        scenario.yaml:1:1: error: accounts: found nothing, expected the path of a CSV file, or generate: {…}.
          Add the key to this map.
        """
      ])
  }
}

struct GeneratedQuantityTests {
  // Shape 1 is the exponential distribution; half of chi-square with 10 degrees has shape 5.
  @Test(arguments: [
    (0.5, 1, 0.6931471805599453), (0.99, 1, 4.605170185988091), (0.95, 5, 9.153519026637432),
    (0.05, 5, 1.970149568019653),
  ])
  func `gamma quantiles are those of the tables`(
    _ share: Double, _ shape: Double, _ value: Double
  ) {
    #expect(abs(gammaQuantile(share, shape: shape) - value) < 1e-6)
  }

  @Test(arguments: [0.04, 0.25, 1, 4, 400, 1e6])
  func `a gamma quantile undoes the distribution`(_ shape: Double) {
    for share in [0.01, 0.3, 0.5, 0.9, 0.999] {
      let quantile = gammaQuantile(share, shape: shape)
      #expect(abs(regularizedGamma(quantile, shape: shape) - share) < 1e-6)
    }
  }
}

struct EventLimitTests {
  @Test func `a scenario that no machine could simulate is refused with its size`() {
    let report = SampleFiles(
      scenario: """
        generate: {accounts: 200, revenue: 1}
        team: {count: 1}
        triggers: {company-move: {rate: 10000}}
        """
    ).report()
    #expect(report.count == 1)
    #expect(report.first?.hasPrefix("scenario.yaml:1:1: error: scenario: found ") == true)
    #expect(report.first?.contains("expected at most 5000000.") == true)
  }

  @Test(arguments: [(97, 0), (98, 1)])
  func `a hundred trigger types are allowed and no more`(added: Int, problems: Int) {
    let types = (0..<added).map { "  t\($0): {rate: 1, per: account}\n" }.joined()
    let report = SampleFiles(
      scenario: "generate: {accounts: 3, revenue: 1}\nteam: {count: 1}\ntriggers:\n" + types
    ).report()
    #expect(report.count == problems)
    #expect(report.allSatisfy { $0.contains("found 101 trigger types, expected at most 100.") })
  }
}

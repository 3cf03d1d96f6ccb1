import PortfolioModel
import Simulation

extension Table {
  /// How the time of a piece of work depends on how much there is of it.
  mutating func addGrowth() throws {
    section(
      "Growth",
      "35 accounts per KAM, one thread; equal work in every row of accounts and replications")
    try addGrowthWithAccounts()
    try addGrowthWithReplications()
    try addGrowthWithPolicies()
  }

  private mutating func addGrowthWithAccounts() throws {
    let sizes = [10, 100, 1_000, 10_000]
    let replications = sizes.map { 220_000 / $0 }
    let subjects = sizes.map(Subject.init(accounts:))
    let timings = try time(
      zip(subjects, replications).map { subject, replications in
        let plans = try subject.plans([.equal])
        let experiment = subject.experiment(replications: replications)
        return { _ = experiment.run(plans, threads: 1) }
      })
    let count = subjects[0].accountYears(replications: replications[0])
    for (size, timing) in zip(sizes, timings) {
      row("an account-year, \(size) accounts", timing, per: count)
    }
    addSpread("accounts", timings)
  }

  private mutating func addGrowthWithReplications() throws {
    let subject = Subject(accounts: Subject.accountsPerKAM)
    let plans = try subject.plans([.equal])
    let most = 6_400
    let counts = [64, 640, most]
    let timings = time(
      counts.map { count in
        let experiment = subject.experiment(replications: count)
        return { for _ in 0..<(most / count) { _ = experiment.run(plans, threads: 1) } }
      })
    for (count, timing) in zip(counts, timings) {
      row(
        "an account-year, \(count) replications", timing,
        per: subject.accountYears(replications: most))
    }
    addSpread("replications", timings)
  }

  private mutating func addGrowthWithPolicies() throws {
    let subject = Subject(accounts: 350)
    let replications = 192
    let experiment = subject.experiment(replications: replications)
    let plans = try subject.plans()
    let alone = plans.map { [$0] }
    let together = (2...plans.count).map { Array(plans.prefix($0)) }
    let timings = time(
      (alone + together).map { plans in { _ = experiment.run(plans, threads: 1) } })
    for (some, timing) in zip(together, timings.dropFirst(alone.count)) {
      let ratio = timing.median { round in
        let sum = timings.prefix(some.count).reduce(0) { $0 + $1.user[round] }
        return timing.user[round] * Double(some.count) / sum
      }
      row(
        "\(some.count) policies / mean of one alone", ratio, "times",
        bar: some.count == plans.count ? .atMost(4.5) : nil)
    }
    row(
      "an account-year, each of \(plans.count) policies", timings[timings.count - 1],
      per: subject.accountYears(replications: replications) * Double(plans.count),
      bar: Table.atMost(550, native: 400))
  }

  /// The dearest over the cheapest.
  private mutating func addSpread(_ what: String, _ timings: [Timing]) {
    let ratios = timings.map { $0 / timings[0] }
    row(
      "dearest / cheapest number of \(what)", (ratios.max() ?? 1) / (ratios.min() ?? 1), "times",
      bar: .atMost(1.3))
  }
}

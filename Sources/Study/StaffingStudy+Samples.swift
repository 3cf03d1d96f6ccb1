import Allocation
import Simulation

extension StaffingStudy.Design {
  /// Simulates every sampled portfolio in worlds of its own.
  ///
  /// A size is known as well as its samples tell: each is one observation, the mean of its replications,
  /// so intervals hold both luck and which accounts a KAM happens to have. What the accounts of a sample are
  /// worth with the days of today, beyond as many average ones, is chance with mean 0: it counts as luck.
  func simulateSamples(
    _ teams: StaffingStudy.Teams, threads: Int, progress: (@Sendable () -> Void)?
  ) -> [StaffingStudy.Alternative] {
    let replications = replicationsPerSample
    let tasks = teams.samples.indices.flatMap { size in
      teams.samples[size].indices.map { (size: size, number: $0) }
    }
    let outcomes = concurrentMap(tasks.count, threads: threads) { index in
      let (size, number) = tasks[index]
      let team = teams.samples[size][number]
      return Experiment(
        portfolio: team.portfolio, horizonYears: today.horizonYears, replications: replications,
        startingAt: number * replications, seed: today.seed
      ).run(
        [team.planned.plan], replanners: [team.planned.replanner], threads: 1, progress: progress)[
          0]
    }
    let worths = worthToday
    let meanWorth =
      portfolio.accounts.reduce(0) { $0 + (worths[$1.id] ?? 0) } / Double(max(1, worths.count))
    var rest = outcomes[...]
    return teams.samples.map { samples in
      defer { rest = rest.dropFirst(samples.count) }
      let chance = samples.map { sample in
        sample.portfolio.accounts.reduce(0) { $0 + (worths[$1.id] ?? 0) - meanWorth }
      }
      return StaffingStudy.Alternative(
        team: samples[0],
        outcome: Outcome(
          averaging: Array(rest.prefix(samples.count)), name: samples[0].planned.plan.name,
          chance: chance),
        scale: Double(ownedAccountCount) / Double(samples[0].size))
    }
  }

  /// What each account that a KAM owns is worth with the days that it gets today, money over the horizon.
  private var worthToday: [String: Double] {
    let portfolio = portfolio
    return Dictionary(
      uniqueKeysWithValues: portfolio.accounts.indices.filter { portfolio.owner[$0] != nil }.map {
        let account = portfolio.accounts[$0]
        let value = DayValue(account: $0, in: portfolio, horizonYears: today.horizonYears)
          .value(careDays: account.currentDays ?? 0)
        return (account.id, value)
      })
  }

  /// How many worlds each sampled portfolio meets.
  public var replicationsPerSample: Int {
    max(1, (today.replications + request.sampleCount - 1) / request.sampleCount)
  }
}

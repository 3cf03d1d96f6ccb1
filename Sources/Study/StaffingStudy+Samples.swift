import Simulation

extension StaffingStudy.Design {
  /// Simulates every sampled portfolio in worlds of its own.
  ///
  /// A size is known as well as its samples tell: each is one observation, the mean of its replications,
  /// so intervals hold both luck and which accounts a KAM happens to have.
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
    var rest = outcomes[...]
    return teams.samples.map { samples in
      defer { rest = rest.dropFirst(samples.count) }
      return StaffingStudy.Alternative(
        team: samples[0],
        outcome: Outcome(
          averaging: Array(rest.prefix(samples.count)), name: samples[0].planned.plan.name),
        scale: Double(ownedAccountCount) / Double(samples[0].size))
    }
  }

  /// How many worlds each sampled portfolio meets.
  public var replicationsPerSample: Int {
    max(1, (today.replications + request.sampleCount - 1) / request.sampleCount)
  }
}

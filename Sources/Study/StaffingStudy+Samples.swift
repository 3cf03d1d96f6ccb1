import Dispatch
import Simulation
import Synchronization

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
    let results = Mutex(teams.samples.map { $0.map { _ in Outcome?.none } })
    let next = Atomic(0)
    DispatchQueue.concurrentPerform(iterations: max(1, min(threads, tasks.count))) { _ in
      while true {
        let index = next.add(1, ordering: .relaxed).oldValue
        guard index < tasks.count else { return }
        let (size, number) = tasks[index]
        let team = teams.samples[size][number]
        let outcome = Experiment(
          portfolio: team.portfolio, horizonYears: today.horizonYears, replications: replications,
          startingAt: number * replications, seed: today.seed
        ).run(
          [team.planned.plan], replanners: [team.planned.replanner], threads: 1, progress: progress)
        results.withLock { $0[size][number] = outcome[0] }
      }
    }
    return zip(teams.samples, results.withLock { $0 }).map { samples, outcomes in
      StaffingStudy.Alternative(
        team: samples[0],
        outcome: Outcome(averaging: outcomes.compactMap { $0 }, name: samples[0].planned.plan.name),
        scale: Double(ownedAccountCount) / Double(samples[0].size))
    }
  }

  /// How many worlds each sampled portfolio meets.
  public var replicationsPerSample: Int {
    max(1, (today.replications + request.sampleCount - 1) / request.sampleCount)
  }
}

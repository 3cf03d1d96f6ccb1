import PortfolioModel
import Testing

@testable import Simulation

/// Experiments that go on, or that start later.
struct ExperimentRunTests {
  private let portfolio = lively()

  private func experiment(
    _ replications: Int, startingAt first: Int = 0, seed: UInt64 = 42
  ) -> Experiment {
    Experiment(
      portfolio: portfolio, horizonYears: 2, replications: replications, startingAt: first,
      seed: seed)
  }

  private var plans: [AllocationPlan] { [equalPlan(portfolio), valuePlan(portfolio)] }

  @Test(arguments: [[64, 128, 200], [1, 65, 200], [200], [0, 64, 64, 30, 200]])
  func `an experiment that is extended is the one run at once`(steps: [Int]) {
    var run = experiment(200).start(plans)
    for step in steps { run.extend(to: step, threads: 2) }
    #expect(run.replications == 200)
    #expect(run.outcomes == experiment(200).run(plans, threads: 1))
  }

  @Test func `extending stops after whole blocks, and at the limit`() {
    var run = experiment(200).start(plans)
    #expect(run.replications == 0)
    for (wanted, reached) in [(1, 64), (64, 64), (65, 128), (100, 128), (199, 200), (5000, 200)] {
      run.extend(to: wanted, threads: 1)
      #expect(run.replications == reached)
      #expect(run.outcomes.allSatisfy { $0.replications == reached })
    }
  }

  @Test func `the first blocks of a long experiment are those of a short one`() {
    var run = experiment(200).start(plans)
    run.extend(to: 128, threads: 2)
    #expect(run.outcomes == experiment(128).run(plans, threads: 1))
  }

  @Test(arguments: [1, 2, 5])
  func `experiments that are extended together are each as alone`(threads: Int) {
    var runs = [
      experiment(200).start([plans[0]]), experiment(130, seed: 7).start([plans[1]]),
      experiment(64).start(plans),
    ]
    ExperimentRun.extend(&runs, to: 64, threads: threads)
    ExperimentRun.extend(&runs, to: 200, threads: threads)
    #expect(runs.map(\.replications) == [200, 130, 64])
    #expect(runs[0].outcomes == experiment(200).run([plans[0]], threads: 1))
    #expect(runs[1].outcomes == experiment(130, seed: 7).run([plans[1]], threads: 1))
    #expect(runs[2].outcomes == experiment(64).run(plans, threads: 1))
  }

  @Test func `nothing is extended where there is nothing`() {
    var runs: [ExperimentRun] = []
    ExperimentRun.extend(&runs, to: 64, threads: 2)
    #expect(runs.isEmpty)
  }

  @Test(arguments: [(64, 64), (10, 100), (1, 1)])
  func `an experiment that starts later has the later replications`(first: Int, count: Int) {
    let all = experiment(first + count).run(plans, threads: 1)
    let late = experiment(count, startingAt: first).run(plans, threads: 2)
    for (whole, part) in zip(all, late) {
      #expect(part.replications == count)
      #expect(part.luck == Array(whole.luck[first...]))
      #expect(part.observations == whole.observations.map { Array($0[first...]) })
    }
  }

  @Test func `a goal ends an extended experiment at the same look`() {
    let goal = PrecisionGoal(relativeError: 0.2, baseline: 0, level: 0.95)
    let whole = experiment(2000).run([plans[0]], until: goal, threads: 1)
    var run = experiment(2000).start([plans[0]], until: goal)
    for step in stride(from: 64, through: 2000, by: 64) { run.extend(to: step, threads: 2) }
    #expect(run.outcomes == whole)
    #expect(whole[0].replications < 2000)
  }
}

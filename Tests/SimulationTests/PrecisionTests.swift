import PortfolioModel
import Statistics
import Testing

@testable import Simulation

private let portfolio = lively()
private let plans = [equalPlan(portfolio), valuePlan(portfolio), equalPlan(portfolio)]

private func experiment(limit: Int = 1280, seed: UInt64 = 42) -> Experiment {
  Experiment(portfolio: portfolio, horizonYears: 0.5, replications: limit, seed: seed)
}

/// The half-width of a mean by the textbook, in two passes.
private func halfWidth(of values: ArraySlice<Double>, level: Double) -> Double {
  let count = Double(values.count)
  let mean = values.reduce(0, +) / count
  let variance = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / (count - 1)
  return StudentT.quantile((1 + level) / 2, degrees: count - 1) * (variance / count).squareRoot()
}

/// A goal that is reached when about 600 replications are.
private func goal(_ outcomes: [Outcome], baseline: Int = 0, level: Double = 0.95) -> PrecisionGoal {
  let figures = figures(outcomes, baseline: baseline)
  let mean = earned(outcomes[baseline]).prefix(600).reduce(0, +) / 600
  let widest = figures.map { halfWidth(of: $0.prefix(600), level: level) }.max() ?? .nan
  return PrecisionGoal(
    relativeError: widest / (abs(mean) - widest), baseline: baseline, level: level)
}

/// Net contribution without luck.
private func earned(_ outcome: Outcome) -> [Double] {
  zip(outcome.observations(of: .netContribution).compactMap { $0 }, outcome.luck).map(-)
}

/// What is to be precise: net contribution, or its differences from the baseline's.
private func figures(_ outcomes: [Outcome], baseline: Int) -> [[Double]] {
  if outcomes.count == 1 { return [earned(outcomes[0])] }
  return outcomes.indices.filter { $0 != baseline }.map {
    zip(earned(outcomes[$0]), earned(outcomes[baseline])).map(-)
  }
}

/// Where the rule stops, computed from a run of all replications.
private func stop(_ outcomes: [Outcome], goal: PrecisionGoal) -> Int? {
  let baseline = earned(outcomes[goal.baseline])
  let figures = figures(outcomes, baseline: goal.baseline)
  return stride(from: 128, through: baseline.count, by: 64).first { count in
    let mean = baseline.prefix(count).reduce(0, +) / Double(count)
    let limit = goal.relativeError / (1 + goal.relativeError) * abs(mean)
    return figures.allSatisfy { halfWidth(of: $0.prefix(count), level: goal.level) <= limit }
  }
}

// MARK: - Where it stops

@Test(arguments: Array(1...10) as [UInt64])
func `one plan stops where its net contribution is precise enough`(seed: UInt64) throws {
  let all = experiment(seed: seed).run([plans[0]], threads: 2)
  let goal = goal(all)
  let expected = try #require(stop(all, goal: goal))
  #expect(expected > 128 && expected < 1280)
  let outcomes = experiment(seed: seed).run([plans[0]], until: goal, threads: 2)
  #expect(outcomes[0].replications == expected)
  #expect(goal.remainingError(in: outcomes) <= goal.relativeError)
}

@Test(arguments: Array(1...10) as [UInt64])
func `several plans stop where all differences are precise enough`(seed: UInt64) throws {
  let all = experiment(seed: seed).run(plans, threads: 2)
  let goal = goal(all, baseline: 1, level: 0.99)
  let expected = try #require(stop(all, goal: goal))
  #expect(expected > 128 && expected < 1280)
  let outcomes = experiment(seed: seed).run(plans, until: goal, threads: 2)
  #expect(outcomes.allSatisfy { $0.replications == expected })
}

@Test func `what a precision stops is what that many replications give, on any number of threads`()
{
  let goal = goal(experiment().run(plans, threads: 2), level: 0.99)
  let alone = experiment().run(plans, until: goal, threads: 1)
  #expect(alone[0].replications > 128 && alone[0].replications < 1280)
  #expect(experiment(limit: alone[0].replications).run(plans, threads: 1) == alone)
  for threads in [2, 3, 7] {
    #expect(experiment().run(plans, until: goal, threads: threads) == alone)
  }
}

@Test func `a block that ran ahead of the stop is dropped, in any order of work`() {
  let goal = PrecisionGoal(relativeError: 0.9)
  let experiment = experiment(limit: 300)
  let resolved = experiment.resolve(plans)
  var merge = experiment.startMerge(of: plans, until: goal)
  for number in [4, 3, 1, 0, 2] {
    #expect(!merge.isPreciseEnough || number == 2)
    merge.add(experiment.run(block: number, resolved), of: number)
  }
  #expect(merge.isPreciseEnough)
  #expect(merge.replications == 128)
  #expect(experiment.outcomes(of: plans, merge) == experiment.run(plans, until: goal, threads: 1))
}

// MARK: - Where it can't

@Test(arguments: [1, 2, 64, 100, 128, 200, 300])
func `the limit ends what is not precise enough`(limit: Int) {
  let goal = PrecisionGoal(relativeError: 0.0001)
  let outcomes = experiment(limit: limit).run([plans[0]], until: goal, threads: 2)
  #expect(outcomes[0].replications == limit)
  #expect(outcomes == experiment(limit: limit).run([plans[0]], threads: 1))
  #expect(goal.remainingError(in: outcomes) > 0.0001)
}

@Test func `nothing stops before the first look`() {
  let goal = PrecisionGoal(relativeError: 0.9)
  #expect(experiment().run([plans[0]], until: goal, threads: 2)[0].replications == 128)
  #expect(experiment(limit: 90).run([plans[0]], until: goal, threads: 2)[0].replications == 90)
}

@Test func `plans that earn the same are known at the first look`() {
  let goal = PrecisionGoal(relativeError: 0.0001)
  let outcomes = experiment().run([plans[0], plans[2]], until: goal, threads: 2)
  #expect(outcomes[0].replications == 128)
  #expect(goal.remainingError(in: outcomes) == 0)
}

@Test func `what earns nothing is never known to a share of that`() {
  // Two replications of opposite sign: a mean of 0.
  let outcome = Outcome(
    name: "o", metrics: [.netContribution], columns: [[1, -1]], luck: [0, 0], accounts: [])
  #expect(PrecisionGoal(relativeError: 0.5).remainingError(in: [outcome]) == .infinity)
}

@Test func `the error of a mean is its half-width against the least that the truth can be`() throws
{
  let outcome = Outcome(
    name: "o", metrics: [.netContribution], columns: [[9, 11, 10, 10]], luck: [0, 1, -1, 0],
    accounts: [])
  let halfWidth = try #require(Estimate([9, 10, 11, 10])?.halfWidth())
  let error = PrecisionGoal(relativeError: 0.5).remainingError(in: [outcome])
  #expect(abs(error - halfWidth / (10 - halfWidth)) <= 1e-12)
  // p / (1 + p) of the mean, the rule of Law and Kelton.
  #expect(abs(error / (1 + error) - halfWidth / 10) <= 1e-12)
}

@Test func `a goal refuses errors that are none, and baselines that are not there`() async {
  await #expect(processExitsWith: .failure) { _ = PrecisionGoal(relativeError: 0) }
  await #expect(processExitsWith: .failure) { _ = PrecisionGoal(relativeError: 1) }
  await #expect(processExitsWith: .failure) { _ = PrecisionGoal(relativeError: .nan) }
  await #expect(processExitsWith: .failure) {
    _ = PrecisionWatch(PrecisionGoal(relativeError: 0.1, baseline: 2), plans: 2)
  }
}

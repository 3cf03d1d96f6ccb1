import Foundation
import PortfolioModel
import Simulation
import Statistics
import Testing

/// The acceptance tests hold the engine to what can be known without it.
///
/// Every check has a fixed seed and an error rate. Unless a test says otherwise a check fails with
/// probability 7e-6 although the claim holds (`|z| < 4.5`, two-sided; sums of so many replications are
/// normal), so one of about 300 fails by luck in 2 of 1,000 choices of seeds. A failure is never
/// cured by widening.
enum Acceptance {
  /// The largest standard score that luck is allowed.
  static let limit = 4.5
  /// The probability of a larger one.
  static let errorRate = 6.8e-6
  /// Threads for experiments.
  static let threads = 2

  /// Whether each figure is printed: for reports, not for the gate.
  private static let isPrinting = ProcessInfo.processInfo.environment["ACCEPTANCE_FIGURES"] != nil

  static func show(_ text: String) {
    if isPrinting { print("figure | \(text)") }
  }
}

/// Expects a figure that is normal around `expected` with a standard deviation of `error`.
func expect(
  _ what: String, found: Double, expected: Double, error: Double,
  at location: SourceLocation = #_sourceLocation
) {
  let z = (found - expected) / error
  Acceptance.show("\(what) | found \(found) | expected \(expected) | z \(z)")
  #expect(
    abs(z) < Acceptance.limit, "\(what): found \(found), expected \(expected), z \(z)",
    sourceLocation: location)
}

/// Expects the mean of independent observations; their spread gives the error.
func expectMean(
  _ what: String, of observations: [Double], toBe expected: Double,
  at location: SourceLocation = #_sourceLocation
) {
  var tally = Tally()
  for observation in observations { tally.add(observation) }
  let error = ((tally.variance ?? .nan) / Double(tally.count)).squareRoot()
  expect(what, found: tally.mean, expected: expected, error: error, at: location)
}

/// Expects the variance of independent observations whose fourth central moment is known.
func expectVariance(
  _ what: String, of observations: [Double], toBe expected: Double, fourthMoment: Double,
  at location: SourceLocation = #_sourceLocation
) {
  var tally = Tally()
  for observation in observations { tally.add(observation) }
  let error = ((fourthMoment - expected * expected) / Double(observations.count)).squareRoot()
  expect(
    "\(what), variance", found: tally.variance ?? .nan, expected: expected, error: error,
    at: location)
}

/// Expects counts to follow a distribution on 0, 1, 2, …: Pearson's test, cells joined until each
/// expects at least 10.
func expectDistribution(
  _ what: String, of observations: [Double], probability: (Int) -> Double,
  at location: SourceLocation = #_sourceLocation
) {
  let total = Double(observations.count)
  let largest = Int(observations.max() ?? 0)
  var frequency = [Double](repeating: 0, count: largest + 1)
  for observation in observations { frequency[Int(observation)] += 1 }
  var cells: [(found: Double, expected: Double)] = []
  var (found, wanted, covered) = (0.0, 0.0, 0.0)
  for count in 0...largest {
    found += frequency[count]
    let share = probability(count)
    wanted += total * share
    covered += share
    if wanted >= 10 && total * (1 - covered) >= 10 {
      cells.append((found, wanted))
      (found, wanted) = (0, 0)
    }
  }
  cells.append((found, wanted + total * (1 - covered)))
  let score = cells.reduce(0) { sum, cell in
    sum + (cell.found - cell.expected) * (cell.found - cell.expected) / cell.expected
  }
  let p = gammaTail(Double(cells.count - 1) / 2, score / 2)
  Acceptance.show("\(what), distribution | chi-square \(score) of \(cells.count - 1) | p \(p)")
  #expect(cells.count > 1, "\(what): one cell says nothing", sourceLocation: location)
  #expect(
    p > Acceptance.errorRate, "\(what): chi-square \(score) of \(cells.count - 1), p \(p)",
    sourceLocation: location)
}

/// The probability that a gamma variable of this shape and scale 1 exceeds `x`.
func gammaTail(_ shape: Double, _ x: Double) -> Double {
  if x <= 0 { return 1 }
  let front = exp(shape * log(x) - x - lgamma(shape))
  if x < shape + 1 {
    var (term, sum, n) = (1 / shape, 1 / shape, shape)
    while term > 1e-17 * sum {
      n += 1
      term *= x / n
      sum += term
    }
    return 1 - front * sum
  }
  var fraction = 0.0
  for step in stride(from: 400.0, through: 1, by: -1) {
    fraction = step * (step - shape) / (x + 2 * step + 1 - shape - fraction)
  }
  return front / (x + 1 - shape - fraction)
}

/// The probability of `count` under a binomial distribution.
func binomial(_ count: Int, of trials: Int, _ p: Double) -> Double {
  if count > trials { return 0 }
  let k = Double(count)
  let rest = Double(trials) - k
  let choices: Double = lgamma(k + rest + 1) - lgamma(k + 1) - lgamma(rest + 1)
  return exp(choices + k * log(p) + rest * log1p(-p))
}

/// The probability of `count` under a Poisson distribution.
func poisson(_ count: Int, mean: Double) -> Double {
  exp(Double(count) * log(mean) - mean - lgamma(Double(count) + 1))
}

/// The integral of a smooth function by Simpson's rule.
func integral(from start: Double, to end: Double, steps: Int = 2000, _ f: (Double) -> Double)
  -> Double
{
  let width = (end - start) / Double(steps)
  let inner = (1..<steps).reduce(0.0) { sum, step in
    sum + (step % 2 == 0 ? 2 : 4) * f(start + Double(step) * width)
  }
  return (f(start) + inner + f(end)) * width / 3
}

extension Outcome {
  /// The observations of a metric that exist.
  func values(of metric: Metric) -> [Double] { observations(of: metric).compactMap { $0 } }
}

extension AllocationPlan {
  /// A plan that gives days and ranks all work of an account alike; by default no care, first come first
  /// served.
  static func simple(
    _ portfolio: Portfolio, name: String = "reactive", careDays: (Int) -> Double = { _ in 0 },
    priority: (Int) -> Double = { _ in 0 }
  ) -> AllocationPlan {
    let accounts = portfolio.accounts.indices
    return AllocationPlan(
      name: name, careDays: accounts.map(careDays), carePriority: accounts.map(priority),
      responsePriority: accounts.map { account in portfolio.triggers.map { _ in priority(account) }
      },
      rejects: accounts.map { _ in portfolio.triggers.map { _ in false } })
  }
}

extension Portfolio {
  /// Equal accounts, dealt in turn to a team of equal KAMs; ids have three digits.
  static func uniform(
    accounts count: Int, kams: Int = 1, triggers: [TriggerType] = [],
    parameters: ModelParameters = ModelParameters(),
    account configure: (inout Account) -> Void = { _ in },
    kam configureKAM: (inout KeyAccountManager) -> Void = { $0.departure = 0 }
  ) -> Portfolio {
    let accounts = (0..<count).map { number in
      var account = Account(id: "a\(100 + number)", annualRevenue: 1000)
      account.tier = "develop"
      account.kam = "k\(100 + number % kams)"
      configure(&account)
      return account
    }
    let team = (0..<kams).map { number in
      var kam = KeyAccountManager(id: "k\(100 + number)")
      configureKAM(&kam)
      return kam
    }
    return Portfolio(accounts: accounts, team: team, triggers: triggers, parameters: parameters)
  }

  /// Simulates one plan.
  func outcome(
    of plan: AllocationPlan? = nil, years: Double, replications: Int, seed: UInt64
  ) throws -> Outcome {
    let experiment = Experiment(
      portfolio: self, horizonYears: years, replications: replications, seed: seed)
    return try #require(
      experiment.run([plan ?? .simple(self)], threads: Acceptance.threads).first)
  }
}

extension ModelParameters {
  /// The defaults without what the test does not speak of: care has no effect, nothing grows.
  static var plain: ModelParameters {
    var parameters = ModelParameters()
    parameters.careEffect = 0
    parameters.expansionRate = 0
    return parameters
  }
}

// How fast the engine is, as ratios measured side by side in one run: machines are noisy.
//
// Every figure is the median of several runs of the same work. The arithmetic loop at the top is the
// yardstick: divide by it to compare runs on different days.

import Allocation
import Foundation
import GLPKSolver
import PortfolioModel
import Simulation

/// The portfolio of the benchmark: 35 accounts per KAM, the built-in tiers, triggers and parameters.
func portfolio(kams: Int) -> Portfolio {
  let accounts = (0..<kams * 35).map { index in
    var account = Account(id: "A\(index)", annualRevenue: Double(10_000 + 7_919 * (index % 97)))
    account.potential = Double(5_000 + 6_007 * (index % 53))
    account.kam = "K\(index % kams)"
    return account
  }
  return Portfolio(accounts: accounts, team: (0..<kams).map { KeyAccountManager(id: "K\($0)") })
}

/// Seconds of processor time, and of wall time, that some work takes: medians of the runs.
func time(runs: Int = 5, _ work: () throws -> Void) rethrows -> (processor: Double, wall: Double) {
  var samples: [(processor: Double, wall: Double)] = []
  for _ in 0..<runs {
    let (ticks, start) = (clock(), ContinuousClock.now)
    try work()
    samples.append(
      (
        Double(clock() - ticks) / Double(CLOCKS_PER_SEC),
        Double((ContinuousClock.now - start) / .nanoseconds(1)) / 1e9
      ))
  }
  func median(_ values: [Double]) -> Double { values.sorted()[values.count / 2] }
  return (median(samples.map(\.processor)), median(samples.map(\.wall)))
}

func row(_ name: String, _ value: Double, _ unit: String, decimals: Int = 0) {
  let number = String(format: "%.\(decimals)f", value)
  print(
    name.padding(toLength: 52, withPad: " ", startingAt: 0)
      + String(repeating: " ", count: max(0, 10 - number.count)) + number + " " + unit)
}

let subject = portfolio(kams: 10)
let replications = 640
let years = 3.0
let accountYears = Double(subject.accounts.count * replications) * years
let experiment = Experiment(
  portfolio: subject, horizonYears: years, replications: replications, seed: 42)
let plans = try [Policy.equal, .reactive, .value, .potential, .activity, .optimal].map {
  try subject.plan(for: $0, horizonYears: years, using: GLPK.solve)
}

var sink = 0.0
let yardstick = time {
  var x = 1.0
  for index in 0..<100_000_000 { x = x * 0.999_999_9 + Double(index & 7) }
  sink += x
}.processor
row("yardstick: a multiply-add, an int to double", yardstick * 10, "ns", decimals: 2)

print(
  "\n\(subject.accounts.count) accounts, 10 KAMs, 3 years, \(replications) replications, one thread"
)
var drawn = 0
let draw = time { drawn = experiment.drawWorlds(isOrdered: false) }.processor
let ordered = time { _ = experiment.drawWorlds(isOrdered: true) }.processor
var single: [Double] = []
for plan in plans {
  let taken = time { _ = experiment.run([plan], threads: 1) }.processor
  single.append(taken)
  row("one plan, \(plan.name)", taken / accountYears * 1e9, "ns per account-year")
}
let six = time { _ = experiment.run(plans, threads: 1) }.processor
row("six plans on one world, per plan", six / 6 / accountYears * 1e9, "ns per account-year")
row("six plans / mean of one", six / (single.reduce(0, +) / 6), "", decimals: 2)

let equal = single[0]
let outcome = experiment.run([plans[0]], threads: 1)[0]
let sessions = outcome.observations(of: .careDue).reduce(0) { $0 + ($1 ?? 0) }
row(
  "drawn per account-year (events, candidates, ...)", Double(drawn) / accountYears, "", decimals: 1)
row(
  "events and sessions a second, one plan (equal)", (Double(drawn) + sessions) / equal / 1e6,
  "million", decimals: 1)
row(
  "events and sessions a second, six plans", 6 * (Double(drawn) + sessions) / six / 1e6, "million",
  decimals: 1)
print("\nshare of the time of one plan (equal)")
row("drawing", 100 * draw / equal, "%")
row("ordering", 100 * (ordered - draw) / equal, "%")
row("replaying", 100 * (equal - ordered) / equal, "%")

print("\nsix plans, wall time")
let one = time { _ = experiment.run(plans, threads: 1) }.wall
let two = time { _ = experiment.run(plans, threads: 2) }.wall
row("two threads / one thread", two / one, "", decimals: 2)
if sink == 0 { print("") }

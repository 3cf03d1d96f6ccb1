import Foundation
import PortfolioModel
import Testing

@testable import Simulation

private let efforts: [Effort] = [
  .fixed(0.25), .uniform(low: 1, high: 4), .uniform(low: 2, high: 2),
  .triangular(low: 0, mode: 1, high: 5), .triangular(low: 1, mode: 1, high: 3),
  .triangular(low: 1, mode: 3, high: 3), .triangular(low: 2, mode: 2, high: 2),
  .pert(low: 0, mode: 1, high: 8), .pert(low: 0.5, mode: 0.5, high: 2),
  .pert(low: 0.5, mode: 2, high: 2), .pert(low: 1, mode: 1, high: 1),
  .pert(low: 0, mode: 0.5, high: 1),
  .lognormal(mean: 0.5, cv: 0.8), .lognormal(mean: 2, cv: 0), .exponential(mean: 1.5),
]

/// The efforts of `count` equal steps of probability, at their middles.
private func sample(_ effort: Effort, count: Int = 20_000) -> [Double] {
  let sampler = EffortSampler(effort)
  return (0..<count).map { sampler.sample((Double($0) + 0.5) / Double(count)) }
}

@Test(arguments: efforts)
func `the mean of what is drawn is the mean that the effort says`(effort: Effort) {
  let sample = sample(effort)
  let mean = sample.reduce(0, +) / Double(sample.count)
  // The middle of the last step stands for an infinite tail.
  #expect(abs(mean - effort.mean) <= 2e-4 * max(effort.mean, 1e-9))
}

@Test(arguments: efforts)
func `a larger share of responses never exceeds a smaller effort`(effort: Effort) {
  let sample = sample(effort, count: 5_000)
  #expect(zip(sample, sample.dropFirst()).allSatisfy { $0 <= $1 })
  #expect(sample.allSatisfy { $0.isFinite && $0 >= 0 })
}

@Test(arguments: efforts)
func `the words at both ends give a finite effort`(effort: Effort) {
  let sampler = EffortSampler(effort)
  #expect(sampler.sample(0x1p-33) >= 0)
  #expect(sampler.sample(1 - 0x1p-33) < .infinity)
}

@Test func `only a fixed effort is constant`() {
  #expect(EffortSampler(.fixed(0.25)).constant == 0.25)
  for effort in efforts.dropFirst() { #expect(EffortSampler(effort).constant == nil) }
}

@Test func `efforts with ends stay between them`() {
  for (effort, low, high): (Effort, Double, Double) in [
    (.uniform(low: 1, high: 4), 1, 4), (.triangular(low: 0, mode: 1, high: 5), 0, 5),
    (.pert(low: 0, mode: 1, high: 8), 0, 8), (.pert(low: 0.5, mode: 2, high: 2), 0.5, 2),
  ] {
    let sampler = EffortSampler(effort)
    #expect(sampler.sample(0x1p-33) >= low && sampler.sample(0x1p-33) < low + 0.01 * (high - low))
    #expect(sampler.sample(1 - 0x1p-33) <= high)
    #expect(sampler.sample(1 - 0x1p-33) > high - 0.01 * (high - low))
  }
}

@Test func `a triangle's quantiles undo its distribution`() {
  let sampler = EffortSampler(.triangular(low: 0, mode: 1, high: 5))
  for step in 1..<100 {
    let (u, x) = (Double(step) / 100, sampler.sample(Double(step) / 100))
    let share = x < 1 ? x * x / 5 : 1 - (5 - x) * (5 - x) / 20
    #expect(abs(share - u) <= 1e-14)
  }
}

/// PERT with its mode in the middle is Beta(3, 3), with its mode at the low end Beta(1, 5).
///
/// The table's straight lines between 4,096 quantiles cost up to 2e-6 of probability.
@Test func `a PERT effort's quantiles undo its distribution`() {
  let middle = EffortSampler(.pert(low: 0, mode: 0.5, high: 1))
  let low = EffortSampler(.pert(low: 0, mode: 0, high: 1))
  for step in 1..<1_000 {
    let u = Double(step) / 1_000
    let x = middle.sample(u)
    #expect(abs(x * x * x * (10 - 15 * x + 6 * x * x) - u) <= 4e-6)
    #expect(abs(1 - pow(1 - low.sample(u), 5) - u) <= 4e-6)
  }
}

@Test(arguments: [(0.0, 1.0, 8.0), (0.5, 0.5, 2), (0, 0.5, 1), (1, 5, 6)])
func `the variance of a PERT effort is (mean - low)(high - mean) / 7`(
  low: Double, mode: Double, high: Double
) {
  let effort = Effort.pert(low: low, mode: mode, high: high)
  let sample = sample(effort)
  let variance =
    sample.reduce(0) { $0 + ($1 - effort.mean) * ($1 - effort.mean) } / Double(sample.count)
  #expect(abs(variance / ((effort.mean - low) * (high - effort.mean) / 7) - 1) <= 2e-3)
}

@Test func `a lognormal effort has its mean, its coefficient of variation and its median`() {
  let sampler = EffortSampler(.lognormal(mean: 0.5, cv: 0.8))
  let sigma = log(1.64).squareRoot()
  #expect(abs(sampler.sample(0.5) / (0.5 / 1.64.squareRoot()) - 1) <= 1e-14)
  // One and two sigmas above the median.
  for (z, u) in [(1.0, 0.841_344_746_068_542_9), (2.0, 0.977_249_868_051_820_8)] {
    let expected = 0.5 / 1.64.squareRoot() * exp(z * sigma)
    #expect(abs(sampler.sample(u) / expected - 1) <= 1e-13)
  }
  let sample = sample(.lognormal(mean: 0.5, cv: 0.8), count: 50_000)
  let variance = sample.reduce(0) { $0 + ($1 - 0.5) * ($1 - 0.5) } / Double(sample.count)
  #expect(abs(variance.squareRoot() / 0.5 / 0.8 - 1) <= 5e-3)
}

@Test func `a share 1 - 1/e of exponential efforts does not exceed the mean`() {
  let sampler = EffortSampler(.exponential(mean: 1.5))
  #expect(abs(sampler.sample(1 - exp(-1)) - 1.5) <= 1e-14)
  #expect(abs(sampler.sample(0.5) - 1.5 * log(2)) <= 1e-14)
}

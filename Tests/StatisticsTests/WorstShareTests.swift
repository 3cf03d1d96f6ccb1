import Statistics
import Testing

@Test func `the worst share is a mean of the least, its edge by the part that is within`() {
  let worths = [4.0, 1, 3, 2, 5]
  #expect(abs(WorstShare(of: worths, level: 0.6).mean - 1.5) < 1e-12)
  // Two and a half of five.
  #expect(abs(WorstShare(of: worths, level: 0.5).mean - (1 + 2 + 0.5 * 3) / 2.5) < 1e-12)
  #expect(abs(WorstShare(of: worths, level: 0).mean - 3) < 1e-12)
  #expect(abs(WorstShare(of: worths, level: 0.99).mean - 1) < 1e-12)
  #expect(WorstShare(of: worths, level: 0.6).threshold <= 3)
}

@Test func `the worst share of a normal distribution is what theory says`() {
  // sigma phi(z) / (1 - level) below the mean: 2.06271 at 0.95.
  let count = 200_000
  let worths = (0..<count).map {
    NormalDistribution.quantile((Double($0) + 0.5) / Double(count))
  }
  #expect(abs(WorstShare(of: worths, level: 0.95).mean + 2.06271) < 1e-4)
}

@Test func `contributions have the worst share as their mean`() {
  let worths = (0..<1000).map { Double(($0 * 7919) % 1009) }
  let worst = WorstShare(of: worths, level: 0.9)
  let mean = worst.contributions.reduce(0, +) / 1000
  #expect(abs(mean - worst.mean) < 1e-9)
}

import PortfolioModel
import Testing

private let distributions: [InputDistribution] = [
  .uniform(low: 0.3, high: 0.7), .uniform(low: -1, high: 1),
  .triangular(low: 0.24, mode: 0.6, high: 0.7), .triangular(low: 0, mode: 0, high: 1),
  .triangular(low: 1, mode: 3, high: 3),
]

/// The share of a distribution that is at most `value`, from its density.
private func share(of distribution: InputDistribution, upTo value: Double) -> Double {
  switch distribution {
  case .uniform(let low, let high):
    (value - low) / (high - low)
  case .triangular(let low, let mode, let high):
    value < mode
      ? (value - low) * (value - low) / ((high - low) * (mode - low))
      : 1 - (high - value) * (high - value) / ((high - low) * (high - mode))
  }
}

@Test(arguments: distributions)
func `a quantile is the value up to which its share of the distribution lies`(
  distribution: InputDistribution
) {
  #expect(distribution.quantile(0) == distribution.low)
  #expect(distribution.quantile(1) == distribution.high)
  for step in 1..<100 {
    let p = Double(step) / 100
    #expect(abs(share(of: distribution, upTo: distribution.quantile(p)) - p) < 1e-12)
    #expect(distribution.quantile(p) > distribution.quantile(p - 0.01))
  }
}

@Test(arguments: distributions)
func `no quantile leaves the range`(distribution: InputDistribution) {
  for p in [0, Double.leastNonzeroMagnitude, 1e-17, 1 - 0x1p-53, 1] {
    #expect((distribution.low...distribution.high).contains(distribution.quantile(p)))
  }
}

@Test func `the central value is the mode, or the middle`() {
  #expect(InputDistribution.triangular(low: 0.24, mode: 0.6, high: 0.7).central == 0.6)
  #expect(InputDistribution.uniform(low: 1, high: 4).central == 2.5)
}

@Test func `the mean over many quantiles is that of the distribution`() {
  // The rectangle rule at n midpoints errs by less than the width over n.
  let n = 10_000
  func mean(_ distribution: InputDistribution) -> Double {
    (0..<n).reduce(0) { $0 + distribution.quantile((Double($1) + 0.5) / Double(n)) } / Double(n)
  }
  #expect(abs(mean(.triangular(low: 1, mode: 2, high: 6)) - 3) < 5e-4)
  #expect(abs(mean(.uniform(low: 1, high: 4)) - 2.5) < 3e-4)
}

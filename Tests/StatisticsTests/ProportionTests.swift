import Statistics
import Testing

struct ProportionTests {
  @Test(arguments: [
    (3, 10, 0.3, 0.6496107184), (50, 100, 0.5, 0.5397946187), (0, 3, 0.5, 0.125), (-1, 3, 0.5, 0),
    (3, 3, 0.5, 1),
  ])
  func `binomial probabilities are those of the tables`(
    successes: Int, trials: Int, probability: Double, known: Double
  ) {
    let computed = BinomialDistribution.cumulative(
      successes, trials: trials, probability: probability)
    #expect(abs(computed - known) < 1e-10)
  }

  @Test(arguments: [
    (5, 10, 0.1870860284, 0.8129139716), (8, 10, 0.4439045377, 0.9747892737),
    (0, 10, 0, 0.3084971078), (10, 10, 0.6915028922, 1),
  ])
  func `the interval of a proportion is Clopper and Pearson's`(
    count: Int, replications: Int, lower: Double, upper: Double
  ) {
    let interval = Proportion(count: count, of: replications).interval()
    #expect(abs(interval.lowerBound - lower) < 1e-9)
    #expect(abs(interval.upperBound - upper) < 1e-9)
  }

  @Test func `the interval covers every probability as often as it says`() {
    let intervals = (0...20).map { Proportion(count: $0, of: 20).interval(level: 0.9) }
    for step in 1..<200 {
      let probability = Double(step) / 200
      var coverage = 0.0
      for (count, interval) in intervals.enumerated() where interval.contains(probability) {
        coverage +=
          BinomialDistribution.cumulative(count, trials: 20, probability: probability)
          - BinomialDistribution.cumulative(count - 1, trials: 20, probability: probability)
      }
      #expect(coverage >= 0.9 - 1e-12, "\(probability)")
    }
  }

  @Test func `an outcome just at the target reaches it`() {
    let proportion = Proportion(of: [1, 2, 3, 4], reaching: 3)
    #expect(proportion.count == 2 && proportion.share == 0.5)
  }
}

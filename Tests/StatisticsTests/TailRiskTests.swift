import Statistics
import Testing

struct TailRiskTests {
  @Test(arguments: [
    (100, 0.5, 40, 61, 0.96480), (100, 0.9, 84, 96, 0.95569), (1000, 0.95, 936, 964, 0.95810),
    (1000, 0.05, 37, 65, 0.95810), (10_000, 0.05, 458, 544, 0.95153),
  ])
  /// Sums of binomial probabilities in whole fractions.
  func `a quantile lies between the ranks that binomial sums give`(
    count: Int, probability: Double, lower: Int, upper: Int, coverage: Double
  ) {
    let interval = QuantileInterval(of: probability, count: count)
    #expect(interval.lowerRank == lower && interval.upperRank == upper)
    #expect(abs(interval.coverage - coverage) < 0.5e-5)
  }

  @Test func `too few observations bound a quantile on one side only`() {
    // 0.95^71 is above 0.025 and 0.95^72 below.
    #expect(QuantileInterval(of: 0.05, count: 71).lowerRank == nil)
    #expect(QuantileInterval(of: 0.05, count: 72).lowerRank == 1)
    #expect(QuantileInterval(of: 0.95, count: 71).upperRank == nil)
    #expect(QuantileInterval(of: 0.95, count: 72).upperRank == 72)
    let open = QuantileInterval(of: 0.05, count: 20).ends(in: (1...20).map(Double.init))
    #expect(open.lower == -.infinity && open.upper < 20)
  }

  @Test func `risk is in amounts of the outcome itself`() {
    let risk = TailRisk(of: (1...100).map(Double.init).reversed())
    #expect(risk.threshold == 5)
    #expect(abs(risk.mean - 3) < 1e-9)
    #expect(risk.thresholdInterval == (1, 11))
    let shifted = TailRisk(of: (1...100).map { Double($0) + 1000 })
    #expect(shifted.threshold == 1005 && abs(shifted.mean - 1003) < 1e-9)
    #expect(TailRisk(of: [7]).standardError == nil)
  }

  @Test func `the tail of a normal distribution is what theory says`() {
    let count = 200_000
    let risk = TailRisk(
      of: (0..<count).map { NormalDistribution.quantile((Double($0) + 0.5) / Double(count)) })
    #expect(abs(risk.threshold + 1.644854) < 1e-4)
    #expect(abs(risk.mean + 2.06271) < 1e-5)
  }

  /// 1,000 samples of 400: how often 95 % intervals hold the truth.
  ///
  /// The threshold's is exact: an interval with its coverage of 96.2 % misses more than 58 times with
  /// a probability below 1e-3. The mean's is approximate, and the tail is 20 of 400 outcomes: it covers
  /// 91 % (92 were missed), and one that covers 87 % passes with a probability below 3e-3.
  @Test func `intervals of tails cover the truth`() throws {
    let interval = QuantileInterval(of: 0.05, count: 400)
    #expect(interval.coverage > 0.95)
    var missed = (threshold: 0, mean: 0)
    for series in 0..<1_000 {
      let risk = TailRisk(of: normals(400, seed: 12, series: series))
      let ends = risk.thresholdInterval
      if !(ends.lower...ends.upper).contains(-1.644854) { missed.threshold += 1 }
      if abs(risk.mean + 2.062713) > 1.959964 * (try #require(risk.standardError)) {
        missed.mean += 1
      }
    }
    #expect(missed.threshold <= 58)
    #expect(missed.mean <= 100)
  }
}

import Statistics
import Testing

struct ComparisonTests {
  private func estimate(_ values: [Double]) throws -> Estimate {
    try #require(Estimate(values.map { $0 }))
  }

  @Test func `p-values are adjusted as Bonferroni and Holm say`() {
    let pValues = [0.01, 0.04, 0.03, 0.005]
    func isNear(_ one: [Double], _ other: [Double]) -> Bool {
      zip(one, other).allSatisfy { abs($0 - $1) < 1e-15 }
    }
    #expect(isNear(Adjustment.bonferroni.adjusted(pValues), [0.04, 0.16, 0.12, 0.02]))
    #expect(isNear(Adjustment.holm.adjusted(pValues), [0.03, 0.06, 0.06, 0.02]))
    #expect(Adjustment.bonferroni.adjusted([0.7, 0.2]) == [1, 0.4])
    #expect(Adjustment.holm.adjusted([0.7, 0.2]) == [0.7, 0.4])
    #expect(isNear(Adjustment.bonferroni.levels(0.06, count: 3), [0.02, 0.02, 0.02]))
    #expect(isNear(Adjustment.holm.levels(0.06, count: 3), [0.02, 0.03, 0.06]))
    #expect(Adjustment.holm.adjusted([]) == [])
  }

  @Test func `a probability from replications is Student's t`() throws {
    // Mean 2, standard error 1 / sqrt 3, 2 degrees: t = 2 sqrt 3, with a closed form.
    let estimate = try estimate([1, 2, 3])
    let t = 12.0.squareRoot()
    let below = 0.5 - t / (2 * (2 + t * t).squareRoot())
    #expect(abs(try #require(estimate.probability(atLeast: 0)) - (1 - below)) < 1e-14)
    #expect(abs(try #require(estimate.probability(atLeast: 4)) - below) < 1e-14)
    #expect(estimate.probability(atLeast: 2) == 0.5)
    #expect(abs(try #require(estimate.pValue) - 2 * below) < 1e-14)
    let certain = try self.estimate([0, 0, 0])
    #expect(certain.probability(atLeast: 0) == 1 && certain.probability(atLeast: 0.1) == 0)
    #expect(certain.pValue == 1)
    #expect(try self.estimate([5]).probability(atLeast: 0) == nil)
    #expect(ComparisonWithBest(differences: [try self.estimate([5])]) == nil)
  }

  @Test func `doubts about the best add up, and a margin takes some of them`() throws {
    let differences = [try estimate([1, 2, 3]), try estimate([0, 1, 2])]
    let comparison = try #require(ComparisonWithBest(differences: differences))
    let doubt = try differences.reduce(0) { $0 + 1 - (try #require($1.probability(atLeast: 0))) }
    #expect(abs(comparison.probabilityOfBest() - (1 - doubt)) < 1e-15)
    #expect(comparison.probabilityOfBest(within: 1) > comparison.probabilityOfBest())
    #expect(comparison.probabilityOfBest(within: 1e9) > 1 - 1e-9)
    let hopeless = try #require(
      ComparisonWithBest(differences: Array(repeating: try estimate([-1, 0, 1]), count: 5)))
    #expect(hopeless.probabilityOfBest() == 0)
    #expect(hopeless.rivals() == [0, 1, 2, 3, 4])
  }

  @Test func `who is clearly behind is no rival`() throws {
    let differences = [
      try estimate([9, 10, 11, 10]), try estimate([-1, 2, 3, -2]), try estimate([0, 0, 0, 0]),
    ]
    let comparison = try #require(ComparisonWithBest(differences: differences))
    #expect(comparison.rivals() == [1, 2])
    #expect(comparison.rivals(level: 1 - 1e-9) == [0, 1, 2])
  }

  /// Four alternatives, the best barely ahead; the set misses it in at most 5 % of studies.
  ///
  /// A set that misses just 5 % fails with a probability below 1e-3 (more than 73 of 1,000).
  @Test func `the best and its rivals hold the truly best alternative`() throws {
    var missed = 0
    for study in 0..<1_000 {
      let columns = (0..<4).map { alternative in
        normals(12, seed: 5, series: 4 * study + alternative)
          .map { $0 * Double(alternative + 1) + (alternative == 2 ? 0.01 : 0) }
      }
      let sums = columns.map { $0.reduce(0, +) }
      let best = sums.indices.reduce(0) { sums[$1] > sums[$0] ? $1 : $0 }
      let others = (0..<4).filter { $0 != best }
      let comparison = try #require(
        ComparisonWithBest(
          differences: others.compactMap {
            .pairedDifference(baseline: columns[$0], candidate: columns[best])
          }))
      if best != 2, !comparison.rivals().contains(where: { others[$0] == 2 }) { missed += 1 }
    }
    #expect(missed <= 73)
  }
}

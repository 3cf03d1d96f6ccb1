import Statistics
import Testing

struct VarianceSplitTests {
  @Test func `components are those of a worked table`() throws {
    // Means 2, 4, 9 about 5: squares between 2 (9 + 1 + 16) = 52, within 2 + 2 + 2 = 6.
    let split = try #require(VarianceSplit(draws: [[1, 3], [3, 5], [8, 10]]))
    #expect(abs(split.within - 2) < 1e-12)
    #expect(abs(split.between - (26 - 2) / 2) < 1e-12)
    #expect(abs(split.shareBetween - 12.0 / 14) < 1e-12)
    // F = 13 with 2 and 3 degrees: (1 + 2 F / 3)^(-3/2).
    #expect(abs(split.pValue * split.pValue - 1 / (29.0 / 3 * 29 / 3 * 29 / 3)) < 1e-12)
  }

  @Test func `no difference between draws is cut off at 0`() throws {
    let split = try #require(VarianceSplit(draws: [[1, 9], [9, 1], [5, 5]]))
    #expect(split.between == 0 && split.pValue == 1)
    #expect(VarianceSplit(draws: [[1], [2]]) == nil)
    #expect(VarianceSplit(draws: [[1, 2]]) == nil)
    let constant = try #require(VarianceSplit(draws: [[4, 4], [4, 4]]))
    #expect(constant.between == 0 && constant.within == 0 && constant.shareBetween == 0)
  }

  /// 600 studies of 30 draws of 2 to 6 replications; means within 4.5 standard errors (7 in a million).
  @Test func `both components are unbiased, for unequal draws too`() throws {
    var (between, within) = (Tally(), Tally())
    for study in 0..<600 {
      let unknown = normals(30, seed: 21, series: 2 * study)
      let luck = normals(180, seed: 21, series: 2 * study + 1)
      let draws = unknown.indices.map { draw in
        (0..<(2 + draw % 5)).map { 3 * unknown[draw] + 2 * luck[6 * draw + $0] }
      }
      let split = try #require(VarianceSplit(draws: draws))
      between.add(split.between)
      within.add(split.within)
    }
    for (tally, truth) in [(between, 9.0), (within, 4)] {
      let error = (try #require(tally.variance) / 600).squareRoot()
      #expect(abs(tally.mean - truth) < 4.5 * error)
      #expect(error < 0.02 * truth)
    }
  }
}

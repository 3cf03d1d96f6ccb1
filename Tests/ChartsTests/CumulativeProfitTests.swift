import Testing

@testable import Charts

@Test func `profit sums up from the most profitable account, and ends at one`() throws {
  let profit = try #require(CumulativeProfit(values: [-20, 60, 0, 80, -20]))
  #expect(profit.shares == [0, 0.8, 1.4, 1.4, 1.2, 1])
  #expect(profit.earningCount == 2)
  #expect(profit.peak == 1.4)
  #expect(profit.earningShare == 0.4)
  #expect(abs(profit.givenBack - 0.4) < 1e-12)
  #expect(profit.accountCount(earning: 0.8) == 1)
  #expect(profit.accountCount(earning: 0.81) == 2)
  #expect(profit.accountCount(earning: 1.5) == nil)
}

@Test(
  arguments: [
    [], [0, 0], [-1, -2], [1, -1], [.nan, 5], [.infinity, 1], [0.1, 0.2, -0.3],
  ] as [[Double]])
func `there is no curve without a profit`(values: [Double]) {
  #expect(CumulativeProfit(values: values) == nil)
}

@Test func `sums beyond the largest number stay shares`() throws {
  let profit = try #require(CumulativeProfit(values: [1e308, 1e308, 1e308, -1e308]))
  #expect(profit.shares == [0, 0.5, 1, 1.5, 1])
}

@Test(arguments: [1, 2, 199, 5000], [UInt64(1), 2])
func `few bends keep the peak, the ends and the shape`(count: Int, seed: UInt64) throws {
  var random = SplitMix(state: seed)
  let values =
    [Double(count)] + (1..<count).map { _ in Double.random(in: -1...2, using: &random) }
  let profit = try #require(CumulativeProfit(values: values))
  let bends = profit.bends(limit: 200)
  #expect(bends.count <= 200)
  #expect(bends.first == 0 && bends.last == count && bends.contains(profit.earningCount))
  #expect(profit.shares.last == 1)
  for (left, right) in zip(bends, bends.dropFirst()) {
    for index in left...right {
      let part = Double(index - left) / Double(right - left)
      let line = profit.shares[left] + part * (profit.shares[right] - profit.shares[left])
      #expect(abs(profit.shares[index] - line) < 0.01 * profit.peak)
    }
  }
}

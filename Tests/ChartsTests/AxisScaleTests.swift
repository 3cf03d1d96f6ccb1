import Testing

@testable import Charts

@Test(
  arguments: [
    ([0, 100], 300, [0, 20, 40, 60, 80, 100]),
    ([0, 0.7], 400, [0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7]),
    ([-3, 7], 250, [-2, 0, 2, 4, 6]), ([1_400_000, 3_100_000], 200, [1_500_000, 2e6, 2.5e6, 3e6]),
    ([], 100, [0, 0.5, 1]), ([.nan, .infinity], 100, [0, 0.5, 1]), ([5], 100, [4.5, 5, 5.5]),
  ] as [([Double], Double, [Double])])
func `ticks are round numbers within the values`(values: [Double], end: Double, ticks: [Double]) {
  #expect(AxisScale(values, from: 0, to: end).ticks == ticks)
}

@Test func `a scale maps its ends to its pixels`() {
  let scale = AxisScale([10, 20], from: 200, to: 0)
  #expect(scale(10) == 200 && scale(20) == 0 && scale(12.5) == 150)
}

@Test func `whole ticks stay whole`() {
  #expect(AxisScale([0, 2], from: 0, to: 900, isWhole: true).ticks == [0, 1, 2])
}

@Test func `a scale may end at ticks`() {
  let scale = AxisScale([0.3, 8.7], from: 0, to: 200, endsAtTicks: true)
  #expect(scale.domain == 0...10 && scale.ticks == [0, 2, 4, 6, 8, 10])
}

@Test(
  arguments: [
    [-1e308, 1e308], [1e17, 1e17 + 16], [0, 1e-307], [-1e300, -1e300], [0, 0], [1e9, 1e9 + 1e-9],
    [-.greatestFiniteMagnitude, .infinity, 3],
  ] as [[Double]], [1, 47, 330, 5000])
func `ticks ascend on any values`(values: [Double], length: Double) {
  for endsAtTicks in [false, true] {
    let scale = AxisScale(values, from: length, to: 0, endsAtTicks: endsAtTicks)
    #expect(zip(scale.ticks, scale.ticks.dropFirst()).allSatisfy { $0 < $1 })
    #expect(scale.ticks.allSatisfy { scale.domain.contains($0) && scale($0).isFinite })
    #expect(scale.ticks.count < 120)
  }
}

@Test(arguments: [100, 142, 330])
func `an axis has at least two ticks, far enough apart for text`(length: Double) {
  var input = ChartInput(seed: 11)
  for _ in 0..<500 {
    let values = [input.ordinary(), input.ordinary() / 7]
    let scale = AxisScale(values, from: length, to: 0, spacing: 40)
    #expect(scale.ticks.count >= 2)
    let gaps = zip(scale.ticks, scale.ticks.dropFirst()).map { scale($0) - scale($1) }
    #expect(gaps.allSatisfy { $0 >= 15 })
  }
}

import Testing

@testable import Charts

private func bars(_ means: [Double], reference: [Double] = [], width: Double = 660) -> SVGReading {
  let bars = means.enumerated().map { index, mean in
    StepBars.Bar(
      label: "\(index)", mean: mean, low: mean - 1, high: mean + 1, verdict: .better,
      tooltip: "bar \(index)")
  }
  return SVGReading(
    StepBars(
      bars: bars, reference: .init(reference, label: "cost"), xTitle: "count", yTitle: "value",
      yFormat: plainFormat
    ).drawing(width: width, label: ""))
}

@Test func `bars grow from zero in proportion to their values`() throws {
  let rects = bars([4, -2, 1]).markup.matches(
    of: /<rect x="[^"]*" y="([^"]*)" width="[^"]*" height="([^"]*)"/
  )
  .compactMap { match in Double(match.1).flatMap { y in Double(match.2).map { (y, $0) } } }
  try #require(rects.count == 3)
  let zero = rects[0].0 + rects[0].1
  #expect(abs(rects[1].0 - zero) < 0.15 && abs(rects[2].0 + rects[2].1 - zero) < 0.15)
  #expect(abs(rects[0].1 / rects[2].1 - 4) < 0.05 && abs(rects[1].1 / rects[2].1 - 2) < 0.05)
}

@Test func `a reference is one level for all bars or a step for each`() {
  func pieces(_ reference: [Double]) -> [Int] {
    bars([4, 3, 2], reference: reference).markup
      .matches(of: /<path d="([^"]*)" class="reference dashed"/)
      .map { $0.1.filter { $0 == "L" }.count }
  }
  #expect(pieces([]) == [])
  #expect(pieces([2]) == [1])
  #expect(pieces([2, 2.5, 3]) == [5])
  #expect(bars([4, 3, 2], reference: [2]).texts.contains { $0.text == "cost" })
}

@Test func `the reference is labelled even where bars leave no room beside it`() {
  let reading = bars(Array(repeating: 100, count: 60), reference: [50], width: 330)
  #expect(reading.texts.contains { $0.text == "cost" })
}

@Test(arguments: chartWidths)
func `labels of many bars are thinned evenly`(width: Double) {
  let shown = bars((0..<60).map { Double($0 % 7) }, width: width).texts.compactMap { Int($0.text) }
  let steps = Set(zip(shown, shown.dropFirst()).map { $1 - $0 })
  #expect(shown.first == 0 && steps.count == 1)
}

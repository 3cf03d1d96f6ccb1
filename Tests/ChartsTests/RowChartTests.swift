import Testing

@testable import Charts

private func row(_ name: String, _ mean: Double, _ verdict: Verdict) -> ForestPlot.Row {
  .init(
    name: name, mean: mean, low: mean - 1, high: mean + 1, verdict: verdict, meanText: "m",
    intervalText: "i", tooltip: "tip \(name)")
}

private func forest(_ groups: [ForestPlot.Group], width: Double = 660) -> SVGReading {
  SVGReading(
    ForestPlot(
      groups: groups, worse: "worse than today", better: "better than today", xTitle: "gain",
      xFormat: plainFormat
    ).drawing(width: width, label: ""))
}

private func tornado(low: Double, high: Double, central: Double = 10) -> SVGReading {
  func end(_ text: String, _ gain: Double) -> Tornado.End {
    .init(text: text, gain: gain, low: gain - 1, high: gain + 1, tooltip: text)
  }
  let row = Tornado.Row(
    name: "margin", low: end("low", low), high: end("high", high), switchText: "at 3")
  return SVGReading(
    Tornado(
      rows: [row], central: central, centralLabel: "as assumed", xTitle: "gain",
      xFormat: plainFormat
    ).drawing(width: 660, label: ""))
}

@Test func `verdicts differ in shape`() {
  let shapes = [Verdict.better, .worse, .unclear].map { verdict in
    let markup = forest([.init(rows: [row("a", 3, verdict)])]).markup
    let mark = markup.firstMatch(of: /<path d="([^"]*)" class="([a-z-]+) datum"/)
    return (corners: mark?.1.filter { "ML".contains($0) }.count, fill: mark.map { String($0.2) })
  }
  #expect(shapes.map(\.corners) == [4, 3, 4])
  #expect(shapes.map(\.fill) == ["better", "worse", "mark-hollow"])
}

@Test(arguments: [330, 660])
func `every row shows its name and its numbers under its heading`(width: Double) {
  let reading = forest(
    [
      .init(heading: "base", rows: [row("first", 3, .better), row("second", .nan, .unclear)]),
      .init(heading: "bad year", rows: [row("third", -3, .worse)]),
    ], width: width)
  let order = ["base", "first", "second", "bad year", "third"]
  #expect(reading.texts.map(\.text).filter(order.contains) == order)
  #expect(reading.texts.filter { $0.text == "m" }.count == 3)
  #expect(reading.datumCount == 2)
  #expect(reading.texts.contains { $0.text == "◀ worse than today" })
  #expect(reading.texts.contains { $0.text == "better than today ▶" })
}

@Test func `the height of a forest plot grows by one row a row`() {
  let heights = (1...4).map { count in
    forest([.init(rows: (0..<count).map { row("\($0)", 1, .better) })]).frame.bottom
  }
  #expect(zip(heights, heights.dropFirst()).allSatisfy { $1 - $0 == 36 })
}

@Test func `ends on both sides share a line, ends on one side get one each`() throws {
  for (low, high, areApart) in [(5.0, 20.0, false), (20, 5, false), (12, 20, true), (5, 8, true)] {
    let texts = tornado(low: low, high: high).texts
    let lowBox = try #require(texts.first { $0.text == "low" }).box
    let highBox = try #require(texts.first { $0.text == "high" }).box
    #expect((lowBox.bottom <= highBox.top) == areApart)
    #expect(areApart || (lowBox.right < highBox.left) == (low < high))
  }
}

@Test func `a tornado names its centre and its switching values`() {
  let texts = tornado(low: 5, high: 20).texts.map(\.text)
  #expect(texts.contains("as assumed") && texts.contains("at 3") && texts.contains("margin"))
  #expect(tornado(low: 5, high: 20, central: .nan).texts.map(\.text) == ["nothing to show"])
}

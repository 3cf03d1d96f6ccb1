import Testing

@testable import Charts

@Test func `a whale curve marks its peak and both areas`() {
  let drawing = ExampleCharts.whale([80, 60, 0, -20, -20]).drawing(width: 660, label: "")
  let reading = SVGReading(drawing)
  #expect(reading.datumCount == 3)
  let texts = reading.texts.map(\.text)
  for text in ["140% at 40% of accounts", "earn 140%", "give back 39 points"] {
    #expect(texts.contains(text))
  }
}

@Test func `where all accounts earn, the curve shows how concentrated profit is`() {
  let curve = ExampleCharts.whale([50, 30, 15, 5])
  let reading = SVGReading(curve.drawing(width: 660, label: ""))
  // The area and the places of 50 and 80 percent.
  #expect(reading.datumCount == 3)
  #expect(!reading.markup.contains("worse"))
  #expect(reading.texts.map(\.text).contains("50% from 1 accounts"))
}

@Test func `the peak is drawn exactly, the end at the total`() throws {
  let curve = ExampleCharts.whale(ExampleCharts.profits(5000, losing: true))
  let profit = try #require(curve.profit)
  let across = AxisScale([0, 1], from: 40, to: 600)
  let upward = AxisScale([0, profit.peak], from: 300, to: 40)
  let drawn = WhaleCurve.Curve(profit: profit, across: across, upward: upward)
  #expect(drawn.rising.count + drawn.falling.count <= 201)
  #expect(drawn.rising.last == Point(x: across(profit.earningShare), y: upward(profit.peak)))
  #expect(drawn.rising.last == drawn.falling.first)
  #expect(drawn.falling.last == Point(x: across(1), y: upward(1)))
  #expect(curve.drawing(width: 660, label: "").markup.utf8.count < 10_000)
}

@Test func `without profit there is an empty chart`() {
  let drawing = ExampleCharts.whale([-1, -2]).drawing(width: 660, label: "a")
  #expect(drawing == SVGFrame.empty(width: 660, label: "a"))
}

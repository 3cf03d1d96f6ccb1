import Testing

@testable import Charts

@Test func `a target cuts the bin that holds it, and is itself reached`() {
  let bins = OutcomeBins(edges: [0, 1, 2, 3], counts: [4, 5, 6])
  #expect(bins.pieces(target: nil).map(\.verdict) == [nil, nil, nil])
  #expect(bins.pieces(target: 1).map(\.verdict) == [.worse, .better, .better])
  let cut = bins.pieces(target: 1.5)
  #expect(cut.map(\.bin) == [0, 1, 1, 2])
  #expect(cut.map(\.verdict) == [.worse, .worse, .better, .better])
  #expect(cut.map(\.range) == [0...1, 1...1.5, 1.5...2, 2...3])
}

@Test func `edges that do not ascend end the bins`() {
  #expect(OutcomeBins(edges: [0, 1, .nan, 3], counts: [4, 5, 6]).counts == [4])
  #expect(OutcomeBins(edges: [0, 1, 1, 3], counts: [4, 5, 6]).edges == [0, 1])
  #expect(OutcomeBins(edges: [0, 1, 2], counts: [-4]).counts == [0])
  #expect(OutcomeBins(edges: [1], counts: [3]).edges == [])
  #expect(OutcomeBins(edges: [], counts: [3]).counts == [])
}

@Test func `a fan has a mark a period and a bar a bin`() {
  let chart = ExampleCharts.fan(periodCount: 12)
  let bins = chart.ends?.bins.counts.count { $0 > 0 } ?? 0
  let reading = SVGReading(chart.drawing(width: 660, label: ""))
  // The target lies inside a bin.
  #expect(reading.datumCount == 12 + bins + 1)
  let texts = reading.texts.map(\.text)
  for text in ["55% reach the plan", "45% do not", "plan €8.4M", "year-end outcomes"] {
    #expect(texts.contains(text))
  }
}

@Test func `periods that are not finite are left out`() {
  var chart = ExampleCharts.fan(periodCount: 12, hasEnds: false)
  chart.periods[3].p95 = .infinity
  chart.periods[5].p25 = .nan
  #expect(SVGReading(chart.drawing(width: 660, label: "")).datumCount == 10)
}

@Test func `alternatives after the first are labelled outlines`() {
  let chart = ExampleCharts.histogram(alternativeCount: 4, target: nil)
  let reading = SVGReading(chart.drawing(width: 660, label: ""))
  #expect(reading.datumCount == chart.alternatives[0].counts.count { $0 > 0 } + 3)
  for alternative in chart.alternatives {
    #expect(reading.texts.map(\.text).contains(alternative.name))
  }
}

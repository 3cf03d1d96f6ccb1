import Testing

@testable import Charts

/// The charts made from one seed, each with the number of its finite estimates.
private func charts(_ seed: UInt64) -> [(chart: any Chart, datumCount: Int)] {
  var input = ChartInput(seed: seed)
  return [curve(&input), bars(&input), panels(&input), forest(&input), tornado(&input)]
}

private func value(_ input: inout ChartInput, _ isOrdinary: Bool) -> Double {
  isOrdinary ? input.ordinary() : input.number()
}

private func curve(_ input: inout ChartInput, count: Int? = nil) -> (chart: any Chart, Int) {
  let made = interval(&input, count: count ?? input.below(60))
  return (made.chart, made.datumCount)
}

private func interval(
  _ input: inout ChartInput, count: Int
) -> (chart: IntervalCurve, datumCount: Int) {
  let isOrdinary = input.below(2) == 0
  var datumCount = 0
  let points = (0..<count).map { index in
    let x = input.below(15) == 0 ? Double.nan : Double(index)
    let mean = value(&input, isOrdinary)
    if x.isFinite, mean.isFinite { datumCount += 1 }
    let low: Double? = input.below(9) == 0 ? nil : value(&input, isOrdinary)
    return IntervalCurve.Estimate(
      x: x, mean: mean, low: low, high: value(&input, isOrdinary), tooltip: input.text())
  }
  let marks = (0..<input.below(5)).map { index in
    IntervalCurve.Mark(
      x: Double(input.below(60)) / 2, label: input.text(), isHollow: index % 2 == 1)
  }
  let chart = IntervalCurve(
    points: points, zone: .init(-3...Double(input.below(70)), label: input.text()), marks: marks,
    xTitle: input.text(), yTitle: input.text(), xFormat: plainFormat, yFormat: plainFormat,
    isWhole: input.below(2) == 0)
  return (chart, datumCount)
}

private func bars(
  _ input: inout ChartInput, upper: IntervalCurve? = nil, count: Int? = nil
) -> (chart: any Chart, datumCount: Int) {
  let isOrdinary = input.below(2) == 0
  var datumCount = 0
  let bars = (0..<(count ?? input.below(61))).map { _ in
    let mean = value(&input, isOrdinary)
    if mean.isFinite { datumCount += 1 }
    return StepBars.Bar(
      label: input.text(), mean: mean, low: value(&input, isOrdinary),
      high: value(&input, isOrdinary), verdict: input.verdict(), tooltip: input.text())
  }
  let values = (0..<[0, 1, bars.count][input.below(3)]).map { _ in value(&input, isOrdinary) }
  let chart = StepBars(
    bars: bars, reference: .init(values, label: input.text()), upper: upper,
    xTitle: input.text(), yTitle: input.text(), yFormat: plainFormat)
  return (chart, datumCount)
}

private func panels(_ input: inout ChartInput) -> (chart: any Chart, datumCount: Int) {
  let upper = interval(&input, count: 12)
  let lower = bars(&input, upper: upper.chart, count: 12)
  // Without a finite bar there is no chart at all.
  return (lower.chart, lower.datumCount == 0 ? 0 : lower.datumCount + upper.datumCount)
}

private func forest(_ input: inout ChartInput) -> (chart: any Chart, datumCount: Int) {
  let isOrdinary = input.below(2) == 0
  var datumCount = 0
  let groups = (0..<input.below(4)).map { index in
    let rows = (0..<input.below(8)).map { _ in
      let mean = value(&input, isOrdinary)
      if mean.isFinite { datumCount += 1 }
      return ForestPlot.Row(
        name: input.text(), mean: mean, low: value(&input, isOrdinary), high: nil,
        verdict: input.verdict(), meanText: input.text(), intervalText: input.text(),
        tooltip: input.text())
    }
    return ForestPlot.Group(heading: index == 0 ? nil : input.text(), rows: rows)
  }
  let chart = ForestPlot(
    groups: groups, worse: input.text(), better: input.text(), xTitle: input.text(),
    xFormat: plainFormat)
  return (chart, datumCount)
}

private func tornado(_ input: inout ChartInput) -> (chart: any Chart, datumCount: Int) {
  let isOrdinary = input.below(2) == 0
  var datumCount = 0
  func end() -> Tornado.End {
    let gain = value(&input, isOrdinary)
    if gain.isFinite { datumCount += 1 }
    return Tornado.End(
      text: input.text(), gain: gain, low: value(&input, isOrdinary),
      high: value(&input, isOrdinary), tooltip: input.text())
  }
  let rows = (0..<input.below(9)).map { index in
    Tornado.Row(
      name: input.text(), low: end(), high: end(), switchText: index == 0 ? nil : input.text())
  }
  let chart = Tornado(
    rows: rows, central: input.ordinary(), centralLabel: input.text(), xTitle: input.text(),
    xFormat: plainFormat)
  return (chart, datumCount)
}

@Test(arguments: 1...40 as ClosedRange<UInt64>)
func `texts stay apart and within the frame, and each finite estimate is one mark`(seed: UInt64) {
  for width in chartWidths {
    for (chart, datumCount) in charts(seed) {
      let reading = SVGReading(chart.drawing(width: width, label: ChartInput.texts[3]))
      #expect(reading.faults == [], "\(type(of: chart)) \(width)")
      #expect(reading.datumCount == datumCount, "\(type(of: chart))")
      #expect(reading.frame.right == width)
      #expect(!reading.markup.contains("<img") && !reading.markup.contains("</script"))
      #expect(datumCount > 0 || reading.texts.map(\.text) == ["nothing to show"])
    }
  }
}

@Test func `the same chart is the same bytes`() {
  for width in chartWidths {
    let twice = [charts(7), charts(7)].map { made in
      made.map { $0.chart.drawing(width: width, label: "chart") }
    }
    #expect(twice[0] == twice[1])
  }
}

@Test func `a chart of any asked width has a frame of at least 280 pixels`() {
  for width in [-1, 0, .nan, .infinity, 100] as [Double] {
    for (chart, _) in charts(3) {
      #expect(SVGReading(chart.drawing(width: width, label: "")).frame.right >= 280)
    }
  }
}

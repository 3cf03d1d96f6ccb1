import Markup
import Testing

@testable import Charts

private let hostile = [
  "</script><img src=x onerror=alert(1)>", "\"><svg onload='alert(1)'>&amp;",
  "株式会社東京エネルギーシステムズ国際事業部", "\u{202E}evil\u{0}\u{1B}[31m", "",
  "A very long name of an account that no chart on any paper has the room to show in full",
]
private let widths = [300.0, 330, 660, 1180]

private func charts(_ name: String?) -> [any Chart] {
  let target = ExampleCharts.target(name)
  return [
    ExampleCharts.treemap(itemCount: 240, name: name),
    ExampleCharts.treemap(itemCount: 3, name: name),
    ExampleCharts.whale(ExampleCharts.profits(240, losing: true), name: name),
    ExampleCharts.whale(ExampleCharts.profits(240, losing: false), name: name),
    ExampleCharts.whale([100, -1], name: name), ExampleCharts.whale([7], name: name),
    ExampleCharts.clock(columnCount: 52, name: name),
    ExampleCharts.clock(columnCount: 12, name: name),
    ExampleCharts.fan(periodCount: 12, name: name),
    ExampleCharts.fan(periodCount: 1, name: name, hasEnds: false),
    ExampleCharts.histogram(alternativeCount: 1, name: name, target: target),
    ExampleCharts.histogram(alternativeCount: 4, name: name, target: target),
    ExampleCharts.histogram(
      alternativeCount: 2, name: name, target: ExampleCharts.target(name, value: -1e9)),
  ]
}

@Test(arguments: [nil] + hostile)
func `no text leaves a drawing, covers another or becomes markup`(name: String?) {
  for (index, chart) in charts(name).enumerated() {
    for width in widths {
      let drawing = chart.drawing(width: width, label: name ?? "chart")
      let reading = SVGReading(drawing)
      #expect(reading.faults == [], "chart \(index), width \(width)")
      #expect(reading.datumCount > 0)
      #expect(!drawing.markup.contains("<img") && !drawing.markup.contains("<svg onload"))
      #expect(!drawing.markup.contains("nan") && !drawing.markup.contains("inf"))
      #expect(chart.drawing(width: width, label: name ?? "chart") == drawing)
    }
  }
}

private let values: [Double] = [
  .nan, .infinity, -.infinity, 0, -0.0, 1, 1, -1, 1e308, -1e308, 1e-300, 12_345,
]

/// Charts of the same odd numbers.
private func charts(of values: [Double]) -> [any Chart] {
  let row = AnnualClock.Row(name: "row", values: values)
  let target = ExampleCharts.target(value: values.first ?? 0)
  let edges = values.filter(\.isFinite).sorted()
  let counts = values.map { Int(min(max($0.isFinite ? $0 : 0, -1e9), 1e9)) }
  let ends = FanChart.Ends(
    bins: OutcomeBins(edges: edges, counts: counts), title: "ends", tooltips: [])
  let format: ValueFormat = { value, _ in "\(value)" }
  return [
    Treemap(
      groups: values.map { value in
        let items = values.map {
          Treemap.Item(name: "a", valueText: "b", value: $0, shade: value, tooltip: "c")
        }
        return Treemap.Group(name: "group", summary: "sum", tier: nil, items: items)
      }, remainder: { count, _ in "+ \(count)" }),
    ExampleCharts.whale(values),
    AnnualClock(
      months: values.map { _ in "Jan" },
      workload: AnnualClock.Workload(
        name: "work", parts: [row, row], capacity: values, capacityText: "capacity"), rows: [row],
      workloadTooltip: { _, _, _ in "" }, cellTooltip: { _, _, _ in "" }),
    FanChart(
      periods: values.map {
        FanChart.Period(name: "Jan", p5: $0, p25: $0, p50: $0, p75: $0, p95: $0, tooltip: "")
      }, ends: ends, target: target, valueTitle: "value", timeTitle: "time", valueFormat: format),
    OutcomeHistogram(
      edges: edges,
      alternatives: [
        OutcomeHistogram.Alternative(name: "a", counts: counts, tooltips: []),
        OutcomeHistogram.Alternative(name: "b", counts: counts.reversed(), tooltips: []),
        OutcomeHistogram.Alternative(name: "c", counts: [], tooltips: []),
      ], target: target, valueTitle: "value", countTitle: "count", valueFormat: format,
      countFormat: format),
  ]
}

@Test(arguments: 0..<40)
func `odd numbers in any mixture give a whole drawing`(seed: Int) {
  var random = SplitMix(state: UInt64(seed))
  let count = Int.random(in: 0...9, using: &random)
  let odd = (0..<count).map { _ in values[Int.random(in: 0..<values.count, using: &random)] }
  for (index, chart) in charts(of: odd).enumerated() {
    for width in widths + [.nan, 0] {
      let reading = SVGReading(chart.drawing(width: width, label: ""))
      #expect(reading.faults == [], "chart \(index), width \(width), values \(odd)")
      #expect(reading.markup.hasSuffix("</svg>"))
    }
  }
}

@Test func `with nothing to show charts say so`() {
  let empty = SVGFrame.empty(width: 330, label: "none")
  for chart in charts(of: []) { #expect(chart.drawing(width: 330, label: "none") == empty) }
}

import Testing

@testable import Charts

private func item(_ name: String, _ value: Double) -> Treemap.Item {
  Treemap.Item(name: name, valueText: "\(value)", value: value, tooltip: name)
}

private func treemap(_ values: [[Double]]) -> Treemap {
  Treemap(
    groups: values.enumerated().map { index, values in
      Treemap.Group(
        name: "group \(index)", summary: "of days", tier: index,
        items: values.map { item("one", $0) })
    }, remainder: { "+ \($0) more, \($1)" })
}

@Test func `each value that is positive and finite has a tile`() {
  let drawing = treemap([[3, 1, 0, -2], [.nan, .infinity], [5], []]).drawing(width: 660, label: "")
  let reading = SVGReading(drawing)
  #expect(reading.datumCount == 3)
  #expect(reading.texts.map(\.text).filter { $0.hasPrefix("group") } == ["group 2", "group 0"])
}

@Test func `what is too small to see shares one tile a group`() {
  let values = [Array(repeating: 100.0, count: 4) + Array(repeating: 0.001, count: 30)]
  let reading = SVGReading(treemap(values).drawing(width: 660, label: ""))
  #expect(reading.datumCount == 5)
  #expect(reading.markup.contains("<title>+ 30 more, 0.03"))
}

@Test func `one small item keeps its own tile`() {
  let reading = SVGReading(treemap([[100, 1e-9]]).drawing(width: 660, label: ""))
  #expect(reading.datumCount == 2)
  #expect(!reading.markup.contains("more"))
}

@Test func `the order of items and groups changes nothing`() {
  let names = ["a", "b", "c", "d", "e"]
  let values = [4.0, 9, 4, 1, 16]
  let items = zip(names, values).map(item)
  func drawing(_ items: [Treemap.Item]) -> String {
    let groups = [Treemap.Group(name: "g", summary: "", tier: 7, items: items)]
    return Treemap(groups: groups, remainder: { "\($0) \($1)" }).drawing(width: 400, label: "")
      .markup
  }
  #expect(drawing(items) == drawing(items.reversed()))
  #expect(drawing(items).contains("\"unclear datum\""))
}

@Test(arguments: [330.0, 660, 1180])
func `a map of 5,000 items is small`(width: Double) {
  let drawing = ExampleCharts.treemap(itemCount: 5000).drawing(width: width, label: "")
  let reading = SVGReading(drawing)
  #expect(drawing.markup.utf8.count < 150_000)
  #expect((800...904).contains(reading.datumCount))
}

@Test func `values beyond the largest sum are drawn`() {
  let drawing = treemap([[1e308, 1e308, 1e308], [1e308], [1e-300]]).drawing(width: 660, label: "")
  #expect(SVGReading(drawing).datumCount == 5)
}

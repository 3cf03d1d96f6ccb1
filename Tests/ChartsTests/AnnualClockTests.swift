import Testing

@testable import Charts

private func clock(_ values: [Double], capacity: [Double], rows: [[Double]] = []) -> AnnualClock {
  AnnualClock(
    months: values.map { _ in "Jan" },
    workload: AnnualClock.Workload(
      name: "days", parts: [AnnualClock.Row(name: "care", values: values)], capacity: capacity,
      capacityText: "capacity"), rows: rows.map { AnnualClock.Row(name: "row", values: $0) },
    workloadTooltip: { "\($0) \($1) of \($2)" }, cellTooltip: { "\($0) \($1) \($2)" })
}

@Test func `each bar and each cell is a mark`() {
  let reading = SVGReading(ExampleCharts.clock(columnCount: 52).drawing(width: 1180, label: ""))
  // Two parts of the workload and six rows.
  #expect(reading.datumCount == 52 * 8)
}

@Test func `only columns over capacity are marked, by colour and by a triangle`() {
  let markup = clock([5, 10, 11, 0], capacity: [10, 10, 10, 0]).drawing(width: 660, label: "")
    .markup
  #expect(markup.matches(of: /class="worse datum"/).count == 1)
  #expect(markup.matches(of: /class="unclear datum"/).count == 3)
  #expect(markup.matches(of: /<path d="[^"]*Z" class="worse"/).count == 1)
}

@Test func `cells narrower than four pixels are summed up`() {
  let ones = Array(repeating: 1.0, count: 365)
  let columns = AnnualClock.Columns(count: 365, left: 100, right: 330)
  let width = 230.0 / 365
  #expect(columns.ranges.first == 0..<7)
  #expect(columns.ranges.last == 364..<365)
  #expect(7 * width >= 4 && 6 * width < 4)
  #expect(columns.sums(ones).first == 7 && columns.sums(ones).last == 1)
  let chart = clock(ones, capacity: [], rows: [ones])
  let wide = SVGReading(chart.drawing(width: 1180 * 3, label: ""))
  #expect(wide.datumCount == 365 * 2)
}

@Test func `the heat of a cell is its share of its row`() {
  let markup = clock([1, 1, 1], capacity: [], rows: [[0, 5, 10], [.nan, 0, -3]])
    .drawing(width: 660, label: "").markup
  #expect(markup.matches(of: /class="heat datum"/).count == 2)
  #expect(markup.matches(of: /fill-opacity="0.56" class="heat/).count == 1)
  #expect(markup.matches(of: /fill-opacity="1" class="heat/).count == 1)
  #expect(markup.matches(of: /class="stripe datum"/).count == 4)
}

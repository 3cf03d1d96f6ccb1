import Statistics
import Testing

struct HistogramTests {
  @Test func `bins are round and hold every number`() {
    let values = normals(2_000, seed: 3, series: 0).map { 1_234_567 + 89_000 * $0 }
    let histogram = Histogram(covering: values)
    #expect((10...20).contains(histogram.binCount))
    #expect(histogram.binWidth == 50_000)
    for index in 0...histogram.binCount {
      #expect(histogram.edge(index).truncatingRemainder(dividingBy: 50_000) == 0)
    }
    let counts = histogram.counts(of: values)
    #expect(counts.reduce(0, +) == 2_000)
    #expect(counts.count == histogram.binCount)
    #expect(counts[0] > 0 && counts[counts.count - 1] > 0)
    for bin in counts.indices {
      let within = values.count { histogram.edge(bin) <= $0 && $0 < histogram.edge(bin + 1) }
      #expect(counts[bin] == within)
    }
  }

  @Test func `edges below 1 are the decimal numbers that they look like`() {
    let histogram = Histogram(covering: [0.0, 0.3, 0.7, 0.95], mostBins: 10)
    #expect(histogram.binWidth == 0.1 && histogram.binCount == 10)
    #expect((0...10).map(histogram.edge) == [0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1])
    #expect(histogram.counts(of: [0.3, 0.29999, 0.7]) == [0, 0, 1, 1, 0, 0, 0, 1, 0, 0])
  }

  @Test func `columns can share bins, and what lies outside counts at the ends`() {
    let histogram = Histogram(covering: [-3, 12], mostBins: 9)
    #expect(histogram.edge(0) == -4 && histogram.binWidth == 2 && histogram.binCount == 9)
    #expect(histogram.counts(of: [-100, 100]).first == 1)
    #expect(histogram.counts(of: [-100, 100]).last == 1)
  }

  @Test func `equal numbers lie in one bin`() {
    for value in [0.0, 5, -2.5e6, 1e-9] {
      let histogram = Histogram(covering: [value, value])
      #expect(histogram.binCount == 1)
      #expect(histogram.edge(0) <= value && value < histogram.edge(1))
      #expect(histogram.counts(of: [value, value]) == [2])
    }
  }
}

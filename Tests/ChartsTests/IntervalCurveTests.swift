import Foundation
import Testing

@testable import Charts

private func curve(
  _ means: [Double], halfWidth: Double? = 1, zone: IntervalCurve.Zone? = nil,
  marks: [IntervalCurve.Mark] = []
) -> String {
  let points = means.enumerated().map { index, mean in
    IntervalCurve.Estimate(
      x: Double(index), mean: mean, low: halfWidth.map { mean - $0 },
      high: halfWidth.map { mean + $0 }, tooltip: "\(index)")
  }
  return IntervalCurve(
    points: points, zone: zone, marks: marks, xTitle: "x", yTitle: "y", xFormat: plainFormat,
    yFormat: plainFormat
  ).drawing(width: 660, label: "").markup
}

private func count(_ name: String, in markup: String) -> Int {
  markup.components(separatedBy: "class=\"\(name)\"").count - 1
}

@Test func `a curve is one line with one band`() {
  let markup = curve([3, 4, 5, 4])
  #expect(count("line", in: markup) == 1 && count("band", in: markup) == 1)
  #expect(count("whisker", in: markup) == 0)
}

@Test func `what is not finite leaves a gap in line and band`() {
  let markup = curve([3, 4, .nan, 4, 5, .infinity])
  #expect(count("line", in: markup) == 2 && count("band", in: markup) == 2)
}

@Test func `a curve without intervals has no band`() {
  #expect(count("band", in: curve([3, 4, 5], halfWidth: nil)) == 0)
}

@Test func `a single point has a whisker and no line`() {
  let markup = curve([.nan, 4, .nan])
  #expect(count("whisker", in: markup) == 1 && count("mark datum", in: markup) == 1)
  #expect(count("line", in: markup) == 0 && count("band", in: markup) == 0)
}

@Test func `a mark stands on the line, labelled, and one beside the line is left out`() throws {
  let marks: [IntervalCurve.Mark] = [
    .init(x: 1.5, label: "between"), .init(x: 2, label: "on", isHollow: true),
    .init(x: 9, label: "outside"),
  ]
  let markup = curve([0, 10, 20, 30], marks: marks)
  #expect(markup.contains(">between</text>") && markup.contains(">on</text>"))
  #expect(!markup.contains("outside"))
  // A mark on an estimate is that estimate's point; one between estimates is a point of its own.
  #expect(count("mark", in: markup) == 1 && count("mark-hollow datum", in: markup) == 1)
  #expect(count("mark datum", in: markup) == 3)
  let circles = markup.matches(of: /<circle cx="([0-9.]+)" cy="([0-9.]+)"/).compactMap { match in
    Double(match.1).flatMap { x in Double(match.2).map { Point(x: x, y: $0) } }
  }
  // Points 0, 1 and 3, then the marks, filled ones first.
  try #require(circles.count == 5)
  #expect(abs(circles[3].x - (circles[1].x + circles[4].x) / 2) <= 0.1)
  #expect(abs(circles[3].y - (circles[1].y + circles[4].y) / 2) <= 0.1)
}

@Test func `two marks at one place share a point`() {
  let marks: [IntervalCurve.Mark] = [
    .init(x: 2, label: "today", isHollow: true), .init(x: 2, label: "optimum"),
  ]
  let markup = curve([0, 10, 20, 30], marks: marks)
  #expect(markup.contains(">today</text>") && markup.contains(">optimum</text>"))
  #expect(count("mark datum", in: markup) == 4 && count("mark-hollow datum", in: markup) == 0)
}

@Test func `a zone outside the axis is not drawn`() {
  #expect(count("zone", in: curve([1, 2, 3], zone: .init(1...2, label: "equal"))) == 1)
  #expect(count("zone", in: curve([1, 2, 3], zone: .init(50...60, label: "equal"))) == 0)
}

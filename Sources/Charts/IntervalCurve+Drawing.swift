import Markup

extension IntervalCurve {
  /// Draws all but the horizontal axis.
  func draw(in frame: inout SVGFrame, _ plot: Box, _ x: AxisScale, droplines: Bool) {
    let y = yScale(plot)
    let zoneBox = zone.flatMap { box($0, plot, x) }
    if let zoneBox { frame.rect(zoneBox, "zone") }
    frame.verticalAxis(y, yFormat, title: yTitle, plot)
    let segments = points.split { !$0.isFinite }
    for segment in segments { band(segment, in: &frame, x, y) }
    // What is proposed takes its place before what is there already.
    let ordered = marks.filter { !$0.isHollow } + marks.filter(\.isHollow)
    let placed = ordered.compactMap { mark in
      value(at: mark.x, segments).map { (mark: mark, at: Point(x: x(mark.x), y: y($0))) }
    }
    for place in placed where droplines {
      frame.line(place.at, Point(x: place.at.x, y: plot.bottom), "reference dashed")
      frame.take(
        Box(left: place.at.x - 2, top: place.at.y, right: place.at.x + 2, bottom: plot.bottom))
    }
    for segment in segments {
      let line = segment.map { Point(x: x($0.x), y: y($0.mean)) }
      if line.count > 1 { frame.path(line.commands, "line") }
      keepLabelsOff(line, in: &frame)
    }
    drawPoints(Array(segments.joined()), placed, in: &frame, x, y)
    for place in placed {
      frame.label(
        place.mark.label, at: place.at, within: plot,
        sides: place.mark.isHollow
          ? [.aboveRight, .belowRight, .left, .above, .below]
          : [.above, .aboveRight, .below, .left],
        "strong")
    }
    if let zone, let zoneBox {
      let top = Point(x: (zoneBox.left + zoneBox.right) / 2, y: plot.top)
      frame.label(zone.label, at: top, within: plot, sides: [.below], gap: 2, "muted small")
    }
  }

  private func box(_ zone: Zone, _ plot: Box, _ x: AxisScale) -> Box? {
    let left = max(plot.left, x(zone.range.lowerBound))
    let right = min(plot.right, x(zone.range.upperBound))
    return left <= right ? Box(left: left, top: plot.top, right: right, bottom: plot.bottom) : nil
  }

  /// The intervals of points without a gap; a point alone gets a whisker.
  private func band(
    _ segment: ArraySlice<Estimate>, in frame: inout SVGFrame, _ x: AxisScale, _ y: AxisScale
  ) {
    for part in segment.split(whereSeparator: { $0.interval == nil }) {
      let ends = part.compactMap { point in
        point.interval.map { (x: x(point.x), low: y($0.low), high: y($0.high)) }
      }
      if ends.count == 1, let only = ends.first {
        frame.whisker(Point(x: only.x, y: only.low), Point(x: only.x, y: only.high))
      } else {
        let outline =
          ends.map { Point(x: $0.x, y: $0.high) }
          + ends.reversed().map { Point(x: $0.x, y: $0.low) }
        frame.path("\(outline.commands)Z", "band")
      }
    }
  }

  /// A point for each estimate, large where a mark is; and the marks between estimates.
  private func drawPoints(
    _ finite: [Estimate], _ placed: [(mark: Mark, at: Point)], in frame: inout SVGFrame,
    _ x: AxisScale, _ y: AxisScale
  ) {
    let isDense = Double(finite.count) * 20 > abs(x.end - x.start)
    let isMarked = finite.map { point in placed.contains { $0.mark.x == point.x } }
    for (point, isMarked) in zip(finite, isMarked) where !isMarked {
      frame.circle(
        Point(x: x(point.x), y: y(point.mean)), radius: isDense ? 2 : finite.count == 1 ? 5 : 3,
        isDense ? "accent" : "mark", tooltip: point.tooltip)
    }
    for (index, (mark, at)) in placed.enumerated()
    where placed.firstIndex(where: { $0.mark.x == mark.x }) == index {
      let estimate = finite.first { $0.x == mark.x }
      frame.circle(
        at, radius: 5, mark.isHollow ? "mark-hollow" : "mark", tooltip: estimate?.tooltip)
      frame.take(Box(at, radius: 6))
    }
  }

  /// The line's height at x, between the points around it.
  private func value(at x: Double, _ segments: [ArraySlice<Estimate>]) -> Double? {
    for segment in segments {
      if let point = segment.first(where: { $0.x == x }) { return point.mean }
      for (left, right) in zip(segment, segment.dropFirst()) where left.x < x && x < right.x {
        let share = (x - left.x) / (right.x - left.x)
        return left.mean * (1 - share) + right.mean * share
      }
    }
    return nil
  }

  private func keepLabelsOff(_ line: [Point], in frame: inout SVGFrame) {
    for (from, to) in zip(line, line.dropFirst()) {
      let steps = max(1, (max(abs(to.x - from.x), abs(to.y - from.y)) / 6).rounded(.up))
      for step in stride(from: 0, through: steps, by: 1) {
        let share = step / steps
        let at = Point(x: from.x + (to.x - from.x) * share, y: from.y + (to.y - from.y) * share)
        frame.take(Box(at, radius: 3))
      }
    }
  }
}

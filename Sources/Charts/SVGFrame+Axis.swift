extension SVGFrame {
  /// The room that tick labels of a vertical axis need, in pixels.
  func room(for scale: AxisScale, _ format: ValueFormat) -> Double {
    let widest = scale.ticks.map { TextWidth.of(format($0, scale.step), "muted") }.max() ?? 0
    return min(widest, width / 4) + 8
  }

  /// A vertical axis: labels left of the plot, grid lines across it, its title above.
  ///
  /// - Parameters:
  ///   - scale: From the plot's bottom to its top.
  ///   - format: The text of a tick.
  ///   - title: What is measured; the title stands 14 pixels above the plot's top.
  ///   - plot: The rectangle that the axis spans.
  mutating func verticalAxis(_ scale: AxisScale, _ format: ValueFormat, title: String, _ plot: Box)
  {
    text(title, x: 0, y: plot.top - 14, "muted")
    for tick in scale.ticks {
      let y = scale(tick)
      line(Point(x: plot.left, y: y), Point(x: plot.right, y: y), "grid")
      text(
        format(tick, scale.step), x: plot.left - 8, y: y + 4, anchor: .end, within: plot.left - 8,
        "muted")
    }
  }

  /// A horizontal axis below the plot: a line, labels at ticks, its title.
  ///
  /// It needs 40 pixels below the plot, 22 without title.
  mutating func horizontalAxis(
    _ scale: AxisScale, _ format: ValueFormat, title: String, _ plot: Box
  ) {
    let labels = scale.ticks.map { (text: format($0, scale.step), x: scale($0)) }
    tickLabels(labels, y: plot.bottom + 17)
    line(
      Point(x: plot.left, y: plot.bottom), Point(x: plot.right, y: plot.bottom), "axis")
    horizontalTitle(title, plot)
  }

  /// The title of a horizontal axis, centred below its tick labels, in two lines where it is long.
  mutating func horizontalTitle(_ title: String, _ plot: Box) {
    for (index, line) in TextWidth.lines(title, width: width, "muted").enumerated() {
      text(
        line, x: (plot.left + plot.right) / 2, y: plot.bottom + 35 + 15 * Double(index),
        anchor: .middle, "muted")
    }
  }

  /// Labels in a row, each centred on its x in ascending order; every k-th where not all have room.
  mutating func tickLabels(
    _ labels: [(text: String, x: Double)], y: Double, _ classes: String = "muted"
  ) {
    let widest = width / 3
    let boxes = labels.map { label in
      let shown = TextWidth.shortened(label.text, to: widest, classes)
      let half = TextWidth.of(shown, classes) / 2
      let x = max(min(label.x, width - half), half)
      return (left: x - half, right: x + half)
    }
    var every = 1
    while every < labels.count, !fits(boxes, every) { every += 1 }
    for index in stride(from: 0, to: labels.count, by: every) {
      text(labels[index].text, x: labels[index].x, y: y, anchor: .middle, within: widest, classes)
    }
  }

  private func fits(_ boxes: [(left: Double, right: Double)], _ every: Int) -> Bool {
    let kept = stride(from: 0, to: boxes.count, by: every).map { boxes[$0] }
    return zip(kept, kept.dropFirst()).allSatisfy { $0.right + 6 <= $1.left }
  }
}

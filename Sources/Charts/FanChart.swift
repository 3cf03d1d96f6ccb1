import Markup

/// How a value may develop: median and bands over time, and the distribution at the end beside it.
///
/// The bands hold the middle 90 % and, where given, the middle 50 % of replications at each time; the edges
/// of a band are not paths. Periods whose numbers are not finite are left out.
public struct FanChart: Chart {
  /// The distribution at the end of one period.
  public struct Period: Sendable, Equatable {
    /// Its name.
    public var name: String
    /// The quantile that 5 % lie below.
    public var p5: Double
    /// The quantile that 25 % lie below, if known.
    public var p25: Double?
    /// The median.
    public var p50: Double
    /// The quantile that 75 % lie below, if known.
    public var p75: Double?
    /// The quantile that 95 % lie below.
    public var p95: Double
    /// The text on hover.
    public var tooltip: String

    /// Takes a period and its quantiles.
    public init(
      name: String, p5: Double, p25: Double? = nil, p50: Double, p75: Double? = nil, p95: Double,
      tooltip: String
    ) {
      (self.name, self.p5, self.p25, self.p50) = (name, p5, p25, p50)
      (self.p75, self.p95, self.tooltip) = (p75, p95, tooltip)
    }

    var isDrawable: Bool {
      [p5, p25, p50, p75, p95].allSatisfy { $0?.isDrawable != false }
    }
  }

  /// The distribution at the end.
  public struct Ends: Sendable, Equatable {
    /// The bins, in the values of the chart.
    public var bins: OutcomeBins
    /// The title below it, such as "year-end outcomes".
    public var title: String
    /// The text on hover of each bin; missing ones are empty.
    public var tooltips: [String]

    /// Takes bins, a title and tooltips.
    public init(bins: OutcomeBins, title: String, tooltips: [String]) {
      (self.bins, self.title, self.tooltips) = (bins, title, tooltips)
    }
  }

  /// Periods in order.
  public var periods: [Period]
  /// The distribution at the end, drawn at the right.
  public var ends: Ends?
  /// What should be reached.
  public var target: OutcomeTarget?
  /// The title of the vertical axis.
  public var valueTitle: String
  /// The title of the horizontal axis.
  public var timeTitle: String
  /// The text of a value.
  public var valueFormat: ValueFormat

  /// Takes periods, ends, a target and words.
  public init(
    periods: [Period], ends: Ends? = nil, target: OutcomeTarget? = nil, valueTitle: String,
    timeTitle: String, valueFormat: @escaping ValueFormat
  ) {
    (self.periods, self.ends, self.target) = (periods, ends, target)
    (self.valueTitle, self.timeTitle) = (valueTitle, timeTitle)
    self.valueFormat = valueFormat
  }

  /// The chart as one `svg` element.
  public func drawing(width: Double, label: String) -> HTML {
    let periods = self.periods.filter(\.isDrawable)
    guard !periods.isEmpty else { return SVGFrame.empty(width: width, label: label) }
    var frame = SVGFrame(width: width)
    let height = frame.width < 500 ? 300.0 : 340.0
    let range = ends?.bins.range
    let target = self.target.flatMap { $0.value.isDrawable ? $0 : nil }
    let others = [range?.lowerBound, range?.upperBound, target?.value].compactMap(\.self)
    let values = periods.flatMap { [$0.p5, $0.p50, $0.p95] } + others
    let upward = AxisScale(values, from: height - 44, to: 30, spacing: 38, endsAtTicks: true)
    let left = frame.room(for: upward, valueFormat)
    let endsWidth = range == nil ? 0 : frame.width * (frame.width < 500 ? 0.2 : 0.17)
    let right = frame.width - 6 - (range == nil ? 0 : endsWidth + 14)
    let plot = Box(left: left, top: 30, right: right, bottom: height - 44)
    frame.verticalAxis(upward, valueFormat, title: valueTitle, plot)
    drawFan(periods, upward, plot, on: &frame)
    let side = Box(
      left: plot.right + 14, top: plot.top, right: plot.right + 14 + endsWidth, bottom: plot.bottom)
    if let target { drawTarget(target, upward, plot, side, on: &frame) }
    if let ends, let range {
      drawEnds(ends, target, upward, side, on: &frame)
      frame.line(
        Point(x: side.left, y: upward(range.lowerBound)),
        Point(x: side.left, y: upward(range.upperBound)), "axis")
      if let target { labelSides(target, range, upward, side, on: &frame) }
    }
    return frame.svg(height: height, label: label)
  }

  private func drawFan(
    _ periods: [Period], _ upward: AxisScale, _ plot: Box, on frame: inout SVGFrame
  ) {
    let step = plot.width / Double(max(periods.count - 1, 1))
    let places = periods.indices.map { index in
      periods.count == 1 ? (plot.left + plot.right) / 2 : plot.left + step * Double(index)
    }
    func line(_ value: (Period) -> Double) -> [Point] {
      zip(periods, places).map { Point(x: $1, y: upward(value($0))) }
    }
    frame.path("\((line(\.p95) + line(\.p5).reversed()).commands)Z", "band")
    if periods.allSatisfy({ $0.p25 != nil && $0.p75 != nil }) {
      let inner = line { $0.p75 ?? $0.p50 } + line { $0.p25 ?? $0.p50 }.reversed()
      frame.path("\(inner.commands)Z", "band-inner")
    }
    let median = line(\.p50)
    frame.path(median.commands, "line")
    frame.take(along: median)
    for (period, place) in zip(periods, median) {
      if periods.count == 1 {
        frame.line(
          Point(x: place.x, y: upward(period.p5)),
          Point(x: place.x, y: upward(period.p95)), "whisker")
      }
      let radius = min(periods.count == 1 ? 5 : 2.5, max(step / 3, 1))
      frame.circle(place, radius: radius, "mark", tooltip: period.tooltip)
    }
    frame.line(
      Point(x: plot.left, y: plot.bottom), Point(x: plot.right, y: plot.bottom),
      "axis")
    frame.tickLabels(zip(periods, places).map { ($0.name, $1) }, y: plot.bottom + 17)
    frame.text(
      timeTitle, x: (plot.left + plot.right) / 2, y: plot.bottom + 35, anchor: .middle,
      within: plot.width - 10, "muted")
  }

  private func drawTarget(
    _ target: OutcomeTarget, _ upward: AxisScale, _ plot: Box, _ side: Box,
    on frame: inout SVGFrame
  ) {
    let y = upward(target.value)
    let line = [Point(x: plot.left, y: y), Point(x: side.right, y: y)]
    frame.line(line[0], line[1], "reference dashed")
    frame.take(along: line)
    frame.label(
      target.text, at: Point(x: plot.left + 2, y: y), within: plot, sides: [.above, .below],
      gap: 3, "strong")
  }

  private func drawEnds(
    _ ends: Ends, _ target: OutcomeTarget?, _ upward: AxisScale, _ side: Box,
    on frame: inout SVGFrame
  ) {
    let largest = ends.bins.counts.max() ?? 0
    for piece in ends.bins.pieces(target: target?.value) where ends.bins.counts[piece.bin] > 0 {
      let share = Double(ends.bins.counts[piece.bin]) / Double(largest)
      let (top, bottom) = (upward(piece.range.upperBound), upward(piece.range.lowerBound))
      let gap = min(1, (bottom - top) / 4)
      let box = Box(
        left: side.left, top: top, right: side.left + side.width * share,
        bottom: bottom - gap)
      let tooltip = ends.tooltips.indices.contains(piece.bin) ? ends.tooltips[piece.bin] : ""
      frame.rect(box, piece.verdict?.rawValue ?? "accent", tooltip: tooltip)
    }
    let title = TextWidth.lines(ends.title, width: side.width + 14, "muted")
    for (index, line) in title.enumerated() {
      frame.text(
        line, x: side.right, y: side.bottom + 35 + 15 * Double(index), anchor: .end,
        within: side.width + 14, "muted")
    }
  }

  /// Writes what reaches the target above the ends, and what does not below them.
  private func labelSides(
    _ target: OutcomeTarget, _ range: ClosedRange<Double>, _ upward: AxisScale, _ side: Box,
    on frame: inout SVGFrame
  ) {
    var bounds = Box(left: side.left - 120, top: 0, right: frame.width, bottom: side.bottom)
    bounds.bottom = min(upward(target.value), side.bottom)
    frame.label(
      target.reachedText, at: Point(x: side.right, y: upward(max(range.upperBound, target.value))),
      within: bounds, sides: [.above], gap: 4, "strong better")
    bounds = Box(
      left: side.left - 120, top: max(upward(target.value), side.top), right: frame.width,
      bottom: side.bottom)
    frame.label(
      target.missedText, at: Point(x: side.right, y: upward(min(range.lowerBound, target.value))),
      within: bounds, sides: [.below], gap: 4, "strong worse")
  }
}

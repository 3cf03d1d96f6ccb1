import Markup

/// Bars with whiskers against a reference line, for example the marginal value of each further KAM against
/// its cost.
///
/// A bar without a finite mean leaves its place empty.
public struct StepBars: Chart {
  /// One bar.
  public struct Bar: Sendable {
    var label: String
    var mean: Double
    var interval: Interval?
    var verdict: Verdict
    var tooltip: String

    /// Takes a bar.
    ///
    /// - Parameters:
    ///   - label: Its text on the horizontal axis.
    ///   - mean: Its estimate.
    ///   - low: The lower end of its interval.
    ///   - high: The upper end of its interval.
    ///   - verdict: What the comparison with the reference says.
    ///   - tooltip: What it says when pointed at.
    public init(
      label: String, mean: Double, low: Double?, high: Double?, verdict: Verdict, tooltip: String
    ) {
      (self.label, self.mean, self.verdict, self.tooltip) = (label, mean, verdict, tooltip)
      interval = Interval(low, high)
    }
  }

  /// A dashed line that the bars are compared with.
  public struct Reference: Sendable {
    var values: [Double]
    var label: String

    /// Takes one value for all bars, or one for each.
    public init(_ values: [Double], label: String) {
      (self.values, self.label) = (values, label)
    }
  }

  var bars: [Bar]
  var reference: Reference?
  var upper: IntervalCurve?
  var xTitle: String
  var yTitle: String
  var yFormat: ValueFormat

  /// Takes what the bars show.
  ///
  /// - Parameters:
  ///   - bars: From left to right.
  ///   - reference: A dashed line that they are compared with.
  ///   - upper: A curve above the bars; its x, also that of its marks and zone, is the index of a bar.
  ///   - xTitle: The title of the horizontal axis.
  ///   - yTitle: The title of the vertical axis.
  ///   - yFormat: The texts of the vertical axis.
  public init(
    bars: [Bar], reference: Reference? = nil, upper: IntervalCurve? = nil, xTitle: String,
    yTitle: String, yFormat: @escaping ValueFormat
  ) {
    (self.bars, self.reference, self.upper) = (bars, reference, upper)
    (self.xTitle, self.yTitle, self.yFormat) = (xTitle, yTitle, yFormat)
  }

  /// The chart as one `svg` element.
  public func drawing(width: Double, label: String) -> HTML {
    guard bars.contains(where: \.mean.isFinite) else {
      return SVGFrame.empty(width: width, label: label)
    }
    var frame = SVGFrame(width: width)
    let height = frame.width < 480 ? 150.0 : 170
    var above = Box(left: 0, top: 26, right: frame.width - 8, bottom: 146)
    let top = upper == nil ? 26 : above.bottom + 36
    var plot = Box(left: 0, top: top, right: above.right, bottom: top + height)
    let y = yScale(plot)
    plot.left = frame.room(for: y, yFormat)
    if let upper { plot.left = max(plot.left, frame.room(for: upper.yScale(above), upper.yFormat)) }
    above.left = plot.left
    let slot = plot.width / Double(bars.count)
    upper?.draw(in: &frame, above, positions(plot), droplines: false)
    draw(in: &frame, plot, y, slot)
    return frame.svg(height: plot.bottom + 42, label: label)
  }

  /// The scale from indices of bars to their centres.
  private func positions(_ plot: Box) -> AxisScale {
    AxisScale([-0.5, Double(bars.count) - 0.5], from: plot.left, to: plot.right)
  }

  private func yScale(_ plot: Box) -> AxisScale {
    let finite = bars.filter(\.mean.isFinite)
    let values: [Double] = finite.flatMap { [$0.mean] + ($0.interval?.ends ?? []) }
    return AxisScale(
      [0] + values + (reference?.values ?? []), from: plot.bottom, to: plot.top + 18, spacing: 36)
  }

  private func draw(in frame: inout SVGFrame, _ plot: Box, _ y: AxisScale, _ slot: Double) {
    frame.verticalAxis(y, yFormat, title: yTitle, plot)
    let centres = bars.indices.map { plot.left + (Double($0) + 0.5) * slot }
    let half = min(0.36 * slot, 28)
    for (bar, centre) in zip(bars, centres) where bar.mean.isFinite {
      let box = Box(
        left: centre - half, top: min(y(0), y(bar.mean)), right: centre + half,
        bottom: max(y(0), y(bar.mean)))
      frame.rect(box, bar.verdict.rawValue, radius: 1, tooltip: bar.tooltip)
      frame.take(box)
      if let interval = bar.interval {
        let (low, high) = (y(interval.low), y(interval.high))
        frame.whisker(Point(x: centre, y: low), Point(x: centre, y: high), cap: min(half * 0.7, 3))
        frame.take(Box(left: centre - 4, top: high, right: centre + 4, bottom: low))
      }
    }
    frame.line(Point(x: plot.left, y: y(0)), Point(x: plot.right, y: y(0)), "zero")
    drawReference(in: &frame, plot, y, slot)
    let labels = zip(bars, centres).map { (text: $0.label, x: $1) }
    frame.tickLabels(labels, y: plot.bottom + 17)
    frame.horizontalTitle(xTitle, plot)
  }

  private func drawReference(
    in frame: inout SVGFrame, _ plot: Box, _ y: AxisScale, _ slot: Double
  ) {
    guard let reference else { return }
    let isConstant = reference.values.count == 1
    let values = isConstant ? bars.map { _ in reference.values[0] } : reference.values
    var line: [Point] = []
    for (index, value) in zip(bars.indices, values) where value.isFinite {
      let left = plot.left + Double(index) * slot
      line += [Point(x: left, y: y(value)), Point(x: left + slot, y: y(value))]
      frame.take(Box(left: left, top: y(value) - 1, right: left + slot, bottom: y(value) + 1))
    }
    guard let first = line.first, let last = line.last else { return }
    frame.path((isConstant ? [first, last] : line).commands, "reference dashed")
    let isPlaced = line.reversed().contains {
      frame.label(
        reference.label, at: $0, within: plot, sides: [.above, .below], gap: 4, reach: 12, "strong")
    }
    // The row above the highest value is free.
    if !isPlaced {
      frame.text(
        reference.label, x: plot.right, y: plot.top + 11, anchor: .end, within: plot.width,
        "strong")
    }
  }
}

import Markup

/// A quantity against another one: its mean as a line, its interval as a band.
///
/// Points come in ascending x, each x once. A point without a finite x and mean leaves a gap; an interval
/// without two finite ends leaves a gap in the band.
public struct IntervalCurve: Chart {
  /// One estimate on the curve.
  public struct Estimate: Sendable {
    var x: Double
    var mean: Double
    var interval: Interval?
    var tooltip: String

    /// Takes an estimate.
    ///
    /// - Parameters:
    ///   - x: Where it lies.
    ///   - mean: The estimate.
    ///   - low: The lower end of its interval.
    ///   - high: The upper end of its interval.
    ///   - tooltip: What it says when pointed at.
    public init(x: Double, mean: Double, low: Double?, high: Double?, tooltip: String) {
      (self.x, self.mean, self.tooltip) = (x, mean, tooltip)
      interval = Interval(low, high)
    }

    var isFinite: Bool { x.isFinite && mean.isFinite }
  }

  /// A range of x in the background.
  public struct Zone: Sendable {
    var range: ClosedRange<Double>
    var label: String

    /// Takes a range and its label, for example "statistically equal".
    public init(_ range: ClosedRange<Double>, label: String) {
      (self.range, self.label) = (range, label)
    }
  }

  /// A labelled place on the curve.
  public struct Mark: Sendable {
    var x: Double
    var label: String
    var isHollow: Bool

    /// Takes a place; where the curve has no value, nothing is drawn.
    ///
    /// - Parameters:
    ///   - x: Where it lies.
    ///   - label: Its label, for example "today 92".
    ///   - isHollow: Whether it is a hollow point, for what is there already.
    public init(x: Double, label: String, isHollow: Bool = false) {
      (self.x, self.label, self.isHollow) = (x, label, isHollow)
    }
  }

  var points: [Estimate]
  var zone: Zone?
  var marks: [Mark]
  var xTitle: String
  var yTitle: String
  var xFormat: ValueFormat
  var yFormat: ValueFormat
  var isWhole: Bool

  /// Takes what the curve shows.
  ///
  /// - Parameters:
  ///   - points: Estimates in ascending x, each x once.
  ///   - zone: A range of x in the background.
  ///   - marks: Labelled places on the curve.
  ///   - xTitle: The title of the horizontal axis.
  ///   - yTitle: The title of the vertical axis.
  ///   - xFormat: The texts of the horizontal axis.
  ///   - yFormat: The texts of the vertical axis.
  ///   - isWhole: Whether x counts things, so that only whole numbers get ticks.
  public init(
    points: [Estimate], zone: Zone? = nil, marks: [Mark] = [], xTitle: String, yTitle: String,
    xFormat: @escaping ValueFormat, yFormat: @escaping ValueFormat, isWhole: Bool = false
  ) {
    (self.points, self.zone, self.marks) = (points, zone, marks)
    (self.xTitle, self.yTitle, self.isWhole) = (xTitle, yTitle, isWhole)
    (self.xFormat, self.yFormat) = (xFormat, yFormat)
  }

  /// The chart as one `svg` element.
  public func drawing(width: Double, label: String) -> HTML {
    guard points.contains(where: \.isFinite) else {
      return SVGFrame.empty(width: width, label: label)
    }
    var frame = SVGFrame(width: width)
    let height = frame.width < 480 ? 180.0 : 210
    var plot = Box(left: 0, top: 26, right: frame.width - 12, bottom: 26 + height)
    plot.left = frame.room(for: yScale(plot), yFormat)
    let x = AxisScale(
      points.filter(\.isFinite).map(\.x), from: plot.left + 6, to: plot.right - 6, spacing: 40,
      isWhole: isWhole)
    draw(in: &frame, plot, x, droplines: true)
    frame.horizontalAxis(x, xFormat, title: xTitle, plot)
    return frame.svg(height: plot.bottom + 42, label: label)
  }

  /// The vertical scale in a plot, with room for labels above the highest value.
  func yScale(_ plot: Box) -> AxisScale {
    let values = points.filter(\.isFinite).flatMap { [$0.mean] + ($0.interval?.ends ?? []) }
    let headroom: Double = zone != nil ? 32 : marks.isEmpty ? 0 : 18
    return AxisScale(
      values, from: plot.bottom - 6, to: plot.top + headroom, spacing: 40)
  }
}

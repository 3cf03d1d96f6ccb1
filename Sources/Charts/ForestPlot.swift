import Markup

/// Estimates of several alternatives, one a row, each with its interval, against zero.
///
/// Marks differ in shape: a filled diamond is better, a filled triangle worse, a hollow diamond unclear. A row
/// without a finite mean shows its texts alone.
public struct ForestPlot: Chart {
  /// One alternative.
  public struct Row: Sendable {
    var name: String
    var mean: Double
    var interval: Interval?
    var verdict: Verdict
    var meanText: String
    var intervalText: String
    var tooltip: String

    /// Takes an alternative.
    ///
    /// - Parameters:
    ///   - name: Its name.
    ///   - mean: Its estimate.
    ///   - low: The lower end of its interval.
    ///   - high: The upper end of its interval.
    ///   - verdict: What its comparison says.
    ///   - meanText: The estimate as text.
    ///   - intervalText: The interval as text.
    ///   - tooltip: What it says when pointed at.
    public init(
      name: String, mean: Double, low: Double?, high: Double?, verdict: Verdict, meanText: String,
      intervalText: String, tooltip: String
    ) {
      (self.name, self.mean, self.verdict, self.tooltip) = (name, mean, verdict, tooltip)
      (self.meanText, self.intervalText) = (meanText, intervalText)
      interval = Interval(low, high)
    }
  }

  /// Rows under a heading, for example one scenario.
  public struct Group: Sendable {
    var heading: String?
    var rows: [Row]

    /// Takes rows and what stands above them.
    public init(heading: String? = nil, rows: [Row]) {
      (self.heading, self.rows) = (heading, rows)
    }
  }

  var groups: [Group]
  var worse: String
  var better: String
  var xTitle: String
  var xFormat: ValueFormat

  /// Takes what the plot shows.
  ///
  /// - Parameters:
  ///   - groups: Rows from top to bottom, under headings if there are several.
  ///   - worse: What a value below zero means, for example "worse than today".
  ///   - better: What a value above zero means.
  ///   - xTitle: The title of the horizontal axis.
  ///   - xFormat: The texts of the horizontal axis.
  public init(
    groups: [Group], worse: String, better: String, xTitle: String, xFormat: @escaping ValueFormat
  ) {
    (self.groups, self.worse, self.better) = (groups, worse, better)
    (self.xTitle, self.xFormat) = (xTitle, xFormat)
  }

  /// The chart as one `svg` element.
  public func drawing(width: Double, label: String) -> HTML {
    let rows = groups.flatMap(\.rows)
    guard rows.contains(where: \.mean.isFinite) else {
      return SVGFrame.empty(width: width, label: label)
    }
    var frame = SVGFrame(width: width)
    let layout = RowLayout(
      width: frame.width, name: RowLayout.widest(rows.map(\.name), "strong"),
      text: max(
        RowLayout.widest(rows.map(\.meanText), "strong"),
        RowLayout.widest(rows.map(\.intervalText), "muted small")),
      height: 36, stackedHeight: 62)
    let x = xScale(layout)
    var y = 24.0
    captions(zero: x(0), in: &frame)
    for group in groups {
      if let heading = group.heading {
        frame.text(heading, x: 8, y: y + 21, within: frame.width - 16, "muted strong")
        y += 30
      }
      for (index, row) in group.rows.enumerated() {
        layout.begin(row.name, index, y, zero: x(0), in: &frame)
        texts(of: row, y, layout, in: &frame)
        mark(of: row, layout.middle(y), x, in: &frame)
        y += layout.height
      }
    }
    let plot = Box(left: layout.left, top: 24, right: layout.right, bottom: y)
    frame.horizontalAxis(x, xFormat, title: xTitle, plot)
    return frame.svg(height: y + 42, label: label)
  }

  private func xScale(_ layout: RowLayout) -> AxisScale {
    let finite = groups.flatMap(\.rows).filter(\.mean.isFinite)
    let values: [Double] = finite.flatMap { [$0.mean] + ($0.interval?.ends ?? []) }
    return AxisScale([0] + values, from: layout.left + 10, to: layout.right - 10, spacing: 50)
  }

  /// What the sides of zero mean, where there is room for it.
  private func captions(zero: Double, in frame: inout SVGFrame) {
    let arrow = TextWidth.of("◀ ", "muted small")
    let left = TextWidth.shortened(worse, to: zero - 8 - arrow, "muted small")
    if left.count > 3 {
      frame.text("◀ \(left)", x: zero - 8, y: 14, anchor: .end, "muted small")
    }
    let right = TextWidth.shortened(better, to: frame.width - zero - 8 - arrow, "muted small")
    if right.count > 3 { frame.text("\(right) ▶", x: zero + 8, y: 14, "muted small") }
  }

  private func texts(of row: Row, _ top: Double, _ layout: RowLayout, in frame: inout SVGFrame) {
    if layout.isStacked {
      let meanRight = 8 + min(TextWidth.of(row.meanText, "strong"), 0.4 * frame.width)
      frame.text(row.meanText, x: 8, y: top + 31, within: meanRight - 8, "strong")
      frame.text(
        row.intervalText, x: meanRight + 8, y: top + 31, within: frame.width - meanRight - 16,
        "muted small")
    } else {
      let (x, room) = (frame.width - 8, frame.width - 8 - layout.right - 8)
      let y = layout.middle(top)
      frame.text(row.meanText, x: x, y: y - 4, anchor: .end, within: room, "strong")
      frame.text(row.intervalText, x: x, y: y + 10, anchor: .end, within: room, "muted small")
    }
  }

  private func mark(of row: Row, _ y: Double, _ x: AxisScale, in frame: inout SVGFrame) {
    guard row.mean.isFinite else { return }
    if let interval = row.interval {
      frame.whisker(
        Point(x: x(interval.low), y: y), Point(x: x(interval.high), y: y), row.verdict.rawValue)
    }
    frame.verdictMark(Point(x: x(row.mean), y: y), row.verdict, tooltip: row.tooltip)
  }
}

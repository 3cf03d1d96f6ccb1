import Markup

/// What a result becomes when each assumption takes its low or its high value, one assumption a row.
///
/// Bars run from the central value to the result at either end; the text at a bar's end says which end it
/// is. Where both ends lie on the same side, the low end's bar is the upper one.
public struct Tornado: Chart {
  /// An assumption at one end of its range.
  public struct End: Sendable {
    var text: String
    var gain: Double
    var interval: Interval?
    var tooltip: String

    /// Takes an end.
    ///
    /// - Parameters:
    ///   - text: The assumption's value there, for example "0.5 ×".
    ///   - gain: The result there; where it is not finite, there is no bar.
    ///   - low: The lower end of the result's interval.
    ///   - high: The upper end of the result's interval.
    ///   - tooltip: What the bar says when pointed at.
    public init(text: String, gain: Double, low: Double?, high: Double?, tooltip: String) {
      (self.text, self.gain, self.tooltip) = (text, gain, tooltip)
      interval = Interval(low, high)
    }
  }

  /// An assumption.
  public struct Row: Sendable {
    var name: String
    var low: End
    var high: End
    var switchText: String?

    /// Takes an assumption.
    ///
    /// - Parameters:
    ///   - name: Its name.
    ///   - low: The result at its low value.
    ///   - high: The result at its high value.
    ///   - switchText: Its switching value as text, if it has one.
    public init(name: String, low: End, high: End, switchText: String? = nil) {
      (self.name, self.low, self.high, self.switchText) = (name, low, high, switchText)
    }
  }

  var rows: [Row]
  var central: Double
  var centralLabel: String
  var xTitle: String
  var xFormat: ValueFormat

  /// Takes what the chart shows.
  ///
  /// - Parameters:
  ///   - rows: Assumptions from top to bottom.
  ///   - central: The result with every assumption as it is.
  ///   - centralLabel: Its label.
  ///   - xTitle: The title of the horizontal axis.
  ///   - xFormat: The texts of the horizontal axis.
  public init(
    rows: [Row], central: Double, centralLabel: String, xTitle: String,
    xFormat: @escaping ValueFormat
  ) {
    (self.rows, self.central, self.centralLabel) = (rows, central, centralLabel)
    (self.xTitle, self.xFormat) = (xTitle, xFormat)
  }

  /// The chart as one `svg` element.
  public func drawing(width: Double, label: String) -> HTML {
    let ends = rows.flatMap { [$0.low, $0.high] }.filter(\.gain.isFinite)
    guard central.isFinite, !ends.isEmpty else {
      return SVGFrame.empty(width: width, label: label)
    }
    var frame = SVGFrame(width: width)
    let layout = RowLayout(
      width: frame.width, name: RowLayout.widest(rows.map(\.name), "strong"),
      text: RowLayout.widest(rows.compactMap(\.switchText), "muted small"), height: 34,
      stackedHeight: rows.contains { $0.switchText != nil } ? 66 : 50)
    let endRoom = min(
      RowLayout.widest(ends.map(\.text), "small") + 8, 0.24 * (layout.right - layout.left))
    let values: [Double] = ends.flatMap { [$0.gain] + ($0.interval?.ends ?? []) }
    let x = AxisScale(
      [0, central] + values, from: layout.left + endRoom, to: layout.right - endRoom, spacing: 50)
    var y = 24.0
    frame.text(centralLabel, x: x(central), y: 14, anchor: .middle, "strong")
    for (index, row) in rows.enumerated() {
      layout.begin(row.name, index, y, zero: x(0), in: &frame)
      switchText(of: row, y, layout, in: &frame)
      bars(of: row, layout.middle(y), x, endRoom, in: &frame)
      y += layout.height
    }
    let plot = Box(left: layout.left, top: 24, right: layout.right, bottom: y)
    frame.horizontalAxis(x, xFormat, title: xTitle, plot)
    return frame.svg(height: y + 42, label: label)
  }

  private func switchText(
    of row: Row, _ top: Double, _ layout: RowLayout, in frame: inout SVGFrame
  ) {
    guard let text = row.switchText else { return }
    if layout.isStacked {
      frame.text(text, x: 8, y: top + 31, within: frame.width - 16, "muted small")
    } else {
      frame.text(
        text, x: frame.width - 8, y: layout.middle(top) + 4, anchor: .end,
        within: frame.width - layout.right - 16, "muted small")
    }
  }

  /// The bars of both ends: in one line if they point apart, else one above the other.
  private func bars(
    of row: Row, _ y: Double, _ x: AxisScale, _ room: Double, in frame: inout SVGFrame
  ) {
    let (low, high) = (row.low.gain, row.high.gain)
    let isSplit = (low > central) == (high > central)
    let half = isSplit ? 6.0 : 9
    bar(row.low, y - (isSplit ? 7 : 0), half, 0.4, toRight: low > central, x, room, in: &frame)
    bar(row.high, y + (isSplit ? 7 : 0), half, 0.85, toRight: high > central, x, room, in: &frame)
    // Over the bars, so that the centre shows.
    frame.line(
      Point(x: x(central), y: y - 15), Point(x: x(central), y: y + 15), "reference dashed")
  }

  private func bar(
    _ end: End, _ y: Double, _ half: Double, _ opacity: Double, toRight: Bool, _ x: AxisScale,
    _ room: Double, in frame: inout SVGFrame
  ) {
    guard end.gain.isFinite else { return }
    let (from, to) = (min(x(central), x(end.gain)), max(x(central), x(end.gain)))
    frame.rect(
      Box(left: from, top: y - half, right: to, bottom: y + half), "heat", opacity: opacity,
      tooltip: end.tooltip)
    var (left, right) = (from, to)
    if let interval = end.interval {
      (left, right) = (min(left, x(interval.low)), max(right, x(interval.high)))
      frame.whisker(Point(x: x(interval.low), y: y), Point(x: x(interval.high), y: y), cap: 3)
    }
    frame.text(
      end.text, x: toRight ? right + 6 : left - 6, y: y + 4, anchor: toRight ? .start : .end,
      within: room - 6, "small")
  }
}

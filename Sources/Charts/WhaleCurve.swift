import Markup

/// Cumulative profit over accounts, from the most to the least profitable.
///
/// If accounts give profit back, the curve rises above the total and falls to it: up to the peak the area
/// is what accounts earn, after it what others give back. If none does, it shows how concentrated profit is.
/// Source: Kaplan and Narayanan, Measuring and managing customer profitability (2001).
public struct WhaleCurve: Chart {
  /// A place on the curve that gets a label.
  public struct Mark: Sendable, Equatable {
    /// How many accounts, from the most profitable.
    public var accountCount: Int
    /// The label, and the text on hover.
    public var text: String

    /// Takes a number of accounts and a label.
    public init(accountCount: Int, text: String) {
      (self.accountCount, self.text) = (accountCount, text)
    }
  }

  /// What the chart says in words.
  public struct Texts: Sendable, Equatable {
    /// The vertical axis, such as "Share of total profit".
    public var profitTitle: String
    /// The horizontal axis, such as "Accounts, most to least profitable".
    public var accountTitle: String
    /// The line at the total, such as "actual profit 100 %".
    public var total: String
    /// The peak, such as "137 % at 62 % of accounts"; not shown if no account gives profit back.
    public var peak: String
    /// The area up to the peak, such as "earn 137 %".
    public var earned: String
    /// The area after the peak, such as "give back 37 points".
    public var givenBack: String

    /// Takes all texts.
    public init(
      profitTitle: String, accountTitle: String, total: String, peak: String, earned: String,
      givenBack: String
    ) {
      (self.profitTitle, self.accountTitle, self.total) = (profitTitle, accountTitle, total)
      (self.peak, self.earned, self.givenBack) = (peak, earned, givenBack)
    }
  }

  /// The curve; none draws an empty chart.
  public var profit: CumulativeProfit?
  /// The words.
  public var texts: Texts
  /// Places with labels, such as where half of the profit is reached.
  public var marks: [Mark]
  /// The text of a share, where 1 is the whole.
  public var shareFormat: ValueFormat

  /// Takes a curve, its words and its labels.
  public init(
    profit: CumulativeProfit?, texts: Texts, marks: [Mark] = [],
    shareFormat: @escaping ValueFormat
  ) {
    (self.profit, self.texts, self.marks) = (profit, texts, marks)
    self.shareFormat = shareFormat
  }

  /// The chart as one `svg` element.
  public func drawing(width: Double, label: String) -> HTML {
    guard let profit else { return SVGFrame.empty(width: width, label: label) }
    var frame = SVGFrame(width: width)
    let height = frame.width < 500 ? 290.0 : 330.0
    let bottom = height - 44
    let upward = AxisScale([0, profit.peak], from: bottom, to: 48, spacing: 40)
    let left = frame.room(for: upward, shareFormat)
    let plot = Box(left: left, top: 48, right: frame.width - 6, bottom: bottom)
    let across = AxisScale([0, 1], from: plot.left, to: plot.right, spacing: 70)
    let curve = Curve(profit: profit, across: across, upward: upward)
    var titled = plot
    titled.top = 30
    frame.verticalAxis(upward, shareFormat, title: texts.profitTitle, titled)
    drawAreas(of: curve, on: &frame)
    frame.horizontalAxis(across, shareFormat, title: texts.accountTitle, plot)
    drawLines(of: curve, plot, on: &frame)
    drawLabels(of: curve, plot, on: &frame)
    return frame.svg(height: height, label: label)
  }

  private var givesBack: Bool { profit?.givesBack == true }

  private func drawAreas(of curve: Curve, on frame: inout SVGFrame) {
    frame.area(curve.area(curve.rising), "better", opacity: 0.16, tooltip: texts.earned)
    if givesBack {
      frame.area(curve.area(curve.falling), "worse", opacity: 0.18, tooltip: texts.givenBack)
    }
  }

  private func drawLines(of curve: Curve, _ plot: Box, on frame: inout SVGFrame) {
    let total = curve.upward(1)
    frame.line(
      Point(x: plot.left, y: total), Point(x: plot.right, y: total), "reference dashed")
    frame.path(curve.rising.commands, "whisker better")
    if givesBack { frame.path(curve.falling.commands, "whisker worse") }
  }

  private func drawLabels(of curve: Curve, _ plot: Box, on frame: inout SVGFrame) {
    let peak = curve.point(curve.profit.earningCount)
    var room = plot
    room.top = 20
    // Labels keep off the curve and the line of the total.
    frame.take(along: curve.rising + curve.falling)
    let corner = Point(x: plot.right, y: curve.upward(1))
    frame.take(along: [Point(x: plot.left, y: corner.y), corner])
    if givesBack {
      frame.label(texts.peak, at: peak, within: room, sides: [.above, .left], "strong")
      frame.circle(peak, radius: 5, "mark", tooltip: texts.peak)
    }
    frame.label(
      texts.total, at: corner, within: room, sides: [.below, .above], gap: 3, "muted small")
    for mark in marks where (0...curve.profit.accountCount).contains(mark.accountCount) {
      let point = curve.point(mark.accountCount)
      frame.circle(point, radius: 4, "mark-hollow", tooltip: mark.text)
      frame.label(
        mark.text, at: Point(x: point.x + 8, y: point.y), within: room,
        sides: [.belowRight, .below], gap: 2, "small")
    }
    drawAreaLabels(of: curve, peak, plot, on: &frame)
  }

  private func drawAreaLabels(
    of curve: Curve, _ peak: Point, _ plot: Box, on frame: inout SVGFrame
  ) {
    let base = plot.bottom - 24
    var earned = plot
    earned.right = peak.x - 4
    let wide = Point(x: (plot.left + 2 * peak.x) / 3, y: base)
    frame.label(texts.earned, at: wide, within: earned, sides: [.below], gap: 0, "strong better")
    guard givesBack else { return }
    var given = plot
    given.left = peak.x + 4
    let middle = Point(x: (peak.x + plot.right) / 2, y: base)
    if TextWidth.of(texts.givenBack, "strong worse") > given.width {
      // Too narrow an area: the text stands left of it, one line higher.
      given = Box(left: plot.left, top: plot.top, right: plot.right, bottom: base - 4)
    }
    frame.label(
      texts.givenBack, at: middle, within: given, sides: [.below, .above], gap: 0, "strong worse")
  }
}

/// Rows of a chart with a name, texts and a plot: side by side, or one below the other where it is narrow.
struct RowLayout: Sendable {
  let width: Double
  /// Whether names and texts stand above each row's plot.
  let isStacked: Bool
  /// Where names end, if they stand beside the plot.
  let nameRight: Double
  /// The ends of the plot.
  let left: Double
  let right: Double
  /// The height of a row in pixels.
  let height: Double

  /// Takes the widest name and the widest text beside the plot.
  init(width: Double, name: Double, text: Double, height: Double, stackedHeight: Double) {
    self.width = width
    isStacked = width < 480
    self.height = isStacked ? stackedHeight : height
    nameRight = 8 + min(name, 0.3 * width)
    left = isStacked ? 8 : nameRight + 16
    right = width - (isStacked || text == 0 ? 8 : min(text, 0.26 * width) + 24)
  }

  /// The widest of some texts.
  static func widest(_ texts: some Sequence<String>, _ classes: String) -> Double {
    texts.map { TextWidth.of($0, classes) }.max() ?? 0
  }

  /// Where the middle of a row's plot lies, for the row's top.
  func middle(_ top: Double) -> Double { isStacked ? top + height - 15 : top + height / 2 }

  /// A row's background, its piece of the zero line, its name.
  func begin(
    _ name: String, _ index: Int, _ top: Double, zero: Double, in frame: inout SVGFrame
  ) {
    if index.isMultiple(of: 2) {
      frame.rect(Box(left: 0, top: top, right: width, bottom: top + height), "stripe")
    }
    let lineTop = isStacked ? middle(top) - 12 : top
    frame.line(Point(x: zero, y: lineTop), Point(x: zero, y: top + height), "zero")
    if isStacked {
      frame.text(name, x: 8, y: top + 15, within: width - 16, "strong")
    } else {
      frame.text(
        name, x: nameRight, y: middle(top) + 4, anchor: .end, within: nameRight - 8, "strong")
    }
  }
}

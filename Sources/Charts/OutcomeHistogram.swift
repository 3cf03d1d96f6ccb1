import Markup

/// The distribution of outcomes of one or several alternatives.
///
/// The first alternative is filled and, if there is a target, split by it; up to three more are outlines.
/// All share the edges of bins, and their counts are drawn on one scale.
public struct OutcomeHistogram: Chart {
  /// The outcomes of one alternative.
  public struct Alternative: Sendable, Equatable {
    /// The direct label.
    public var name: String
    /// How many outcomes lie in each bin.
    public var counts: [Int]
    /// The text on hover: of each bin for the first alternative, of the outline (the first) for others.
    public var tooltips: [String]

    /// Takes a name, counts and tooltips.
    public init(name: String, counts: [Int], tooltips: [String]) {
      (self.name, self.counts, self.tooltips) = (name, counts, tooltips)
    }
  }

  /// The ends of the bins, ascending.
  public var edges: [Double]
  /// The alternatives; those after the fourth are not drawn.
  public var alternatives: [Alternative]
  /// What should be reached.
  public var target: OutcomeTarget?
  /// The title of the horizontal axis.
  public var valueTitle: String
  /// The title of the vertical axis, such as "simulated years".
  public var countTitle: String
  /// The text of a value.
  public var valueFormat: ValueFormat
  /// The text of a count.
  public var countFormat: ValueFormat

  /// Takes bins, alternatives, a target and words.
  public init(
    edges: [Double], alternatives: [Alternative], target: OutcomeTarget? = nil,
    valueTitle: String, countTitle: String, valueFormat: @escaping ValueFormat,
    countFormat: @escaping ValueFormat
  ) {
    (self.edges, self.alternatives, self.target) = (edges, alternatives, target)
    (self.valueTitle, self.countTitle) = (valueTitle, countTitle)
    (self.valueFormat, self.countFormat) = (valueFormat, countFormat)
  }

  /// The chart as one `svg` element.
  public func drawing(width: Double, label: String) -> HTML {
    let allBins = alternatives.prefix(4).map { OutcomeBins(edges: edges, counts: $0.counts) }
    let largest = allBins.flatMap(\.counts).max() ?? 0
    guard largest > 0, let first = allBins.first,
      let low = allBins.compactMap(\.edges.first).min(),
      let high = allBins.compactMap(\.edges.last).max()
    else { return SVGFrame.empty(width: width, label: label) }
    var frame = SVGFrame(width: width)
    let target = self.target.flatMap { $0.value.isDrawable ? $0 : nil }
    let height = (frame.width < 500 ? 280.0 : 320.0) + (target == nil ? 0 : 24)
    let top = target == nil ? 30.0 : 64.0
    let upward = AxisScale(
      [0, Double(largest) * (allBins.count > 1 ? 1.2 : 1)], from: height - 44, to: top,
      spacing: 45, isWhole: true)
    let plot = Box(
      left: frame.room(for: upward, countFormat), top: top, right: frame.width - 6,
      bottom: height - 44)
    let across = AxisScale(
      [low, high] + (target.map { [$0.value] } ?? []), from: plot.left, to: plot.right, spacing: 80)
    let place = Place(across: across, upward: upward)
    frame.verticalAxis(upward, countFormat, title: countTitle, plot)
    drawBars(of: first, target, place, on: &frame)
    frame.horizontalAxis(across, valueFormat, title: valueTitle, plot)
    if let target { draw(target, across, plot, on: &frame) }
    drawOutlines(of: Array(allBins), place, plot, on: &frame)
    return frame.svg(height: height, label: label)
  }

  /// Values across, counts upward.
  private struct Place {
    let across: AxisScale
    let upward: AxisScale

    func box(_ range: ClosedRange<Double>, _ count: Int) -> Box {
      Box(
        left: across(range.lowerBound), top: upward(Double(count)),
        right: across(range.upperBound), bottom: upward(0))
    }
  }

  private func drawBars(
    of bins: OutcomeBins, _ target: OutcomeTarget?, _ place: Place, on frame: inout SVGFrame
  ) {
    let tooltips = alternatives[0].tooltips
    for piece in bins.pieces(target: target?.value) where bins.counts[piece.bin] > 0 {
      var box = place.box(piece.range, bins.counts[piece.bin])
      box.right -= min(1, box.width / 4)
      frame.rect(
        box, piece.verdict?.rawValue ?? "accent", opacity: alternatives.count > 1 ? 0.4 : nil,
        tooltip: tooltips.indices.contains(piece.bin) ? tooltips[piece.bin] : "")
    }
  }

  private func draw(
    _ target: OutcomeTarget, _ across: AxisScale, _ plot: Box, on frame: inout SVGFrame
  ) {
    let x = across(target.value)
    let line = [Point(x: x, y: 36), Point(x: x, y: plot.bottom)]
    frame.line(line[0], line[1], "reference dashed")
    frame.text(target.text, x: x, y: 31, anchor: .middle, "strong")
    frame.take(along: line)
    // Both sides of the line; moved where one has too little room.
    let most = frame.width / 2 - 6
    let missed = min(TextWidth.of(target.missedText, "strong"), most)
    let reached = min(TextWidth.of(target.reachedText, "strong"), most)
    let middle = max(min(x, frame.width - reached - 6), missed + 6)
    frame.text(
      target.missedText, x: middle - 6, y: 14, anchor: .end, within: missed, "strong worse")
    frame.text(target.reachedText, x: middle + 6, y: 14, within: reached, "strong better")
  }

  private func drawOutlines(
    of allBins: [OutcomeBins], _ place: Place, _ plot: Box, on frame: inout SVGFrame
  ) {
    let classes = ["line-2", "line-2 dashed", "line dashed"]
    for (index, bins) in allBins.enumerated().dropFirst() {
      let outline = Self.outline(of: bins, place)
      let tooltip = alternatives[index].tooltips.first ?? alternatives[index].name
      frame.path(outline.commands, classes[index - 1], tooltip: tooltip)
      frame.take(along: outline)
    }
    guard allBins.count > 1 else { return }
    frame.take(along: Self.outline(of: allBins[0], place))
    for (index, bins) in allBins.enumerated() {
      guard
        let peak = bins.counts.indices.max(by: { bins.counts[$0] < bins.counts[$1] }),
        bins.counts[peak] > 0
      else { continue }
      let range = bins.edges[peak]...bins.edges[peak + 1]
      let box = place.box(range, bins.counts[peak])
      frame.label(
        alternatives[index].name, at: Point(x: (box.left + box.right) / 2, y: box.top),
        within: plot, sides: [.above, .right, .left], gap: 4, index == 0 ? "strong small" : "small")
    }
  }

  /// The steps of bins, from the axis to the axis.
  private static func outline(of bins: OutcomeBins, _ place: Place) -> [Point] {
    guard let first = bins.edges.first, let last = bins.edges.last else { return [] }
    let bars = bins.counts.indices.flatMap { bin in
      let box = place.box(bins.edges[bin]...bins.edges[bin + 1], bins.counts[bin])
      return [Point(x: box.left, y: box.top), Point(x: box.right, y: box.top)]
    }
    let base = place.upward(0)
    return [Point(x: place.across(first), y: base)] + bars
      + [Point(x: place.across(last), y: base)]
  }
}

import Markup

/// Where a text stands to its point.
enum TextAnchor: String, Sendable {
  case start, middle, end
}

/// A drawing of a given width that knows where its texts are.
struct SVGFrame {
  /// The width in pixels, at least 280.
  let width: Double
  /// What texts and labelled marks cover; labels are placed elsewhere.
  private(set) var taken: [Box] = []
  private var content: HTML = ""

  init(width: Double) {
    self.width = width.isFinite ? min(max(width, 280), 10_000) : 280
  }

  /// The whole as one `svg` element, higher than asked for if its texts need it.
  func svg(height: Double, label: String) -> HTML {
    let height = max(height, (taken.map(\.bottom).max() ?? 0) + 4)
    return """
      <svg class="chart" viewBox="0 0 \(width) \(height)" role="img" aria-label="\(label)">\(content)</svg>
      """
  }

  /// What a chart without a finite point shows.
  static func empty(width: Double, label: String) -> HTML {
    var frame = SVGFrame(width: width)
    frame.text("nothing to show", x: frame.width / 2, y: 36, anchor: .middle, "muted")
    return frame.svg(height: 64, label: label)
  }

  /// Keeps labels away from a place.
  mutating func take(_ box: Box) { taken.append(box) }

  /// A straight line.
  mutating func line(_ from: Point, _ to: Point, _ classes: String) {
    content += """
      <line class="\(classes)" x1="\(from.x)" y1="\(from.y)" x2="\(to.x)" y2="\(to.y)"/>
      """
  }

  /// A rectangle; with a tooltip it is a mark that carries data.
  mutating func rect(
    _ box: Box, _ classes: String, radius: Double = 0, opacity: Double? = nil,
    tooltip: String? = nil
  ) {
    let round: HTML? = radius > 0 ? " rx=\"\(radius)\"" : nil
    element(
      """
      rect x="\(box.left)" y="\(box.top)" width="\(box.width)" height="\(box.height)"\(round)\
      \(Self.attribute(opacity))
      """, "rect", classes, tooltip)
  }

  /// A circle; with a tooltip it is a mark that carries data.
  mutating func circle(
    _ centre: Point, radius: Double, _ classes: String, tooltip: String? = nil
  ) {
    element(
      "circle cx=\"\(centre.x)\" cy=\"\(centre.y)\" r=\"\(radius)\"", "circle", classes, tooltip)
  }

  /// A path; with a tooltip it is a mark that carries data.
  mutating func path(
    _ commands: HTML, _ classes: String, opacity: Double? = nil, tooltip: String? = nil
  ) {
    element("path d=\"\(commands)\"\(Self.attribute(opacity))", "path", classes, tooltip)
  }

  private static func attribute(_ opacity: Double?) -> HTML? {
    opacity.map { " fill-opacity=\"\(hundredths: $0)\"" }
  }

  private mutating func element(
    _ opening: HTML, _ name: HTML, _ classes: String, _ tooltip: String?
  ) {
    if let tooltip {
      content += "<\(opening) class=\"\(classes) datum\"><title>\(tooltip)</title></\(name)>"
    } else {
      content += "<\(opening) class=\"\(classes)\"/>"
    }
  }

  /// A text at a place, shortened where it would be wider than allowed or than the frame.
  mutating func text(
    _ text: String, x: Double, y: Double, anchor: TextAnchor = .start, within: Double = .infinity,
    _ classes: String = ""
  ) {
    let shown = TextWidth.shortened(text, to: min(within, width), classes)
    if shown.isEmpty { return }
    let x = kept(x, width: TextWidth.of(shown, classes), anchor)
    taken.append(Self.box(shown, Point(x: x, y: y), anchor, classes))
    let anchor: HTML? = anchor == .start ? nil : " text-anchor=\"\(anchor.rawValue)\""
    let names: HTML? = classes.isEmpty ? nil : " class=\"\(classes)\""
    let whole: HTML? = shown == text ? nil : "<title>\(text)</title>"
    content += "<text\(names) x=\"\(x)\" y=\"\(y)\"\(anchor)>\(shown)\(whole)</text>"
  }

  /// The nearest x at which a text of a width lies within the frame.
  private func kept(_ x: Double, width: Double, _ anchor: TextAnchor) -> Double {
    let before = anchor == .start ? 0 : anchor == .middle ? width / 2 : width
    return max(min(x, self.width - (width - before)), before)
  }

  /// What a text covers at most.
  static func box(_ text: String, _ at: Point, _ anchor: TextAnchor, _ classes: String) -> Box {
    let width = TextWidth.of(text, classes)
    let size = TextWidth.size(classes)
    let left = at.x - (anchor == .start ? 0 : anchor == .middle ? width / 2 : width)
    return Box(left: left, top: at.y - 0.8 * size, right: left + width, bottom: at.y + 0.22 * size)
  }
}

extension HTML.StringInterpolation {
  /// Adds a share to a hundredth.
  mutating func appendInterpolation(hundredths share: Double) {
    let whole = share.isFinite ? Int((min(max(share, 0), 1) * 100).rounded()) : 0
    let text: String = whole == 100 ? "1" : whole < 10 ? "0.0\(whole)" : "0.\(whole)"
    appendInterpolation(text)
  }
}

extension [Point] {
  /// The points joined by lines, as commands of a path.
  var commands: HTML {
    var commands: HTML = ""
    for (index, point) in enumerated() {
      commands += index == 0 ? "M\(point.x) \(point.y)" : "L\(point.x) \(point.y)"
    }
    return commands
  }
}

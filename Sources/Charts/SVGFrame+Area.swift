import Markup

extension SVGFrame {
  /// A closed area through which what lies behind it shows; with a tooltip it is a mark that carries data.
  mutating func area(
    _ outline: [Point], _ classes: String, opacity: Double, tooltip: String? = nil
  ) {
    path("\(outline.commands)Z", classes, opacity: opacity, tooltip: tooltip)
  }

  /// Keeps labels away from a line through points.
  mutating func take(along line: [Point]) {
    let radius = 2.0
    for (from, to) in zip(line, line.dropFirst()) {
      let length = max(abs(to.x - from.x), abs(to.y - from.y))
      let count = max(1, (min(length, 10_000) / (2 * radius)).rounded(.up))
      for step in stride(from: 0, through: count, by: 1) {
        let x = from.x + (to.x - from.x) * step / count
        let y = from.y + (to.y - from.y) * step / count
        take(Box(left: x - radius, top: y - radius, right: x + radius, bottom: y + radius))
      }
    }
  }
}

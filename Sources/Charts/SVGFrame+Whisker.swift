import Markup

extension SVGFrame {
  /// An interval as a line with a cap at either end, drawn along one axis.
  mutating func whisker(_ from: Point, _ to: Point, cap: Double = 4, _ classes: String = "") {
    let across =
      from.y == to.y ? Point(x: 0, y: cap) : Point(x: cap, y: 0)
    var commands: HTML = "M\(from.x) \(from.y)L\(to.x) \(to.y)"
    for end in [from, to] {
      commands += """
        M\(end.x - across.x) \(end.y - across.y)L\(end.x + across.x) \(end.y + across.y)
        """
    }
    path(commands, classes.isEmpty ? "whisker" : "whisker \(classes)")
  }

  /// A verdict's mark: a filled diamond if better, a filled triangle if worse, a hollow diamond if unclear.
  mutating func verdictMark(_ at: Point, _ verdict: Verdict, tooltip: String) {
    let (x, y, size) = (at.x, at.y, 6.0)
    let diamond: HTML = """
      M\(x) \(y - size)L\(x + size) \(y)L\(x) \(y + size)L\(x - size) \(y)Z
      """
    switch verdict {
    case .better: path(diamond, "better", tooltip: tooltip)
    case .unclear: path(diamond, "mark-hollow", tooltip: tooltip)
    case .worse:
      path(
        "M\(x - size) \(y - 5)L\(x + size) \(y - 5)L\(x) \(y + 6)Z", "worse", tooltip: tooltip)
    }
  }
}

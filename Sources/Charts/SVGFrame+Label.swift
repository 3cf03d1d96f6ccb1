/// A place for a label relative to its point.
enum LabelSide: Sendable {
  case above, aboveRight, right, belowRight, below, left
}

extension SVGFrame {
  /// Puts a label beside a point, where it covers no other text, and within bounds.
  ///
  /// It tries the sides in order, near first, then farther away. What finds no place is left out; the
  /// mark's tooltip still says it.
  ///
  /// - Parameters:
  ///   - label: The text.
  ///   - point: What it belongs to.
  ///   - bounds: Where it may stand.
  ///   - sides: The sides to try, the best first.
  ///   - gap: The distance from the point in pixels.
  ///   - reach: How much farther away it may stand.
  ///   - classes: Its classes.
  /// - Returns: Whether it was placed.
  @discardableResult mutating func label(
    _ label: String, at point: Point, within bounds: Box,
    sides: [LabelSide] = [.above, .below, .right, .left], gap: Double = 8,
    reach: Double = 48, _ classes: String = ""
  ) -> Bool {
    let shown = TextWidth.shortened(label, to: bounds.width, classes)
    if shown.isEmpty { return false }
    let size = TextWidth.size(classes)
    let width = TextWidth.of(shown, classes)
    for distance in stride(from: 0, through: reach, by: size / 2) {
      for side in sides {
        var (place, anchor) = (point, TextAnchor.start)
        switch side {
        case .above, .aboveRight: place.y -= gap + 0.22 * size + distance
        case .below, .belowRight: place.y += gap + 0.8 * size + distance
        case .left, .right: place.y += 0.3 * size - distance
        }
        switch side {
        case .right: place.x += gap
        case .left: (place.x, anchor) = (point.x - gap, .end)
        case .above, .below:
          if point.x + width / 2 > bounds.right {
            (place.x, anchor) = (bounds.right, .end)
          } else {
            (place.x, anchor) = (max(point.x, bounds.left + width / 2), .middle)
          }
        case .aboveRight, .belowRight: break
        }
        let box = Self.box(shown, place, anchor, classes)
        if bounds.contains(box), !taken.contains(where: { $0.overlaps(box) }) {
          text(label, x: place.x, y: place.y, anchor: anchor, within: bounds.width, classes)
          return true
        }
      }
    }
    return false
  }
}

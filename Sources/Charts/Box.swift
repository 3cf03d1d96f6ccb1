/// A rectangle in pixels; y grows downwards.
struct Box: Equatable, Sendable {
  var left: Double
  var top: Double
  var right: Double
  var bottom: Double

  var width: Double { right - left }
  var height: Double { bottom - top }

  func overlaps(_ other: Box) -> Bool {
    left < other.right && other.left < right && top < other.bottom && other.top < bottom
  }

  func contains(_ other: Box) -> Bool {
    left <= other.left && other.right <= right && top <= other.top && other.bottom <= bottom
  }
}

/// A point in pixels; y grows downwards.
struct Point: Equatable, Sendable {
  var x: Double
  var y: Double
}

extension Box {
  /// The square around a point.
  init(_ centre: Point, radius: Double) {
    self.init(
      left: centre.x - radius, top: centre.y - radius, right: centre.x + radius,
      bottom: centre.y + radius)
  }
}

import Markup

/// A chart that draws itself as inline SVG of any width.
///
/// It shows what it is given and decides nothing: titles, units and texts come from outside. It never fails:
/// no points, one point or numbers that are not finite give a chart that says so.
public protocol Chart: Sendable {
  /// The chart as one `svg` element.
  ///
  /// - Parameters:
  ///   - width: The width of the view box in pixels, at least 280; the height follows.
  ///   - label: What the chart shows, in words, for those who don't see it.
  /// - Returns: The element.
  func drawing(width: Double, label: String) -> HTML
}

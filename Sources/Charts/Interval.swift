/// The ends of an interval, both finite.
struct Interval: Sendable {
  let low: Double
  let high: Double

  /// Takes the ends; there is no interval without two finite ones.
  init?(_ low: Double?, _ high: Double?) {
    guard let low, let high, low.isFinite, high.isFinite else { return nil }
    (self.low, self.high) = (min(low, high), max(low, high))
  }

  var ends: [Double] { [low, high] }
}

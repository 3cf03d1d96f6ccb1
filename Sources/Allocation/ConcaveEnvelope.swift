/// The smallest concave function above another one on `0 ... upper`, as straight segments.
///
/// Segments of falling slope are what a linear program can maximise without integers [Little 1970;
/// evidence C.2 and C.3]. Where the function is concave, the segments are chords and lie below it by
/// at most the tolerance. Where it is not (an S-shaped start, a convex curve), they bridge it and
/// overstate what lies between; `largestGap` says by how much.
public struct ConcaveEnvelope: Equatable, Sendable {
  /// A straight piece of the envelope.
  public struct Segment: Equatable, Sendable {
    /// Length along the argument; above 0.
    public let width: Double
    /// Rise per unit of the argument.
    public let slope: Double
  }

  /// The value of the function, and of the envelope, at 0.
  public let start: Double
  /// The pieces from 0 on; slopes fall strictly, but maybe from a piece up to a lower end above 0.
  public let segments: [Segment]
  /// Greatest value of the function minus its least, among the points looked at.
  public let range: Double
  /// The most by which the envelope lies above the function, among the points looked at.
  public let largestGap: Double
  /// Where the largest gap is; `nil` where the envelope overstates nothing.
  public let largestGapAt: Double?

  /// The finest piece, as a share of `upper`.
  ///
  /// Near an infinite slope the cutting stops here: a linear solver does not see variables that are
  /// shorter than its tolerance (1e-9), however steep.
  static let finestShare = 0x1p-24

  /// Builds the envelope of a function.
  ///
  /// Intervals are halved until the chord is within half the tolerance at the middle; for a concave
  /// function the chord then is within the tolerance everywhere. Near an infinite slope the cutting
  /// stops at intervals of 6e-8 of the width.
  ///
  /// - Parameters:
  ///   - upper: End of the interval, not negative; 0 gives an envelope without segments.
  ///   - tolerance: Greatest error, as a share of the function's range, above 0.
  ///   - function: Continuous, finite on `0 ... upper`, without features far finer than an eighth of it.
  public init(upTo upper: Double, tolerance: Double, of function: (Double) -> Double) {
    precondition(upper >= 0 && upper.isFinite, "upper end \(upper)")
    precondition(tolerance > 0, "tolerance \(tolerance)")
    start = function(0)
    guard upper > 0 else {
      (segments, range, largestGap, largestGapAt) = ([], 0, 0, nil)
      return
    }
    let samples = Self.samples(upTo: upper, tolerance: tolerance, of: function)
    let hull = Self.upperHull(of: samples.breakpoints)
    segments = zip(hull, hull.dropFirst()).map { left, right in
      Segment(width: right.x - left.x, slope: (right.y - left.y) / (right.x - left.x))
    }
    range = samples.range
    let gaps = Self.gaps(of: samples.points, below: hull)
    let largest = gaps.max { $0.gap < $1.gap }
    // Rounding alone makes gaps of some ulps.
    let visible = largest.flatMap {
      $0.gap > max(1e-3 * tolerance * samples.range, samples.rounding) ? $0 : nil
    }
    largestGap = visible?.gap ?? 0
    largestGapAt = visible?.x
  }

  /// Builds the envelope of a function on an interval alone, behind a straight piece from 0 to its lower end.
  ///
  /// - Parameters:
  ///   - interval: Both ends finite, not negative.
  ///   - tolerance: Greatest error, as a share of the function's range on the interval, above 0.
  ///   - function: As in `init(upTo:tolerance:of:)`.
  init(on interval: ClosedRange<Double>, tolerance: Double, of function: (Double) -> Double) {
    let lower = interval.lowerBound
    let tail = ConcaveEnvelope(
      upTo: interval.upperBound - lower, tolerance: tolerance, of: { function(lower + $0) })
    start = lower > 0 ? function(0) : tail.start
    segments =
      (lower > 0 ? [Segment(width: lower, slope: (tail.start - start) / lower)] : [])
      + tail.segments
    range = tail.range
    largestGap = tail.largestGap
    largestGapAt = tail.largestGapAt.map { lower + $0 }
  }

  /// The envelope at `x`; beyond its ends that of the nearest end.
  public func value(at x: Double) -> Double {
    var value = start
    var left = x
    for segment in segments where left > 0 {
      value += segment.slope * min(left, segment.width)
      left -= segment.width
    }
    return value
  }

  /// The slopes just before and just after `x`; `nil` where there is no envelope.
  ///
  /// A solver's answer may be off by rounding: a breakpoint within 1e-9 of the whole width counts as `x`.
  public func slopes(around x: Double) -> (before: Double?, after: Double?) {
    let rounding = 1e-9 * segments.reduce(0) { $0 + $1.width }
    var end = 0.0
    var before: Double?
    for segment in segments {
      if x <= end + rounding { return (before, segment.slope) }
      before = segment.slope
      end += segment.width
      if x < end - rounding { return (before, segment.slope) }
    }
    return (before, nil)
  }
}

// MARK: - Construction

extension ConcaveEnvelope {
  private typealias Point = (x: Double, y: Double)

  /// Breakpoints that follow the function within the tolerance, the same with the midpoints that showed it,
  /// by rising `x`, the range of all their values, and what of it may be rounding.
  private static func samples(
    upTo upper: Double, tolerance: Double, of function: (Double) -> Double
  ) -> (breakpoints: [Point], points: [Point], range: Double, rounding: Double) {
    let panels = 8
    let coarse = (0...panels).map { step in
      let x = upper * Double(step) / Double(panels)
      return (x: x, y: function(x))
    }
    var least = coarse.reduce(Double.infinity) { min($0, $1.y) }
    var greatest = coarse.reduce(-Double.infinity) { max($0, $1.y) }
    var breakpoints: [Point] = [coarse[0]]
    var points: [Point] = [coarse[0]]
    breakpoints.reserveCapacity(64)
    points.reserveCapacity(128)

    func rounding() -> Double { 1e-13 * max(abs(least), abs(greatest)) }
    func follow(_ left: Point, _ right: Point) {
      let x = (left.x + right.x) / 2
      let middle = (x: x, y: function(x))
      precondition(middle.y.isFinite, "the function is \(middle.y) at \(x)")
      (least, greatest) = (min(least, middle.y), max(greatest, middle.y))
      let error = abs(middle.y - (left.y + right.y) / 2)
      if error <= max(tolerance * (greatest - least) / 2, rounding())
        || right.x - left.x <= finestShare * upper
      {
        points.append(middle)
        points.append(right)
        breakpoints.append(right)
      } else {
        follow(left, middle)
        follow(middle, right)
      }
    }
    for (left, right) in zip(coarse, coarse.dropFirst()) { follow(left, right) }
    return (breakpoints, points, greatest - least, rounding())
  }

  /// The points, by rising `x`, that the smallest concave function above all of them passes through.
  private static func upperHull(of points: [Point]) -> [Point] {
    func slope(_ left: Point, _ right: Point) -> Double { (right.y - left.y) / (right.x - left.x) }
    var hull: [Point] = []
    for point in points {
      while hull.count >= 2,
        slope(hull[hull.count - 2], hull[hull.count - 1]) <= slope(hull[hull.count - 1], point)
      {
        hull.removeLast()
      }
      hull.append(point)
    }
    return hull
  }

  /// How far each point lies below the hull, points by rising `x`.
  private static func gaps(of points: [Point], below hull: [Point]) -> [(x: Double, gap: Double)] {
    var piece = 0
    return points.map { point in
      while piece < hull.count - 2 && point.x > hull[piece + 1].x { piece += 1 }
      let (left, right) = (hull[piece], hull[piece + 1])
      let share = (point.x - left.x) / (right.x - left.x)
      return (point.x, left.y + share * (right.y - left.y) - point.y)
    }
  }
}

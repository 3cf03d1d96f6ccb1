#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#endif

/// A smooth function on `0 ... upper`, looked at in a few points and known between them.
///
/// It is the polynomial through the Chebyshev points, ends included. For a function that is smooth over the
/// whole interval, coefficients fall by a factor with every degree; so the last of them tell how far off
/// the polynomial is.
///
/// - SeeAlso: L. N. Trefethen, _Approximation Theory and Approximation Practice_, chapters 3 and 8.
struct ChebyshevSeries {
  private let upper: Double
  /// By rising degree.
  private let coefficients: [Double]
  /// The function at 0, to the last bit: what a plan gains is counted from there.
  private let start: Double

  /// The polynomial through `points.degree + 1` values of a function; `nil` where it does not follow the
  /// function to a billionth of its range, as far as its last coefficients tell.
  ///
  /// - Parameters:
  ///   - points: Where to look.
  ///   - upper: End of the interval, above 0.
  ///   - function: What to follow.
  init?(through points: ChebyshevPoints, upTo upper: Double, of function: (Double) -> Double) {
    let values = points.shares.map { function(upper * $0) }
    var (least, greatest) = (values[0], values[0])
    for value in values { (least, greatest) = (min(least, value), max(greatest, value)) }
    let coefficients = points.coefficients(of: values)
    let last = max(abs(coefficients[points.degree]), abs(coefficients[points.degree - 1]))
    guard last <= 1e-9 * (greatest - least) else { return nil }
    self.upper = upper
    self.coefficients = coefficients
    start = values[points.degree]
  }

  /// The polynomial at `x` in `0 ... upper`, by Clenshaw's recurrence.
  func value(at x: Double) -> Double {
    if x == 0 { return start }
    let twice = 4 * (x / upper) - 2
    var (last, before) = (0.0, 0.0)
    for index in stride(from: coefficients.count - 1, to: 0, by: -1) {
      (last, before) = (coefficients[index] - before + twice * last, last)
    }
    return coefficients[0] - before + twice / 2 * last
  }
}

/// The Chebyshev points of some degree, with what turns values there into coefficients.
struct ChebyshevPoints: Sendable {
  /// The degree of the polynomial, at least 2.
  let degree: Int
  /// The points in 0...1, falling.
  let shares: [Double]
  /// The cosines of `k pi / degree`, `k` from 0 on, one period.
  private let cosines: [Double]

  /// The points of degrees 8 to 36 in steps of 4.
  static let shared = stride(from: 8, through: 36, by: 4).map(ChebyshevPoints.init(degree:))

  init(degree: Int) {
    self.degree = degree
    cosines = (0..<2 * degree).map { cos(Double($0) * Double.pi / Double(degree)) }
    shares = cosines[...degree].map { (1 + $0) / 2 }
  }

  /// The coefficients of the polynomial with these values at the points.
  func coefficients(of values: [Double]) -> [Double] {
    (0...degree).map { order in
      var sum = 0.0
      for point in 0...degree {
        let share = point == 0 || point == degree ? 0.5 : 1
        sum += share * values[point] * cosines[order * point % (2 * degree)]
      }
      return (order == 0 || order == degree ? 1 : 2) * sum / Double(degree)
    }
  }
}

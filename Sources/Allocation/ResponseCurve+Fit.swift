#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#endif

extension ResponseCurve {
  /// The ADBUDG curve with the least sum of squared errors at some points.
  ///
  /// Levenberg's and Marquardt's method on floor, ceiling, exponent and the logarithm of the divisor,
  /// from an exponent of 2 around the middle effort. It finds the nearest best curve; that no other is
  /// better is not proved.
  ///
  /// - Parameter points: Efforts, not negative, with their responses; at least four different efforts.
  /// - Returns: The curve.
  /// - Throws: `ResponseCurveError.points` if there are too few, or if they do not rise.
  public static func adbudg(
    fitting points: [(effort: Double, response: Double)]
  ) throws(ResponseCurveError) -> ResponseCurve {
    let sorted = points.sorted { $0.effort < $1.effort }
    guard Set(sorted.map(\.effort)).count >= 4, let first = sorted.first, let last = sorted.last,
      first.effort >= 0, last.effort.isFinite,
      sorted.allSatisfy({ $0.response.isFinite }), last.response > first.response
    else { throw .points(count: points.count) }

    func curve(_ p: [Double]) -> ResponseCurve? {
      try? ResponseCurve(
        .adbudg(floor: p[0], ceiling: p[1], exponent: p[2], divisor: exp(p[3])))
    }
    let middle = sorted[sorted.count / 2].effort
    var parameters = [
      first.response, last.response + 0.1 * (last.response - first.response), 2, 2 * log(middle),
    ]
    guard var best = curve(parameters) else { throw .points(count: points.count) }
    var damping = 1e-3
    for _ in 0..<1000 where damping < 1e12 {
      let step = marquardtStep(from: parameters, fitting: points, damping: damping)
      let trial = zip(parameters, step).map(+)
      if let candidate = curve(trial),
        candidate.squaredError(at: points) < best.squaredError(at: points)
      {
        (parameters, best, damping) = (trial, candidate, damping / 10)
      } else {
        damping *= 10
      }
    }
    return best
  }

  /// The sum of squared differences between the curve and some points.
  public func squaredError(at points: [(effort: Double, response: Double)]) -> Double {
    points.reduce(0) { sum, point in
      let error = point.response - value(at: point.effort)
      return sum + error * error
    }
  }

  /// The step that solves the normal equations, their diagonal raised by the damping.
  private static func marquardtStep(
    from p: [Double], fitting points: [(effort: Double, response: Double)], damping: Double
  ) -> [Double] {
    var matrix = [[Double]](repeating: [Double](repeating: 0, count: 5), count: 4)
    for (effort, response) in points {
      let saturation = 1 / (exp(p[3]) * pow(effort, -p[2]) + 1)
      let change = (p[1] - p[0]) * saturation * (1 - saturation)
      let gradient = [
        1 - saturation, saturation, effort > 0 ? change * log(effort) : 0, -change,
      ]
      let error = response - (p[0] + (p[1] - p[0]) * saturation)
      for row in 0..<4 {
        for column in 0..<4 { matrix[row][column] += gradient[row] * gradient[column] }
        matrix[row][4] += gradient[row] * error
      }
    }
    for row in 0..<4 { matrix[row][row] *= 1 + damping }
    return solution(of: matrix)
  }

  /// The solution of four positive definite equations, right-hand side last, by elimination.
  private static func solution(of equations: [[Double]]) -> [Double] {
    var rows = equations
    for pivot in rows.indices {
      for row in rows.indices where row != pivot {
        let factor = rows[row][pivot] / rows[pivot][pivot]
        for column in pivot...rows.count { rows[row][column] -= factor * rows[pivot][column] }
      }
    }
    return rows.indices.map { rows[$0][rows.count] / rows[$0][$0] }
  }
}

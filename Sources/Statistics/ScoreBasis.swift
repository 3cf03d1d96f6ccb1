/// Orthonormal columns that smooth functions of inputs are made of, for regression on samples.
///
/// Each input is replaced by its normal scores, so outliers have no leverage and any rising scale of an
/// input gives the same; of the scores, powers up to a degree. Columns add nothing to means.
struct ScoreBasis {
  /// Orthogonal to each other and to the constant, of length 1; one value per sample.
  private(set) var columns: [[Double]] = []

  /// Builds the columns; what an input repeats of those before it is left out.
  ///
  /// - Parameters:
  ///   - inputs: One column of samples each.
  ///   - degree: The highest power.
  init(inputs: [[Double]], degree: Int) {
    for input in inputs {
      let scores = Self.normalScores(input)
      var power = scores
      for _ in 0..<degree {
        add(power)
        for sample in power.indices { power[sample] *= scores[sample] }
      }
    }
  }

  /// The coefficients of the least-squares fit.
  func coefficients(of values: [Double]) -> [Double] { columns.map { Self.product($0, values) } }

  /// The fit at each sample, about 0.
  func fit(_ coefficients: [Double]) -> [Double] {
    var fit = [Double](repeating: 0, count: columns.first?.count ?? 0)
    for (column, coefficient) in zip(columns, coefficients) {
      for sample in fit.indices { fit[sample] += coefficient * column[sample] }
    }
    return fit
  }

  /// Gram and Schmidt's step, twice for the digits.
  private mutating func add(_ values: [Double]) {
    var column = values
    for _ in 0..<2 {
      let mean = column.reduce(0, +) / Double(column.count)
      for sample in column.indices { column[sample] -= mean }
      for other in columns {
        let share = Self.product(other, column)
        for sample in column.indices { column[sample] -= share * other[sample] }
      }
    }
    let length = Self.product(column, column).squareRoot()
    guard length > 1e-6 * Self.product(values, values).squareRoot() else { return }
    columns.append(column.map { $0 / length })
  }

  /// The normal quantiles of ranks; equal values share their mean rank.
  private static func normalScores(_ values: [Double]) -> [Double] {
    let order = values.indices.sorted { (values[$0], $0) < (values[$1], $1) }
    var scores = values
    var start = 0
    while start < order.count {
      var end = start + 1
      while end < order.count, values[order[end]] == values[order[start]] { end += 1 }
      // Ranks start + 1 ... end, each less one half.
      let score = NormalDistribution.quantile(Double(start + end) / Double(2 * order.count))
      for position in start..<end { scores[order[position]] = score }
      start = end
    }
    return scores
  }

  private static func product(_ one: [Double], _ other: [Double]) -> Double {
    var sum = 0.0
    for sample in one.indices { sum += one[sample] * other[sample] }
    return sum
  }
}

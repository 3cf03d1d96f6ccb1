import PortfolioModel
import Statistics

/// Draws the effort of a response, days, from one uniform number.
struct EffortSampler: Sendable {
  private let effort: Effort
  /// Quantiles of a PERT effort at equal steps of probability; empty for the others.
  private let table: [Double]

  init(_ effort: Effort) {
    self.effort = effort
    if case .pert(let low, let mode, let high) = effort {
      table = Self.pertQuantiles(low: low, mode: mode, high: high)
    } else {
      table = []
    }
  }

  /// The effort if it is always the same.
  var constant: Double? {
    if case .fixed(let days) = effort { days } else { nil }
  }

  /// The effort that a share `u` of responses does not exceed.
  func sample(_ u: Double) -> Double {
    switch effort {
    case .fixed(let days): return days
    case .uniform(let low, let high): return low + u * (high - low)
    case .triangular(let low, let mode, let high):
      let span = high - low
      let rising = mode - low
      return u * span < rising
        ? low + (u * span * rising).squareRoot()
        : high - ((1 - u) * span * (high - mode)).squareRoot()
    case .pert:
      let position = u * Double(table.count - 1)
      let below = min(Int(position), table.count - 2)
      return table[below] + (position - Double(below)) * (table[below + 1] - table[below])
    case .lognormal(let mean, let cv):
      let variance = Elementary.log(1 + cv * cv)
      let normal = NormalDistribution.quantile(u)
      return mean * Elementary.exp(normal * variance.squareRoot() - variance / 2)
    case .exponential(let mean): return -mean * Elementary.log(1 - u)
    }
  }

  /// Inverts the Beta distribution of a PERT effort: sums its density on a fine grid, then reads off
  /// the place of each of 4,096 equal steps of probability.
  private static func pertQuantiles(low: Double, mode: Double, high: Double) -> [Double] {
    let span = high - low
    if span <= 0 { return [low, low] }
    let (a, b) = (4 * (mode - low) / span, 4 * (high - mode) / span)
    let cells = 65_536
    var cumulative = [0.0]
    cumulative.reserveCapacity(cells + 1)
    for cell in 0..<cells {
      let x = (Double(cell) + 0.5) / Double(cells)
      let density = Elementary.exp(a * Elementary.log(x) + b * Elementary.log(1 - x))
      cumulative.append(cumulative[cell] + density)
    }
    var cell = 0
    return (0...4096).map { step in
      let target = cumulative[cells] * Double(step) / 4096
      while cell < cells - 1 && cumulative[cell + 1] < target { cell += 1 }
      let inside = (target - cumulative[cell]) / (cumulative[cell + 1] - cumulative[cell])
      return low + span * (Double(cell) + min(1, inside)) / Double(cells)
    }
  }
}

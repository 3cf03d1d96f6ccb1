/// What each decision pays in each state of the world, and what knowing the state would be worth.
public struct PayoffTable: Equatable, Sendable {
  /// One row per state, one payoff per decision; more is better.
  public let payoffs: [[Double]]
  /// The probability of each state.
  public let probabilities: [Double]

  /// Creates a table.
  ///
  /// - Parameters:
  ///   - payoffs: One row per state, in each one payoff per decision; at least one of either.
  ///   - weights: How likely states are, at least 0, in any unit; equally likely if left out.
  public init(payoffs: [[Double]], weights: [Double]? = nil) {
    let weights = weights ?? payoffs.map { _ in 1 }
    let sum = weights.reduce(0, +)
    let decisionCount = payoffs.first?.count ?? 0
    precondition(decisionCount > 0 && payoffs.allSatisfy { $0.count == decisionCount }, "a table")
    precondition(weights.count == payoffs.count && sum > 0, "a weight per state")
    precondition(weights.allSatisfy { $0 >= 0 }, "weights of at least 0")
    self.payoffs = payoffs
    probabilities = weights.map { $0 / sum }
  }

  /// The expected payoff of each decision.
  public var expectedPayoffs: [Double] {
    (0..<payoffs[0].count).map { decision in mean { $0[decision] } }
  }

  /// The decision with the highest expected payoff; of equal ones the first.
  public var best: Int {
    let means = expectedPayoffs
    return means.indices.reduce(0) { means[$1] > means[$0] ? $1 : $0 }
  }

  /// The expected value of perfect information, EVPI: to decide after the state is known, not before.
  ///
  /// `E max_d - max_d E`, in the unit of the payoffs, at least 0; limited to the decisions of the table.
  ///
  /// - SeeAlso: H. Raiffa & R. Schlaifer, _Applied Statistical Decision Theory_, 1961.
  public var expectedValueOfPerfectInformation: Double {
    let best = best
    return mean { row in row.reduce(row[best], max) - row[best] }
  }

  /// What the best decision pays more than another on average; at least 0.
  ///
  /// For the decision that is best in an average state, it is the value of the stochastic solution, VSS
  /// [J. R. Birge & F. Louveaux, _Introduction to Stochastic Programming_].
  public func advantageOfBest(over decision: Int) -> Double {
    let best = best
    return mean { $0[best] - $0[decision] }
  }

  private func mean(_ value: ([Double]) -> Double) -> Double {
    zip(probabilities, payoffs).reduce(0) { $0 + $1.0 * value($1.1) }
  }
}

/// What a selection of the best must reach: the best found with some confidence, if it is ahead by enough.
///
/// The constants are those of procedure KN.
///
/// - SeeAlso: S.-H. Kim & B. L. Nelson, _A fully sequential procedure for indifference-zone selection in
///   simulation_, ACM Transactions on Modeling and Computer Simulation 11(3), 2001.
public struct IndifferenceZone: Equatable, Sendable {
  /// The number of alternatives, `k`.
  public let alternativeCount: Int
  /// The replications that variances are estimated from, `n0`.
  public let firstStage: Int
  /// The probability of a correct selection, `1 - alpha`.
  public let confidence: Double
  /// The smallest difference of means worth finding, `delta`, in the unit of the observations.
  public let smallestDifference: Double

  /// Asks for the best of some alternatives.
  ///
  /// - Parameters:
  ///   - alternativeCount: At least 2.
  ///   - firstStage: At least 2; with few, variances are uncertain and more replications are needed.
  ///   - confidence: Below 1, and above what guessing among two gives: `2 (1 - confidence) < k - 1`.
  ///   - smallestDifference: Above 0.
  public init(
    alternativeCount: Int, firstStage: Int, confidence: Double, smallestDifference: Double
  ) {
    precondition(alternativeCount >= 2 && firstStage >= 2, "two alternatives, two replications")
    precondition(
      confidence > 0 && confidence < 1 && 2 * (1 - confidence) < Double(alternativeCount - 1),
      "confidence \(confidence)")
    precondition(smallestDifference > 0, "a difference above 0, not \(smallestDifference)")
    (self.alternativeCount, self.firstStage) = (alternativeCount, firstStage)
    (self.confidence, self.smallestDifference) = (confidence, smallestDifference)
  }

  /// `((2 alpha / (k - 1))^(-2 / (n0 - 1)) - 1) / 2`.
  public var eta: Double {
    let error = 2 * (1 - confidence) / Double(alternativeCount - 1)
    return 0.5 * Elementary.expMinusOne(-2 / Double(firstStage - 1) * Elementary.log(error))
  }

  /// `2 eta (n0 - 1)`.
  public var hSquared: Double { 2 * eta * Double(firstStage - 1) }

  /// The replications after which a pair is decided at the latest, `N + 1`; at least the first stage.
  ///
  /// - Parameter variance: The variance of the paired difference in the first stage.
  /// - Returns: `Int.max` where the number would not fit.
  public func mostReplications(variance: Double) -> Int {
    let ratio = (hSquared * variance / (smallestDifference * smallestDifference)).rounded(.down)
    return ratio < 1e15 ? max(firstStage, Int(ratio) + 1) : .max
  }

  /// How far a mean may be behind another and stay in, `W`, in the unit of the observations.
  ///
  /// - Parameters:
  ///   - variance: The variance of the paired difference in the first stage.
  ///   - replications: The replications so far.
  /// - Returns: 0 from `mostReplications` on.
  public func allowance(variance: Double, replications: Int) -> Double {
    let need = hSquared * variance / (smallestDifference * smallestDifference)
    return max(0, smallestDifference / 2 * (need / Double(replications) - 1))
  }
}

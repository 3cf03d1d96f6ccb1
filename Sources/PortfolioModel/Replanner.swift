/// What makes a plan again in the course of time, from what a KAM then knows.
public protocol Replanner: Sendable {
  /// Working days between two reviews.
  var interval: Double { get }

  /// Plans the rest of the horizon.
  ///
  /// - Parameters:
  ///   - number: Which review it is, 1 after the first interval.
  ///   - kam: A position in the team.
  ///   - accounts: How the accounts of the KAM stand, in the order of their positions.
  /// - Returns: The plan, which speaks of the same accounts in the same order.
  func replan(_ number: Int, kam: Int, _ accounts: [ReviewedAccount]) -> ReviewedPlan
}

/// How an account stands at a review.
public struct ReviewedAccount: Equatable, Sendable {
  /// Whether the customer is still there.
  public var isThere: Bool
  /// Annual revenue now, money/year.
  public var annualRevenue: Double
  /// Additional annual revenue still reachable, money/year.
  public var potential: Double
  /// Engagement now, days.
  public var engagement: Double

  /// Creates the state of an account.
  public init(isThere: Bool, annualRevenue: Double, potential: Double, engagement: Double) {
    self.isThere = isThere
    self.annualRevenue = annualRevenue
    self.potential = potential
    self.engagement = engagement
  }
}

/// The plan of a KAM that a review makes.
public struct ReviewedPlan: Equatable, Sendable {
  /// Planned care, days/year; without meaning for accounts that are lost.
  ///
  /// Shape: `[accounts]`.
  public var careDays: [Double]
  /// Priority of care sessions in the queue; larger goes first, equals by arrival.
  ///
  /// Shape: `[accounts]`.
  public var carePriority: [Double]
  /// Priority of responses, on the same scale.
  ///
  /// Shape: `[accounts * trigger types]`.
  public var responsePriority: [Double]

  /// Creates a plan.
  public init(careDays: [Double], carePriority: [Double], responsePriority: [Double]) {
    self.careDays = careDays
    self.carePriority = carePriority
    self.responsePriority = responsePriority
  }
}

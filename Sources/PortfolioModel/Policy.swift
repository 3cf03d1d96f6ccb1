/// A rule by which KAM days are planned and waiting work is ordered.
public enum Policy: String, CaseIterable, Equatable, Sendable {
  /// No care at all; first come, first served.
  case reactive
  /// The same care for all of a KAM's accounts.
  case equal
  /// Care in proportion to contribution `m R`.
  case value
  /// Care in proportion to the contribution still reachable, `m P`.
  case potential
  /// Care in proportion to activity; those who ask come first.
  case activity
  /// Each tier's cadence.
  case careModel = "care-model"
  /// The linear program.
  case optimal
  /// The linear program, planning as many days more than there are as the simulation finds best.
  case optimalTuned = "optimal-tuned"
  /// The linear program, solved again at every review.
  case optimalRolling = "optimal-rolling"
  /// The user's own days: what is done today.
  case own

  /// One sentence on what the policy does, for reports.
  public var summary: String {
    switch self {
    case .reactive: "no planned care; answer what comes, first come, first served"
    case .equal: "the same care for every account of a KAM"
    case .value: "care and priority in proportion to contribution today"
    case .potential: "care and priority in proportion to contribution still to win"
    case .activity: "care in proportion to requests; who asks comes first"
    case .careModel: "the contact cadence of each tier; higher tiers come first"
    case .optimal: "days where they earn most (linear program); dearest work first"
    case .optimalTuned:
      "the linear program, with more days planned than there are, as simulation finds best"
    case .optimalRolling: "the linear program, solved again every review"
    case .own: "your own days"
    }
  }
}

/// A plan with its queue discipline: all that a simulation needs to know of a policy.
///
/// Plans are data. A policy is a function from a portfolio to one of these.
public struct AllocationPlan: Equatable, Sendable {
  /// What the plan is called in reports.
  public let name: String
  /// Planned care, days/year.
  ///
  /// Shape: `[accounts]`.
  public let careDays: [Double]
  /// Priority of care sessions in their KAM's queue; larger goes first, equals by arrival.
  ///
  /// Shape: `[accounts]`.
  public let carePriority: [Double]
  /// Priority of responses, on the same scale as `carePriority`.
  ///
  /// Shape: `[accounts][trigger types]`.
  public let responsePriority: [[Double]]
  /// Which responses are refused from the start.
  ///
  /// Shape: `[accounts][trigger types]`.
  public let rejects: [[Bool]]
  /// Planned care in each period of a year, days; empty where care follows the capacity of the KAM.
  ///
  /// Shape: `[accounts][periods]`.
  public let careByPeriod: [[Double]]

  /// Creates a plan.
  ///
  /// - Precondition: All shapes agree, days are finite and not negative, priorities are not NaN.
  public init(
    name: String, careDays: [Double], carePriority: [Double], responsePriority: [[Double]],
    rejects: [[Bool]], careByPeriod: [[Double]] = []
  ) {
    precondition(
      careDays.allSatisfy { $0 >= 0 && $0.isFinite }, "care days must be finite, not negative")
    precondition(
      carePriority.count == careDays.count && responsePriority.count == careDays.count
        && rejects.count == careDays.count
        && [0, careDays.count].contains(careByPeriod.count), "a plan speaks of every account once")
    let types = responsePriority.first?.count ?? 0
    precondition(
      responsePriority.allSatisfy { $0.count == types } && rejects.allSatisfy { $0.count == types },
      "a plan speaks of the same trigger types for every account")
    precondition(
      !carePriority.contains { $0.isNaN } && !responsePriority.joined().contains { $0.isNaN },
      "priorities must be numbers")
    self.name = name
    self.careDays = careDays
    self.carePriority = carePriority
    self.responsePriority = responsePriority
    self.rejects = rejects
    self.careByPeriod = careByPeriod
  }
}

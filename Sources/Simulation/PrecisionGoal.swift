import Statistics

/// How precisely an experiment is to know what its plans earn (section 5 of the model page).
///
/// Of one plan it is to know the mean net contribution; of several, the mean difference of each from
/// the baseline. Both are measured by the baseline's mean net contribution: a share of a difference near
/// 0 would never be small.
///
/// The rule is sequential: at fixed looks, stop at the first where every half-width is at most
/// `p / (1 + p)` of the baseline's mean, for a relative error of `p`. Source: Y. S. Chow and H. Robbins,
/// _On the asymptotic theory of fixed-width sequential confidence intervals_, 1965; A. M. Law and W. D.
/// Kelton, _Simulation Modeling and Analysis_, on relative errors.
public struct PrecisionGoal: Equatable, Sendable {
  /// The largest relative error, in (0, 1): 0.01 is 1 %.
  public let relativeError: Double
  /// The plan that others are compared with, by its position.
  public let baseline: Int
  /// The confidence level of each interval, in (0, 1).
  public let level: Double

  /// The first look: before it a variance is too uncertain to stop by.
  public static let fewestReplications = 2 * Block.size

  /// Creates a goal.
  public init(relativeError: Double, baseline: Int = 0, level: Double = 0.95) {
    precondition(relativeError > 0 && relativeError < 1, "a relative error inside (0, 1)")
    self.relativeError = relativeError
    self.baseline = baseline
    self.level = level
  }

  /// The relative error that outcomes leave, at the level of the goal.
  ///
  /// - Parameter outcomes: One per plan.
  /// - Returns: The largest of all figures; infinite where the baseline's mean can't be told from 0.
  public func remainingError(in outcomes: [Outcome]) -> Double {
    var watch = PrecisionWatch(self, plans: outcomes.count)
    let earned = outcomes.map { outcome in
      zip(outcome.observations(of: .netContribution).compactMap { $0 }, outcome.luck).map(-)
    }
    for replication in 0..<(earned.first?.count ?? 0) {
      watch.add { earned[$0][replication] }
    }
    return watch.remainingError
  }
}

/// Watches a growing experiment until it is as precise as its goal wants.
struct PrecisionWatch: Sendable {
  private let goal: PrecisionGoal
  private var baseline = Tally()
  /// Of each plan to the baseline; the baseline's own is 0.
  private var differences: [Tally]

  init(_ goal: PrecisionGoal, plans: Int) {
    precondition((0..<plans).contains(goal.baseline), "the baseline is one of the plans")
    self.goal = goal
    differences = Array(repeating: Tally(), count: plans)
  }

  /// Takes in one replication, given what each plan earned without luck.
  mutating func add(netContribution: (Int) -> Double) {
    let earned = netContribution(goal.baseline)
    baseline.add(earned)
    for plan in differences.indices { differences[plan].add(netContribution(plan) - earned) }
  }

  /// Whether this is a look, and the goal is reached.
  var isReached: Bool {
    baseline.count >= PrecisionGoal.fewestReplications && remainingError <= goal.relativeError
  }

  /// The largest relative error of what the goal is about.
  ///
  /// A half-width of `h` around the mean `m` leaves an error of at most `h / (|m| - h)` of the truth;
  /// that is `p` where `h` is `p / (1 + p)` of `|m|`.
  var remainingError: Double {
    guard baseline.count > 1 else { return .infinity }
    let quantile = StudentT.quantile((1 + goal.level) / 2, degrees: Double(baseline.count - 1))
    let figures = differences.count == 1 ? [baseline] : differences
    let variance = figures.compactMap(\.variance).max() ?? 0
    let halfWidth = quantile * (variance / Double(baseline.count)).squareRoot()
    if halfWidth == 0 { return 0 }
    let scale = abs(baseline.mean)
    return halfWidth < scale ? halfWidth / (scale - halfWidth) : .infinity
  }
}

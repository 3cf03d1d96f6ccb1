import PortfolioModel
import Simulation
import Statistics

/// What a study of policies found: which one earns most, by how much, and how sure that is.
public struct Finding: Sendable {
  /// The confidence of all statements together.
  public static let level = 0.95

  /// The policy with the highest mean net contribution.
  public let best: Policy
  /// What the best policy earns more than the baseline, with an interval of its own; `nil` if it is the
  /// baseline.
  public let gain: Estimate?
  /// Net contribution of the baseline.
  public let baseline: Estimate?
  /// What the best policy earns more than each of the others, best of them first.
  public let leads: [Lead]

  /// The lead of the best policy over another one.
  public struct Lead: Sendable {
    /// The other policy.
    public let policy: Policy
    /// Best less other, money over the horizon.
    public let difference: Estimate
    /// What the difference shows: better, unclear or same.
    public let verdict: Verdict
  }

  /// What a paired difference in net contribution shows, all pairs of policies taken together.
  public enum Verdict: String, Sendable {
    /// The candidate earns more.
    case better
    /// The candidate earns less.
    case worse
    /// The interval holds 0.
    case unclear
    /// The two earned the same in every replication.
    case same
  }

  /// The policies that can't be told apart from the best one.
  public var rivals: [Policy] { leads.filter { $0.verdict == .unclear }.map(\.policy) }

  /// The policies that earned exactly what the best one did.
  public var equals: [Policy] { leads.filter { $0.verdict == .same }.map(\.policy) }

  /// All policies, best first.
  public var ranking: [Policy] { [best] + leads.map(\.policy) }

  private let pairLevel: Double

  /// The level of each interval that covers all pairs of `k` policies together.
  ///
  /// - Parameter policies: How many policies there are; for one, the level is that of a single interval.
  /// - Returns: `1 - 0.05 / (k (k - 1) / 2)` (Bonferroni).
  public static func levelOfPairs(among policies: Int) -> Double {
    1 - (1 - level) / Double(max(1, policies * (policies - 1) / 2))
  }

  /// Draws the conclusion of a study.
  ///
  /// The best policy is chosen by the same replications that judge it, so every pair of policies must
  /// be covered.
  public init(_ study: PolicyStudy) {
    let baseline = study.design.baseline
    func netContribution(_ policy: Policy) -> Estimate? {
      study.alternative(policy).outcome.estimate(of: [.netContribution])
    }
    // Where means are equal the baseline goes first, then the order of the user.
    let candidates = [baseline] + study.design.policies.filter { $0 != baseline }
    let means = candidates.map { netContribution($0)?.mean ?? -.infinity }
    let ranking = candidates.indices.sorted { (-means[$0], $0) < (-means[$1], $1) }
      .map { candidates[$0] }
    let best = ranking.first ?? baseline
    let pairLevel = Self.levelOfPairs(among: ranking.count)
    self.best = best
    self.baseline = netContribution(baseline)
    self.pairLevel = pairLevel
    gain =
      best == baseline
      ? nil : study.difference(from: baseline, to: best, in: [.netContribution])
    leads = ranking.dropFirst().compactMap { policy in
      study.difference(from: policy, to: best, in: [.netContribution]).map {
        Lead(policy: policy, difference: $0, verdict: Self.verdict(on: $0, level: pairLevel))
      }
    }
  }

  /// What a paired difference in net contribution shows, all pairs of policies taken together.
  public func verdict(on difference: Estimate) -> Verdict {
    Self.verdict(on: difference, level: pairLevel)
  }

  /// What a difference shows at a level of confidence.
  static func verdict(on difference: Estimate, level: Double) -> Verdict {
    guard let halfWidth = difference.halfWidth(level: level) else { return .unclear }
    if difference.mean == 0 && halfWidth == 0 { return .same }
    if difference.mean > halfWidth { return .better }
    return difference.mean < -halfWidth ? .worse : .unclear
  }
}

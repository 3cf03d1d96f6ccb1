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
  /// Mean net contribution of the baseline.
  public let baselineMean: Double
  /// What the best policy earns more than each of the others, best of them first.
  public let leads: [Lead]

  /// The lead of the best policy over another one.
  public struct Lead: Sendable {
    /// The other policy.
    public let policy: Policy
    /// Best less other, money over the horizon.
    public let difference: Estimate
    /// Half the width of its interval, such that all leads hold together at `Finding.level`.
    public let halfWidth: Double?

    /// Whether the other policy is shown to be worse.
    public var isSure: Bool { halfWidth.map { difference.mean > $0 } ?? false }
  }

  /// The policies that can't be told apart from the best one.
  public var rivals: [Policy] { leads.filter { !$0.isSure }.map(\.policy) }

  /// Draws the conclusion of a study.
  ///
  /// The best policy is chosen by the same replications that judge it, so every pair of policies must
  /// be covered: each interval has level `1 - 0.05 / (k (k - 1) / 2)` for `k` policies (Bonferroni).
  public init(_ study: PolicyStudy) {
    func mean(_ alternative: PolicyStudy.Alternative) -> Double {
      Estimate(alternative.outcome.observations(of: .netContribution))?.mean ?? -.infinity
    }
    let ranking = study.alternatives.enumerated()
      .sorted { (-mean($0.element), $0.offset) < (-mean($1.element), $1.offset) }
      .map(\.element.policy)
    let baseline = study.design.baseline
    best = ranking.first ?? baseline
    baselineMean = mean(study.alternative(baseline))
    let best = best
    gain =
      best == baseline
      ? nil : study.difference(from: baseline, to: best, in: [.netContribution])
    let pairs = Double(ranking.count * (ranking.count - 1) / 2)
    leads = ranking.dropFirst().compactMap { policy in
      guard
        let difference = study.difference(from: policy, to: best, in: [.netContribution])
      else { return nil }
      return Lead(
        policy: policy, difference: difference,
        halfWidth: difference.halfWidth(level: 1 - (1 - Self.level) / pairs))
    }
  }
}

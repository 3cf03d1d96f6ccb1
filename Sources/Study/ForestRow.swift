import PortfolioModel
import Statistics

/// One interval of a forest plot: what a policy earns more than the baseline.
public struct ForestRow: Equatable, Sendable {
  /// The policy.
  public let policy: Policy
  /// Net contribution more than the baseline, money over the horizon.
  public let gain: Double
  /// The ends of the interval; `nil` for a single replication.
  public let interval: ClosedRange<Double>?
  /// The confidence of this interval.
  public let level: Double
  /// What the interval shows.
  public let verdict: Finding.Verdict
}

extension Finding {
  /// The rows of a forest plot, best policy first: each policy but the baseline with the interval that holds
  /// for it alone, then the one that holds for all pairs of policies together.
  ///
  /// - Parameter study: The study that was concluded from.
  /// - Returns: Two rows a policy; one where both levels are the same.
  public func forest(of study: PolicyStudy) -> [ForestRow] {
    let baseline = study.design.baseline
    let pairs = Self.levelOfPairs(among: study.design.policies.count)
    return ranking.filter { $0 != baseline }.flatMap { policy -> [ForestRow] in
      guard let gain = study.difference(from: baseline, to: policy, in: [.netContribution])
      else { return [] }
      return (pairs > Self.level ? [Self.level, pairs] : [Self.level]).map { level in
        ForestRow(
          policy: policy, gain: gain.mean,
          interval: gain.halfWidth(level: level).map { gain.mean - $0...gain.mean + $0 },
          level: level, verdict: Self.verdict(on: gain, level: level))
      }
    }
  }
}

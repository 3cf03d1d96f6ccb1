import PortfolioModel
import Statistics

/// What may happen under one policy: how net contribution spreads over worlds, luck and all.
public struct Outlook: Sendable {
  /// A quantile of the outcomes.
  public struct Quantile: Equatable, Sendable {
    /// The share of outcomes that are at most the value.
    public let probability: Double
    /// The value, money over the horizon, by linear interpolation between outcomes.
    public let value: Double
  }

  /// The policy.
  public let policy: Policy
  /// Net contribution of each replication, money over the horizon.
  public let outcomes: [Double]
  /// The mean, without luck.
  public let mean: Estimate
  /// The worst 5 % of outcomes; `nil` where fewer than twenty say nothing of one in twenty.
  public let worst: TailRisk?
  /// The quantiles of `probabilities`.
  public let quantiles: [Quantile]
  /// How often the target is reached; `nil` without a target.
  public let reaching: Proportion?
  /// How often net contribution is below 0.
  public let loss: Proportion
  /// How often NRR of the first year is below 1; `nil` where no revenue is there to retain.
  public let shrinking: Proportion?

  /// The probabilities of the quantiles.
  public static let probabilities = [0.05, 0.25, 0.5, 0.75, 0.95]

  init(_ alternative: PolicyStudy.Alternative, target: Double?) {
    let outcome = alternative.outcome
    let outcomes = outcome.observations(of: .netContribution).compactMap { $0 }
    guard let mean = outcome.estimate(of: [.netContribution]) else {
      preconditionFailure("every replication has a net contribution")
    }
    let sorted = outcomes.sorted()
    let retained = outcome.observations(of: .nrr).compactMap { $0 }
    policy = alternative.policy
    self.outcomes = outcomes
    self.mean = mean
    worst = outcomes.count < 20 ? nil : TailRisk(of: outcomes)
    quantiles = Self.probabilities.map {
      Quantile(probability: $0, value: sorted.quantile($0))
    }
    reaching = target.map { Proportion(of: outcomes, reaching: $0) }
    loss = Proportion(count: outcomes.count { $0 < 0 }, of: outcomes.count)
    // Revenue that nobody lost adds up to 1 but for rounding.
    shrinking =
      retained.isEmpty
      ? nil : Proportion(count: retained.count { $0 < 1 - 1e-9 }, of: retained.count)
  }
}

import Statistics
import Study

/// The paired difference `b - a` of one measure.
struct ComparisonRecord: Codable {
  let a: String
  let b: String
  let metric: String
  let meanDifference: Double
  let halfWidth95: Double?

  static func all(of study: PolicyStudy) -> [ComparisonRecord] {
    let baseline = study.design.baseline
    let triggers = study.design.portfolio.triggers.map(\.name)
    return study.alternatives.filter { $0.policy != baseline }.flatMap { alternative in
      alternative.outcome.metrics.compactMap { metric in
        study.difference(from: baseline, to: alternative.policy, in: [metric]).map {
          ComparisonRecord(
            a: baseline.rawValue, b: alternative.policy.rawValue,
            metric: metric.name(triggers: triggers), meanDifference: $0.mean,
            halfWidth95: $0.halfWidth())
        }
      }
    }
  }
}

extension ComparisonRecord {
  /// Every size less today, or less the first size where today is not simulated.
  static func all(of study: StaffingStudy) -> [ComparisonRecord] {
    guard let baseline = study.today ?? study.alternatives.first else { return [] }
    let triggers = study.design.portfolio.triggers.map(\.name)
    let name = study.today == nil ? "\(baseline.size)" : "today"
    return study.alternatives.dropFirst(study.today == nil ? 1 : 0).flatMap { alternative in
      alternative.outcome.metrics.compactMap { metric in
        study.difference(from: baseline, to: alternative, in: [metric]).map {
          ComparisonRecord(
            a: name, b: "\(alternative.size)", metric: metric.name(triggers: triggers),
            meanDifference: $0.mean, halfWidth95: $0.halfWidth())
        }
      }
    }
  }
}

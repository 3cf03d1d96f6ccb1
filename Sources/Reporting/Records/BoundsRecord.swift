import Statistics
import Study

/// What is possible in a study of policies, as JSON; money over the horizon.
struct BoundsRecord: Codable {
  /// What days without limit and knowing of every event at once would add to doing nothing.
  struct ClairvoyantRecord: Codable {
    let gain: Double
    let halfWidth95: Double?
    /// In how many of the study's worlds.
    let replications: Int
  }

  /// What a policy adds to doing nothing, and as shares of what is possible.
  struct PolicyRecord: Codable {
    let policy: String
    let gain: Double
    let halfWidth95: Double?
    let ofFluid: Double?
    let ofFluidHalfWidth95: Double?
    let ofClairvoyant: Double?
    let ofClairvoyantHalfWidth95: Double?
  }

  /// Net contribution without any work.
  let nothing: Double?
  let nothingHalfWidth95: Double?
  /// The most that the days of the team can add to that, and the most net contribution, by the fluid bound.
  let fluidGain: Double
  let fluidValue: Double
  let clairvoyant: ClairvoyantRecord?
  let policies: [PolicyRecord]

  init(_ bounds: PolicyBounds, study: PolicyStudy) {
    nothing = bounds.nothing?.mean
    nothingHalfWidth95 = bounds.nothing?.halfWidth()
    fluidGain = bounds.fluid.gain
    fluidValue = bounds.fluid.value
    clairvoyant = bounds.clairvoyantGain.map {
      ClairvoyantRecord(
        gain: $0.mean, halfWidth95: $0.halfWidth(), replications: $0.replications)
    }
    policies = study.alternatives.compactMap { alternative in
      guard let gain = bounds.gain(of: alternative) else { return nil }
      let fluid = bounds.shareOfFluid(alternative)
      let clairvoyant = bounds.shareOfClairvoyant(alternative)
      return PolicyRecord(
        policy: alternative.policy.rawValue, gain: gain.mean, halfWidth95: gain.halfWidth(),
        ofFluid: fluid?.mean, ofFluidHalfWidth95: fluid?.halfWidth,
        ofClairvoyant: clairvoyant?.mean, ofClairvoyantHalfWidth95: clairvoyant?.halfWidth)
    }
  }
}

/// An interval of a forest plot, as JSON and CSV.
struct ForestRecord: Codable {
  let policy: String
  let gain: Double
  let low: Double?
  let high: Double?
  let level: Double
  let verdict: String

  init(_ row: ForestRow) {
    policy = row.policy.rawValue
    gain = row.gain
    low = row.interval?.lowerBound
    high = row.interval?.upperBound
    level = row.level
    verdict = row.verdict.rawValue
  }

  /// The rows of a study.
  static func all(of result: ScenarioResult) -> [ForestRecord] {
    result.finding.forest(of: result.study).map(ForestRecord.init)
  }
}

import PortfolioModel

/// What a scenario asks to be found out.
public struct StudyRequest: Equatable, Sendable {
  /// A kind of study.
  public enum Kind: String, CaseIterable, Sendable {
    /// Simulate the scenario's policies and compare them.
    case policies
    /// Solve the linear program.
    case allocate
    /// Simulate one policy.
    case simulate
    /// Vary the accounts per KAM.
    case portfolioSize = "portfolio-size"
    /// Vary the number of KAMs.
    case headcount
    /// Look at what the choice of a policy rests on.
    case sensitivity
    /// Look at what may happen, and at what the portfolio hangs on.
    case risk

    /// Whether a range of sizes belongs to it.
    var hasRange: Bool { self == .portfolioSize || self == .headcount }
  }

  /// The kind of study.
  public var kind = Kind.policies
  /// The policy that the others are compared with; the study's own choice if `nil`.
  public var baseline: Policy?
  /// Which sizes to compare, and how.
  public var staffing = StaffingRequest()
  /// What is to be reached.
  public var risk = RiskRequest()

  /// Creates a request.
  public init(kind: Kind = .policies, baseline: Policy? = nil) {
    self.kind = kind
    self.baseline = baseline
  }

  /// Reads the request of a map; reports a baseline that is not among the policies.
  init(_ map: YAMLMap?, policies: [Policy], log: ProblemLog) {
    guard let map else { return }
    if let word = map.word("kind", expecting: "a kind of study") {
      kind = log.choice(word, of: "kind of study", as: Kind.self) ?? kind
    } else if map.value("kind") == nil {
      map.reportMissing("kind", expected: oneOf(Kind.allCases.map(\.rawValue)))
    }
    if let word = map.word("baseline", expecting: "a policy") {
      baseline = log.choice(word, of: "policy", as: Policy.self)
      if let baseline, !policies.contains(baseline) {
        log.error(
          .baselineNotCompared(policy: baseline.rawValue, policies: policies.map(\.rawValue)),
          word.field, at: word.location)
      }
    }
    if kind.hasRange { staffing = StaffingReader(log: log).request(map, kind: kind) }
    if kind == .risk { risk = Self.risk(map) }
    map.reportUnknownKeys()
  }

  /// Reads what is to be reached; reports a chance without a target.
  private static func risk(_ map: YAMLMap) -> RiskRequest {
    let chance = map.number(
      "require", unit: "chance of reaching the target: 0.8 is 80 %",
      in: RiskRequest.allowedChances)
    if map.value("require") != nil && map.value("target") == nil {
      map.reportMissing("target", expected: "the net contribution to reach, beside require")
    }
    return RiskRequest(
      target: map.number(
        "target", unit: "money over the horizon", in: RiskRequest.allowedTargets),
      requiredChance: chance)
  }
}

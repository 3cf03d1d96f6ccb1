/// How the accounts of one tier are looked after.
public struct CareModel: Equatable, Sendable {
  /// The tier's id: `strategic`, `key`, … or the user's own.
  public let id: String
  /// Least care days a year per account in an optimised plan.
  public var minDays = 0.0
  /// Most care days a year per account in an optimised plan.
  public var maxDays = 20.0
  /// Default yearly churn of its accounts.
  public var churn = 0.12
  /// Engagement, in days, at which care reaches 63 % of its effect, `kappa`, unless there is a judgement.
  public var kappa = 2.0
  /// How care acts, by judgement; the exponential curve with `kappa` if `nil`.
  public var judgement: CareJudgement?
  /// Planned contacts (care sessions) a year.
  public var cadence = 0.0

  /// Creates a care model; what is not given has the value shown at each property.
  public init(
    id: String, minDays: Double = 0, maxDays: Double = 20, churn: Double = 0.12,
    kappa: Double = 2, cadence: Double = 0, judgement: CareJudgement? = nil
  ) {
    self.id = id
    self.minDays = minDays
    self.maxDays = maxDays
    self.churn = churn
    self.kappa = kappa
    self.cadence = cadence
    self.judgement = judgement
  }

  /// How care acts on an account.
  ///
  /// - Parameter today: Its engagement today, days; without any, answers about today's care say nothing and
  ///   the curve is the exponential one with `kappa`.
  /// - Returns: The curve.
  func curve(today: Double) -> CareCurve {
    switch judgement {
    case .curve(let curve): curve
    case .answers(let answers) where today > 0: answers.curve(today: today)
    case .answers, nil: .exponential(kappa: kappa)
    }
  }

  /// The id of the tier that no KAM owns.
  public static let pooledID = "pooled"

  /// The built-in care models, most care first [after the thesis, table 2; numbers are judgement].
  public static let builtIn = [
    CareModel(id: "strategic", minDays: 12, maxDays: 60, churn: 0.05, kappa: 3, cadence: 48),
    CareModel(id: "key", minDays: 6, maxDays: 40, churn: 0.08, kappa: 2, cadence: 24),
    CareModel(id: "develop", minDays: 2, maxDays: 20, churn: 0.12, kappa: 2, cadence: 10),
    CareModel(id: "transform", minDays: 0, maxDays: 8, churn: 0.18, kappa: 2, cadence: 4),
    CareModel(id: pooledID, minDays: 0, maxDays: 0, churn: 0.20, kappa: 2, cadence: 0),
  ]

  /// The numeric fields, in the order in which they are documented.
  public static let fields: [Field<CareModel>] = [
    // Days and contacts are what a tier means: chosen, not known.
    judged("minDays", \.minDays, unit: "days/year", in: 0...366),
    judged("maxDays", \.maxDays, unit: "days/year", in: 0...366),
    Field(
      "churn", \.churn, unit: "share/year", in: Allowed.hazardShare,
      source: "logo churn 8 to 20 % by size, SaaS Capital and CustomerGauge",
      grade: .published, spread: .times(0.6...1.6)),
    judged("kappa", \.kappa, unit: "days", in: 0.01...1000, spread: .judged),
    judged("cadence", \.cadence, unit: "contacts/year", in: 0...1000),
  ]

  private static func judged(
    _ name: String, _ path: any WritableKeyPath<CareModel, Double> & Sendable, unit: String,
    in allowed: ClosedRange<Double>, spread: Spread? = nil
  ) -> Field<CareModel> {
    Field(
      name, path, unit: unit, in: allowed, source: "judgement, after the thesis, table 2",
      grade: .judgement, spread: spread)
  }
}

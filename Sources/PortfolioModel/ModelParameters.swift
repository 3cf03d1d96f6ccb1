/// The parameters of the model that belong to no account, KAM, tier or trigger type.
public struct ModelParameters: Equatable, Sendable {
  /// Working days in a year, `D`.
  public var workingDaysPerYear = 220.0
  /// Length of a care session, days, `ell`.
  public var sessionDays = 0.5
  /// Days in which engagement halves without care.
  public var engagementHalfLife = 60.0
  /// Share of churn that full care prevents, `eta`.
  public var careEffect = 0.6
  /// Expansion opportunities a year, `nu`.
  public var expansionRate = 2.0
  /// Probability that an expansion opportunity is won under full care, `omega`.
  public var expansionWin = 0.3
  /// Share of the remaining potential that a won expansion captures, `phi`.
  public var expansionCaptures = 0.25
  /// Continuous discount rate a year, `rho`.
  public var discountRate = 0.08
  /// Share of the dependency that leaves with a departing KAM.
  public var follow = 0.1
  /// Factor on the churn hazard after a departure.
  public var departureRiskFactor = 2.0
  /// Days for which a departure raises the churn hazard.
  public var departureRiskDays = 220.0
  /// Days for which the seat of a departed KAM is empty.
  public var vacancy = 60.0
  /// Share of the service rate that colleagues cover during a vacancy.
  public var cover = 0.2
  /// Days for which a new hire ramps up.
  public var ramp = 90.0
  /// Share of the service rate of a ramping hire.
  public var rampRate = 0.5
  /// Most of the capacity that heuristic policies reserve for responses.
  public var reserveCap = 0.5
  /// Days between re-plans of a rolling policy.
  public var review = 55.0
  /// Constant engagement of a pooled account, days.
  public var poolEngagement = 0.5
  /// Cost of a pooled account, money/year.
  public var poolCost = 1500.0
  /// The share of the year's working days in each period that plans are made by, such as the months.
  ///
  /// They add up to 1, and none is 0. Empty where plans know no periods.
  public var periods: [Double] = []
  /// Error of the concave envelope, as a share of the value curve's range.
  public var pwlTolerance = 0.001

  /// Creates the parameters with the defaults of the model page.
  public init() {}

  /// Decay of engagement per working day, `delta = ln 2 / halfLife`.
  public var engagementDecay: Double { 0.693_147_180_559_945_3 / engagementHalfLife }

  /// Average engagement under `days` of care a year, evenly spread: `x / (D delta)`.
  public func engagement(underCareDays days: Double) -> Double {
    days / (workingDaysPerYear * engagementDecay)
  }

  /// The parameters, in the order in which they are documented.
  public static let fields: [Field<ModelParameters>] = [
    Field(
      "workingDaysPerYear", \.workingDaysPerYear, unit: "days/year", in: 1...366,
      source: "52 weeks less weekends, holidays and leave", grade: .measured),
    judged("sessionDays", \.sessionDays, unit: "days", in: 0.01...100),
    judged("engagementHalfLife", \.engagementHalfLife, unit: "days", in: 1...10_000),
    Field(
      "careEffect", \.careEffect, unit: "share", in: 0...0.99,
      source: "observational: dedicated teams 24 to 70 % less churn",
      grade: .judgement, spread: .between(0.24...0.70)),
    judged("expansionRate", \.expansionRate, unit: "per year", in: 0...1000),
    judged("expansionWin", \.expansionWin, unit: "share", in: Allowed.share),
    judged("expansionCaptures", \.expansionCaptures, unit: "share", in: Allowed.share),
    Field(
      "discountRate", \.discountRate, unit: "per year", in: 0...1, source: "cost of capital",
      grade: .judgement, spread: .between(0.05...0.12)),
    Field(
      "follow", \.follow, unit: "share", in: Allowed.share,
      source: "set with the next two to Shi et al. 2017: -13 to -18 % of sales",
      grade: .published, spread: .judged),
    Field(
      "departureRiskFactor", \.departureRiskFactor, unit: "factor of at least 1", in: 1...1000,
      source: "see follow", grade: .published, spread: .between(1.5...2.5)),
    Field(
      "departureRiskDays", \.departureRiskDays, unit: "days", in: 0...100_000,
      source: "see follow", grade: .published, spread: .judged),
    judged("vacancy", \.vacancy, unit: "days", in: 0...10_000),
    judged("cover", \.cover, unit: "share", in: Allowed.share),
    Field(
      "ramp", \.ramp, unit: "days", in: 0...10_000,
      source: "account executives: median 5 months, two in three 3 to 12 months",
      grade: .judgement, spread: .between(55...220)),
    judged("rampRate", \.rampRate, unit: "share", in: Allowed.share),
    // A rule of the heuristic policies: chosen, not known.
    judged("reserveCap", \.reserveCap, unit: "share", in: Allowed.share, spread: nil),
    Field("review", \.review, unit: "days", in: 1...10_000, source: "a quarter"),
    judged("poolEngagement", \.poolEngagement, unit: "days", in: 0...1000),
    judged("poolCost", \.poolCost, unit: "money/year", in: Allowed.notNegative),
    Field("pwlTolerance", \.pwlTolerance, unit: "share", in: 1e-9...0.1, source: "numerical"),
  ]

  private static func judged(
    _ name: String, _ path: any WritableKeyPath<ModelParameters, Double> & Sendable, unit: String,
    in allowed: ClosedRange<Double>, spread: Spread? = .judged
  ) -> Field<ModelParameters> {
    Field(
      name, path, unit: unit, in: allowed, source: "judgement", grade: .judgement, spread: spread)
  }
}

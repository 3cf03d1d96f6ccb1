import PortfolioModel

/// What care acts on: an account's money, hazard and growth, and how days become engagement.
struct CareTerms: Sendable {
  let margin: Double
  let revenue: Double
  let potential: Double
  let curve: CareCurve
  /// Hazard a year without care, `D h0 Mbar`.
  let hazard: Double
  let careEffect: Double
  /// Share of the potential captured a year under full care, `nu phi omega`.
  let growth: Double
  /// Engagement today, days.
  let startEngagement: Double
  /// Average engagement under a care day a year.
  let engagementPerDay: Double

  /// Reads the terms of an account.
  ///
  /// - Parameters:
  ///   - account: A position in `portfolio.accounts`.
  ///   - portfolio: The portfolio.
  ///   - effect: The effect of a day; that of the owner if `nil`.
  ///   - riskFactor: Replaces `Mbar`, if given.
  init(of account: Int, in portfolio: Portfolio, effect: Double? = nil, riskFactor: Double? = nil) {
    let record = portfolio.accounts[account]
    let parameters = portfolio.parameters
    margin = record.margin
    revenue = record.annualRevenue
    potential = record.potential
    curve = portfolio.careCurves[account]
    hazard =
      parameters.workingDaysPerYear * portfolio.baseHazard[account]
      * (riskFactor ?? portfolio.meanRiskFactor[account])
    careEffect = parameters.careEffect
    growth = parameters.expansionRate * parameters.expansionCaptures * parameters.expansionWin
    startEngagement = portfolio.startEngagement(of: account)
    engagementPerDay =
      parameters.engagement(underCareDays: 1) * (effect ?? portfolio.careEffect(on: account))
  }
}

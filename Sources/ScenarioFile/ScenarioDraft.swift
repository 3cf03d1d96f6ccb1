import PortfolioModel

/// What the files of a scenario say, before it is known whether all of it fits together.
struct ScenarioDraft {
  var name = ""
  var horizonYears = 3.0
  var replications: Int?
  var precision: Double?
  var seed: UInt64 = 42
  var policies = Scenario.defaultPolicies
  var study = StudyRequest()
  var bounds: [PlanBound] = []
  var classification = Classification()
  var parameters = ModelParameters()
  var triggers = TriggerType.builtIn
  var careModels = CareModel.builtIn
  /// The tiers that are not built in, where they are named.
  var addedTiers: [Word] = []
  var team = Team()
  var accounts: [Account] = []

  /// The complete portfolio; warns of KAMs and new tiers without accounts.
  ///
  /// - Precondition: The log has no errors, so the parts fit together.
  func portfolio(log: ProblemLog, path: String) -> Portfolio {
    let portfolio = Portfolio(
      accounts: accounts, team: team.seats.map(\.kam), careModels: careModels, triggers: triggers,
      parameters: parameters, classification: classification)
    let owners = Set(portfolio.accounts.compactMap(\.kam))
    for (kam, location) in team.seats where !owners.contains(kam.id) {
      log.warn(.kamWithoutAccounts(kam: kam.id), "team", at: location)
    }
    let tiers = Set(accounts.compactMap(\.tier))
    for tier in addedTiers where !tiers.contains(tier.text) {
      log.warn(
        .unusedTier(tier.text, known: CareModel.builtIn.map(\.id)), tier.field, at: tier.location)
    }
    let events = expectedEvents(of: portfolio)
    if events > Self.eventLimit {
      log.error(
        .tooManyEvents(found: events, allowed: Self.eventLimit), "scenario",
        at: SourceLocation(file: path))
    }
    return portfolio
  }

  /// The most that a replication may hold: a few hundred megabytes.
  private static let eventLimit = 5e6

  /// The mean number of events, churn candidates, expansion opportunities and sessions in a replication.
  private func expectedEvents(of portfolio: Portfolio) -> Double {
    let riskBound = triggers.reduce(parameters.departureRiskFactor) { $0 * $1.riskFactor }
    let perYear = portfolio.accounts.indices.reduce(0.0) { sum, index in
      let events = triggers.reduce(0.0) { $0 + $1.rate(on: portfolio.accounts[index]) }
      let candidates = portfolio.baseHazard[index] * riskBound * parameters.workingDaysPerYear
      return sum + events + candidates + parameters.expansionRate
    }
    let sessions = portfolio.team.indices.reduce(0.0) {
      $0 + portfolio.capacity(of: $1) / parameters.sessionDays
    }
    return (perYear + sessions) * horizonYears
  }
}

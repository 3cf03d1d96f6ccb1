import PortfolioModel

/// What the files of a scenario say, before it is known whether all of it fits together.
struct ScenarioDraft {
  var name = ""
  var horizonYears = 3.0
  var replications = 1000
  var seed: UInt64 = 42
  var policies = Scenario.defaultPolicies
  var study = StudyRequest()
  var shares: [ShareBound] = []
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
  func portfolio(log: ProblemLog) -> Portfolio {
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
    return portfolio
  }
}

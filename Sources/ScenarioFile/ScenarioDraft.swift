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
  /// Where answers about an account's care today stand, by tier.
  var answers: [String: SourceLocation] = [:]
  var team = Team()
  var accounts: [Account] = []
  /// The positions of the accounts without a value of their own, by field.
  var accountsSharing: [String: [Int]] = [:]
  /// The numbers of the model, its tiers, triggers and team that are given.
  var given: Set<InputPath> = []
  /// Those given as ranges, in file order.
  var uncertainInputs: [UncertainInput] = []
  var assignment: AssignmentRequest?
  /// Where `assign` stands.
  var assignmentLocation: SourceLocation?

  /// What the files say of the portfolio.
  var recipe: PortfolioRecipe {
    var recipe = PortfolioRecipe(accounts: accounts, team: team.seats.map(\.kam))
    recipe.careModels = careModels
    recipe.triggers = triggers
    recipe.parameters = parameters
    recipe.classification = classification
    recipe.accountsSharing = accountsSharing
    recipe.kamsSharing = team.sharing
    recipe.given = given
    recipe.uncertainInputs = uncertainInputs
    return recipe
  }

  /// The complete portfolio; warns of KAMs and new tiers without accounts.
  ///
  /// - Parameters:
  ///   - recipe: That of the draft.
  ///   - log: Takes the problems.
  ///   - path: The path of the scenario.
  /// - Returns: `nil`, with problems in the log, if KAMs have too few places for their accounts.
  /// - Precondition: The log has no errors, so the parts fit together.
  func portfolio(of recipe: PortfolioRecipe, log: ProblemLog, path: String) -> Portfolio? {
    guard hasPlaces(log: log, path: path) else { return nil }
    let portfolio = recipe.portfolio()
    let owners = Set(portfolio.accounts.compactMap(\.kam))
    for (kam, location) in team.seats where !owners.contains(kam.id) && assignment == nil {
      log.warn(.kamWithoutAccounts(kam: kam.id), "team", at: location)
    }
    let tiers = Set(accounts.compactMap(\.tier))
    for tier in addedTiers where !tiers.contains(tier.text) {
      log.warn(
        .unusedTier(tier.text, known: CareModel.builtIn.map(\.id)), tier.field, at: tier.location)
    }
    checkAnswers(on: portfolio, log: log)
    // Where inputs are ranges, the values with the most events count: short sessions, all else high.
    let largest = uncertainInputs.map {
      ($0, $0.path == .model("sessionDays") ? $0.low : $0.high)
    }
    let events = expectedEvents(
      of: largest.isEmpty ? portfolio : recipe.portfolio(setting: largest))
    if events > Self.eventLimit {
      log.error(
        .tooManyEvents(found: events, allowed: Self.eventLimit), "scenario",
        at: SourceLocation(file: path))
    }
    return portfolio
  }

  /// Reports tiers with answers about today's care some of whose accounts get none today.
  private func checkAnswers(on portfolio: Portfolio, log: ProblemLog) {
    for (tier, location) in answers {
      let idle = portfolio.accounts.indices.filter {
        portfolio.accounts[$0].tier == tier && portfolio.startEngagement(of: $0) <= 0
      }
      if !idle.isEmpty {
        log.error(
          .answersWithoutCare(accounts: idle.map { portfolio.accounts[$0].id }),
          "careModels.\(tier).answers", at: location)
      }
    }
  }

  /// Whether the most accounts that KAMs may own leave a place for every account; reports it if not.
  private func hasPlaces(log: ProblemLog, path: String) -> Bool {
    // Tiers that are not named are never pooled.
    let owned = accounts.filter { $0.tier != CareModel.pooledID }
    let request = assignment ?? AssignmentRequest()
    var free = 0
    var isPossible = true
    for (kam, location) in team.seats {
      let named = owned.reduce(0) { $0 + ($1.kam == kam.id ? 1 : 0) }
      let places = request.places(of: kam)
      // Accounts that stay where they are take places first; a leaver's never do.
      let stays = request.leavers.contains(kam.id) ? 0 : named
      if assignment?.scope != .all, stays > places {
        log.error(.tooFewPlaces(found: stays, places: places), "maxAccounts", at: location)
        isPossible = false
      }
      let room = assignment?.scope == .all ? places : max(0, places - stays)
      free = room > .max - free ? .max : free + room
    }
    let seeking = owned.reduce(0) { sum, account in
      let isSettled =
        assignment?.scope != .all && account.kam.map { !request.leavers.contains($0) } ?? false
      return sum + (isSettled ? 0 : 1)
    }
    if isPossible, seeking > free {
      log.error(
        .tooFewPlaces(found: seeking, places: free), assignment == nil ? "team" : "assign",
        at: assignmentLocation ?? team.seats.first?.location ?? SourceLocation(file: path))
      isPossible = false
    }
    return isPossible
  }

  /// The most that a replication may hold: a few hundred megabytes.
  private static let eventLimit = 5e6

  /// The mean number of events, churn candidates, expansion opportunities and sessions in a replication.
  private func expectedEvents(of portfolio: Portfolio) -> Double {
    let (triggers, parameters) = (portfolio.triggers, portfolio.parameters)
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

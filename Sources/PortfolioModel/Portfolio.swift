/// The accounts, the team that owns them and the model's assumptions, complete and checked.
///
/// Accounts and KAMs stand in the order of their ids (by Unicode scalars), so nothing depends on the
/// order of the user's files. Missing tiers, owners, churn and current days are filled in as section 1
/// of the model page says.
public struct Portfolio: Equatable, Sendable {
  /// The accounts by id, with tier, churn and current days filled in; `kam` is `nil` when pooled.
  public let accounts: [Account]
  /// The team, by id.
  public let team: [KeyAccountManager]
  /// The care models, in the order of their priority.
  public let careModels: [CareModel]
  /// The trigger types.
  public let triggers: [TriggerType]
  /// All other parameters.
  public let parameters: ModelParameters
  /// The position of each account's care model in `careModels`.
  public let tierIndex: [Int]
  /// The position of each account's owner in `team`; `nil` for a pooled account.
  public let owner: [Int?]
  /// Whether each account's owner was named, rather than found by the simple rule.
  public let isOwnerNamed: [Bool]
  /// Whether the current days of each account were given, rather than assumed equal.
  public let isTodayKnown: [Bool]
  /// The positions of each KAM's accounts in `accounts`, rising.
  ///
  /// Shape: `[team][...]`.
  public let accountsOfKAM: [[Int]]
  /// The positions of the pooled accounts, rising.
  public let pooledAccounts: [Int]
  /// How care acts on each account, `c(E)`.
  ///
  /// Shape: `[accounts]`.
  public let careCurves: [CareCurve]
  /// Churn hazard per working day without care and risks, `h0`.
  ///
  /// Shape: `[accounts]`.
  public let baseHazard: [Double]
  /// Mean product of the factors of open risks, `Mbar`.
  ///
  /// Shape: `[accounts]`.
  public let meanRiskFactor: [Double]

  /// Completes a portfolio: classifies, assigns owners, sets churn and current days.
  ///
  /// - Parameters:
  ///   - accounts: At least one; ids are unique, tiers and owners that are named exist.
  ///   - team: Ids are unique. May be empty only if every account is pooled.
  ///   - careModels: Ids are unique; include every tier that accounts or the classification name.
  ///   - triggers: Names are unique.
  ///   - parameters: All other parameters.
  ///   - classification: The rule for accounts without a tier.
  /// - Precondition: What the parameters say. Readers of user data check it first, with places.
  public init(
    accounts: [Account], team: [KeyAccountManager], careModels: [CareModel] = CareModel.builtIn,
    triggers: [TriggerType] = TriggerType.builtIn, parameters: ModelParameters = ModelParameters(),
    classification: Classification = Classification()
  ) {
    self.init(
      accounts: accounts, team: team, careModels: careModels, triggers: triggers,
      parameters: parameters, classification: classification, past: nil)
  }

  /// Completes a portfolio of which the past may be known: then whose owners were named, how care acts and
  /// the churn hazard without it are those of the past.
  ///
  /// - Precondition: The past has the same accounts.
  private init(
    accounts: [Account], team: [KeyAccountManager], careModels: [CareModel],
    triggers: [TriggerType], parameters: ModelParameters,
    classification: Classification = Classification(), past: Portfolio?
  ) {
    precondition(!accounts.isEmpty, "a portfolio has at least one account")
    var accounts = accounts.sorted { inScalarOrder($0.id, $1.id) }
    let team = team.sorted { inScalarOrder($0.id, $1.id) }
    precondition(Set(accounts.map(\.id)).count == accounts.count, "account ids are unique")
    precondition(Set(team.map(\.id)).count == team.count, "KAM ids are unique")
    precondition(
      team.allSatisfy { [0, parameters.periods.count].contains($0.availability.count) },
      "an availability has a share for each period")

    let tiers = classification.tiers(of: accounts)
    for index in accounts.indices where accounts[index].tier == nil {
      accounts[index].tier = tiers[index]
    }
    let tierIndex = accounts.map { account in
      guard let index = careModels.firstIndex(where: { $0.id == account.tier }) else {
        preconditionFailure("account \(account.id) has the unknown tier \(account.tier ?? "")")
      }
      return index
    }
    let isOwnerNamed = past?.isOwnerNamed ?? accounts.map { $0.kam != nil }
    isTodayKnown = past?.isTodayKnown ?? accounts.map { $0.currentDays != nil }
    let owner = Self.owners(
      of: accounts, in: team, careModels: tierIndex.map { careModels[$0] }, triggers: triggers,
      parameters: parameters)
    var accountsOfKAM = team.map { _ in [Int]() }
    for index in accounts.indices {
      if let kam = owner[index] { accountsOfKAM[kam].append(index) }
      accounts[index].kam = owner[index].map { team[$0].id }
      accounts[index].churn = accounts[index].churn ?? careModels[tierIndex[index]].churn
    }

    self.isOwnerNamed = isOwnerNamed
    self.team = team
    self.careModels = careModels
    self.triggers = triggers
    self.parameters = parameters
    self.tierIndex = tierIndex
    self.owner = owner
    self.accountsOfKAM = accountsOfKAM
    self.pooledAccounts = owner.indices.filter { owner[$0] == nil }
    let equalDays = team.indices.map { kam in
      Self.careCapacity(
        of: team[kam], accounts: accountsOfKAM[kam].map { accounts[$0] }, triggers: triggers,
        parameters: parameters) / Double(max(1, accountsOfKAM[kam].count))
    }
    let pooledDays =
      parameters.workingDaysPerYear * parameters.engagementDecay * parameters.poolEngagement
    for index in accounts.indices {
      accounts[index].currentDays =
        accounts[index].currentDays ?? owner[index].map { equalDays[$0] } ?? pooledDays
      accounts[index].currentEffect =
        accounts[index].currentEffect ?? owner[index].map { team[$0].effect } ?? 1
    }
    self.accounts = accounts
    let careCurves =
      past?.careCurves
      ?? accounts.indices.map { index in
        careModels[tierIndex[index]].curve(
          today: Self.startEngagement(of: accounts[index], parameters: parameters))
      }
    let churn = accounts.indices.map { index in
      ChurnBaseline(
        account: accounts[index], curve: careCurves[index], isPooled: owner[index] == nil,
        triggers: triggers, parameters: parameters)
    }
    self.careCurves = careCurves
    self.baseHazard = past?.baseHazard ?? churn.map(\.baseHazard)
    self.meanRiskFactor = churn.map(\.meanRiskFactor)
  }

  /// The same customers with another team and other owners.
  ///
  /// What the accounts have been getting stays as it was, and with it their churn hazard: a customer does
  /// not know the plan.
  ///
  /// - Parameters:
  ///   - team: The team; ids are unique.
  ///   - owners: The id of each account's owner, who is in the team; `nil` for an account of the pool.
  /// - Returns: The portfolio with the other team.
  /// - Precondition: One owner or `nil` per account; where accounts go to the pool, there is a care model
  ///   for them.
  public func restaffed(with team: [KeyAccountManager], owners: [String?]) -> Portfolio {
    precondition(owners.count == accounts.count, "one owner per account")
    var accounts = accounts
    for (index, kam) in owners.enumerated() {
      accounts[index].kam = kam
      if kam == nil { accounts[index].tier = CareModel.pooledID }
    }
    return Portfolio(
      accounts: accounts, team: team, careModels: careModels, triggers: triggers,
      parameters: parameters, past: self)
  }

  /// The same customers with another team, for which the simple rule finds all owners.
  ///
  /// - Parameter team: The team; ids are unique.
  /// - Returns: The portfolio; whoever was pooled stays so.
  public func restaffed(with team: [KeyAccountManager]) -> Portfolio {
    let team = team.sorted { inScalarOrder($0.id, $1.id) }
    var ownerless = accounts
    for index in ownerless.indices { ownerless[index].kam = nil }
    let owners = Self.owners(
      of: ownerless, in: team, careModels: tierIndex.map { careModels[$0] }, triggers: triggers,
      parameters: parameters)
    return restaffed(with: team, owners: owners.map { $0.map { team[$0].id } })
  }

  /// The same accounts with other owners, and without the KAMs who leave.
  ///
  /// - Parameters:
  ///   - owners: The position of each account's new owner in `team`; `nil` for a pooled account.
  ///   - leavers: Ids of KAMs whose seats are closed.
  /// - Returns: The portfolio with the other owners, as `restaffed(with:owners:)` makes it.
  /// - Precondition: No leaver owns an account.
  public func reassigned(to owners: [Int?], closing leavers: [String] = []) -> Portfolio {
    restaffed(
      with: team.filter { !leavers.contains($0.id) }, owners: owners.map { $0.map { team[$0].id } })
  }

  /// The same customers, with what they are used to, and a team of which every KAM has some times the days
  /// and the cost.
  ///
  /// - Parameter factor: What days and cost are multiplied with, above 0.
  /// - Returns: The portfolio; a day of a KAM costs what it did.
  public func scalingTeam(by factor: Double) -> Portfolio {
    var team = team
    for kam in team.indices {
      team[kam].fte *= factor
      team[kam].annualCost *= factor
    }
    return restaffed(with: team, owners: accounts.map(\.kam))
  }

  /// The same customers under other conditions.
  ///
  /// What they are used to and their churn hazard stay: unlike another belief about an input, a change does
  /// not alter what was observed before it.
  ///
  /// - Parameters:
  ///   - triggers: The trigger types, of the same names in the same order.
  ///   - parameters: The parameters.
  ///   - team: The team, of the same ids.
  ///   - dependencyFactor: What the dependency of every account is multiplied with, 0...1.
  /// - Returns: The portfolio as it is from now on.
  public func changed(
    triggers: [TriggerType], parameters: ModelParameters, team: [KeyAccountManager],
    dependencyFactor: Double = 1
  ) -> Portfolio {
    var accounts = accounts
    for account in accounts.indices { accounts[account].dependency *= dependencyFactor }
    return Portfolio(
      accounts: accounts, team: team, careModels: careModels, triggers: triggers,
      parameters: parameters, past: self)
  }

  /// The same team and customers without one of them.
  ///
  /// - Parameter account: The position of the account that is gone.
  /// - Returns: The portfolio; tiers, owners and churn hazards of the others are as they were.
  /// - Precondition: There is another account.
  public func removing(account: Int) -> Portfolio {
    var accounts = accounts
    accounts.remove(at: account)
    return Portfolio(
      accounts: accounts, team: team, careModels: careModels, triggers: triggers,
      parameters: parameters)
  }

  /// Engagement of an account at the start, days: of its current days and their effect.
  public func startEngagement(of account: Int) -> Double {
    Self.startEngagement(of: accounts[account], parameters: parameters)
  }

  private static func startEngagement(
    of account: Account, parameters: ModelParameters
  ) -> Double {
    parameters.engagement(
      underCareDays: (account.currentEffect ?? 1) * (account.currentDays ?? 0))
  }

  /// The effect of a care day of an account's owner; 1 for a pooled account.
  public func careEffect(on account: Int) -> Double { owner[account].map { team[$0].effect } ?? 1 }

  /// The care model of an account.
  public func careModel(of account: Int) -> CareModel { careModels[tierIndex[account]] }

  /// The care days a year that an optimised plan may give an account: its own limits, else its care
  /// model's; one of the care model's that contradicts its own gives way.
  public func careDayRange(of account: Int) -> ClosedRange<Double> {
    let (own, careModel) = (accounts[account], careModel(of: account))
    if let locked = own.lockedDays { return locked...locked }
    let least = own.minDays ?? min(careModel.minDays, own.maxDays ?? .infinity)
    return least...(own.maxDays ?? max(careModel.maxDays, least))
  }

  /// What a customer-day of a KAM costs, money: a year of the seat over its capacity.
  public func costOfDay(of kam: Int) -> Double {
    capacity(of: kam) > 0 ? team[kam].annualCost / capacity(of: kam) : 0
  }

  /// Customer-days a year of a KAM, `C = D mu`, times the mean availability.
  public func capacity(of kam: Int) -> Double {
    parameters.workingDaysPerYear * team[kam].serviceRate(over: parameters.periods)
  }

  /// Customer-days of a KAM in each period of a year; empty without periods.
  public func periodCapacities(of kam: Int) -> [Double] {
    parameters.periods.indices.map { period in
      let availability = team[kam].availability.isEmpty ? 1 : team[kam].availability[period]
      return parameters.workingDaysPerYear * team[kam].serviceRate * parameters.periods[period]
        * availability
    }
  }

  /// Days a year that the expected detected responses of a KAM's accounts take.
  public func responseWorkload(of kam: Int) -> Double {
    Self.responseWorkload(of: accountsOfKAM[kam].map { accounts[$0] }, triggers: triggers)
  }

  /// Days a year that a heuristic policy plans for care: capacity less the reserve for responses.
  public func careCapacity(of kam: Int) -> Double {
    Self.careCapacity(
      of: team[kam], accounts: accountsOfKAM[kam].map { accounts[$0] }, triggers: triggers,
      parameters: parameters)
  }

  private static func careCapacity(
    of kam: KeyAccountManager, accounts: [Account], triggers: [TriggerType],
    parameters: ModelParameters
  ) -> Double {
    let capacity = parameters.workingDaysPerYear * kam.serviceRate(over: parameters.periods)
    let workload = responseWorkload(of: accounts, triggers: triggers)
    return capacity - min(workload, parameters.reserveCap * capacity)
  }

  private static func responseWorkload(of accounts: [Account], triggers: [TriggerType]) -> Double {
    accounts.reduce(0) { sum, account in
      triggers.reduce(sum) { $0 + $1.workload(on: account) }
    }
  }

  /// The owner of each account: the named one, or for the others, in falling order of `R + P`, the KAM
  /// with the least expected work per capacity so far among those with places left.
  ///
  /// Where no KAM has a place left, the first one gets the account: readers of user data refuse that,
  /// unless an assignment finds other owners.
  private static func owners(
    of accounts: [Account], in team: [KeyAccountManager], careModels: [CareModel],
    triggers: [TriggerType], parameters: ModelParameters
  ) -> [Int?] {
    let position = Dictionary(uniqueKeysWithValues: team.indices.map { (team[$0].id, $0) })
    func expectedWork(_ account: Int) -> Double {
      triggers.reduce(careModels[account].cadence * parameters.sessionDays) {
        $0 + $1.workload(on: accounts[account])
      }
    }
    let rates = team.map { $0.serviceRate(over: parameters.periods) }
    var work = team.map { _ in 0.0 }
    var places = team.map { $0.maxAccounts ?? .max }
    var owner: [Int?] = accounts.map { _ in nil }
    var ownerless: [Int] = []
    for index in accounts.indices where careModels[index].id != CareModel.pooledID {
      if let named = accounts[index].kam {
        guard let kam = position[named] else {
          preconditionFailure("account \(accounts[index].id) has the unknown KAM \(named)")
        }
        owner[index] = kam
        work[kam] += expectedWork(index)
        places[kam] -= 1
      } else {
        ownerless.append(index)
      }
    }
    precondition(ownerless.isEmpty || !team.isEmpty, "accounts need a KAM and the team is empty")
    let bySize = ownerless.sorted {
      let (left, right) = (accounts[$0], accounts[$1])
      return (-(left.annualRevenue + left.potential), $0) < (
        -(right.annualRevenue + right.potential), $1
      )
    }
    for index in bySize {
      let added = expectedWork(index)
      var chosen = places.firstIndex { $0 > 0 } ?? 0
      var least = Double.infinity
      for kam in team.indices where places[kam] > 0 && work[kam] / rates[kam] < least {
        (chosen, least) = (kam, work[kam] / rates[kam])
      }
      places[chosen] -= 1
      owner[index] = chosen
      work[chosen] += added
    }
    return owner
  }
}

/// Whether `left` stands before `right` in the order of Unicode scalars: the same on every platform.
func inScalarOrder(_ left: String, _ right: String) -> Bool {
  left.unicodeScalars.lexicographicallyPrecedes(right.unicodeScalars)
}

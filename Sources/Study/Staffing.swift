import Allocation
import LinearProgramming
import PortfolioModel
import Statistics

/// A team with its accounts and its plan: what studies of sizes compare.
public struct StaffedTeam: Sendable {
  /// KAMs, or accounts per KAM, by the study.
  public let size: Int
  /// The portfolio with the team.
  public let portfolio: Portfolio
  /// How owners were found by optimisation, if they were.
  public let assignment: Assignment?
  /// The plan.
  public let planned: PlannedPolicy

  /// What the team costs a year once everybody is there, money/year.
  public var annualCost: Double { portfolio.team.reduce(0) { $0 + $1.annualCost } }
  /// Customer-days a year once everybody is there.
  public var capacity: Double {
    portfolio.team.indices.reduce(0) { $0 + portfolio.capacity(of: $1) }
  }
  /// The mean price of a day of the team, money/day; `nil` for a policy without prices.
  public var price: Double? {
    planned.allocation.map { result in
      result.team.reduce(0) { $0 + $1.shadowPrice * $1.capacity } / max(capacity, 1e-9)
    }
  }
  /// How many accounts KAMs own.
  public var ownedAccountCount: Int { portfolio.accounts.count - portfolio.pooledAccounts.count }
}

extension Portfolio {
  /// The team of another size: the first of today's stay; hires, who ramp up like any successor, follow.
  ///
  /// - Parameters:
  ///   - size: How many KAMs, at least 1.
  ///   - hire: What hires are like, whatever the id; the mean of the team if `nil`.
  /// - Returns: The team. It is today's where the size is the same.
  public func team(of size: Int, hiring hire: KeyAccountManager?) -> [KeyAccountManager] {
    let hire = hire ?? meanKAM
    let ids = (1...).lazy.map { number in
      let digits = String(number)
      return "hire-" + String(repeating: "0", count: max(0, 3 - digits.count)) + digits
    }.filter { id in !team.contains { $0.id == id } }
    let hires = zip(0..<max(0, size - team.count), ids).map { _, id in
      var kam = hire.renamed(to: id)
      kam.start = 0
      return kam
    }
    return team.prefix(size) + hires
  }

  /// A KAM with the mean of what the team is like, who is there all the time.
  var meanKAM: KeyAccountManager {
    var mean = KeyAccountManager(id: "mean")
    guard !team.isEmpty else { return mean }
    for field in KeyAccountManager.fields {
      let values = team.compactMap { field.value($0) }
      if values.count == team.count {
        field.set(&mean, values.reduce(0, +) / Double(values.count))
      }
    }
    (mean.start, mean.leaves) = (nil, nil)
    return mean
  }

  /// Whether a team has places for all accounts that are not pooled.
  func hasPlaces(with team: [KeyAccountManager], by request: AssignmentRequest?) -> Bool {
    let places = team.reduce(0) { sum, kam in
      let places = request?.places(of: kam) ?? kam.maxAccounts ?? .max
      return places > .max - sum ? .max : sum + places
    }
    return accounts.count - pooledAccounts.count <= places
  }

  /// The owners of all accounts that optimisation finds for another team.
  ///
  /// - Parameters:
  ///   - team: The team; who has an id of today's is the same KAM. It has places for all accounts.
  ///   - request: What owners should be like.
  ///   - horizonYears: The horizon, years.
  ///   - bounds: Bounds of the plan.
  ///   - solver: What searches among whole numbers.
  /// - Returns: The owners.
  func assigned(
    to team: [KeyAccountManager], by request: AssignmentRequest, horizonYears: Double,
    bounds: [PlanBound], using solver: IntegerSolver?
  ) -> Assignment {
    let leavers = self.team.filter { kam in !team.contains { $0.id == kam.id } }
    var request = request
    request.scope = .all
    request.leavers = leavers.map(\.id)
    let extended = restaffed(with: team + leavers, owners: accounts.map(\.kam))
    return Assignment(
      request, of: extended, horizonYears: horizonYears, bounds: bounds, using: solver)
  }

  /// The portfolio whose accounts beyond the first of an order go to the pool.
  ///
  /// - Parameters:
  ///   - count: How many accounts of KAMs stay.
  ///   - size: What the largest of comes first, by account; of equal ones the first.
  /// - Returns: The portfolio; what the accounts are used to stays.
  func pooling(allBut count: Int, by size: (Account) -> Double) -> Portfolio {
    let owned = accounts.indices.filter { owner[$0] != nil }
    let ranking = owned.sorted { (-size(accounts[$0]), $0) < (-size(accounts[$1]), $1) }
    var owners = accounts.map(\.kam)
    for account in ranking.dropFirst(count) { owners[account] = nil }
    return restaffed(with: team, owners: owners)
  }

  /// A portfolio of one KAM with accounts that chance picks.
  ///
  /// Larger samples with the same number contain the smaller ones, so sizes are compared on the same
  /// accounts.
  ///
  /// - Parameters:
  ///   - count: How many accounts, at most as many as KAMs own.
  ///   - number: Which sample, from 0.
  ///   - kam: Who owns them.
  ///   - seed: Where the random numbers start.
  /// - Returns: The portfolio; the accounts keep their tiers and what they are used to.
  func sampled(
    _ count: Int, number: Int, for kam: KeyAccountManager, seed: UInt64
  ) -> Portfolio {
    let owned = accounts.indices.filter { owner[$0] != nil }
    let ranking = owned.map { account in
      let stream = RandomStream(
        seed: seed, replication: number, entity: RandomStream.entity(accounts[account].id),
        purpose: .sample)
      return (word: stream.block(0)[0], account: account)
    }.sorted { $0 < $1 }
    return Portfolio(
      accounts: ranking.prefix(count).map { _, account in
        var record = accounts[account]
        record.kam = kam.id
        return record
      }, team: [kam], careModels: careModels, triggers: triggers, parameters: parameters)
  }
}

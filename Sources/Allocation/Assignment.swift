import LinearProgramming
import PortfolioModel

/// Owners of accounts, what they are worth, and how much better any others could be.
public struct Assignment: Equatable, Sendable {
  /// An account that goes from one KAM to another.
  public struct Move: Equatable, Sendable {
    /// The account's id.
    public let account: String
    /// The id of the owner that was named for it; `nil` if none was.
    public let from: String?
    /// The id of its new owner.
    public let to: String
  }

  /// What a KAM owns.
  public struct Seat: Equatable, Sendable {
    /// The KAM's id.
    public let kam: String
    /// How many accounts it owns.
    public let accountCount: Int
    /// The most accounts that it may own; `nil` for any number.
    public let places: Int?
    /// Days a year that its accounts can use at their best, within its capacity.
    public let days: Double
    /// Customer-days a year.
    public let capacity: Double
  }

  /// The portfolio with its new owners, without the seats of those who leave.
  public let portfolio: Portfolio
  /// What the owners are worth, money over the horizon: what the days of the team add, weighted, and
  /// preferences, less handovers.
  public let worth: Double
  /// What no other owners exceed; `nil` where least days are above a KAM's capacity, so that the plan
  /// scales them down and the worth is not one that the linear program plans.
  public let bound: Double?
  /// What the owners were worth that were named, or that the simple rule finds; `nil` where they may not
  /// stay or least days are above a capacity.
  public let worthToday: Double?
  /// Accounts that get another owner than was named, or their first, by id.
  public let moves: [Move]
  /// What handovers cost, money.
  public let handoverCost: Double
  /// How many accounts have an owner who knows their segment.
  public let knownSegments: Int
  /// What each KAM owns, by id; those who leave are left out.
  public let team: [Seat]
  /// Whether no owners are worth more, but for one part in a million.
  public let isProvedBest: Bool

  /// How much more other owners could be worth at most.
  public var gap: Double? { bound.map { max(0, $0 - worth) } }

  /// The largest program that is given to the integer solver, in whole variables.
  public static let integerLimit = 150
  /// The most nodes that the integer solver looks at.
  public static let nodeLimit = 200
  /// The gap, as a share of the bound, from which on the integer solver is asked at all.
  public static let openGap = 1e-4

  /// Finds owners for the accounts of a portfolio.
  ///
  /// Prices of days give a bound and a first choice, which steps of single accounts and exchanges of two
  /// make better. A small case that they leave open goes to the integer solver. The best of all is taken. The same
  /// portfolio gets the same owners: nothing here depends on time.
  ///
  /// - Parameters:
  ///   - request: What to decide and what is preferred.
  ///   - portfolio: The portfolio as it is. KAMs have places for all accounts.
  ///   - horizonYears: The horizon, years, above 0.
  ///   - bounds: Bounds of the plan; of these the limit of change counts here, the others do not.
  ///   - integerSolver: What searches among whole numbers; none if `nil`.
  public init(
    _ request: AssignmentRequest, of portfolio: Portfolio, horizonYears: Double,
    bounds: [PlanBound] = [], using integerSolver: IntegerSolver? = nil
  ) {
    var maxChange: ChangeLimit?
    for case .maxChange(let change) in bounds { maxChange = change }
    let subject = AssignmentCase(
      request, portfolio: portfolio, horizonYears: horizonYears, maxChange: maxChange)

    let pooled = AssignmentPrices(of: subject)
    var best = AssignmentSearch(subject, prices: pooled)
    best.improve()
    func consider(_ other: AssignmentSearch) {
      var other = other
      other.improve()
      if other.worth > best.worth + 1e-9 * max(1, abs(best.worth)) { best = other }
    }
    let today = AssignmentSearch(
      subject, owners: subject.accounts.map { portfolio.owner[$0] ?? 0 })
    if today.isAllowed { consider(today) }
    let found = AssignmentPrices(days: best.prices, places: subject.team.map { _ in 0 })
    let prices = AssignmentPrices(of: subject, target: best.worth, from: [found])
    consider(AssignmentSearch(subject, prices: prices))
    var bound = prices.bound
    let isOpen = bound - best.worth > Self.openGap * abs(bound)
    let isSmall = 1...Self.integerLimit ~= AssignmentModel.size(of: subject)
    if let integerSolver, isSmall, isOpen {
      let program = AssignmentModel(subject)
      if let solution = try? integerSolver(program.model, Self.nodeLimit) {
        consider(AssignmentSearch(subject, owners: program.owners(in: solution)))
        bound = min(bound, solution.bound)
      }
    }
    let isProvedBest = bound <= best.worth + 1e-6 * max(1, abs(best.worth))

    var owners = portfolio.owner
    for (index, account) in subject.accounts.enumerated() { owners[account] = best.owners[index] }
    let result = portfolio.reassigned(to: owners, closing: request.leavers)
    self.portfolio = result
    worth = best.worth
    self.bound = best.keepsLeastDays ? max(bound, best.worth) : nil
    worthToday = today.isAllowed && today.keepsLeastDays ? today.worth : nil
    let moves = subject.accounts.compactMap { account -> Move? in
      let named = portfolio.isOwnerNamed[account] ? portfolio.accounts[account].kam : nil
      guard let kam = result.accounts[account].kam, kam != named else { return nil }
      return Move(account: result.accounts[account].id, from: named, to: kam)
    }
    self.moves = moves
    handoverCost = request.handoverCost(in: portfolio) * Double(moves.count { $0.from != nil })
    knownSegments = subject.accounts.count { account in
      let segment = result.accounts[account].segment
      return segment != nil && result.owner[account].map { result.team[$0].segment } == segment
    }
    team = portfolio.team.indices.filter { !request.leavers.contains(portfolio.team[$0].id) }.map {
      kam in
      let places = request.places(of: portfolio.team[kam])
      return Seat(
        kam: portfolio.team[kam].id, accountCount: best.owners.count { $0 == kam },
        places: places == .max ? nil : places, days: best.days[kam], capacity: subject.capacity[kam]
      )
    }
    self.isProvedBest = isProvedBest && best.keepsLeastDays
  }
}

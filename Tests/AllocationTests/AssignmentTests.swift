import GLPKSolver
import LinearProgramming
import PortfolioModel
import Testing

@testable import Allocation

/// A made-up portfolio whose accounts have no owners, with a team of some sizes and effects.
private func portfolio(
  _ seed: Int, accounts: Int, fte: [Double], effect: [Double] = [], named: Bool = false
) -> Portfolio {
  var stream = SampleStream(seed: UInt64(seed))
  let team = fte.enumerated().map { index, fte in
    var kam = KeyAccountManager(id: "K\(index + 1)")
    kam.fte = fte
    kam.effect = index < effect.count ? effect[index] : 1
    kam.segment = ["north", "south"][index % 2]
    return kam
  }
  let accounts = (0..<accounts).map { index in
    var account = Account(
      id: "A\(100 + index)", annualRevenue: 20_000 + 480_000 * stream.uniform(0...1))
    account.potential =
      stream.uniform(0...1) < 0.5 ? 0 : account.annualRevenue * stream.uniform(0...1)
    account.currentDays = 10 * stream.uniform(0...1)
    account.segment = ["north", "south", nil][Int(2.999 * stream.uniform(0...1))]
    account.minDays = 0
    if named { account.kam = team[Int((Double(team.count) - 0.001) * stream.uniform(0...1))].id }
    return account
  }
  return Portfolio(accounts: accounts, team: team)
}

/// Finds the best of all owners by trying all, each by the linear program itself.
private final class Enumeration {
  private let portfolio: Portfolio
  private var known: [[Int]: Double] = [:]

  init(_ portfolio: Portfolio) { self.portfolio = portfolio }

  /// What the best owners are worth.
  func best(_ request: AssignmentRequest) throws -> Double {
    var best = -Double.infinity
    try visit([], request) { best = max(best, $0) }
    return best
  }

  private func visit(
    _ owners: [Int], _ request: AssignmentRequest, _ take: (Double) -> Void
  ) throws {
    let account = owners.count
    guard account < portfolio.accounts.count else { return take(try worth(owners, request)) }
    let kams = portfolio.team.indices.filter { request.places(of: portfolio.team[$0]) > 0 }
    let named = portfolio.isOwnerNamed[account] ? portfolio.owner[account] : nil
    let isSettled = request.scope == .unowned && named.map(kams.contains) ?? false
    for kam in kams where !isSettled || kam == named {
      if owners.count(where: { $0 == kam }) < request.places(of: portfolio.team[kam]) {
        try visit(owners + [kam], request, take)
      }
    }
  }

  private func worth(_ owners: [Int], _ request: AssignmentRequest) throws -> Double {
    var total = try portfolio.team.indices.reduce(0) { sum, kam in
      try sum + worth(of: kam, owners.indices.filter { owners[$0] == kam })
    }
    for (account, kam) in owners.enumerated() {
      let segment = portfolio.accounts[account].segment
      if segment != nil && segment == portfolio.team[kam].segment { total += request.sameSegment }
      if portfolio.isOwnerNamed[account] && portfolio.owner[account] != kam {
        total -= request.handoverCost(in: portfolio)
      }
    }
    return total
  }

  private func worth(of kam: Int, _ owned: [Int]) throws -> Double {
    guard !owned.isEmpty else { return 0 }
    if let worth = known[[kam] + owned] { return worth }
    var accounts = owned.map { portfolio.accounts[$0] }
    for index in accounts.indices { accounts[index].kam = portfolio.team[kam].id }
    let worth = try Portfolio(accounts: accounts, team: [portfolio.team[kam]]).optimum().objective
    known[[kam] + owned] = worth
    return worth
  }
}

struct AssignmentTests {
  private static let requests: [AssignmentRequest] = {
    var plain = AssignmentRequest()
    plain.handoverCost = 0
    var preferring = plain
    (preferring.handoverCost, preferring.sameSegment) = (4_000, 2_500)
    var limited = preferring
    limited.maxAccounts = 2
    var leaving = preferring
    leaving.leavers = ["K1"]
    leaving.scope = .unowned
    return [plain, preferring, limited, leaving]
  }()

  @Test(arguments: 0..<4)
  func `owners are the best of all that there are`(seed: Int) throws {
    let portfolio = portfolio(
      seed, accounts: 6, fte: [0.15, 0.2, 0.1], effect: seed % 2 == 0 ? [] : [1, 0.7, 0.7],
      named: true)
    let all = Enumeration(portfolio)
    for request in Self.requests {
      let best = try all.best(request)
      let found = Assignment(request, of: portfolio, horizonYears: 3, using: GLPK.solve)
      #expect(relativeError(found.worth, best) < 1e-6)
      #expect(relativeError(try #require(found.bound), best) < 1.01e-4)
      // Without the integer solver steps end near the best, and prices prove how near.
      let alone = Assignment(request, of: portfolio, horizonYears: 3)
      let bound = try #require(alone.bound)
      #expect(alone.worth <= best * (1 + 1e-6) && best <= bound * (1 + 1e-6))
      #expect(alone.worth >= 0.99 * best)
    }
  }

  @Test(arguments: 0..<4)
  func `the worth of owners is the optimum of the plan`(seed: Int) throws {
    let portfolio = Portfolio.random(seed: UInt64(seed), accountCount: 80)
    let found = Assignment(AssignmentRequest(), of: portfolio, horizonYears: 3)
    #expect(try relativeError(found.worth, found.portfolio.optimum().objective) < 1e-9)
    if let today = found.worthToday {
      #expect(try relativeError(today, portfolio.optimum().objective) < 1e-9)
      #expect(found.worth >= today)
    }
  }

  @Test(arguments: 0..<4)
  func `no owners are worth more than all days in one hand`(seed: Int) throws {
    let portfolio = portfolio(seed, accounts: 40, fte: [0.5, 0.3, 0.7, 0.4])
    let found = Assignment(AssignmentRequest(), of: portfolio, horizonYears: 3)
    var hand = KeyAccountManager(id: "all")
    hand.fte = 1.9
    var accounts = portfolio.accounts
    for index in accounts.indices { accounts[index].kam = "all" }
    let pooled = try Portfolio(accounts: accounts, team: [hand]).optimum().objective
    let bound = try #require(found.bound)
    #expect(relativeError(bound, pooled) < 1e-9)
    let gap = try #require(found.gap)
    #expect(gap < 0.002 * bound)
  }

  @Test(arguments: 0..<4)
  func `owners keep places, and settled accounts stay`(seed: Int) throws {
    var request = AssignmentRequest()
    (request.scope, request.leavers, request.maxAccounts) = (.unowned, ["K2"], 14)
    let before = portfolio(seed, accounts: 36, fte: [0.5, 0.3, 0.7, 0.4], named: true)
    let found = Assignment(request, of: before, horizonYears: 3, using: GLPK.solve)
    let after = found.portfolio
    #expect(after.team.map(\.id) == ["K1", "K3", "K4"])
    #expect(after.accountsOfKAM.allSatisfy { $0.count <= 14 })
    #expect(after.owner.allSatisfy { $0 != nil })
    #expect(found.team.map(\.accountCount) == after.accountsOfKAM.map(\.count))
    for (old, new) in zip(before.accounts, after.accounts) where old.kam != "K2" {
      #expect(old.kam == new.kam)
    }
    #expect(found.moves.map(\.account) == before.accounts.filter { $0.kam == "K2" }.map(\.id))
    // The customer does not know the plan.
    #expect(before.accounts.map(\.currentDays) == after.accounts.map(\.currentDays))
    #expect(before.baseHazard == after.baseHazard)
  }

  @Test func `the order of rows changes nothing`() {
    let portfolio = portfolio(5, accounts: 30, fte: [0.5, 0.3, 0.7], effect: [1, 0.8, 0.8])
    let request = Self.requests[1]
    let found = Assignment(request, of: portfolio, horizonYears: 3)
    let turned = Portfolio(
      accounts: portfolio.accounts.reversed(), team: portfolio.team.reversed())
    // The simple rule has named owners of the turned one; they are the same.
    let again = Assignment(request, of: turned, horizonYears: 3)
    let first = Assignment(
      request, of: Portfolio(accounts: portfolio.accounts, team: portfolio.team), horizonYears: 3)
    #expect(first == again)
    #expect(found.portfolio.accounts.count == 30)
  }

  @Test func `weak hands get the accounts that need them least`() {
    var accounts = (0..<6).map { Account(id: "A\($0)", annualRevenue: $0 < 3 ? 900_000 : 20_000) }
    for index in accounts.indices {
      (accounts[index].minDays, accounts[index].currentDays) = (0, 5)
      accounts[index].tier = "key"
    }
    var (strong, weak) = (KeyAccountManager(id: "strong"), KeyAccountManager(id: "weak"))
    (strong.fte, weak.fte, weak.effect, strong.maxAccounts) = (1, 0.3, 0.3, 3)
    let found = Assignment(
      AssignmentRequest(), of: Portfolio(accounts: accounts, team: [strong, weak]),
      horizonYears: 3, using: GLPK.solve)
    #expect(
      found.portfolio.accounts.map(\.kam)
        == ["strong", "strong", "strong", "weak", "weak", "weak"])
  }

  @Test func `least days that nobody has days for leave no bound`() {
    var accounts = (0..<4).map { Account(id: "A\($0)", annualRevenue: 100_000) }
    for index in accounts.indices { (accounts[index].minDays, accounts[index].maxDays) = (30, 40) }
    var kam = KeyAccountManager(id: "K")
    kam.fte = 0.3
    var other = KeyAccountManager(id: "L")
    other.fte = 0.3
    let found = Assignment(
      AssignmentRequest(), of: Portfolio(accounts: accounts, team: [kam, other]),
      horizonYears: 3, using: GLPK.solve)
    #expect(found.bound == nil && found.gap == nil && !found.isProvedBest)
    #expect(found.portfolio.accountsOfKAM.map(\.count) == [2, 2])
  }

  @Test(arguments: [0.0, 7.5, 30])
  func `days of half the effect are worth what half the days are`(days: Double) {
    let portfolio = portfolio(3, accounts: 4, fte: [1, 1], effect: [0.5, 1])
    for account in portfolio.accounts.indices {
      let half = DayValue(account: account, in: portfolio, horizonYears: 3, effect: 0.5)
      let full = DayValue(account: account, in: portfolio, horizonYears: 3, effect: 1)
      // Quadrature panels depend on the most engagement, so they may differ.
      #expect(relativeError(half.value(careDays: days), full.value(careDays: days / 2)) < 1e-9)
    }
  }
}

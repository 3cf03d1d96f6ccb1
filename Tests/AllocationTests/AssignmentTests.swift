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
    account.potential = stream.uniform(0...1) < 0.5 ? 0 : account.annualRevenue * stream.uniform(0...1)
    account.currentDays = 10 * stream.uniform(0...1)
    account.segment = ["north", "south", nil][Int(2.999 * stream.uniform(0...1))]
    account.minDays = 0
    if named { account.kam = team[Int((Double(team.count) - 0.001) * stream.uniform(0...1))].id }
    return account
  }
  return Portfolio(accounts: accounts, team: team)
}

/// What the best of all owners are worth, each by the linear program itself.
private func bestByEnumeration(
  _ request: AssignmentRequest, of portfolio: Portfolio
) throws -> Double {
  let kams = portfolio.team.indices.filter { !request.leavers.contains(portfolio.team[$0].id) }
  var best = -Double.infinity
  var known: [String: Double] = [:]
  func worth(of kam: Int, _ owned: [Int]) throws -> Double {
    let key = "\(kam) \(owned)"
    if let worth = known[key] { return worth }
    guard !owned.isEmpty else { return 0 }
    let small = Portfolio(
      accounts: owned.map {
        var account = portfolio.accounts[$0]
        account.kam = portfolio.team[kam].id
        return account
      }, team: [portfolio.team[kam]])
    let worth = try small.optimum().objective
    known[key] = worth
    return worth
  }
  func visit(_ owners: [Int]) throws {
    let account = owners.count
    guard account < portfolio.accounts.count else {
      var total = 0.0
      for kam in kams {
        total += try worth(of: kam, owners.indices.filter { owners[$0] == kam })
      }
      for (account, kam) in owners.enumerated() {
        let record = portfolio.accounts[account]
        if record.segment != nil, record.segment == portfolio.team[kam].segment {
          total += request.sameSegment
        }
        if portfolio.isOwnerNamed[account], portfolio.owner[account] != kam {
          total -= request.handoverCost
        }
      }
      best = max(best, total)
      return
    }
    let isSettled =
      request.scope == .unowned && portfolio.isOwnerNamed[account]
      && kams.contains(portfolio.owner[account] ?? -1)
    for kam in kams where !isSettled || portfolio.owner[account] == kam {
      let places = request.places(of: portfolio.team[kam])
      if owners.count(where: { $0 == kam }) < places { try visit(owners + [kam]) }
    }
  }
  try visit([])
  return best
}

struct AssignmentTests {
  private static let requests: [AssignmentRequest] = {
    var preferring = AssignmentRequest()
    (preferring.handoverCost, preferring.sameSegment) = (4_000, 2_500)
    var limited = preferring
    limited.maxAccounts = 3
    var leaving = limited
    leaving.leavers = ["K1"]
    leaving.scope = .unowned
    leaving.maxAccounts = nil
    return [AssignmentRequest(), preferring, limited, leaving]
  }()

  @Test(arguments: 0..<6, requests)
  func `owners are the best of all, and the bound is above them`(
    seed: Int, request: AssignmentRequest
  ) throws {
    let portfolio = portfolio(
      seed, accounts: 6, fte: [0.15, 0.2, 0.1], effect: seed % 2 == 0 ? [] : [1, 0.7, 0.7],
      named: true)
    let found = Assignment(request, of: portfolio, horizonYears: 3, using: GLPK.solve)
    let best = try bestByEnumeration(request, of: portfolio)
    let rounding = 1e-6 * abs(best)
    let bound = try #require(found.bound)
    #expect(found.worth <= best + rounding && best <= bound + rounding)
    #expect(found.worth >= best - rounding, "\(best - found.worth) short of the best")
    let alone = Assignment(request, of: portfolio, horizonYears: 3)
    let aloneBound = try #require(alone.bound)
    #expect(best <= aloneBound + rounding)
    print("seed", seed, "best", best, "worth", found.worth, "bound", bound, "proved", found.isProvedBest, "alone", alone.worth, aloneBound)
  }
}

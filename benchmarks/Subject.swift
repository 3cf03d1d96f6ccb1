import Allocation
import Foundation
import GLPKSolver
import PortfolioModel
import Simulation

/// What the benchmark simulates: accounts that differ, 35 per KAM, with the built-in tiers, triggers and
/// parameters, over three years.
struct Subject {
  static let accountsPerKAM = 35
  static let years = 3.0
  /// The policies of a study of six.
  static let policies: [Policy] = [.equal, .reactive, .value, .potential, .activity, .optimal]

  let portfolio: Portfolio

  /// A portfolio with this many accounts.
  ///
  /// KAMs work in proportion to the accounts they have, so that an account means as much work at any size.
  init(accounts count: Int) {
    let kams = (count + Self.accountsPerKAM - 1) / Self.accountsPerKAM
    let accounts = (0..<count).map { index in
      var account = Account(
        id: "A\(index)", annualRevenue: Double(10_000 + 7_919 * (index * 31 % 97)))
      account.potential = Double(5_000 + 6_007 * (index * 17 % 53))
      account.kam = "K\(index % kams)"
      return account
    }
    let team = (0..<kams).map { index in
      var kam = KeyAccountManager(id: "K\(index)")
      kam.fte = Double(count) / Double(kams * Self.accountsPerKAM)
      return kam
    }
    portfolio = Portfolio(accounts: accounts, team: team)
  }

  /// The same accounts over the months of a year, with KAMs who are less there at times.
  var byMonth: Portfolio {
    var (team, parameters) = (portfolio.team, portfolio.parameters)
    parameters.periods = Array(repeating: 1 / 12, count: 12)
    for index in team.indices {
      var availability = Array(repeating: 1.0, count: 12)
      if index.isMultiple(of: 7) { for month in 0..<4 { availability[month] = 0 } }
      for (month, share) in [(5 * index, 0.8), (7 * index + 3, 0.6), (6, 0.4), (11, 0.7)]
      where availability[month % 12] > 0 { availability[month % 12] = share }
      team[index].availability = availability
    }
    return Portfolio(accounts: portfolio.accounts, team: team, parameters: parameters)
  }

  /// Bounds on the shares of two tiers that bind.
  static func shareBounds() throws -> [PlanBound] {
    // Shares of tiers hardly depend on the size, so a small portfolio tells what binds.
    let free = try Subject(accounts: 350).portfolio.allocation(
      horizonYears: years, using: GLPK.solve)
    let tiers = free.tiers.filter { $0.share > 0 }.sorted { $0.share < $1.share }
    let (first, last) = (tiers[0], tiers[tiers.count - 1])
    return [
      .share(GroupBound(group: .tier(first.name), minimum: 1.1 * first.share, maximum: 1)),
      .share(GroupBound(group: .tier(last.name), minimum: 0, maximum: 0.9 * last.share)),
    ]
  }

  func plans(_ policies: [Policy] = policies) throws -> [AllocationPlan] {
    try policies.map {
      try portfolio.plan(for: $0, horizonYears: Self.years, using: GLPK.solve)
    }
  }

  func experiment(replications: Int, years: Double = years, seed: UInt64 = 42) -> Experiment {
    Experiment(
      portfolio: portfolio, horizonYears: years, replications: replications, seed: seed)
  }

  /// Nominal account-years: churned accounts count to the end.
  func accountYears(replications: Int) -> Double {
    Double(portfolio.accounts.count * replications) * Self.years
  }
}

/// The folder of this project.
let projectFolder = URL(filePath: #filePath)
  .deletingLastPathComponent().deletingLastPathComponent()

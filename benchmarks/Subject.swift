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

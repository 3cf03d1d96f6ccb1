import Allocation
import LinearProgramming
import PortfolioModel
import Simulation
import Statistics
import Testing

/// Two programs, written apart from the same page, must agree.
struct PeerTests {
  /// Every difference stays below 4.5 of its standard errors.
  ///
  /// These are about 220 checks a case (37 or more metrics of 6 policies), each wrong with probability 7e-6:
  /// one of the 4 cases fails by luck for 6 of 1,000 pairs of seeds. We run 5 times their replications,
  /// so five sixths of the variance is theirs.
  @Test(arguments: PeerCase.names)
  func `every metric of every policy agrees with the independent program`(name: String) throws {
    let peer = try PeerCase(named: name)
    let plans = try peer.policies.map { try Self.plan($0, for: peer) }
    let experiment = Experiment(
      portfolio: peer.portfolio, horizonYears: peer.horizonYears,
      replications: 5 * peer.expected.replications, seed: 90)
    let outcomes = experiment.run(plans, threads: Acceptance.threads)
    let triggers = peer.portfolio.triggers.map(\.name)
    var (compared, squares, worst) = (0.0, 0.0, 0.0)
    for (policy, outcome) in zip(peer.policies, outcomes) {
      let theirs = try #require(peer.expected.policies[policy.rawValue])
      for metric in outcome.metrics {
        let metricName = metric.name(triggers: triggers)
        guard let their = theirs[metricName] else {
          // The other program does not report pending events; the fates' sum fixes them.
          if case .events(.pending, _) = metric { continue }
          Issue.record("\(name): the other program has no \(metricName)")
          continue
        }
        let our = Estimate(outcome.observations(of: metric))
        let what = "\(name), \(policy.rawValue), \(metricName)"
        guard let our, let mean = their.mean, let error = their.standardError else {
          #expect(our == nil && their.mean == nil, "\(what) exists in one program only")
          continue
        }
        let ourError = try #require(our.standardError)
        let combined = (error * error + ourError * ourError).squareRoot()
        if combined <= 1e-12 * abs(mean) {
          #expect(abs(our.mean - mean) <= 1e-9 * max(1, abs(mean)), "\(what)")
          continue
        }
        let z = (our.mean - mean) / combined
        (compared, squares, worst) = (compared + 1, squares + z * z, max(worst, abs(z)))
        if abs(z) > 3 { Acceptance.show("\(what) | ours \(our.mean) | theirs \(mean) | z \(z)") }
        #expect(
          abs(z) < Acceptance.limit,
          "\(what): ours \(our.mean) ± \(ourError), theirs \(mean) ± \(error), z \(z)")
      }
    }
    Acceptance.show("\(name): \(compared) compared, mean z^2 \(squares / compared), worst \(worst)")
  }

  /// Both the days and the order in each KAM's queue are those of the page.
  @Test(arguments: PeerCase.names)
  func `plans are as the page has them`(name: String) throws {
    let peer = try PeerCase(named: name)
    for policy in peer.policies {
      let plan = try Self.plan(policy, for: peer)
      let page = try #require(peer.portfolio.planByThePage(policy))
      for (days, expected) in zip(plan.careDays, page.careDays) {
        #expect(abs(days - expected) <= 1e-9 * max(1, expected), "\(name), \(policy)")
      }
      #expect(plan.rejects == page.rejects)
      for accounts in peer.portfolio.accountsOfKAM {
        func priorities(_ plan: AllocationPlan) -> [Double] {
          accounts.flatMap { [plan.carePriority[$0]] + plan.responsePriority[$0] }
        }
        let pairs = zip(priorities(plan), priorities(page))
        let order = pairs.sorted { ($0.1, $0.0) < ($1.1, $1.0) }
        for (lower, higher) in zip(order, order.dropFirst()) {
          #expect(
            lower.1 < higher.1 ? lower.0 < higher.0 : lower.0 == higher.0, "\(name), \(policy)")
        }
      }
    }
  }

  /// Not a matter of chance: equal to rounding.
  @Test(arguments: PeerCase.names)
  func `what the portfolio implies agrees with the independent program`(name: String) throws {
    let peer = try PeerCase(named: name)
    func agree(_ ours: Double, _ theirs: Double, _ what: String) {
      #expect(abs(ours - theirs) <= 1e-9 * max(abs(theirs), 1e-12), "\(name): \(what)")
    }
    for (index, account) in peer.portfolio.accounts.enumerated() {
      let theirs = try #require(peer.expected.derived.accounts[account.id])
      agree(try #require(account.currentDays), theirs.currentDays, "currentDays of \(account.id)")
      agree(peer.portfolio.meanRiskFactor[index], theirs.mbar, "Mbar of \(account.id)")
      agree(peer.portfolio.baseHazard[index], theirs.h0, "h0 of \(account.id)")
    }
    for policy in peer.policies {
      let plan = try #require(peer.portfolio.planByThePage(policy))
      let theirs = try #require(peer.expected.derived.careDaysPerYear[policy.rawValue])
      for (account, days) in zip(peer.portfolio.accounts, plan.careDays) {
        agree(days, theirs[account.id] ?? 0, "days of \(account.id) under \(policy.rawValue)")
      }
    }
  }

  @Test func `four cases are there`() {
    #expect(PeerCase.names == ["basic", "departures", "exotic", "overload"])
  }

  /// The plan that the program makes; these policies need no solver.
  private static func plan(_ policy: Policy, for peer: PeerCase) throws -> AllocationPlan {
    try peer.portfolio.plan(for: policy, horizonYears: peer.horizonYears) {
      _ throws(LinearSolverError) in
      throw .undecided("no heuristic policy asks for a solver")
    }
  }
}

import PortfolioModel
import Simulation
import Statistics
import Testing

/// Two programs, written apart from the same page, must agree.
struct PeerTests {
  /// About 37 metrics of 6 policies a case, each off by 4.5 standard errors of the difference with
  /// probability 7e-6: one of the 4 cases fails by luck for 6 of 1,000 pairs of seeds. Our replications are
  /// 4 to 10 times theirs, so the error is mostly theirs.
  @Test(arguments: PeerCase.names)
  func `every metric of every policy agrees with the independent program`(name: String) throws {
    let peer = try PeerCase(named: name)
    let plans = try peer.policies.map { try #require(peer.portfolio.planByThePage($0)) }
    let experiment = Experiment(
      portfolio: peer.portfolio, horizonYears: peer.horizonYears, replications: 20_000, seed: 90)
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
}

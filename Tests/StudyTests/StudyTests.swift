import GLPKSolver
import PortfolioModel
import Simulation
import Statistics
import Testing

@testable import Study

/// Twelve unequal accounts of two KAMs.
private func portfolio(churn: Double? = nil, fte: Double = 1) -> Portfolio {
  let accounts = (0..<12).map { index in
    var account = Account(id: "A\(10 + index)", annualRevenue: 40_000 * Double(1 + index * 5 % 12))
    account.potential = 25_000 * Double(index % 4)
    account.activity = Double(2 + index)
    account.kam = "K\(1 + index % 2)"
    account.churn = churn
    account.ownDays = Double(index)
    return account
  }
  let team = ["K1", "K2"].map { id in
    var kam = KeyAccountManager(id: id)
    kam.fte = fte
    return kam
  }
  return Portfolio(accounts: accounts, team: team)
}

/// A study of these policies, the first of them the baseline unless another is named.
private func study(
  _ policies: [Policy], baseline: Policy? = nil, portfolio: Portfolio = portfolio(),
  replications: Int = 64
) throws -> PolicyStudy {
  try PolicyStudy(
    PolicyStudy.Design(
      portfolio: portfolio, policies: policies, baseline: baseline ?? policies[0],
      horizonYears: 2, replications: replications, seed: 11),
    solver: GLPK.solve, threads: 2)
}

struct PolicyStudyTests {
  @Test func `a policy differs from itself by exactly nothing`() throws {
    let study = try study(Policy.allCases)
    for policy in Policy.allCases {
      for metric in study.alternative(policy).outcome.metrics {
        let difference = study.difference(from: policy, to: policy, in: [metric])
        #expect(difference?.mean == 0)
        #expect(difference?.standardError == 0)
        #expect(difference?.percentiles.p5 == 0 && difference?.percentiles.p95 == 0)
      }
    }
  }

  @Test func `differences change their sign with their direction`() throws {
    let study = try study([.equal, .reactive])
    for metric in study.alternatives[0].outcome.metrics {
      let there = study.difference(from: .equal, to: .reactive, in: [metric])
      let back = study.difference(from: .reactive, to: .equal, in: [metric])
      #expect(there?.mean == back.map { -$0.mean })
      #expect(there?.standardError == back?.standardError)
    }
  }

  @Test func `a sum of measures is their sum in every replication`() throws {
    let study = try study([.equal, .value])
    let sum = try #require(
      study.difference(from: .equal, to: .value, in: [.careWon, .triggerWon]))
    let care = try #require(study.difference(from: .equal, to: .value, in: [.careWon]))
    let trigger = try #require(study.difference(from: .equal, to: .value, in: [.triggerWon]))
    #expect(abs(sum.mean - care.mean - trigger.mean) <= 1e-9 * max(1, abs(sum.mean)))
  }

  @Test func `company changes no policy's outcome`() throws {
    let all = try study(Policy.allCases)
    for policy in Policy.allCases {
      let alone = try study([policy])
      #expect(alone.alternative(policy).outcome == all.alternative(policy).outcome)
    }
  }

  @Test func `alternatives stand in the order of the design`() throws {
    let policies: [Policy] = [.optimal, .reactive, .equal]
    let study = try study(policies, replications: 2)
    #expect(study.alternatives.map(\.policy) == policies)
    #expect(study.alternatives.map(\.plan.name) == policies.map(\.rawValue))
    #expect(study.alternatives.map { $0.allocation != nil } == [true, false, false])
  }

  @Test func `to plan again at reviews earns more where customers leave`() throws {
    let study = try PolicyStudy(
      PolicyStudy.Design(
        portfolio: portfolio(churn: 0.2, fte: 0.4), policies: [.optimal, .optimalRolling],
        baseline: .optimal, horizonYears: 4, replications: 512, seed: 11),
      solver: GLPK.solve, threads: 2)
    let gain = try #require(
      study.difference(from: .optimal, to: .optimalRolling, in: [.netContribution]))
    #expect(gain.mean > (try #require(gain.halfWidth(level: 0.99))))
  }
}

/// Net contribution without luck, one value per replication.
private func earned(_ policy: Policy, in study: PolicyStudy) throws -> [Double] {
  let outcome = study.alternative(policy).outcome
  return try zip(outcome.observations(of: .netContribution), outcome.luck).map {
    try #require($0) - $1
  }
}

struct FindingTests {
  /// What one policy earns more than another in each replication.
  private func paired(
    _ baseline: Policy, _ candidate: Policy, in study: PolicyStudy
  ) throws -> [Double] {
    zip(try earned(candidate, in: study), try earned(baseline, in: study)).map(-)
  }

  @Test func `the best policy has the highest mean, and the others follow in order`() throws {
    let study = try study(Policy.allCases)
    let finding = Finding(study)
    func mean(_ policy: Policy) throws -> Double {
      let earned = try earned(policy, in: study)
      return earned.reduce(0, +) / Double(earned.count)
    }
    let ranking = [finding.best] + finding.leads.map(\.policy)
    #expect(Set(ranking) == Set(Policy.allCases) && ranking.count == Policy.allCases.count)
    for (better, worse) in zip(ranking, ranking.dropFirst()) {
      #expect(try mean(better) >= mean(worse))
    }
    let baseline = try #require(finding.baseline).mean
    #expect(abs(baseline - (try mean(Policy.allCases[0]))) <= 1e-9 * abs(baseline))
    for lead in finding.leads {
      #expect(
        lead.difference
          == study.difference(
            from: lead.policy, to: finding.best, in: [.netContribution]))
    }
  }

  /// Quantiles of Student's t with 63 degrees of freedom, from SciPy 1.17: 1 - 0.05 / (2 pairs).
  @Test(arguments: [
    ([Policy.equal, .reactive], 1.998_340_542_520_741),
    ([.equal, .reactive, .value], 2.459_584_073_853_757),
    ([.equal, .reactive, .value, .optimal], 2.724_122_918_676_378),
  ])
  func `intervals cover every pair of policies together`(
    policies: [Policy], quantile: Double
  ) throws {
    let study = try study(policies)
    let finding = Finding(study)
    #expect(finding.leads.count == policies.count - 1)
    for lead in finding.leads {
      let error = try #require(lead.difference.standardError)
      #expect(lead.verdict == (lead.difference.mean > quantile * error ? .better : .unclear))
      #expect(finding.verdict(on: lead.difference) == lead.verdict)
      // Just inside and just outside the interval, in both directions.
      for (shift, verdict) in [
        (1 + 1e-9, Finding.Verdict.better), (1 - 1e-9, .unclear), (-1 - 1e-9, .worse),
      ] {
        let moved = shift * quantile * error - lead.difference.mean
        let observations = try paired(lead.policy, finding.best, in: study).map { $0 + moved }
        #expect(finding.verdict(on: try #require(Estimate(observations))) == verdict)
      }
    }
    #expect(finding.rivals == finding.leads.filter { $0.verdict == .unclear }.map(\.policy))
  }

  @Test func `identical plans are equals, and the baseline goes first`() throws {
    let accounts = ["A", "B"].map { id in
      var account = Account(id: id, annualRevenue: 100_000)
      account.kam = "K" + id
      return account
    }
    let twins = Portfolio(
      accounts: accounts, team: [KeyAccountManager(id: "KA"), KeyAccountManager(id: "KB")])
    let finding = Finding(try study([.value, .equal], portfolio: twins))
    #expect(finding.best == .value)
    #expect(finding.rivals.isEmpty && finding.equals == [.equal])
    #expect(finding.leads[0].difference.mean == 0)
    let other = Finding(try study([.value, .equal], baseline: .equal, portfolio: twins))
    #expect(other.best == .equal && other.gain == nil && other.equals == [.value])
  }

  @Test func `nothing is gained where the baseline is best`() throws {
    let policies: [Policy] = [.equal, .reactive, .value, .optimal]
    let best = Finding(try study(policies)).best
    let finding = Finding(try study(policies, baseline: best))
    #expect(finding.best == best)
    #expect(finding.gain == nil)
  }

  @Test func `the gain is what the best earns more than the baseline`() throws {
    let study = try study([.reactive, .optimal])
    let finding = Finding(study)
    #expect(finding.best == .optimal)
    #expect(
      finding.gain == study.difference(from: .reactive, to: .optimal, in: [.netContribution]))
    #expect((finding.gain?.mean ?? 0) > 0)
  }

  @Test func `a single policy is best of itself`() throws {
    let finding = Finding(try study([.value]))
    #expect(finding.best == .value)
    #expect(finding.gain == nil)
    #expect(finding.leads.isEmpty && finding.rivals.isEmpty && finding.equals.isEmpty)
  }
}

struct PortfolioArithmeticTests {
  /// A KAM who gives every working day to equal customers.
  private func arithmetic(_ count: Int) -> PortfolioArithmetic {
    var kam = KeyAccountManager(id: "K")
    kam.customerShare = 1
    let accounts = (0..<count).map { Account(id: "\($0)", annualRevenue: 30_000) }
    return PortfolioArithmetic(of: 0, in: Portfolio(accounts: accounts, team: [kam]))
  }

  @Test(arguments: [(10, 22.0), (50, 4.4), (100, 2.2)])
  func `a year divides into this many days an account`(count: Int, days: Double) throws {
    let arithmetic = arithmetic(count)
    #expect(arithmetic.accountCount == count)
    #expect(abs(arithmetic.capacity - 220) < 1e-9)
    #expect(abs(try #require(arithmetic.daysPerAccount) - days) < 1e-9)
    #expect(arithmetic.revenue == 30_000 * Double(count))
  }

  @Test func `fifty accounts make a move every other day and a change almost every day`() {
    let perDay = arithmetic(50).eventsPerWorkingDay
    // Two moves a year and account: 100 a year, one every 2.2 working days. Eight people who each
    // change once in two years: 200 a year, one every 1.1.
    #expect(abs(220 * perDay[0] - 100) < 1e-9)
    #expect(abs(1 / perDay[0] - 2.2) < 1e-9)
    #expect(abs(220 * perDay[1] - 200) < 1e-9)
    #expect(abs(1 / perDay[1] - 1.1) < 1e-9)
  }

  @Test func `responses to what is detected take this many days`() {
    // An account: 2 moves of 1 day and 4 changes of half a day, half of them detected, and 6 requests
    // of a quarter of a day.
    #expect(abs(arithmetic(50).responseWorkload - 50 * (1 + 1 + 1.5)) < 1e-9)
  }

  @Test func `a KAM without accounts has no days per account`() {
    var account = Account(id: "A", annualRevenue: 1)
    account.kam = "K1"
    let portfolio = Portfolio(
      accounts: [account], team: [KeyAccountManager(id: "K1"), KeyAccountManager(id: "K2")])
    let idle = PortfolioArithmetic(of: 1, in: portfolio)
    #expect(idle.accountCount == 0)
    #expect(idle.daysPerAccount == nil)
    #expect(idle.eventsPerWorkingDay.allSatisfy { $0 == 0 })
    #expect(idle.responseWorkload == 0)
  }
}

struct PrecisionTests {
  private func study(_ policies: [Policy], precision: Double?, limit: Int = 6400) throws
    -> PolicyStudy
  {
    try PolicyStudy(
      PolicyStudy.Design(
        portfolio: portfolio(), policies: policies, baseline: policies[policies.count - 1],
        horizonYears: 2, replications: limit, precision: precision, seed: 11),
      solver: GLPK.solve, threads: 2)
  }

  @Test func `a study without a precision runs all its replications`() throws {
    let study = try study([.equal], precision: nil, limit: 70)
    #expect(study.replications == 70)
    #expect(study.precision == nil)
  }

  @Test func `every difference from the baseline is precise at the level of all pairs`() throws {
    let study = try study([.reactive, .value, .equal], precision: 0.02)
    let precision = try #require(study.precision)
    #expect(precision.asked == 0.02)
    #expect(precision.isAsAsked)
    #expect(study.replications < 6400)
    let baseline = try #require(
      study.alternative(.equal).outcome.estimate(of: [.netContribution]))
    let level = 1 - 0.05 / 3
    let halfWidths = [Policy.reactive, .value].compactMap {
      study.difference(from: .equal, to: $0, in: [.netContribution])?.halfWidth(level: level)
    }
    let widest = try #require(halfWidths.max())
    #expect(halfWidths.count == 2)
    #expect(
      abs(precision.reached - widest / (abs(baseline.mean) - widest)) <= 1e-9 * precision.reached)
  }

  @Test func `a limit that ends a study leaves it less precise than asked`() throws {
    let study = try study([.value, .equal], precision: 0.0001, limit: 130)
    let precision = try #require(study.precision)
    #expect(study.replications == 130)
    #expect(!precision.isAsAsked)
    #expect(precision.reached > 0.0001)
  }

  @Test func `one policy has a single interval, pairs share the error`() {
    #expect(Finding.levelOfPairs(among: 1) == 0.95)
    #expect(Finding.levelOfPairs(among: 2) == 0.95)
    #expect(abs(Finding.levelOfPairs(among: 7) - (1 - 0.05 / 21)) <= 1e-15)
  }
}

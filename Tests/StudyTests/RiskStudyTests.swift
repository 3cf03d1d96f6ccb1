import GLPKSolver
import PortfolioModel
import Simulation
import Statistics
import Testing

@testable import Study

/// Accounts with these revenues, which KAMs K1 and K2 own in turn.
private func accounts(_ revenues: [Double]) -> [Account] {
  revenues.enumerated().map { index, revenue in
    var account = Account(id: "A\(10 + index)", annualRevenue: revenue)
    account.kam = "K\(1 + index % 2)"
    return account
  }
}

private func portfolio(_ revenues: [Double] = [300_000, 80_000, 120_000, 40_000, 60_000])
  -> Portfolio
{
  Portfolio(accounts: accounts(revenues), team: ["K1", "K2"].map(KeyAccountManager.init(id:)))
}

/// Accounts that nothing happens to but what the parameters say: no events, no growth, no chance departures.
private func quiet(churn: Double, dependency: Double = 0.5, follow: Double = 0.1) -> Portfolio {
  var parameters = ModelParameters()
  parameters.careEffect = 0
  parameters.expansionRate = 0
  parameters.follow = follow
  let accounts = accounts([300_000, 80_000, 120_000]).map { account in
    var account = account
    (account.churn, account.dependency) = (churn, dependency)
    return account
  }
  let team = ["K1", "K2"].map { id in
    var kam = KeyAccountManager(id: id)
    kam.departure = 0
    return kam
  }
  return Portfolio(accounts: accounts, team: team, triggers: [], parameters: parameters)
}

private func study(
  _ portfolio: Portfolio, _ policies: [Policy] = [.equal], request: RiskRequest = RiskRequest(),
  bounds: [PlanBound] = [], replications: Int = 200, seed: UInt64 = 11, threads: Int = 2
) throws -> RiskStudy {
  try RiskStudy(
    PolicyStudy(
      PolicyStudy.Design(
        portfolio: portfolio, policies: policies, baseline: policies[0], bounds: bounds,
        horizonYears: 3, replications: replications, seed: seed),
      solver: GLPK.solve, threads: threads),
    request: request, using: GLPK.solve, threads: threads)
}

/// What 1 of annual contribution is worth over three years at a rate of losing it.
private func worth(lossRate: Double = 0) -> Double {
  let rate = lossRate + 0.08
  return (1 - Elementary.exp(-3 * rate)) / rate
}

struct ConcentrationTests {
  @Test func `shares of revenue are those of the largest accounts`() {
    let concentration = Concentration(of: portfolio([100, 500, 200, 50, 50, 100]))
    #expect(concentration.largest == 1)
    #expect(concentration.shares == [0.5, 0.2, 0.1, 0.1, 0.05, 0.05])
    #expect(concentration.largestShare == 0.5)
    #expect(abs(concentration.topFiveShare - 0.95) < 1e-12)
    #expect(concentration.topFifthCount == 2)
    #expect(abs(concentration.topFifthShare - 0.7) < 1e-12)
    #expect(abs(concentration.herfindahl - (0.25 + 0.04 + 0.02 + 0.005)) < 1e-12)
  }

  @Test func `as many equal accounts have one over their number as Herfindahl index`() {
    let concentration = Concentration(of: portfolio(Array(repeating: 7, count: 8)))
    #expect(abs(concentration.herfindahl - 1.0 / 8) < 1e-12)
    #expect(concentration.largest == 0)
  }

  @Test func `most may hang on another KAM than the owner of the largest account`() {
    let two = Concentration(of: portfolio([300, 290, 1, 290]))
    #expect(two.largestOwner == 0 && two.topKAM == 1)
    #expect(two.keyKAMs == [1, 0])
    #expect(Concentration(of: portfolio([300, 200])).keyKAMs == [0])
  }

  @Test func `a hire who is not there yet can't leave`() {
    var team = ["K1", "K2"].map(KeyAccountManager.init(id:))
    team[0].start = 0.5
    let concentration = Concentration(
      of: Portfolio(accounts: accounts([300, 200]), team: team))
    #expect(concentration.keyKAMs == [1] && concentration.largestOwner == nil)
  }

  @Test func `without revenue nothing is concentrated`() {
    let concentration = Concentration(of: portfolio([0, 0]))
    #expect(concentration.shares == [0, 0] && concentration.largest == 0)
  }
}

struct RiskStudyTests {
  @Test(arguments: [11, 12, 13] as [UInt64])
  func `the worst worlds are below the threshold, and that below the median`(seed: UInt64) throws {
    let policies: [Policy] = [.equal, .reactive, .optimal]
    let study = try study(portfolio(), policies, replications: 150, seed: seed)
    #expect(study.outlooks.map(\.policy) == policies)
    for outlook in study.outlooks {
      let worst = try #require(outlook.worst)
      #expect(worst.mean <= worst.threshold)
      #expect(worst.threshold <= outlook.quantiles[2].value)
      #expect(worst.thresholdInterval.lower <= worst.threshold)
      #expect(worst.thresholdInterval.upper >= worst.threshold)
      let values = outlook.quantiles.map(\.value)
      #expect(values == values.sorted())
    }
  }

  @Test func `an outlook counts the outcomes of its policy`() throws {
    let target = 700_000.0
    let study = try study(
      portfolio(), [.equal, .reactive], request: RiskRequest(target: target))
    for (outlook, alternative) in zip(study.outlooks, study.policies.alternatives) {
      let earned = alternative.outcome.observations(of: .netContribution).compactMap { $0 }
      let retained = alternative.outcome.observations(of: .nrr).compactMap { $0 }
      #expect(outlook.outcomes == earned && earned.count == 200)
      #expect(outlook.reaching?.count == earned.count { $0 >= target })
      #expect(outlook.loss.count == earned.count { $0 < 0 })
      #expect(outlook.shrinking?.count == retained.count { $0 < 1 })
      #expect(study.histogram.counts(of: earned).reduce(0, +) == 200)
      // The ten lowest of 200: their mean is the CVaR, the eleventh the threshold.
      let worst = try #require(outlook.worst)
      let sorted = earned.sorted()
      #expect(abs(worst.mean - sorted.prefix(10).reduce(0, +) / 10) <= 1e-9 * abs(worst.mean))
      #expect([sorted[9], sorted[10]].contains(worst.threshold))
    }
  }

  @Test func `without risk all worlds are equal, and a loss costs what the customer is worth`()
    throws
  {
    let study = try study(
      quiet(churn: 0), [.equal, .reactive],
      request: RiskRequest(target: 0, requiredChance: 1), replications: 32)
    let cost = 220_000 * worth()
    let expected = 0.6 * 500_000 * worth() - cost
    for (outlook, exposure) in zip(study.outlooks, study.exposures) {
      let worst = try #require(outlook.worst)
      for value in outlook.quantiles.map(\.value) + [worst.mean, worst.threshold] {
        #expect(abs(value - expected) <= 1e-6 * cost)
      }
      #expect(outlook.loss.count == (expected < 0 ? 32 : 0))
      #expect(outlook.shrinking?.count == 0)
      let loss = try #require(exposure.customerLoss)
      #expect(abs(loss.mean + 0.6 * 300_000 * worth()) <= 1e-6 * cost)
      #expect((loss.halfWidth() ?? 1) <= 1e-6 * cost)
    }
    #expect(study.isMet == (expected >= 0))
  }

  @Test func `where days have no other use a lost customer costs what it would have earned`() throws
  {
    let study = try study(quiet(churn: 0.2), replications: 2000)
    let loss = try #require(study.exposures[0].customerLoss)
    let expected = -0.6 * 300_000 * worth(lossRate: -Elementary.log(0.8))
    // 99.9 % of intervals this wide hold the truth.
    #expect(abs(loss.mean - expected) <= (loss.halfWidth(level: 0.999) ?? 0) + 1e-6 * 300_000)
    #expect((loss.halfWidth() ?? 1e9) < 0.05 * abs(expected))
  }

  @Test func `customers who follow their KAM take what they would have earned`() throws {
    // Accounts of K1 earn most. All follow it; where half as much hangs on it, half of them do.
    let study = try study(quiet(churn: 0, dependency: 1, follow: 1), replications: 500)
    let departures = study.exposures[0].departures
    #expect(departures.map(\.kam) == [0])
    let value = 0.6 * 420_000 * worth()
    let departure = try #require(departures.first)
    #expect(abs(departure.difference.mean + value) <= 1e-6 * value)
    #expect(
      abs(departure.sharedDifference.mean + value / 2)
        <= (departure.sharedDifference.halfWidth(level: 0.999) ?? 0) + 1e-6 * value)
    #expect(
      abs(
        departure.saved.mean - departure.sharedDifference.mean + departure.difference.mean)
        <= 1e-9 * value)
  }

  @Test func `to lose a customer leaves the hazards and the luck of the others alone`() throws {
    let whole = portfolio()
    let rest = whole.removing(account: 0)
    #expect(rest.accounts == Array(whole.accounts.dropFirst()))
    #expect(rest.baseHazard == Array(whole.baseHazard.dropFirst()))
    #expect(rest.meanRiskFactor == Array(whole.meanRiskFactor.dropFirst()))
    #expect(rest.careCurves == Array(whole.careCurves.dropFirst()))
    // The accounts of the other KAM meet the same worlds.
    func received(_ portfolio: Portfolio) throws -> [String: AccountOutcome] {
      let outcome = try study(portfolio, replications: 64).policies.alternatives[0].outcome
      return Dictionary(
        uniqueKeysWithValues: zip(portfolio.accounts.map(\.id), outcome.accounts))
    }
    let (before, after) = (try received(whole), try received(rest))
    for account in whole.accounts where account.kam == "K2" {
      #expect(before[account.id] == after[account.id])
    }
  }

  @Test func `losses cost something under every policy, and shared knowledge softens a departure`()
    throws
  {
    let study = try study(portfolio(), [.equal, .optimal, .optimalRolling], replications: 512)
    for exposure in study.exposures {
      let loss = try #require(exposure.customerLoss)
      #expect(loss.mean < 0 && abs(loss.mean) > (loss.halfWidth(level: 0.999) ?? 0))
      let departure = try #require(exposure.departures.first)
      #expect(departure.difference.mean < 0)
      #expect(departure.saved.mean > (departure.saved.halfWidth() ?? 0), "\(exposure.policy)")
    }
  }

  @Test func `the only customer has no loss to compare`() throws {
    let study = try study(portfolio([100_000]), replications: 16)
    #expect(study.exposures[0].customerLoss == nil)
    #expect(study.exposures[0].departures.count == 1)
    #expect(study.outlooks[0].worst == nil)
  }

  @Test func `a bound that the largest customer alone can keep is loosened without it`() throws {
    var accounts = accounts([300_000, 80_000, 120_000])
    accounts[0].tier = "strategic"
    for index in [1, 2] { accounts[index].tier = "develop" }
    let portfolio = Portfolio(
      accounts: accounts, team: ["K1", "K2"].map(KeyAccountManager.init(id:)))
    let bound = PlanBound.days(
      GroupBound(group: .tier("strategic"), minimum: 5, maximum: .infinity))
    let study = try study(portfolio, [.optimal], bounds: [bound], replications: 16)
    #expect(study.exposures[0].customerLoss != nil)
  }

  @Test func `threads change no number`() throws {
    let studies = try [1, 3].map {
      try study(portfolio(), [.optimal, .optimalRolling], replications: 130, threads: $0)
    }
    #expect(studies[0].outlooks.map(\.outcomes) == studies[1].outlooks.map(\.outcomes))
    let exposures = studies.map { $0.exposures }
    #expect(exposures[0].map(\.customerLoss) == exposures[1].map(\.customerLoss))
    for (one, other) in zip(exposures[0], exposures[1]) {
      #expect(one.departures.map(\.difference) == other.departures.map(\.difference))
      #expect(one.departures.map(\.saved) == other.departures.map(\.saved))
    }
  }
}

struct TargetTests {
  /// The study of a target that a share of worlds reaches, with this share required.
  private func target(reaching share: Double, required: Double) throws -> RiskStudy {
    let policies = try study(portfolio())
    let sorted = policies.outlooks[0].outcomes.sorted()
    let target = sorted[200 - Int(share * 200)]
    return try RiskStudy(
      policies.policies, request: RiskRequest(target: target, requiredChance: required),
      using: GLPK.solve, threads: 2)
  }

  /// The interval of 160 of 200 is 73.8 to 85.3 %.
  @Test(arguments: [
    (0.5, true, true), (0.75, true, false), (0.8, true, false), (0.81, false, false),
    (0.9, false, true),
  ])
  func `a target is met by the share of worlds, for sure where the interval says the same`(
    required: Double, isMet: Bool, isSure: Bool
  ) throws {
    let result = try target(reaching: 0.8, required: required)
    #expect(result.outlooks[0].reaching == Proportion(count: 160, of: 200))
    #expect(result.isMet == isMet)
    #expect(result.isSure(result.outlooks[0]) == isSure)
  }

  @Test func `every policy has to meet the target`() throws {
    let policies: [Policy] = [.optimal, .reactive]
    let both = try study(portfolio(), policies)
    let middle = both.outlooks.map { $0.quantiles[2].value }.reduce(0, +) / 2
    #expect(both.isMet == nil)
    let study = try RiskStudy(
      both.policies, request: RiskRequest(target: middle, requiredChance: 0.5),
      using: GLPK.solve, threads: 2)
    #expect(study.outlooks[0].reaching?.share ?? 0 >= 0.5)
    #expect(study.outlooks[1].reaching?.share ?? 1 < 0.5)
    #expect(study.isMet == false)
  }
}

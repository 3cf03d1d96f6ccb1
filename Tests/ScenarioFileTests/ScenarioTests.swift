import PortfolioModel
import Testing

@testable import ScenarioFile

struct ScenarioTests {
  private let full = """
    name: Nordic SaaS
    accounts: accounts.csv
    team: team.csv
    horizonYears: 5
    replications: 2000
    seed: 18446744073709551615
    model: {careEffect: 0.5, engagementHalfLife: 90}
    triggers:
      company-move: {rate: 1.5, effort: {distribution: lognormal, mean: 0.5, cv: 1}}
      key-person-change: off
      visit: {rate: 0.25, per: keyPerson, window: 30, riskFactor: 1.5, riskDays: 10}
    careModels:
      key: {minDays: 5, maxDays: 30}
      gold: {minDays: 20, maxDays: 80, cadence: 60}
    classify: {basis: revenue, strategic: {money: 1000000}, key: {share: 0.2}, developShare: 0.4}
    policies: [equal, optimal]
    study: {kind: policies, baseline: equal}
    shares: {tier: {gold: {min: 0.2, max: 0.6}}, segment: {Finland: {min: 0.1}}}
    days: {tier: {key: {min: 100}}, segment: {Sweden: {max: 300}}}
    budget: {days: 900, money: 400000}
    maxChange: {share: 0.25}
    responseReserve: 0.2
    riskAversion: {weight: 0.5, level: 0.8, worlds: 200}
    """
  private let accounts = """
    id,name,segment,annualRevenue,potential,tier,kam,churn
    A1,"Oy, Ab",Finland,2000000,500,gold,K1,
    A2,,Sweden,100,,,K2,0.2
    """
  private let team = "id,name,fte\nK1,Aino,0.5\nK2,,\n"

  @Test func `a scenario with every section reads as it is written`() throws {
    let scenario = try SampleFiles(scenario: full, accounts: accounts, team: team).scenario()
    #expect(scenario.name == "Nordic SaaS")
    #expect(scenario.horizonYears == 5)
    #expect(scenario.replications == 2000)
    #expect(scenario.seed == .max)
    #expect(scenario.policies == [.equal, .optimal])
    #expect(scenario.study == StudyRequest(kind: .policies, baseline: .equal))
    #expect(
      scenario.bounds == [
        .share(GroupBound(group: .tier("gold"), minimum: 0.2, maximum: 0.6)),
        .share(GroupBound(group: .segment("Finland"), minimum: 0.1, maximum: 1)),
        .days(GroupBound(group: .tier("key"), minimum: 100, maximum: .infinity)),
        .days(GroupBound(group: .segment("Sweden"), minimum: 0, maximum: 300)),
        .budgetDays(900), .budgetMoney(400_000), .maxChange(.share(0.25)), .responseReserve(0.2),
        .riskAversion(RiskAversion(weight: 0.5, level: 0.8, worlds: 200, seed: .max)),
      ])
    #expect(scenario.classification.basis == .revenue)
    #expect(scenario.classification.strategic == .money(1_000_000))
    #expect(scenario.classification.developShare == 0.4)
    #expect(scenario.warnings.isEmpty)

    let portfolio = scenario.portfolio
    #expect(portfolio.parameters.careEffect == 0.5)
    #expect(portfolio.parameters.engagementHalfLife == 90)
    #expect(
      portfolio.careModels.map(\.id)
        == ["strategic", "key", "develop", "transform", "gold", "pooled"])
    #expect(portfolio.careModels[1].minDays == 5)
    #expect(portfolio.careModels[1].churn == 0.08)
    #expect(portfolio.team.map(\.fte) == [0.5, 1])
    #expect(portfolio.team.map(\.name) == ["Aino", nil])
    #expect(portfolio.accounts[0].name == "Oy, Ab")
    #expect(portfolio.accounts[0].kam == "K1")
    #expect(portfolio.accounts[1].churn == 0.2)
    #expect(portfolio.accounts[1].potential == 0)
  }

  @Test func `triggers are overridden, removed and added`() throws {
    let triggers = try SampleFiles(scenario: full, accounts: accounts, team: team).scenario()
      .portfolio.triggers
    #expect(triggers.map(\.name) == ["company-move", "inbound-request", "visit"])
    #expect(triggers[0].rate == .perAccount(1.5))
    #expect(triggers[0].effort == .lognormal(mean: 0.5, cv: 1))
    #expect(triggers[0].window == 20)
    #expect(triggers[2].rate == .perKeyPerson(0.25))
    #expect(triggers[2].riskFactor == 1.5)
  }

  @Test func `what is not written has its default`() throws {
    let scenario = try SampleFiles().scenario()
    #expect(scenario.name == "scenario")
    #expect(scenario.horizonYears == 3)
    #expect(scenario.replications == 1000)
    #expect(scenario.precision == nil)
    #expect(scenario.seed == 42)
    #expect(scenario.policies == Scenario.defaultPolicies)
    #expect(scenario.study == StudyRequest())
    #expect(scenario.bounds.isEmpty)
    #expect(scenario.portfolio.parameters == ModelParameters())
    #expect(scenario.portfolio.triggers == TriggerType.builtIn)
    #expect(scenario.portfolio.careModels == CareModel.builtIn)
    #expect(scenario.portfolio.team == [KeyAccountManager(id: "K01")])
    #expect(scenario.portfolio.accounts.map(\.margin) == [0.6, 0.6])
  }

  @Test func `risk aversion looks at the worst tenth of 500 worlds unless told otherwise`()
    throws
  {
    let lines = "accounts: accounts.csv\nteam: {count: 1}\nseed: 7\n"
    let averse = try SampleFiles(scenario: lines + "riskAversion: {weight: 0.3}\n").scenario()
    #expect(
      averse.bounds == [
        .riskAversion(RiskAversion(weight: 0.3, level: 0.9, worlds: 500, seed: 7))
      ])
    // It can't be kept by a policy that nobody asked for.
    #expect(averse.policies == Scenario.defaultPolicies.filter { $0 != .optimalRolling })
    let neutral = try SampleFiles(scenario: lines + "riskAversion: {weight: 0}\n").scenario()
    #expect(neutral.policies == Scenario.defaultPolicies)
  }

  @Test func `a precision has a limit of replications, its own or the default`() throws {
    let lines = "accounts: accounts.csv\nteam: {count: 1}\nprecision: 0.01\n"
    let open = try SampleFiles(scenario: lines).scenario()
    #expect(open.precision == 0.01)
    #expect(open.replications == 100_000)
    let limited = try SampleFiles(scenario: lines + "replications: 500\n").scenario()
    #expect(limited.precision == 0.01)
    #expect(limited.replications == 500)
  }

  @Test func `sections with nothing in them are left at their defaults`() {
    #expect(
      report(
        below:
          "model:\ntriggers: ~\ncareModels:\nclassify:\nshares:\ndays:\nbudget:\nmaxChange:\nresponseReserve:\nriskAversion:\npolicies:\nstudy:\n"
      )
      .isEmpty)
  }

  @Test func `a team is a head count, a list or a file`() throws {
    let counted = try SampleFiles(
      scenario: "accounts: accounts.csv\nteam: {count: 2, annualCost: 90000, customerShare: 0.5}"
    ).scenario().portfolio.team
    #expect(counted.map(\.id) == ["K01", "K02"])
    #expect(counted.map(\.annualCost) == [90_000, 90_000])
    #expect(counted.map(\.customerShare) == [0.5, 0.5])
    let listed = try SampleFiles(
      scenario: "accounts: accounts.csv\nteam:\n- {id: 7, name: Aino}\n- {id: B, fte: 0.8}"
    ).scenario().portfolio.team
    #expect(listed.map(\.id) == ["7", "B"])
    #expect(listed.map(\.fte) == [1, 0.8])
  }

  @Test func `accounts in the pool need no team`() throws {
    let files = SampleFiles(
      scenario: "accounts: accounts.csv", accounts: "id,annualRevenue,tier\nA,1,pooled\n")
    #expect(try files.scenario().portfolio.pooledAccounts == [0])
  }

  @Test func `monthly revenue counts twelve times`() throws {
    let files = SampleFiles(accounts: "id,monthlyRevenue\nA,100\n")
    #expect(try files.scenario().portfolio.accounts[0].annualRevenue == 1200)
  }

  @Test func `studies of sizes are read with their range`() throws {
    let scenario =
      "team: {count: 1}\naccounts: accounts.csv\nstudy: {kind: headcount, from: 3, to: 12}"
    var request = StudyRequest(kind: .headcount)
    request.staffing.sizes = Array(3...12)
    #expect(try SampleFiles(scenario: scenario).scenario().study == request)
  }

  @Test(arguments: [
    ("0.5", Effort.fixed(0.5)),
    ("{distribution: fixed, days: 2}", .fixed(2)),
    ("{distribution: uniform, low: 0, high: 1}", .uniform(low: 0, high: 1)),
    ("{distribution: triangular, low: 1, mode: 1, high: 3}", .triangular(low: 1, mode: 1, high: 3)),
    ("{distribution: pert, low: 0.5, mode: 1, high: 4}", .pert(low: 0.5, mode: 1, high: 4)),
    ("{distribution: pert, low: 2, mode: 2, high: 2}", .fixed(2)),
    ("{distribution: exponential, mean: 0.25}", .exponential(mean: 0.25)),
  ])
  func `an effort is a number or a distribution`(_ text: String, _ effort: Effort) throws {
    let scenario =
      "team: {count: 1}\naccounts: accounts.csv\ntriggers: {company-move: {effort: \(text)}}"
    #expect(try SampleFiles(scenario: scenario).scenario().portfolio.triggers[0].effort == effort)
  }
}

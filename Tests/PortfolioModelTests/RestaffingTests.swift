import Testing

@testable import PortfolioModel

/// Nine accounts of two unequal KAMs, two of them in the pool; most owners are found, some named.
private func portfolio() -> Portfolio {
  let accounts = (0..<9).map { index in
    var account = Account(id: "A\(index)", annualRevenue: Double(10_000 * (1 + index * 4 % 9)))
    account.potential = Double(index % 3 * 9_000)
    account.activity = Double(3 + index)
    account.tier = ["key", "develop", "transform"][index % 3]
    if index % 4 == 0 { account.kam = "K2" }
    if index % 4 == 3 { account.tier = "pooled" }
    return account
  }
  var (first, second) = (KeyAccountManager(id: "K1"), KeyAccountManager(id: "K2"))
  first.effect = 0.7
  second.fte = 0.5
  var models = CareModel.builtIn
  models[1].judgement = .answers(
    CareAnswers(none: 10, half: 40, today: 60, oneAndHalf: 75, saturation: 100))
  return Portfolio(accounts: accounts, team: [first, second], careModels: models)
}

/// What belongs to the past of a portfolio.
private func past(_ portfolio: Portfolio) -> [[Double]] {
  [
    portfolio.baseHazard, portfolio.accounts.map { $0.currentDays ?? .nan },
    portfolio.accounts.map { $0.currentEffect ?? .nan },
    portfolio.accounts.map { $0.churn ?? .nan },
    portfolio.accounts.indices.map(portfolio.startEngagement),
  ]
}

struct RestaffingTests {
  private let before = portfolio()

  @Test func `the same team and owners are the same portfolio`() {
    #expect(before.restaffed(with: before.team, owners: before.accounts.map(\.kam)) == before)
    #expect(
      before.changed(
        triggers: before.triggers, parameters: before.parameters, team: before.team) == before)
  }

  @Test func `there and back again is the same portfolio`() {
    let other = before.restaffed(
      with: [KeyAccountManager(id: "X")],
      owners: before.owner.map { $0 == nil ? nil : "X" })
    #expect(other != before)
    #expect(other.restaffed(with: before.team, owners: before.accounts.map(\.kam)) == before)
  }

  @Test func `another team changes nothing of the past`() {
    let owned = before.owner.map { $0 == nil ? nil : Optional("K1") }
    var only = before.team[0]
    only.effect = 0.2
    let after = before.restaffed(with: [only], owners: owned)
    #expect(past(after) == past(before))
    #expect(after.careCurves == before.careCurves)
    #expect(after.isOwnerNamed == before.isOwnerNamed)
    #expect(after.meanRiskFactor == before.meanRiskFactor)
    #expect(
      after.accounts.indices.allSatisfy { (after.owner[$0] == nil) == (before.owner[$0] == nil) })
  }

  @Test func `an account that goes to the pool keeps its hazard, but not its answers`() {
    let owners = before.accounts.map { $0.id == "A0" || $0.id == "A1" ? nil : $0.kam }
    let after = before.restaffed(with: before.team, owners: owners)
    #expect(past(after) == past(before))
    #expect(after.careCurves == before.careCurves)
    #expect(after.pooledAccounts == [0, 1, 3, 7])
    for index in [0, 1] {
      #expect(after.accounts[index].tier == CareModel.pooledID)
      // Nobody resolves the risks of events that it does not ask about.
      #expect(after.meanRiskFactor[index] > before.meanRiskFactor[index])
    }
    #expect(after.meanRiskFactor[2...] == before.meanRiskFactor[2...])
  }

  @Test func `a change acts from now on and leaves what was observed`() {
    var (triggers, parameters, team) = (before.triggers, before.parameters, before.team)
    for type in triggers.indices { (triggers[type].detection, triggers[type].lag) = (1, 0) }
    parameters.vacancy /= 2
    team[0].departure = 0
    let after = before.changed(
      triggers: triggers, parameters: parameters, team: team, dependencyFactor: 0.5)
    #expect(past(after) == past(before))
    #expect(after.triggers == triggers && after.parameters == parameters && after.team == team)
    #expect(after.owner == before.owner && after.tierIndex == before.tierIndex)
    for account in after.accounts.indices {
      #expect(after.accounts[account].dependency == 0.5 * before.accounts[account].dependency)
      let isOwned = after.owner[account] != nil
      #expect((after.meanRiskFactor[account] < before.meanRiskFactor[account]) == isOwned)
    }
  }

  @Test func `sizes are round steps from the first to the last`() {
    #expect(StaffingRequest.sizes(from: 3, to: 9) == Array(3...9))
    #expect(
      StaffingRequest.sizes(from: 10, to: 100, step: 10)
        == Array(stride(from: 10, through: 100, by: 10)))
    #expect(
      StaffingRequest.sizes(from: 10, to: 100) == Array(stride(from: 10, through: 100, by: 10)))
    #expect(StaffingRequest.sizes(from: 5, to: 5) == [5])
    #expect(StaffingRequest.sizes(from: 1, to: 100_000).count <= 13)
  }
}

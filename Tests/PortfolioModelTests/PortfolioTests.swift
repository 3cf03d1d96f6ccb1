import PortfolioModel
import Testing

private func account(
  _ id: String, _ revenue: Double = 100, tier: String? = "key", kam: String? = nil
) -> Account {
  var account = Account(id: id, annualRevenue: revenue)
  account.tier = tier
  account.kam = kam
  return account
}

private func kam(_ id: String, fte: Double = 1, customerShare: Double = 0.65) -> KeyAccountManager {
  var kam = KeyAccountManager(id: id)
  kam.fte = fte
  kam.customerShare = customerShare
  return kam
}

/// Many unequal accounts with nothing filled in, in no particular order.
private func crowd(_ count: Int) -> [Account] {
  (0..<count).map { index in
    var account = Account(
      id: "A\(index * 7 % count)", annualRevenue: Double(1_000 + index * 7_919 % 1_013 * 100))
    account.potential = Double(index * 104_729 % 307 * 1_000)
    account.activity = Double(index % 13)
    account.keyPeople = Double(index % 9)
    if index % 11 == 0 { account.tier = "pooled" }
    if index % 17 == 0 { account.kam = "K2" }
    if index % 19 == 0 { account.churn = 0.3 }
    if index % 23 == 0 { account.currentDays = 3 }
    return account
  }
}

// MARK: - Order

@Test func `accounts and KAMs stand in the order of their ids' scalars`() {
  let portfolio = Portfolio(
    accounts: ["b", "a10", "Z", "ä", "a9"].map { account($0) }, team: [kam("K2"), kam("K10")])
  #expect(portfolio.accounts.map(\.id) == ["Z", "a10", "a9", "b", "ä"])
  #expect(portfolio.team.map(\.id) == ["K10", "K2"])
}

@Test func `the order of accounts and KAMs leaves a portfolio equal`() {
  let accounts = crowd(60)
  let team = ["K1", "K2", "K3"].map { kam($0) }
  let portfolio = Portfolio(accounts: accounts, team: team)
  #expect(Portfolio(accounts: accounts.reversed(), team: team.reversed()) == portfolio)
  for shift in [1, 17, 31] {
    let turned = Array(accounts[shift...] + accounts[..<shift])
    #expect(Portfolio(accounts: turned, team: [team[1], team[0], team[2]]) == portfolio)
  }
}

@Test func `every account has one place: with one KAM or in the pool`() {
  let portfolio = Portfolio(accounts: crowd(60), team: ["K1", "K2", "K3"].map { kam($0) })
  let places = portfolio.accountsOfKAM.flatMap { $0 } + portfolio.pooledAccounts
  #expect(places.sorted() == Array(portfolio.accounts.indices))
  for (position, accounts) in portfolio.accountsOfKAM.enumerated() {
    #expect(accounts == accounts.sorted())
    #expect(accounts.allSatisfy { portfolio.owner[$0] == position })
    #expect(accounts.allSatisfy { portfolio.accounts[$0].kam == portfolio.team[position].id })
  }
  #expect(portfolio.pooledAccounts.allSatisfy { portfolio.accounts[$0].kam == nil })
}

// MARK: - Owners

@Test func `an account without an owner goes to the KAM with the least work per capacity`() {
  // 12 days of cadence each. K1 takes A at a tie; K2, three times as large, then takes B, C and D.
  let portfolio = Portfolio(
    accounts: [account("A", 400), account("B", 300), account("C", 200), account("D", 100)],
    team: [kam("K1"), kam("K2", fte: 3)], triggers: [])
  #expect(portfolio.accounts.map(\.kam) == ["K1", "K2", "K2", "K2"])
}

@Test func `accounts choose in falling order of revenue and potential`() {
  var hopeful = account("C", 10)
  hopeful.potential = 1_000
  // C is first and takes K1; B is next and takes K2; A, the smallest, meets a tie and takes K1.
  let portfolio = Portfolio(
    accounts: [account("A", 20), account("B", 500), hopeful], team: [kam("K1"), kam("K2")],
    triggers: [])
  #expect(portfolio.accounts.map(\.kam) == ["K1", "K2", "K1"])
}

@Test func `expected work counts detected responses and cadence`() {
  // A's requests are worth 40 * 1 * 0.25 = 10 days, its cadence 12: more than B's 12 + 1.5.
  var busy = account("A", 300)
  busy.activity = 40
  let portfolio = Portfolio(
    accounts: [busy, account("B", 200), account("C", 100)], team: [kam("K1"), kam("K2")],
    triggers: TriggerType.builtIn.filter(\.isInbound))
  #expect(portfolio.accounts.map(\.kam) == ["K1", "K2", "K2"])
  #expect(portfolio.responseWorkload(of: 0) == 10)
  #expect(portfolio.responseWorkload(of: 1) == 3)
}

@Test func `named owners are kept, and their work counts before any other account chooses`() {
  let portfolio = Portfolio(
    accounts: [
      account("A", 1, kam: "K1"), account("B", 2, kam: "K1"), account("C", 900),
      account("D", 800), account("E", 700),
    ], team: [kam("K1"), kam("K2")], triggers: [])
  #expect(portfolio.accounts.map(\.kam) == ["K1", "K1", "K2", "K2", "K1"])
}

@Test func `nobody owns a pooled account, whoever it names`() {
  let portfolio = Portfolio(
    accounts: [account("A", tier: "pooled", kam: "K1"), account("B")], team: [kam("K1")])
  #expect(portfolio.owner == [nil, 0])
  #expect(portfolio.accounts.map(\.kam) == [nil, "K1"])
  #expect(portfolio.pooledAccounts == [0])
}

@Test func `a portfolio of pooled accounts needs no team`() {
  let portfolio = Portfolio(accounts: [account("A", tier: "pooled")], team: [])
  #expect(portfolio.team.isEmpty)
  #expect(portfolio.owner == [nil])
}

@Test func `a KAM without capacity gets no account while another has some`() {
  let portfolio = Portfolio(
    accounts: ["A", "B", "C"].map { account($0) }, team: [kam("K1", fte: 0), kam("K2")])
  #expect(portfolio.accountsOfKAM == [[], [0, 1, 2]])
}

// MARK: - Capacity and current days

@Test(arguments: [(10, 22.0), (100, 2.2)])
func `all working time of a KAM gives ten accounts 22 days each and a hundred 2.2`(
  count: Int, days: Double
) {
  let portfolio = Portfolio(
    accounts: (0..<count).map { account("A\($0)") }, team: [kam("K", customerShare: 1)],
    triggers: [])
  #expect(portfolio.capacity(of: 0) == 220)
  #expect(portfolio.careCapacity(of: 0) / Double(count) == days)
  #expect(portfolio.accounts.allSatisfy { $0.currentDays == days })
}

@Test func `current days default to an equal share of what responses leave`() {
  // Requests take 6 * 0.25 = 1.5 days of each account: 143 - 4 * 1.5 days are left for four.
  let portfolio = Portfolio(
    accounts: ["A", "B", "C", "D"].map { account($0) }, team: [kam("K")],
    triggers: TriggerType.builtIn.filter(\.isInbound))
  #expect(portfolio.capacity(of: 0) == 143)
  #expect(portfolio.careCapacity(of: 0) == 137)
  #expect(portfolio.accounts.allSatisfy { $0.currentDays == 137.0 / 4 })
}

@Test func `responses reserve at most the cap`() {
  var busy = account("A")
  busy.activity = 10_000
  var parameters = ModelParameters()
  parameters.reserveCap = 0.25
  let portfolio = Portfolio(accounts: [busy], team: [kam("K")], parameters: parameters)
  #expect(portfolio.careCapacity(of: 0) == 143 * 0.75)
  #expect(portfolio.accounts[0].currentDays == 143 * 0.75)
}

@Test func `each KAM's accounts share that KAM's days, and what an account names is kept`() {
  var known = account("A", kam: "K1")
  known.currentDays = 5
  let portfolio = Portfolio(
    accounts: [known, account("B", kam: "K1"), account("C", kam: "K2")],
    team: [kam("K1"), kam("K2", fte: 2)], triggers: [])
  #expect(portfolio.accounts.map(\.currentDays) == [5, 71.5, 286])
}

@Test func `a pooled account's current days keep up the pool's engagement`() throws {
  let portfolio = Portfolio(accounts: [account("A", tier: "pooled")], team: [])
  let days = try #require(portfolio.accounts[0].currentDays)
  let parameters = portfolio.parameters
  #expect(abs(parameters.engagement(underCareDays: days) - 0.5) <= 1e-15)
}

@Test func `churn defaults to that of the care model`() {
  var loyal = account("A", tier: "strategic")
  loyal.churn = 0.01
  let tiers = ["strategic", "key", "develop", "transform", "pooled"]
  let others = zip(["B", "C", "D", "E", "F"], tiers).map { account($0, tier: $1) }
  let portfolio = Portfolio(accounts: [loyal] + others, team: [kam("K")])
  #expect(portfolio.accounts.map(\.churn) == [0.01, 0.05, 0.08, 0.12, 0.18, 0.20])
  #expect(portfolio.tierIndex == [0, 0, 1, 2, 3, 4])
  #expect(portfolio.careModel(of: 3).id == "develop")
}

// MARK: - What is no portfolio

@Test func `a portfolio refuses ids that are not unique and names that nobody has`() async {
  await #expect(processExitsWith: .failure) { _ = Portfolio(accounts: [], team: []) }
  await #expect(processExitsWith: .failure) {
    let account = Account(id: "A", annualRevenue: 1)
    _ = Portfolio(accounts: [account, account], team: [KeyAccountManager(id: "K")])
  }
  await #expect(processExitsWith: .failure) {
    let kam = KeyAccountManager(id: "K")
    _ = Portfolio(accounts: [Account(id: "A", annualRevenue: 1)], team: [kam, kam])
  }
  await #expect(processExitsWith: .failure) {
    var account = Account(id: "A", annualRevenue: 1)
    account.tier = "platinum"
    _ = Portfolio(accounts: [account], team: [KeyAccountManager(id: "K")])
  }
  await #expect(processExitsWith: .failure) {
    var account = Account(id: "A", annualRevenue: 1)
    account.kam = "nobody"
    _ = Portfolio(accounts: [account], team: [KeyAccountManager(id: "K")])
  }
  await #expect(processExitsWith: .failure) {
    _ = Portfolio(accounts: [Account(id: "A", annualRevenue: 1)], team: [])
  }
}

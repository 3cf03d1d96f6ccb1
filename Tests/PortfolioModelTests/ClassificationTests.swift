import PortfolioModel
import Testing

private func account(_ id: String, _ revenue: Double, potential: Double = 0) -> Account {
  var account = Account(id: id, annualRevenue: revenue)
  account.potential = potential
  return account
}

/// Accounts whose revenue falls in steps of 1.
private func ladder(_ count: Int) -> [Account] {
  (0..<count).map { account("A\(1_000 + $0)", Double(count - $0)) }
}

/// The first 5 % end, and the next 15 % end, at a whole account, halves upwards.
@Test(arguments: [
  (1, 0, 0), (3, 0, 1), (7, 0, 1), (10, 1, 1), (20, 1, 3), (30, 2, 4), (50, 3, 7), (100, 5, 15),
  (1_000, 50, 150),
])
func `shares are rounded to whole accounts`(count: Int, strategic: Int, key: Int) {
  let tiers = Classification().tiers(of: ladder(count))
  #expect(
    tiers
      == Array(repeating: "strategic", count: strategic) + Array(repeating: "key", count: key)
      + Array(repeating: "transform", count: count - strategic - key))
}

@Test func `shares of more than all accounts end at the last`() {
  var classification = Classification()
  classification.strategic = .share(0.7)
  classification.key = .share(0.7)
  #expect(
    classification.tiers(of: ladder(10))
      == Array(repeating: "strategic", count: 7) + Array(repeating: "key", count: 3))
  classification.strategic = .share(0)
  classification.key = .share(0)
  #expect(classification.tiers(of: ladder(10)) == Array(repeating: "transform", count: 10))
}

@Test func `money thresholds include the accounts that just reach them`() {
  var classification = Classification()
  classification.strategic = .money(8)
  classification.key = .money(5)
  #expect(
    classification.tiers(of: ladder(10))
      == Array(repeating: "strategic", count: 3) + Array(repeating: "key", count: 3)
      + Array(repeating: "transform", count: 4))
  classification.strategic = .money(11)
  classification.key = .money(0)
  #expect(classification.tiers(of: ladder(10)) == Array(repeating: "key", count: 10))
}

@Test func `a threshold for key above that for strategic leaves no key account`() {
  var classification = Classification()
  classification.strategic = .money(5)
  classification.key = .money(8)
  #expect(
    classification.tiers(of: ladder(10))
      == Array(repeating: "strategic", count: 6) + Array(repeating: "transform", count: 4))
}

@Test func `a share of key counts from where money ended strategic`() {
  var classification = Classification()
  classification.strategic = .money(9)
  classification.key = .share(0.3)
  #expect(
    classification.tiers(of: ladder(10))
      == Array(repeating: "strategic", count: 2) + Array(repeating: "key", count: 3)
      + Array(repeating: "transform", count: 5))
}

@Test func `equals are ranked by their ids, wherever they stand`() {
  var classification = Classification()
  classification.strategic = .share(0.25)
  classification.key = .share(0.25)
  let accounts = ["D", "B", "C", "A"].map { account($0, 10) }
  #expect(classification.tiers(of: accounts) == ["transform", "key", "transform", "strategic"])
}

@Test func `growth ranks by revenue and potential, maintenance by revenue alone`() {
  var classification = Classification()
  classification.strategic = .share(0.5)
  classification.key = .share(0)
  let accounts = [account("A", 10, potential: 1), account("B", 6, potential: 6)]
  #expect(classification.tiers(of: accounts) == ["transform", "strategic"])
  classification.basis = .revenue
  #expect(classification.tiers(of: accounts) == ["strategic", "develop"])
}

@Test func `potential of half the revenue is enough to develop`() {
  var classification = Classification()
  classification.strategic = .share(0)
  classification.key = .share(0)
  let accounts = [
    account("A", 10, potential: 5), account("B", 10, potential: 4.99), account("C", 0),
  ]
  #expect(classification.tiers(of: accounts) == ["develop", "transform", "develop"])
  classification.developShare = 0.4
  #expect(classification.tiers(of: accounts) == ["develop", "develop", "develop"])
}

@Test func `a tier that an account names is kept and still takes part in the ranking`() {
  var accounts = ladder(20)
  accounts[0].tier = "transform"
  let portfolio = Portfolio(accounts: accounts, team: [KeyAccountManager(id: "K")])
  let tiers = portfolio.accounts.compactMap(\.tier)
  #expect(tiers.prefix(5) == ["transform", "key", "key", "key", "transform"])
}

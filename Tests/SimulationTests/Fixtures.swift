import PortfolioModel

@testable import Simulation

/// Numbers for tests that need many, the same in every run (SplitMix64).
struct Dice: RandomNumberGenerator {
  private var state: UInt64

  init(_ seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var word = state
    word = (word ^ (word >> 30)) &* 0xBF58_476D_1CE4_E5B9
    word = (word ^ (word >> 27)) &* 0x94D0_49BB_1331_11EB
    return word ^ (word >> 31)
  }
}

/// Makes a value by changing another.
func with<Value>(_ value: Value, _ change: (inout Value) -> Void) -> Value {
  var value = value
  change(&value)
  return value
}

/// An account that never leaves, owned by `K` and complete, so no other account can change it.
func account(
  _ id: String, revenue: Double = 1_000, _ change: (inout Account) -> Void = { _ in }
) -> Account {
  with(Account(id: id, annualRevenue: revenue)) {
    $0.churn = 0
    $0.currentDays = 5
    $0.tier = "key"
    $0.kam = "K"
    change(&$0)
  }
}

/// A KAM who works all day for customers and never leaves.
func kam(
  _ id: String = "K", _ change: (inout KeyAccountManager) -> Void = { _ in }
) -> KeyAccountManager {
  with(KeyAccountManager(id: id)) {
    $0.customerShare = 1
    $0.departure = 0
    change(&$0)
  }
}

/// Parameters under which nothing grows and money keeps its worth.
func still(_ change: (inout ModelParameters) -> Void = { _ in }) -> ModelParameters {
  with(ModelParameters()) {
    $0.expansionRate = 0
    $0.discountRate = 0
    $0.follow = 0
    change(&$0)
  }
}

/// Customer requests that are learnt of at once, can wait for ever and change nothing.
func requests(_ change: (inout TriggerType) -> Void = { _ in }) -> TriggerType {
  with(TriggerType(name: "request", rate: .activity)) {
    $0.window = 1e5
    change(&$0)
  }
}

/// A plan from a rule for the care days and one for the priority of each account; nothing is refused.
func plan(
  _ name: String = "plan", for portfolio: Portfolio, days: (Int) -> Double = { _ in 0 },
  priority: (Int) -> Double = { _ in 0 }, rejects: (Int, Int) -> Bool = { _, _ in false }
) -> AllocationPlan {
  let accounts = portfolio.accounts.indices
  let types = portfolio.triggers.indices
  return AllocationPlan(
    name: name, careDays: accounts.map(days), carePriority: accounts.map(priority),
    responsePriority: accounts.map { account in types.map { _ in priority(account) } },
    rejects: accounts.map { account in types.map { rejects(account, $0) } })
}

/// Two KAMs, thirteen unequal accounts and three in the pool, with all that can happen to them.
func lively(_ change: (inout [Account], inout ModelParameters) -> Void = { _, _ in }) -> Portfolio {
  var accounts = (0..<16).map { index in
    account("A\(10 + index)", revenue: 10_000 * Double(1 + index * 7 % 13)) {
      $0.potential = 5_000 * Double(index % 5)
      $0.activity = Double(2 + index % 7)
      $0.keyPeople = Double(index % 4 * 3)
      $0.churn = 0.05 + 0.02 * Double(index)
      $0.currentDays = Double(index)
      $0.kam = "K\(1 + index % 2)"
      if index % 5 == 4 { $0.tier = "pooled" }
    }
  }
  var parameters = ModelParameters()
  change(&accounts, &parameters)
  var triggers = TriggerType.builtIn
  triggers[0].effort = .pert(low: 0.2, mode: 0.5, high: 4)
  triggers[1].effort = .lognormal(mean: 0.5, cv: 1)
  return Portfolio(
    accounts: accounts,
    team: [
      kam("K1") { $0.departure = 0.6 },
      kam("K2") {
        $0.departure = 0.3
        $0.customerShare = 0.3
      },
    ], triggers: triggers, parameters: parameters)
}

/// Care by size, first come first served.
func equalPlan(_ portfolio: Portfolio) -> AllocationPlan {
  plan("equal", for: portfolio, days: { _ in 9 })
}

/// Care by revenue with its priorities; small accounts' first trigger type is refused.
func valuePlan(_ portfolio: Portfolio) -> AllocationPlan {
  plan(
    "value", for: portfolio, days: { portfolio.accounts[$0].annualRevenue / 5_000 },
    priority: { portfolio.accounts[$0].annualRevenue },
    rejects: { account, type in type == 0 && portfolio.accounts[account].annualRevenue < 40_000 })
}

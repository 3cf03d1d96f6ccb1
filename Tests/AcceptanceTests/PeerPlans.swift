import PortfolioModel

extension Portfolio {
  /// The plans of section 6, written here once more from the page; `nil` for the optimal policies and `own`.
  func planByThePage(_ policy: Policy) -> AllocationPlan? {
    func contribution(_ account: Int) -> Double {
      accounts[account].margin * accounts[account].annualRevenue
    }
    func reachable(_ account: Int) -> Double {
      accounts[account].margin * accounts[account].potential
    }
    switch policy {
    case .reactive: return .simple(self)
    case .equal: return .simple(self, careDays: days { _ in 1 })
    case .value:
      return .simple(self, careDays: days { max(0, contribution($0)) }, priority: contribution)
    case .potential:
      return .simple(self, careDays: days { max(0, reachable($0)) }, priority: reachable)
    case .activity:
      let days = days { accounts[$0].activity }
      return AllocationPlan(
        name: policy.rawValue, careDays: accounts.indices.map(days),
        carePriority: accounts.map { _ in 1 },
        responsePriority: accounts.map { _ in triggers.map { $0.isInbound ? 3 : 2 } },
        rejects: accounts.map { _ in triggers.map { _ in false } })
    case .careModel:
      func wish(_ account: Int) -> Double {
        careModel(of: account).cadence * parameters.sessionDays
      }
      return .simple(
        self,
        careDays: { account in
          guard let kam = owner[account] else { return 0 }
          let wishes = accountsOfKAM[kam].reduce(0) { $0 + wish($1) }
          return wish(account) * min(1, available(to: kam) / max(wishes, 1e-9))
        }, priority: { -Double(tierIndex[$0]) })
    case .optimal, .optimalTuned, .optimalRolling, .own: return nil
    }
  }

  /// What a KAM's plan divides: capacity less the reserve for expected responses.
  private func available(to kam: Int) -> Double {
    let capacity = parameters.workingDaysPerYear * team[kam].fte * team[kam].customerShare
    var workload = 0.0
    for account in accountsOfKAM[kam] {
      for trigger in triggers {
        workload +=
          trigger.rate(on: accounts[account]) * trigger.detection * trigger.effort.mean
      }
    }
    return capacity - min(workload, parameters.reserveCap * capacity)
  }

  /// Divides what is available in proportion to weights; equally where all are zero.
  private func days(by weight: @escaping (Int) -> Double) -> (Int) -> Double {
    { account in
      guard let kam = owner[account] else { return 0 }
      let all = accountsOfKAM[kam].reduce(0) { $0 + weight($1) }
      let share =
        all > 0 ? weight(account) / all : 1 / Double(accountsOfKAM[kam].count)
      return available(to: kam) * share
    }
  }
}

import PortfolioModel

extension Portfolio {
  /// The plan of policy `own`: the days that the user gives, else those that accounts have been getting.
  ///
  /// Days above a KAM's capacity stay, with a warning: sessions that find no time are skipped, as they
  /// are today. Work goes by the priority of its account; first come, first served among equals.
  ///
  /// - Returns: The plan.
  /// - Throws: `AllocationError.noOwnDays` if no account has days of its own.
  func ownPlan() throws(AllocationError) -> PlannedPolicy {
    guard accounts.contains(where: { $0.ownDays != nil }) else { throw .noOwnDays }
    let days = accounts.indices.map { index in
      owner[index] == nil ? 0 : accounts[index].ownDays ?? accounts[index].currentDays ?? 0
    }
    let overbooked = team.indices.filter { kam in
      accountsOfKAM[kam].reduce(0) { $0 + days[$1] } > capacity(of: kam) * (1 + 1e-9)
    }
    return PlannedPolicy(
      policy: .own, plan: plan(.own, careDays: days) { self.accounts[$0].ownPriority ?? 0 },
      allocation: nil,
      warnings: overbooked.isEmpty
        ? [] : [.ownDaysAboveCapacity(kams: overbooked.map { team[$0].id })])
  }
}

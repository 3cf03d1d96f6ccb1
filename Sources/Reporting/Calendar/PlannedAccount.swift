/// An account of a plan with what was known of it before.
struct PlannedAccount {
  let plan: PlanRecord
  let account: PortfolioRecord.AccountRecord
  let tier: PortfolioRecord.TierRecord?

  /// The id of its tier.
  var tierID: String { plan.tier ?? account.tier }
  /// Its name, or its id where it has none.
  var title: String { account.name ?? account.id }
}

extension StudyRecord {
  /// The alternative that the finding recommends, if it has a plan.
  var planned: AlternativeRecord? {
    alternatives.first { $0.name == best && !$0.plan.isEmpty }
  }

  /// The size that the recommended plan is for, of a study of sizes: `with 7 KAMs`.
  var sizeWords: String? {
    let name = best ?? ""
    let plural = name == "1" ? "" : "s"
    switch kind {
    case "headcount": return "with \(name) KAM\(plural)"
    case "portfolio-size": return "with \(name) account\(plural) per KAM"
    default: return nil
    }
  }

  /// The KAMs of the recommended plan who are not in the team of today.
  var hires: [String] {
    let team = Set(portfolio.team.map(\.id))
    return (planned?.team ?? []).map(\.kam).filter { !team.contains($0) }
  }

  /// Whether a plan looks less far ahead than the year of its meetings.
  var isShorterThanYear: Bool { planned != nil && horizonYears < 1 }

  /// The accounts of the recommended plan, in its order.
  var plannedAccounts: [PlannedAccount] {
    let accounts = Dictionary(portfolio.accounts.map { ($0.id, $0) }) { first, _ in first }
    return (planned?.plan ?? []).compactMap { row in
      accounts[row.account].map { account in
        let tier = row.tier ?? account.tier
        return PlannedAccount(
          plan: row, account: account, tier: portfolio.tiers.first { $0.id == tier })
      }
    }
  }

  /// The tiers whose accounts have a plan of their own and a review each quarter.
  ///
  /// `strategic` and `key`; of a scenario that names neither, the two tiers with the most contacts a year.
  var leadingTiers: [String] {
    let named = portfolio.tiers.map(\.id).filter { ["strategic", "key"].contains($0) }
    guard named.isEmpty else { return named }
    return portfolio.tiers.enumerated().filter { $1.cadence > 0 }
      .sorted { ($1.element.cadence, $0.offset) < ($0.element.cadence, $1.offset) }
      .prefix(2).map(\.element.id)
  }

  /// The days a year that responses to each trigger type take where all that we learn of are answered.
  ///
  /// Shape: `[triggers]`.
  func workload(of account: PortfolioRecord.AccountRecord) -> [Double] {
    zip(account.events, portfolio.triggers).map { rate, trigger in
      max(0, rate * trigger.detection * trigger.effort)
    }
  }
}

import PortfolioModel

/// What a team's portfolios ask for on average, before anything is simulated.
public struct TeamArithmetic: Equatable, Sendable {
  /// Customer-days a year per account that a KAM owns; `nil` without any.
  public let daysPerAccount: Double?
  /// Events per working day of a KAM, by trigger type.
  public let eventsPerWorkingDay: [Double]

  /// Adds up the portfolios of a team.
  public init(_ portfolio: Portfolio) {
    let kams = portfolio.team.indices.map { PortfolioArithmetic(of: $0, in: portfolio) }
    let accounts = kams.reduce(0) { $0 + $1.accountCount }
    daysPerAccount =
      accounts == 0 ? nil : kams.reduce(0) { $0 + $1.capacity } / Double(accounts)
    eventsPerWorkingDay = portfolio.triggers.indices.map { trigger in
      kams.reduce(0) { $0 + $1.eventsPerWorkingDay[trigger] } / Double(max(1, kams.count))
    }
  }
}

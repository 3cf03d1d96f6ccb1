import Allocation
import PortfolioModel

/// The accounts, the team and what is known of both before any plan.
struct PortfolioRecord: Codable {
  struct AccountRecord: Codable {
    let id: String
    let name: String?
    let segment: String?
    let tier: String
    /// Left out where the account is pooled.
    let kam: String?
    let annualRevenue, margin, potential, activity, keyPeople, churn, currentDays: Double
    /// Whether `currentDays` was given, rather than assumed equal for all accounts of a KAM.
    let isTodayKnown: Bool
    let dependency, strategicWeight: Double
    let minDays, maxDays: Double
    /// Expected events a year, by trigger type.
    let events: [Double]
  }

  struct TierRecord: Codable {
    let id: String
    /// Contacts a year.
    let cadence: Double
    let minDays, maxDays, churn: Double
  }

  struct TriggerRecord: Codable {
    let name: String
    let detection, lag, window, effort, winProbability, captures: Double
  }

  struct SeatRecord: Codable {
    let id: String
    let name: String?
    let role: String?
    /// Customer-days a year.
    let capacity: Double
    /// Money a year.
    let annualCost: Double
    /// Of each period, a share; empty where it is there all the time.
    let availability: [Double]
  }

  struct PeriodRecord: Codable {
    let name: String
    /// The share of the year.
    let share: Double
  }

  let accounts: [AccountRecord]
  let tiers: [TierRecord]
  let triggers: [TriggerRecord]
  let team: [SeatRecord]
  let periods: [PeriodRecord]
  /// Working days a year, and the days of a care session.
  let workingDaysPerYear, sessionDays: Double

  init(_ portfolio: Portfolio) {
    accounts = portfolio.accounts.indices.map { AccountRecord($0, of: portfolio) }
    tiers = portfolio.careModels.map {
      TierRecord(
        id: $0.id, cadence: $0.cadence, minDays: $0.minDays, maxDays: $0.maxDays, churn: $0.churn)
    }
    triggers = portfolio.triggers.map {
      TriggerRecord(
        name: $0.name, detection: $0.detection, lag: $0.lag, window: $0.window,
        effort: $0.effort.mean, winProbability: $0.winProbability, captures: $0.captures)
    }
    team = portfolio.team.indices.map {
      let kam = portfolio.team[$0]
      return SeatRecord(
        id: kam.id, name: kam.name, role: kam.role, capacity: portfolio.capacity(of: $0),
        annualCost: kam.annualCost, availability: kam.availability)
    }
    periods = zip(
      PlanCalendar.names(of: portfolio.parameters.periods.count), portfolio.parameters.periods
    ).map {
      PeriodRecord(name: $0, share: $1)
    }
    workingDaysPerYear = portfolio.parameters.workingDaysPerYear
    sessionDays = portfolio.parameters.sessionDays
  }
}

extension PortfolioRecord {
  /// The name of a KAM, or else its id.
  func name(ofKAM id: String) -> String {
    let name = team.first { $0.id == id }?.name ?? ""
    return name.isEmpty ? id : name
  }
}

extension PortfolioRecord.AccountRecord {
  fileprivate init(_ index: Int, of portfolio: Portfolio) {
    let account = portfolio.accounts[index]
    let days = portfolio.careDayRange(of: index)
    self.init(
      id: account.id, name: account.name, segment: account.segment,
      tier: portfolio.careModel(of: index).id, kam: account.kam,
      annualRevenue: account.annualRevenue, margin: account.margin,
      potential: account.potential, activity: account.activity, keyPeople: account.keyPeople,
      churn: account.churn ?? 0, currentDays: account.currentDays ?? 0,
      isTodayKnown: portfolio.isTodayKnown[index],
      dependency: account.dependency, strategicWeight: account.strategicWeight,
      minDays: days.lowerBound, maxDays: days.upperBound,
      events: portfolio.triggers.map { $0.rate(on: account) })
  }
}

import Allocation
import PortfolioModel
import Simulation
import Statistics

/// One account of a plan as it stands in JSON and CSV; what a plan does not know is left out.
struct PlanRecord: Codable {
  let account: String
  let kam: String?
  let tier: String?
  let segment: String?
  let currentDays: Double?
  let careDays: Double
  /// Planned response days a year, the value of the last and of the next care day, what stops it.
  let responseDays: Double?
  let value: Double?
  let potential: Double
  let activity: Double
  let lastDayValue: Double?
  let nextDayValue: Double?
  let bound: String?
  let shadowPrice: Double?
  /// What the simulation delivered a year of the horizon, and who stays until its end.
  let deliveredCareDays: DeliveredRecord?
  let deliveredResponseDays: DeliveredRecord?
  let survival: DeliveredRecord?

  /// A simulated mean.
  struct DeliveredRecord: Codable {
    let mean: Double
    let halfWidth95: Double?

    init(_ estimate: AccountEstimate, quantile: Double?) {
      mean = estimate.mean
      halfWidth95 = quantile.map { $0 * estimate.standardError }
    }
  }

  static func all(
    of portfolio: Portfolio, _ careDays: [Double], _ allocation: AllocationResult?,
    delivered: [AccountOutcome]?, replications: Int
  ) -> [PlanRecord] {
    let quantile =
      replications > 1 ? StudentT.quantile(0.975, degrees: Double(replications - 1)) : nil
    return portfolio.accounts.indices.map { index in
      let account = portfolio.accounts[index]
      let planned = allocation?.accounts[index]
      let outcome = delivered?[index]
      return PlanRecord(
        account: account.id, kam: account.kam, tier: account.tier, segment: account.segment,
        currentDays: account.currentDays, careDays: careDays[index],
        responseDays: planned?.totalResponseDays, value: planned?.valueAtPlan,
        potential: account.potential, activity: account.activity,
        lastDayValue: planned?.lastDayValue, nextDayValue: planned?.nextDayValue,
        bound: planned.map { "\($0.bound)" },
        shadowPrice: allocation.flatMap { result in
          portfolio.owner[index].map { result.team[$0].shadowPrice }
        },
        deliveredCareDays: outcome.map { DeliveredRecord($0.careDays, quantile: quantile) },
        deliveredResponseDays: outcome.map {
          DeliveredRecord($0.responseDays, quantile: quantile)
        },
        survival: outcome.map { DeliveredRecord($0.survival, quantile: quantile) })
    }
  }
}

extension PlanRecord {
  /// In how many of the replications the customer is there at the end; `nil` where none were simulated, or a
  /// record says what can't be.
  func stays(in replications: Int?) -> Proportion? {
    guard let share = survival?.mean, (0...1).contains(share),
      let replications, (1...1_000_000_000).contains(replications)
    else { return nil }
    return Proportion(count: Int((share * Double(replications)).rounded()), of: replications)
  }
}

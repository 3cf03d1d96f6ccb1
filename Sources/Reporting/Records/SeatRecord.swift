import Allocation
import PortfolioModel

/// One KAM.
struct SeatRecord: Codable {
  let kam: String
  let accounts: Int
  let capacity: Double
  let annualCost: Double
  /// Left out where the KAM is there from before, and where no departure is known.
  let start, leaves: Double?
  let dayCost: Double?
  let shadowPrice: Double?
  let lastDayPrice: StepRecord?
  let nextDayPrice: StepRecord?

  static func all(
    of portfolio: Portfolio, _ allocation: AllocationResult?, horizonYears: Double
  ) -> [SeatRecord] {
    portfolio.team.indices.map {
      let planned = allocation?.team[$0]
      return SeatRecord(
        kam: portfolio.team[$0].id, accounts: portfolio.accountsOfKAM[$0].count,
        capacity: portfolio.capacity(of: $0), annualCost: portfolio.team[$0].annualCost,
        start: portfolio.team[$0].start, leaves: portfolio.team[$0].leaves,
        dayCost: portfolio.dayCost(of: $0, horizonYears: horizonYears),
        shadowPrice: planned?.shadowPrice,
        lastDayPrice: planned?.dayPrice?.lastDay.map(StepRecord.init),
        nextDayPrice: (planned?.dayPrice?.nextDay).map(StepRecord.init))
    }
  }
}

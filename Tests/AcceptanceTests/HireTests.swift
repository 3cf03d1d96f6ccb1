import Foundation
import PortfolioModel
import Testing

@testable import Simulation

/// Section 4: seats that are filled later, and departures that are known.
struct HireTests {
  /// A seat whose KAMs leave by chance and are followed by another after a vacancy, day by day.
  private struct Renewal {
    let hazard: Double
    let vacancy: Int
    /// The probability that the seat is filled so many days after it was, and the mean days filled till
    /// then.
    private(set) var isFilled: [Double] = []
    private(set) var filledDays: [Double] = []

    init(hazard: Double, vacancy: Int, days: Int) {
      (self.hazard, self.vacancy) = (hazard, vacancy)
      // Mean departures so far: of the k-th, after k exponential stays and k - 1 vacancies.
      let departures = (0...days).map { day in
        (1...40).reduce(0.0) { sum, count in
          let stays = Double(day - (count - 1) * vacancy)
          return stays <= 0 ? sum : sum + 1 - gammaTail(Double(count), hazard * stays)
        }
      }
      var mean = 0.0
      for day in 0...days {
        isFilled.append(1 - departures[day] + (day < vacancy ? 0 : departures[day - vacancy]))
        if day > 0 { mean += (isFilled[day - 1] + isFilled[day]) / 2 }
        filledDays.append(mean)
      }
    }

    /// Mean days filled where the KAM leaves for sure after some of the days.
    func filledDays(leavingAfter known: Int, of days: Int) -> Double {
      func rest(from day: Int) -> Double { day < days ? filledDays[days - day] : 0 }
      // Filled then: the vacancy begins. Vacant since a departure by chance: it goes on.
      let byChance = (max(0, known - vacancy)...known).map { day in
        hazard * isFilled[day] * rest(from: day + vacancy)
      }
      let ends = known > 0 ? (byChance[0] + byChance[byChance.count - 1]) / 2 : byChance[0]
      return filledDays[known] + isFilled[known] * rest(from: known + vacancy)
        + byChance.reduce(0, +) - ends
    }
  }

  private static func portfolio(start: Double?, leaves: Double?) -> Portfolio {
    var parameters = ModelParameters.plain
    parameters.vacancy = 44
    return Portfolio.uniform(accounts: 1, parameters: parameters) {
      $0.churn = 0
    } kam: {
      ($0.departure, $0.start, $0.leaves) = (0.8, start, leaves)
    }
  }

  @Test(arguments: [(nil, nil), (0.5, nil), (nil, 1.0), (0.25, 1.5), (nil, 0.1), (0.5, 2.0)])
  func `a seat is filled as long as renewal theory says`(start: Double?, leaves: Double?) throws {
    let model = ReplayModel(
      portfolio: Self.portfolio(start: start, leaves: leaves), horizonYears: 2, seed: 65)
    let group = model.world.groups[0]
    let plan = AllocationPlan.simple(Self.portfolio(start: start, leaves: leaves))
    let setting = Replay.Setting(
      model: model, group: group, plan: GroupPlan(plan, group: group, model: model))
    var world = World()
    var replay = Replay(model: model)
    let filled = (0..<50_000).map { replication in
      world.draw(group, of: model.world, replication: replication)
      replay.totals = ReplicationTotals(triggerCount: 0)
      replay.run(world, in: setting)
      return replay.totals.filledDays
    }
    let days = 440 - Int(220 * (start ?? 0))
    let renewal = Renewal(hazard: -log(0.2) / 220, vacancy: 44, days: days)
    let known = leaves.map { min(days, Int((220 * ($0 - (start ?? 0))).rounded())) } ?? days
    expectMean(
      "filled days, start \(start ?? -1), leaves \(leaves ?? -1)", of: filled,
      toBe: renewal.filledDays(leavingAfter: known, of: days))
  }
}

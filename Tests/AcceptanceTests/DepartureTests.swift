import Foundation
import PortfolioModel
import Statistics
import Testing

@testable import Simulation

/// Section 4: a KAM leaves, the seat stays empty, accounts follow or cool down.
struct DepartureTests {
  private static let hazard = -log(0.2)
  private static let vacancyYears = 80 / 220.0

  /// A KAM who leaves with 80 % a year, for 80 days without a successor.
  private static func portfolio(
    accounts: Int, _ adjust: (inout ModelParameters) -> Void = { _ in },
    account configure: (inout Account) -> Void
  ) -> Portfolio {
    var parameters = ModelParameters.plain
    parameters.vacancy = 80
    adjust(&parameters)
    return Portfolio.uniform(accounts: accounts, parameters: parameters, account: configure) {
      $0.departure = 0.8
    }
  }

  /// Exponential stays and fixed vacancies: the sum of `k` stays is a gamma variable.
  @Test(arguments: [0.5, 3.0])
  func `departures form a renewal process`(years: Double) throws {
    let outcome = try Self.portfolio(accounts: 1) { $0.churn = 0 }.outcome(
      years: years, replications: 100_000, seed: 61)
    func atLeast(_ count: Int) -> Double {
      if count == 0 { return 1 }
      let left = years - Double(count - 1) * Self.vacancyYears
      return left <= 0 ? 0 : 1 - gammaTail(Double(count), Self.hazard * left)
    }
    let departures = outcome.values(of: .departures)
    expectMean(
      "departures, \(years) years", of: departures,
      toBe: (1...20).reduce(0) { $0 + atLeast($1) })
    expectDistribution("departures, \(years) years", of: departures) {
      atLeast($0) - atLeast($0 + 1)
    }
  }

  @Test func `each account follows with its own dependency's share`() throws {
    let portfolio = Self.portfolio(accounts: 20) {
      $0.follow = 0.4
    } account: {
      ($0.churn, $0.dependency) = (0, 0.7)
    }
    let outcome = try portfolio.outcome(years: 2, replications: 50_000, seed: 62)
    let lost = outcome.values(of: .followedKam)
    for count in 0...3 {
      let some = zip(lost, outcome.values(of: .departures)).filter { $1 == Double(count) }.map(\.0)
      if count == 0 {
        #expect(some.allSatisfy { $0 == 0 })
      } else {
        let p = 1 - pow(1 - 0.28, Double(count))
        expectMean("followers of \(count) departures", of: some, toBe: 20 * p)
        expectDistribution("followers of \(count) departures", of: some) {
          binomial($0, of: 20, p)
        }
      }
    }
    #expect(outcome.values(of: .churnedAccounts) == lost)
    #expect(outcome.values(of: .followedRevenue) == lost.map { 1000 * $0 })
  }

  /// Given exactly one departure its time has density `e^(-h time)` times the successor's staying; given
  /// the time, survival is closed: followed, cooled by `1 - s`, hazard raised for a while.
  @Test(arguments: [0.4, 1.0, 2.0])
  func `after one departure survival follows the integral of the raised hazard`(
    years: Double
  ) throws {
    let portfolio = Self.portfolio(accounts: 20) {
      ($0.follow, $0.careEffect, $0.departureRiskFactor) = (0.3, 0.8, 3)
      $0.departureRiskDays = 100
    } account: {
      ($0.churn, $0.dependency, $0.currentDays) = (0.3, 0.6, 20)
    }
    let outcome = try portfolio.outcome(years: years, replications: 60_000, seed: 63)
    let survivors = zip(outcome.values(of: .churnedAccounts), outcome.values(of: .departures))
      .filter { $1 == 1 }.map { 20 - $0.0 }

    let decay = log(2.0) / 60
    let engagement = 20 / (220 * decay)
    let base = -log(0.7) / 220 / (1 - 0.8 * -expm1(-engagement / 2))
    func exposure(_ share: Double, _ start: Double, _ end: Double) -> Double {
      integral(from: start, to: end, steps: 200) {
        base * (1 - 0.8 * -expm1(-share * engagement * exp(-decay * $0) / 2))
      }
    }
    let horizon = 220 * years
    let perDay = Self.hazard / 220
    func density(_ time: Double) -> Double {
      exp(-perDay * (time + max(0, horizon - time - 80)))
    }
    func survival(_ time: Double) -> Double {
      let calm = min(horizon, time + 100)
      return (1 - 0.3 * 0.6)
        * exp(-exposure(1, 0, time) - 3 * exposure(0.4, time, calm) - exposure(0.4, calm, horizon))
    }
    /// The density and the survival have kinks; the pieces between them are smooth.
    func total(_ f: (Double) -> Double) -> Double {
      let cuts = [0, horizon - 100, horizon - 80, horizon].filter { $0 >= 0 }
      return zip(cuts, cuts.dropFirst()).reduce(0) { sum, piece in
        sum + integral(from: piece.0, to: piece.1, steps: 200, f)
      }
    }
    expectMean(
      "survivors of one departure, \(years) years", of: survivors,
      toBe: 20 * total { density($0) * survival($0) } / total(density))
  }

  /// Where care always waits, the seat's rate is all that counts.
  ///
  /// Exact in every replication, up to the work in service.
  @Test func `a vacancy slows work to its cover and a ramp to its rate`() throws {
    var parameters = ModelParameters.plain
    (parameters.vacancy, parameters.cover) = (60, 0.25)
    (parameters.ramp, parameters.rampRate) = (90, 0.5)
    (parameters.follow, parameters.departureRiskFactor, parameters.sessionDays) = (0, 1, 0.01)
    let portfolio = Portfolio.uniform(accounts: 1, parameters: parameters) {
      $0.churn = 0
    } kam: {
      ($0.customerShare, $0.departure) = (0.5, 0.6)
    }
    let plan = AllocationPlan.simple(portfolio, careDays: { _ in 300 })
    let model = ReplayModel(portfolio: portfolio, horizonYears: 2, seed: 64)
    let setting = Replay.Setting(
      model: model, group: model.world.groups[0],
      plan: GroupPlan(plan, group: model.world.groups[0], model: model))
    var world = World()
    var replay = Replay(model: model)
    for replication in 0..<500 {
      replay.totals = ReplicationTotals(triggerCount: 0)
      world.draw(setting.group, of: model.world, replication: replication)
      replay.run(world, in: setting)
      var (time, work, filled) = (0.0, 0.0, 440.0)
      var rates = [(until: 440.0, rate: 0.5)]
      for index in 0..<world.departures.count {
        let left = world.departures[index]
        rates =
          rates.filter { $0.until < left } + [
            (left, rates.first { $0.until >= left }?.rate ?? 0), (left + 60, 0.125),
            (left + 150, 0.25), (440, 0.5),
          ]
        filled -= min(60, 440 - left)
      }
      for piece in rates where time < 440 {
        let end = min(440, piece.until)
        work += max(0, end - time) * piece.rate
        time = max(time, end)
      }
      // Work in service at a departure starts again; work begun before a change keeps its rate.
      let tolerance = 0.01 * Double(2 + 4 * world.departures.count)
      #expect(abs(replay.totals.careDays - work) < tolerance)
      #expect(abs(replay.totals.filledDays - filled) < 1e-6)
      #expect(replay.totals.busyDays <= filled + 1e-6 && replay.totals.busyDays > filled - 1)
    }
  }
}

import PortfolioModel
import Testing

@testable import Simulation

/// Quarters of 55 days, and a KAM with some of them.
private func portfolio(
  _ availability: [Double], accounts: Int = 1, periods: [Double] = [0.25, 0.25, 0.25, 0.25],
  triggers: [TriggerType] = []
) -> Portfolio {
  Portfolio(
    accounts: (0..<accounts).map { account("A\($0)") },
    team: [kam { $0.availability = availability }], triggers: triggers,
    parameters: still { $0.periods = periods })
}

/// How many moments fall into each quarter of the years.
private func counts(_ moments: [Double], years: Int) -> [Int] {
  (0..<4 * years).map { quarter in moments.count { Int($0 / 55) == quarter } }
}

@Test func `sessions fall due as the calendar of the plan says, year after year`() {
  let portfolio = portfolio([1, 1, 1, 1])
  let even = plan(for: portfolio, days: { _ in 10 })
  let seasonal = AllocationPlan(
    name: "seasonal", careDays: even.careDays, carePriority: even.carePriority,
    responsePriority: even.responsePriority, rejects: even.rejects, careByPeriod: [[4, 3, 0, 3]])
  var rig = Rig(portfolio, seasonal)
  for replication in 0..<20 {
    rig.run(replication)
    // Sessions of half a day: 8, 6, none and 6 in the quarters of each year.
    #expect(counts(rig.due(0), years: 3) == [8, 6, 0, 6, 8, 6, 0, 6, 8, 6, 0, 6])
    let due = rig.value(.careDue)
    #expect(due == 60)
  }
}

@Test func `a plan without a calendar follows the time that the KAM is there`() {
  let portfolio = portfolio([0, 1, 0.5, 0.5])
  var rig = Rig(portfolio, plan(for: portfolio, days: { _ in 8 }))
  rig.run()
  #expect(counts(rig.due(0), years: 3) == [0, 8, 4, 4, 0, 8, 4, 4, 0, 8, 4, 4])
}

@Test func `availability all year round changes nothing`() {
  let triggers = TriggerType.builtIn
  let plain = Portfolio(
    accounts: (0..<6).map { account("A\($0)") }, team: [kam { $0.departure = 0.5 }],
    triggers: triggers)
  let seasonal = Portfolio(
    accounts: plain.accounts,
    team: [
      kam {
        $0.departure = 0.5
        $0.availability = [1, 1, 1, 1]
      }
    ], triggers: triggers,
    parameters: with(ModelParameters()) { $0.periods = [0.25, 0.25, 0.25, 0.25] })
  func outcome(_ portfolio: Portfolio) -> Outcome {
    SimulationTests.outcome(portfolio, plan(for: portfolio, days: { _ in 9 }), replications: 30)
  }
  let (one, other) = (outcome(plain), outcome(seasonal))
  for metric in one.metrics {
    for (left, right) in zip(one.observations(of: metric), other.observations(of: metric)) {
      // The calendar of a year is a sum of quarters, so moments differ by rounding.
      let (left, right) = (left ?? 0, right ?? 0)
      #expect(abs(left - right) <= 1e-6 * max(1, abs(left)), "\(metric)")
    }
  }
}

@Test func `a seat works at the rate of the period in which work begins`() {
  var seat = Seat(serviceRate: 0.5, parameters: ModelParameters())
  seat.work(atRate: 0.25, parameters: ModelParameters(), until: 55)
  seat.wait(until: 54)
  seat.begin(0, effort: 1)
  #expect(seat.freeAt == 58)
  seat.work(atRate: 1, parameters: ModelParameters(), until: 110)
  seat.begin(0, effort: 1)
  #expect(seat.freeAt == 59)
  seat.work(atRate: 0, parameters: ModelParameters(), until: 110)
  #expect(seat.isUnmanned)
  seat.waitForHands()
  #expect(seat.freeAt > 110 && seat.freeAt < 110.001)
}

@Test func `nobody works while the KAM is away, and a waiting request is answered on the return`() {
  let requests = requests { $0.effort = .fixed(0.25) }
  let portfolio = portfolio([1, 0, 1, 1], accounts: 3, triggers: [requests])
  var rig = Rig(portfolio, plan(for: portfolio))
  for replication in 0..<20 {
    rig.run(replication)
    let responses = rig.world.learnt.count - 1
    for index in 0..<responses where rig.replay.started[index].isFinite {
      let started = rig.replay.started[index]
      let day = started.truncatingRemainder(dividingBy: 220)
      #expect(day <= 55 + 1e-9 || day >= 110, "\(started)")
    }
    // All are answered but those of the last days.
    let handled = rig.value(.events(.handled, trigger: 0)) ?? 0
    #expect(handled >= Double(responses) - 3)
  }
}

@Test func `a KAM delivers in each period what the capacity there allows`() {
  // 220 days are due a year, of which the KAM has time for 137.5.
  let portfolio = portfolio([1, 0.5, 0, 1])
  let most = plan(for: portfolio, days: { _ in 220 })
  let result = outcome(portfolio, most)
  #expect(abs(result.accounts[0].careDays.mean - 137.5) < 1.5)
}

@Test func `a clock of care runs backwards and forwards`() throws {
  let clock = try #require(CareClock(care: [1, 0, 3], periods: [0.5, 0.25, 0.25]))
  #expect(
    [0, 0.25, 0.5, 0.6, 0.75, 0.875, 1, 2.25].map(clock.reading) == [
      0, 0.125, 0.25, 0.25, 0.25, 0.625, 1, 2.125,
    ])
  #expect([0, 0.125, 0.625, 1, 2.125].map(clock.moment) == [0, 0.25, 0.875, 1, 2.25])
  #expect(CareClock(care: [0, 0], periods: [0.5, 0.5]) == nil)
}

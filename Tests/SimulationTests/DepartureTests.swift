import Foundation
import PortfolioModel
import Testing

@testable import Simulation

// Portfolios so small that what must come of them can be computed by hand, or by a naive loop.

@Test func `a departure takes the dependent share of engagement`() throws {
  let portfolio = Portfolio(
    accounts: [
      account("A") {
        $0.dependency = 0.3
        $0.currentDays = 40
      }
    ], team: [kam { $0.departure = 0.8 }], triggers: [], parameters: still())
  var rig = Rig(portfolio, plan(for: portfolio))
  var most = 0
  for replication in 0..<20 {
    rig.run(replication)
    let decay = portfolio.parameters.engagementDecay
    let departures = rig.departures.count
    let expected = 40 / (220 * decay) * exp(-660 * decay) * pow(0.7, Double(departures))
    let engagement = rig.replay.engagement(of: 0, at: 660, in: rig.setting)
    #expect(abs(engagement / expected - 1) <= 1e-12)
    let counted = rig.value(.departures)
    #expect(counted == Double(departures))
    most = max(most, departures)
  }
  #expect(most > 2)
}

@Test func `accounts that depend wholly on their KAM follow the first who leaves`() {
  let portfolio = Portfolio(
    accounts: [
      account("A", revenue: 300) { $0.dependency = 1 },
      account("B", revenue: 700) { $0.dependency = 0 },
    ], team: [kam { $0.departure = 0.5 }], triggers: [], parameters: still { $0.follow = 1 })
  var rig = Rig(portfolio, plan(for: portfolio, days: { _ in 10 }))
  for replication in 0..<20 {
    rig.run(replication)
    let first = rig.departures.first
    let lost = (0..<2).map { rig.replay.accounts[$0].lostAt }
    #expect(lost == [first ?? .infinity, .infinity])
    let found = (
      rig.value(.followedKam), rig.value(.followedRevenue), rig.value(.churnedRevenue),
      rig.value(.grr)
    )
    let isLost = first != nil
    #expect(found.0 == (isLost ? 1 : 0))
    #expect(found.1 == (isLost ? 300 : 0))
    #expect(found.2 == found.1)
    #expect(found.3 == (first ?? .infinity > 220 ? 1 : 0.7))
  }
}

@Test func `where nobody covers a vacancy, no work is done in it`() throws {
  // The seat stays empty to the end.
  let portfolio = Portfolio(
    accounts: [account("A")], team: [kam { $0.departure = 0.7 }], triggers: [requests()],
    parameters: still {
      $0.cover = 0
      $0.vacancy = 10_000
    })
  // Requests wait behind care, so that the sessions' moments are known.
  let care = AllocationPlan(
    name: "care", careDays: [55], carePriority: [1], responsePriority: [[0]], rejects: [[true]])
  var rig = Rig(portfolio, care)
  var departed = 0
  for replication in 0..<20 {
    rig.run(replication)
    let left = rig.departures.first ?? .infinity
    if left < .infinity { departed += 1 }
    let ended = rig.due(0).filter { $0 + 0.5 <= min(left, 660) }
    let (delivered, utilisation) = (rig.value(.careDelivered), rig.value(.utilisation))
    #expect(delivered == Double(ended.count))
    let filled = min(left, 660)
    let busy = rig.due(0).reduce(0) { $0 + min(0.5, max(0, filled - $1)) }
    #expect(abs(try #require(utilisation) - busy / filled) <= 1e-9)
  }
  #expect(departed > 10)
}

@Test func `colleagues who cover a vacancy work at their share of the rate`() {
  // With a cover of 1 and no ramp a vacancy only interrupts; with 0.1 a session takes 5 days.
  func delivered(cover: Double) -> Double {
    let portfolio = Portfolio(
      accounts: [account("A")], team: [kam { $0.departure = 0.99 }], triggers: [],
      parameters: still {
        $0.cover = cover
        $0.vacancy = 10_000
      })
    var rig = Rig(portfolio, plan(for: portfolio, days: { _ in 300 }))
    var sessions = 0.0
    for replication in 0..<50 {
      rig.run(replication)
      guard let left = rig.departures.first, left < 400 else { continue }
      let before = rig.due(0).filter { $0 < left }
      sessions += (rig.value(.careDelivered) ?? 0) - Double(before.count)
    }
    return sessions
  }
  #expect(delivered(cover: 0) <= 0)
  #expect(delivered(cover: 0.1) > 0)
  #expect(delivered(cover: 1) > 5 * delivered(cover: 0.1))
}

/// A request that must be started at once and takes thirty days; the KAM leaves in between.
@Test func `a response that a departure interrupts did start in time and counts`() throws {
  let portfolio = Portfolio(
    accounts: [account("A") { $0.activity = 2 }], team: [kam { $0.departure = 0.7 }],
    triggers: [
      requests {
        $0.window = 0
        $0.effort = .fixed(30)
      }
    ],
    parameters: still {
      $0.cover = 0
      $0.vacancy = 30
      $0.ramp = 0
    })
  var rig = Rig(portfolio, plan(for: portfolio), years: 1)
  var (interrupted, missed) = (0, 0)
  for replication in 0..<2_000 {
    rig.run(replication)
    let events = rig.learnt
    let departures = rig.departures
    guard events.count == 1, departures.count == 1, let event = events.first,
      let left = departures.first, left < 150, event.occurrence < 150
    else { continue }
    let (handled, late, time, days, utilisation) = (
      rig.value(.events(.handled, trigger: 0)), rig.value(.events(.missed, trigger: 0)),
      rig.value(.responseTime), rig.value(.responseDays), rig.value(.utilisation)
    )
    if left > event.occurrence && left < event.occurrence + 30 {
      // Started on day t, stopped on day `left`, done anew from `left + 30` on.
      interrupted += 1
      #expect(handled == 1 && late == 0)
      #expect(time == 0)
      #expect(days == 30)
      let busy = left - event.occurrence + 30
      #expect(abs(try #require(utilisation) * (220 - 30) - busy) <= 1e-9)
    } else if left < event.occurrence && event.occurrence < left + 30 {
      // Nobody could start it.
      missed += 1
      #expect(handled == 0 && late == 1)
    }
  }
  #expect(interrupted > 5)
  #expect(missed > 5)
}

@Test
func
  `a session that falls due while another of its account waits is skipped, after a departure too`()
{
  // One account wants more than its KAM has, and KAMs come and go.
  let portfolio = Portfolio(
    accounts: [account("A")], team: [kam { $0.departure = 0.99 }], triggers: [],
    parameters: still {
      $0.vacancy = 5
      $0.ramp = 0
      $0.cover = 0.5
    })
  let outcome = outcome(portfolio, plan(for: portfolio, days: { _ in 300 }))
  let (due, delivered, skipped) = (
    outcome.observations(of: .careDue), outcome.observations(of: .careDelivered),
    outcome.observations(of: .careSkipped)
  )
  for replication in due.indices {
    // One in service and one that waits; or, just after a departure, both wait.
    let left =
      (due[replication] ?? 0) - (delivered[replication] ?? 0) - (skipped[replication] ?? 0)
    #expect(left <= 2)
  }
}

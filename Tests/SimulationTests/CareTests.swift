import Foundation
import PortfolioModel
import Testing

@testable import Simulation

// Portfolios so small that what must come of them can be computed by hand, or by a naive loop.

@Test func `one session in three years lifts engagement by its length at its end`() throws {
  let portfolio = Portfolio(
    accounts: [account("A") { $0.currentDays = 20 }], team: [kam { $0.customerShare = 0.5 }],
    triggers: [], parameters: still())
  // 0.5 days of care in 660 days: one session, due at a uniform time.
  var rig = Rig(portfolio, plan(for: portfolio, days: { _ in 0.5 / 3 }))
  let delta: Double = log(2.0) / 60
  for replication in 0..<20 {
    rig.run(replication)
    let due = rig.due(0)
    #expect(due.count == 1)
    let end = try #require(due.first) + 0.5 / 0.5
    let before = 20 / (220 * delta)
    let lift: Double = end <= 660 ? 0.5 * exp(-delta * (660 - end)) : 0
    let expected = before * exp(-delta * 660) + lift
    let engagement = rig.replay.engagement(of: 0, at: 660, in: rig.setting)
    #expect(abs(engagement / expected - 1) <= 1e-12)
    let (delivered, busy) = (rig.value(.careDelivered), rig.value(.utilisation))
    #expect(delivered == (end <= 660 ? 1 : 0))
    #expect(abs(try #require(busy) * 660 - min(1, 660 - (end - 1))) <= 1e-9)
  }
}

@Test func `regular care holds engagement at x / (D delta)`() throws {
  let portfolio = Portfolio(
    accounts: [account("A") { $0.currentDays = 22 }], team: [kam()], triggers: [],
    parameters: still())
  var rig = Rig(portfolio, plan(for: portfolio, days: { _ in 22 }))
  rig.run()
  // A session of half a day every five: between the averages half a session up and down.
  let engagement = rig.replay.engagement(of: 0, at: 660, in: rig.setting)
  #expect(abs(engagement - 22 / (220 * log(2.0) / 60)) <= 0.26)
  let delivered = rig.value(.careDelivered)
  #expect(delivered == 132)
  let days = rig.replay.accounts[0].careDays
  #expect(days == 66)
}

@Test func `a KAM without capacity delivers nothing`() {
  let portfolio = Portfolio(
    accounts: [account("A"), account("B")], team: [kam { $0.fte = 0 }], triggers: [requests()],
    parameters: still())
  let outcome = outcome(portfolio, plan(for: portfolio, days: { _ in 11 }))
  for metric: Metric in [
    .careDelivered, .careDays, .responseDays, .utilisation, .events(.handled, trigger: 0),
  ] {
    #expect(outcome.observations(of: metric).allSatisfy { $0 == 0 })
  }
  #expect(outcome.observations(of: .responseTime).allSatisfy { $0 == nil })
  // 66 sessions of each account fall due; the first of each waits for ever.
  #expect(outcome.observations(of: .careDue).allSatisfy { $0 == 132 })
  #expect(outcome.observations(of: .careSkipped).allSatisfy { $0 == 130 })
}

@Test func `an overloaded KAM skips the sessions whose predecessor still waits`() throws {
  let portfolio = Portfolio(
    accounts: [account("A")], team: [kam { $0.customerShare = 0.1 }], triggers: [],
    parameters: still())
  var rig = Rig(portfolio, plan(for: portfolio, days: { _ in 110 }))
  for replication in 0..<10 {
    rig.run(replication)
    // A session takes 5 days and falls due every day: a naive server with one place to wait.
    var (busyUntil, isWaiting, skipped, delivered) = (-1.0, false, 0.0, 0.0)
    for due in rig.due(0) + [660] {
      while busyUntil >= 0 && busyUntil <= due {
        delivered += 1
        busyUntil = isWaiting ? busyUntil + 5 : -1
        isWaiting = false
      }
      if due == 660 { break }
      if busyUntil < 0 {
        busyUntil = due + 5
      } else if isWaiting {
        skipped += 1
      } else {
        isWaiting = true
      }
    }
    let found = (rig.value(.careSkipped), rig.value(.careDelivered))
    #expect(found == (skipped, delivered))
  }
}

@Test func `the higher priority goes first, and equals in the order in which they come`() throws {
  let portfolio = Portfolio(
    accounts: [account("A"), account("B")], team: [kam { $0.customerShare = 0.5 }], triggers: [],
    parameters: still())
  // Each account alone would fill all the KAM's time.
  func delivered(_ priority: (Int) -> Double) -> [Double] {
    outcome(
      portfolio, plan(for: portfolio, days: { _ in 220 }, priority: priority), replications: 1
    ).accounts.map { $0.careDays.mean * 3 }
  }
  let (first, second, equal) = (
    delivered { $0 == 0 ? 1 : 0 }, delivered { $0 == 0 ? -1 : 2 }, delivered { _ in 3 }
  )
  #expect(first[1] <= 0.5 && first[0] >= 329)
  #expect(second[0] <= 0.5 && second[1] >= 329)
  #expect(abs(equal[0] - equal[1]) <= 0.5 && equal[0] + equal[1] >= 329.5)
}

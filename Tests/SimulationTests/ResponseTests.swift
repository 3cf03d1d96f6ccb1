import Foundation
import PortfolioModel
import Testing

@testable import Simulation

// Portfolios so small that what must come of them can be computed by hand, or by a naive loop.

/// First come, first served by one server is a recursion: work starts when it comes or the last one ends.
@Test(arguments: [(1e5, 0.0), (1e5, 4), (6, 0), (6, 4), (0, 0)])
func `responses wait as in a naive queue`(window: Double, lag: Double) throws {
  let portfolio = Portfolio(
    accounts: ["A", "B", "C"].map { account($0) { $0.activity = 60 } },
    team: [kam { $0.customerShare = 0.5 }],
    triggers: [
      requests {
        $0.window = window
        $0.lag = lag
        $0.effort = .exponential(mean: 0.55)
      }
    ], parameters: still())
  var rig = Rig(portfolio, plan(for: portfolio))
  for replication in 0..<5 {
    rig.run(replication)
    var (free, handled, waited, days, busy) = (0.0, 0.0, 0.0, 0.0, 0.0)
    for event in rig.learnt where event.learnt <= event.occurrence + window {
      let start = max(event.learnt, free)
      if start > event.occurrence + window || start > 660 { continue }
      free = start + event.effort / 0.5
      busy += min(free, 660) - start
      if free > 660 { continue }
      handled += 1
      waited += start - event.occurrence
      days += event.effort
    }
    let (count, time, delivered, utilisation) = (
      rig.value(.events(.handled, trigger: 0)), rig.value(.responseTime),
      rig.value(.responseDays), rig.value(.utilisation)
    )
    #expect(handled > 50)
    #expect(count == handled)
    #expect(abs(try #require(time) - waited / handled) <= 1e-9)
    #expect(abs(try #require(delivered) - days) <= 1e-9)
    #expect(abs(try #require(utilisation) * 660 - busy) <= 1e-6)
  }
}

@Test func `the pool answers requests at once and nothing else`() {
  let portfolio = Portfolio(
    accounts: ["A", "B"].map { account($0) { $0.tier = "pooled" } }, team: [])
  let outcome = outcome(portfolio, plan(for: portfolio))
  func events(_ fate: Metric.Fate, _ trigger: Int) -> [Double?] {
    outcome.observations(of: .events(fate, trigger: trigger))
  }
  #expect(events(.handled, 2) == events(.occurred, 2))
  #expect(outcome.observations(of: .responseTime).allSatisfy { $0 == 0 })
  for trigger in 0...1 {
    #expect(events(.rejected, trigger) == events(.detected, trigger))
    #expect(events(.handled, trigger).allSatisfy { $0 == 0 })
  }
  for metric: Metric in [.responseDays, .careDue, .careDays, .departures] {
    #expect(outcome.observations(of: metric).allSatisfy { $0 == 0 })
  }
  #expect(outcome.observations(of: .utilisation).allSatisfy { $0 == nil })
}

@Test func `a refused response is never given`() {
  let portfolio = Portfolio(
    accounts: [account("A"), account("B")], team: [kam()],
    triggers: [requests(), with(requests()) { $0.rate = .perAccount(5) }], parameters: still())
  let outcome = outcome(portfolio, plan(for: portfolio, rejects: { _, type in type == 0 }))
  func events(_ fate: Metric.Fate, _ trigger: Int) -> [Double?] {
    outcome.observations(of: .events(fate, trigger: trigger))
  }
  #expect(events(.rejected, 0) == events(.detected, 0))
  #expect(events(.handled, 0).allSatisfy { $0 == 0 })
  #expect(events(.rejected, 1).allSatisfy { $0 == 0 })
  #expect(events(.handled, 1).contains { $0 ?? 0 > 0 })
}

/// The pool answers at once: with certain resolution only the risks of the start and undetected events count.
@Test(arguments: [0.0, 1.0])
func `a churn candidate counts the risks that no response ended`(resolves: Double) {
  let portfolio = Portfolio(
    accounts: (0..<10).map { index in
      account("A\(index)") {
        $0.tier = "pooled"
        $0.churn = 0.4
      }
    }, team: [],
    triggers: [
      requests {
        $0.detection = 0.5
        $0.riskFactor = 3
        $0.riskDays = 50
        $0.resolves = resolves
      }
    ], parameters: still())
  var rig = Rig(portfolio, plan(for: portfolio))
  let relief = 1 - 0.6 * (1 - exp(-0.25))
  var lost = 0
  for replication in 0..<30 {
    rig.run(replication)
    var lostAt = [Double](repeating: .infinity, count: 10)
    for position in 0..<(rig.world.stimuli.count - 1) {
      let stimulus = rig.world.stimuli[position]
      guard stimulus.kind == .candidate else { continue }
      let candidate = rig.world.candidates[stimulus.index]
      var factor = candidate.fixedFactor
      for index in candidate.openStart..<candidate.openEnd {
        let risk = rig.world.openRisks[Int(index)]
        // Only resolvable risks of events that are learnt of are listed, and the pool answers them.
        let isAnswered = Int(risk.response) < rig.world.learnt.count - 1
        #expect(resolves == 1 && isAnswered)
        if !isAnswered { factor *= 3 }
      }
      let account = Int(candidate.account)
      if lostAt[account] == .infinity && candidate.limit < relief * factor {
        lostAt[account] = rig.model.world.timeline.days(stimulus.tick)
      }
    }
    let found = (0..<10).map { rig.replay.accounts[$0].lostAt }
    #expect(found == lostAt)
    lost += lostAt.filter { $0 < .infinity }.count
  }
  #expect(lost > 100)
}

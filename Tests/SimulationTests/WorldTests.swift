import Foundation
import PortfolioModel
import Testing

@testable import Simulation

/// All that chance decides about one account, in a form that can be compared.
private struct AccountWorld: Equatable {
  struct Event: Equatable {
    let occurrence: Timeline.Tick
    /// When it is learnt of in time, else `never`.
    let learnt: Timeline.Tick
    let trigger: UInt8
    let isDetected, wins, resolves: Bool
    let effort: Double
  }
  struct Candidate: Equatable {
    let tick: Timeline.Tick
    let limit, fixedFactor: Double
    /// Positions among the account's events; -1 where none is learnt of in time.
    let openEvents: [Int]
    let openFactors: [Double]
  }

  var phase = 0.0
  var events: [Event] = []
  var candidates: [Candidate] = []
  var expansions: [[Double]] = []
}

/// The worlds of a group's accounts, by their ids.
private func accountWorlds(
  _ world: borrowing World, group: WorldModel.Group, model: WorldModel, portfolio: Portfolio
) -> [String: AccountWorld] {
  var worlds = group.accounts.indices.map { AccountWorld(phase: world.phase[$0]) }
  let responses = world.learnt.count - 1
  for local in worlds.indices {
    for index in Int(world.eventStart[local])..<Int(world.eventStart[local + 1]) {
      let (event, place) = (world.events[index], Int(world.places[index]))
      let kind = model.kinds[Int(event.kind)]
      worlds[local].events.append(
        AccountWorld.Event(
          occurrence: event.occurrence,
          learnt: place < responses ? world.learnt[place].tick : Timeline.never,
          trigger: kind.trigger, isDetected: kind.isDetected == 1, wins: kind.wins == 1,
          resolves: kind.resolveMask == 0, effort: world.efforts[index]))
    }
  }
  for position in 0..<(world.stimuli.count - 1) {
    let stimulus = world.stimuli[position]
    switch stimulus.kind {
    case .candidate:
      let candidate = world.candidates[stimulus.index]
      let local = Int(candidate.account)
      let open = (candidate.openStart..<candidate.openEnd).map { world.openRisks[Int($0)] }
      let range = Int(world.eventStart[local])..<Int(world.eventStart[local + 1])
      worlds[local].candidates.append(
        AccountWorld.Candidate(
          tick: stimulus.tick, limit: candidate.limit, fixedFactor: candidate.fixedFactor,
          openEvents: open.map { risk in
            risk.response >= responses
              ? -1
              : range.firstIndex { world.places[$0] == risk.response }.map { $0 - range.lowerBound }
                ?? -1
          }, openFactors: open.map(\.factor)))
    case .expansion:
      let expansion = world.expansions[stimulus.index]
      worlds[Int(expansion.account)].expansions.append([
        Double(stimulus.tick), expansion.uniform,
      ])
    case .departure, .response, .care, .occasion: break
    }
  }
  let ids = group.accounts.map { portfolio.accounts[$0].id }
  return Dictionary(uniqueKeysWithValues: zip(ids, worlds))
}

/// The worlds of all accounts of a portfolio in one replication, by their ids.
private func worlds(
  of portfolio: Portfolio, years: Double = 3, seed: UInt64 = 42, replication: Int = 0
) -> [String: AccountWorld] {
  let model = WorldModel(portfolio: portfolio, horizonYears: years, seed: seed)
  var world = World()
  var all: [String: AccountWorld] = [:]
  for group in model.groups {
    world.draw(group, of: model, replication: replication)
    let some = accountWorlds(world, group: group, model: model, portfolio: portfolio)
    all.merge(some) { first, _ in first }
  }
  return all
}

// MARK: - Addresses

@Test func `the same address is the same world, and another seed or replication another`() {
  let portfolio = lively()
  let first = worlds(of: portfolio)
  #expect(first.count == 16)
  #expect(worlds(of: portfolio) == first)
  for (id, world) in worlds(of: portfolio, replication: 1) { #expect(world != first[id]) }
  for (id, world) in worlds(of: portfolio, seed: 43) { #expect(world != first[id]) }
}

@Test func `a world does not depend on what was drawn into its memory before`() {
  let portfolio = lively()
  let model = WorldModel(portfolio: portfolio, horizonYears: 3, seed: 42)
  var used = World()
  for replication in [9, 3, 0] {
    for group in model.groups.reversed() { used.draw(group, of: model, replication: replication) }
  }
  for group in model.groups {
    used.draw(group, of: model, replication: 5)
    var fresh = World()
    fresh.draw(group, of: model, replication: 5)
    let (left, right) = (
      accountWorlds(used, group: group, model: model, portfolio: portfolio),
      accountWorlds(fresh, group: group, model: model, portfolio: portfolio)
    )
    #expect(left == right)
  }
}

@Test(arguments: [0, 7, 15])
func `removing an account leaves every other account's world identical`(removed: Int) throws {
  let all = worlds(of: lively())
  let rest = worlds(of: lively { accounts, _ in accounts.remove(at: removed) })
  #expect(rest.count == 15)
  for (id, world) in rest { #expect(world == all[id], "\(id)") }
}

@Test func `shrinking an account leaves every other account's world identical`() throws {
  let all = worlds(of: lively())
  let changed = worlds(
    of: lively { accounts, _ in
      accounts[6].keyPeople = 0
      accounts[6].activity = 0.1
      accounts[6].annualRevenue = 1
      accounts[6].potential = 0
      accounts[6].churn = 0.9
    })
  for (id, world) in changed where id != "A16" { #expect(world == all[id], "\(id)") }
  #expect(changed["A16"] != all["A16"])
}

@Test func `a longer horizon only adds to a world`() throws {
  let portfolio = lively()
  let (short, long) = (worlds(of: portfolio, years: 1), worlds(of: portfolio, years: 3))
  for (id, world) in short {
    let other = try #require(long[id])
    #expect(world.phase == other.phase)
    #expect(other.events.count >= world.events.count)
    let pairs = zip(world.events, other.events)
    #expect(pairs.allSatisfy { $0.trigger == $1.trigger && $0.effort == $1.effort })
    // Ticks are a third as long, and everything else is the same.
    #expect(
      pairs.allSatisfy { abs(Double($0.occurrence) - 3 * Double($1.occurrence)) <= 4 })
  }
}

@Test func `another effort leaves the rest of the world as it is`() throws {
  let account = account("A") { $0.activity = 50 }
  func world(_ effort: Effort) throws -> AccountWorld {
    let portfolio = Portfolio(
      accounts: [account], team: [kam()], triggers: [requests { $0.effort = effort }])
    return try #require(worlds(of: portfolio)["A"])
  }
  let (fixed, drawn) = (try world(.fixed(1)), try world(.exponential(mean: 1)))
  #expect(fixed.events.map(\.occurrence) == drawn.events.map(\.occurrence))
  #expect(fixed.events.map(\.wins) == drawn.events.map(\.wins))
  #expect(fixed.expansions == drawn.expansions)
  #expect(Set(drawn.events.map(\.effort)).count > 100)
}

// MARK: - Events

@Test func `an account's events stand in order and are learnt of after they happen`() {
  for world in worlds(of: lively()).values {
    #expect(world.events.map(\.occurrence) == world.events.map(\.occurrence).sorted())
    for event in world.events {
      #expect(event.learnt >= event.occurrence)
      if !event.isDetected { #expect(event.learnt == Timeline.never) }
    }
  }
}

@Test func `responses stand in the order of learning, each in its slot and within its window`() {
  let portfolio = lively()
  let model = WorldModel(portfolio: portfolio, horizonYears: 3, seed: 42)
  var world = World()
  for group in model.groups {
    world.draw(group, of: model, replication: 0)
    let count = world.learnt.count - 1
    let words = (0...count).map { world.learnt[$0].word }
    #expect(words == words.sorted())
    var slots = [Int32](repeating: 0, count: world.slotCounts.count)
    for place in 0..<count {
      let work = world.work[place]
      let window = portfolio.triggers[Int(model.kinds[Int(work.kind)].trigger)].window
      let occurrence = model.timeline.days(work.occurrence)
      #expect(abs(work.lastStart - occurrence - window) <= 1e-9)
      #expect(model.timeline.days(world.learnt[place].tick) <= work.lastStart + 1e-6)
      #expect(work.slot == work.account * 4 + 1 + Int32(model.kinds[Int(work.kind)].trigger))
      slots[Int(work.slot)] += 1
    }
    let found = (0..<world.slotCounts.count).map { world.slotCounts[$0] }
    #expect(found == slots)
    // Every detected event is either a response or late.
    let detected = (0..<world.events.count).filter {
      model.kinds[Int(world.events[$0].kind)].isDetected == 1
    }
    let late = (0..<world.lateEvents.count).map { world.lateEvents[$0].index }
    let answered = detected.filter { Int(world.places[$0]) < count }
    #expect(answered.count == count && Set(late).isDisjoint(with: answered))
    #expect(Set(late).union(answered) == Set(detected))
    let sessions = (0..<group.accounts.count).map { world.work[count + $0] }
    #expect(sessions.allSatisfy { $0.effort == 0.5 && $0.lastStart == .infinity })
    #expect(sessions.map(\.account) == group.accounts.indices.map { Int32($0) })
  }
}

/// Counts are Poisson with mean `N r T` (detected: times `d`), means and variances within 4 standard errors.
@Test(arguments: [1, 2, 3] as [UInt64])
func `fifty accounts have Poisson counts of moves, people changes and requests`(seed: UInt64) {
  let portfolio = Portfolio(
    accounts: (0..<50).map { account("A\($0)") }, team: [kam()], parameters: still())
  let model = WorldModel(portfolio: portfolio, horizonYears: 1, seed: seed)
  var world = World()
  let replications = 600
  var counts = [[Double]](repeating: [], count: 6)
  for replication in 0..<replications {
    world.draw(model.groups[0], of: model, replication: replication)
    var count = [Double](repeating: 0, count: 6)
    for index in 0..<world.events.count {
      let kind = model.kinds[Int(world.events[index].kind)]
      count[Int(kind.trigger)] += 1
      count[3 + Int(kind.trigger)] += Double(kind.isDetected)
    }
    for type in 0..<6 { counts[type].append(count[type]) }
  }
  for (count, mean) in zip(counts, [100.0, 200, 300, 50, 100, 300]) {
    let average = count.reduce(0, +) / Double(replications)
    #expect(abs(average - mean) <= 4 * (mean / Double(replications)).squareRoot())
    let variance =
      count.reduce(0) { $0 + ($1 - average) * ($1 - average) } / Double(replications - 1)
    #expect(abs(variance / mean - 1) <= 4 * (2 / Double(replications - 1)).squareRoot())
  }
}

@Test func `lags are exponential, and wins and resolutions come as often as they should`() {
  let type = requests {
    $0.detection = 0.4
    $0.lag = 3
    $0.winProbability = 0.3
    $0.resolves = 0.6
  }
  let portfolio = Portfolio(
    accounts: (0..<20).map { account("A\($0)") { $0.activity = 100 } }, team: [kam()],
    triggers: [type], parameters: still())
  let events = worlds(of: portfolio, years: 5).values.flatMap(\.events)
  let timeline = Timeline(horizonDays: 1_100)
  // Late events may be learnt of after the horizon; 30 days are ten mean lags.
  let early = events.filter { timeline.days($0.occurrence) < 1_070 }
  let detected = early.filter { $0.isDetected && $0.learnt != Timeline.never }
  let lags = detected.map { timeline.days($0.learnt) - timeline.days($0.occurrence) }
  func isNear(_ hits: Int, _ p: Double, of count: Int) -> Bool {
    let error = (p * (1 - p) / Double(count)).squareRoot()
    return abs(Double(hits) / Double(count) - p) <= 4 * error
  }
  #expect(early.count > 9_000)
  #expect(isNear(detected.count, 0.4, of: early.count))
  let meanLag = lags.reduce(0, +) / Double(lags.count)
  #expect(abs(meanLag - 3) <= 4 * 3 / Double(lags.count).squareRoot())
  #expect(isNear(lags.filter { $0 > 6 }.count, exp(-2), of: lags.count))
  let wins = detected.filter(\.wins)
  #expect(isNear(wins.count, 0.3, of: detected.count))
  #expect(isNear(detected.filter(\.resolves).count, 0.6, of: detected.count))
  // One word decides all of it: nothing must depend on another.
  #expect(isNear(wins.filter(\.resolves).count, 0.6, of: wins.count))
}

// MARK: - Candidates for churn

@Test func `a candidate knows the latest event of each type whose risk is still open`() {
  let portfolio = lively()
  let timeline = Timeline(horizonDays: 660)
  var checked = 0
  for replication in 0..<20 {
    for world in worlds(of: portfolio, replication: replication).values {
      for candidate in world.candidates {
        let time = timeline.days(candidate.tick)
        let open = portfolio.triggers.indices.compactMap { type -> Int? in
          let latest = world.events.lastIndex {
            Int($0.trigger) == type && $0.occurrence <= candidate.tick
          }
          return latest.flatMap {
            let end = timeline.days(world.events[$0].occurrence) + portfolio.triggers[type].riskDays
            // A risk that no response can end is no open question: the fixed factor has it.
            let isOpen = end > time && world.events[$0].isDetected && world.events[$0].resolves
            return isOpen ? $0 : nil
          }
        }
        #expect(
          candidate.openEvents == open.map { world.events[$0].learnt == Timeline.never ? -1 : $0 })
        #expect(
          candidate.openFactors
            == open.map { portfolio.triggers[Int(world.events[$0].trigger)].riskFactor })
        #expect(candidate.limit < candidate.openFactors.reduce(candidate.fixedFactor, *))
        checked += 1
      }
    }
  }
  #expect(checked > 200)
}

/// Section 9 item 3 of the model page, seen by candidates: those during an open risk are kept twice as often.
@Test(arguments: [1, 2, 3] as [UInt64])
func `an unanswered risk is open with probability 1 - exp(-r L / D) at any time`(seed: UInt64) {
  let type = with(TriggerType(name: "t", rate: .perAccount(3))) {
    $0.detection = 0
    $0.riskFactor = 2
    $0.riskDays = 60
  }
  // With full effect of care no candidate is certain, so none ends its account's world.
  let parameters = still {
    $0.departureRiskFactor = 1
    $0.careEffect = 1
  }
  let portfolio = Portfolio(
    accounts: (0..<40).map { account("A\($0)") { $0.churn = 0.99 } }, team: [kam()],
    triggers: [type], parameters: parameters)
  let timeline = Timeline(horizonDays: 220)
  // Before day 60 the risks of the start decide, after it the events of the world.
  var (open, closed) = ([0.0, 0.0], [0.0, 0.0])
  for replication in 0..<25 {
    let all = worlds(of: portfolio, years: 1, seed: seed, replication: replication).values
    for candidate in all.flatMap(\.candidates) {
      let half = timeline.days(candidate.tick) < 60 ? 0 : 1
      let isOpen = candidate.fixedFactor == 2 || !candidate.openEvents.isEmpty
      if isOpen { open[half] += 1 } else { closed[half] += 2 }
    }
  }
  let expected = 1 - exp(-3.0 * 60 / 220)
  for half in 0...1 {
    let count = open[half] + closed[half]
    let share = open[half] / count
    // A closed candidate stands for two, which doubles its part of the variance.
    let error = (2 * expected * (1 - expected) / count).squareRoot()
    #expect(abs(share - expected) <= 4 * error)
  }
}

// MARK: - Departures

@Test func `nobody leaves a vacant seat, and a filled one is left at its hazard`() {
  let portfolio = Portfolio(
    accounts: [account("A") { $0.dependency = 0.8 }], team: [kam { $0.departure = 0.9 }],
    triggers: [], parameters: still { $0.follow = 0.5 })
  let model = WorldModel(portfolio: portfolio, horizonYears: 3, seed: 7)
  var world = World()
  var (without, withinYear, departures, follows) = (0.0, 0.0, 0.0, 0.0)
  let replications = 3_000
  for replication in 0..<replications {
    world.draw(model.groups[0], of: model, replication: replication)
    let moments = (0..<world.departures.count).map { world.departures[$0] }
    let areFar = zip(moments, moments.dropFirst()).allSatisfy { $1 - $0 >= 60 - 1e-6 }
    #expect(areFar)
    if moments.isEmpty { without += 1 }
    if let first = moments.first, first < 220 { withinYear += 1 }
    departures += Double(moments.count)
    follows += Double((0..<world.follows.count).filter { world.follows[$0] }.count)
  }
  func isNear(_ hits: Double, _ p: Double, of count: Double) -> Bool {
    abs(hits / count - p) <= 4 * (p * (1 - p) / count).squareRoot()
  }
  #expect(isNear(without, 0.001, of: Double(replications)))
  #expect(isNear(withinYear, 0.9, of: Double(replications)))
  #expect(isNear(follows, 0.4, of: departures))
}

@Test func `a departure doubles the hazard for its days`() {
  let portfolio = Portfolio(
    accounts: (0..<30).map { account("A\($0)") { $0.churn = 0.5 } },
    team: [kam { $0.departure = 0.7 }], triggers: [],
    parameters: still { $0.departureRiskDays = 100 })
  let model = WorldModel(portfolio: portfolio, horizonYears: 3, seed: 7)
  let timeline = model.timeline
  var world = World()
  for replication in 0..<20 {
    world.draw(model.groups[0], of: model, replication: replication)
    let departures = (0..<world.departures.count).map { world.departures[$0] }
    for position in 0..<(world.stimuli.count - 1) {
      let stimulus = world.stimuli[position]
      guard stimulus.kind == .candidate else { continue }
      let time = timeline.days(stimulus.tick)
      let isRisky = departures.contains { $0 <= time && time < $0 + 100 }
      let factor = world.candidates[stimulus.index].fixedFactor
      #expect(factor == (isRisky ? 2 : 1))
    }
  }
}

@Test func `a portfolio in which nothing can happen has an empty world`() throws {
  let portfolio = Portfolio(
    accounts: [account("A")], team: [kam()], triggers: [], parameters: still())
  let world = try #require(worlds(of: portfolio)["A"])
  #expect(world.events.isEmpty && world.candidates.isEmpty && world.expansions.isEmpty)
  #expect(world.phase > 0 && world.phase < 1)
}

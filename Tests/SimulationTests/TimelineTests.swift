import Testing

@testable import Simulation

private let horizons = [1.0, 52.5, 105, 110, 210, 220, 437.5, 660, 2_200, 1e-3, 1e6]

@Test(arguments: horizons)
func `a tick's moment lies in the tick or at its edge`(horizon: Double) {
  let timeline = Timeline(horizonDays: horizon)
  var dice = Dice(1)
  let ends: [Timeline.Tick] = [0, 1, 2, .max - 2, .max - 1]
  for tick in ends
    + (0..<2_000).map({ _ in Timeline.Tick.random(in: 0...(.max - 1), using: &dice) })
  {
    let days = timeline.days(tick)
    #expect(days >= 0 && days < horizon)
    // The moment is rounded, and may fall into the tick before.
    #expect([tick, tick == 0 ? 0 : tick - 1].contains(timeline.tick(at: days)))
  }
}

@Test(arguments: horizons)
func `a moment comes back within a tick`(horizon: Double) {
  let timeline = Timeline(horizonDays: horizon)
  var dice = Dice(2)
  for _ in 0..<2_000 {
    let days = Double.random(in: 0..<horizon, using: &dice)
    let back = timeline.days(timeline.tick(at: days))
    #expect(abs(back - days) <= 2.0001 * horizon * 0x1p-32)
  }
}

@Test func `later moments have no earlier tick`() {
  let timeline = Timeline(horizonDays: 660)
  let ticks = (0..<5_000).map { timeline.tick(at: Double($0) * 0.132) }
  #expect(ticks == ticks.sorted())
}

@Test func `nothing from the horizon on has a tick`() {
  let timeline = Timeline(horizonDays: 660)
  #expect(timeline.tick(at: 660) == Timeline.never)
  #expect(timeline.tick(at: 1e300) == Timeline.never)
  #expect(timeline.tick(at: .infinity) == Timeline.never)
  #expect(timeline.tick(at: 659.999_999) < Timeline.never)
}

@Test func `a moment given in ticks is rounded to the nearest tick`() {
  let moments = [0, 0.4, 0.6, 12_345.6, 0xFFFF_FFFE, 4_294_967_295.7, 1e18, .infinity]
  let ticks: [Timeline.Tick] = [0, 0, 1, 12_346, 0xFFFF_FFFE, .max, .max, .max]
  #expect(moments.map(Timeline.tick) == ticks)
  for first in [0, 4] {
    let four = Timeline.ticks(SIMD4(moments[first..<(first + 4)]))
    #expect((0..<4).map { Timeline.Tick(four[$0]) } == Array(ticks[first..<(first + 4)]))
  }
}

/// 2^32 ticks per 210 days, rounded, times the last moment before day 210 is 2^32: no tick.
@Test func `the last moment before any horizon has a tick`() async {
  await #expect(processExitsWith: .success) {
    for horizon in [52.5, 105, 210, 420, 437.5, 660] {
      let tick = Timeline(horizonDays: horizon).tick(at: horizon.nextDown)
      precondition(tick < Timeline.never, "\(horizon)")
    }
  }
}

// MARK: - Stimuli

@Test func `a stimulus keeps its moment, kind and index`() {
  for kind: Stimulus.Kind in [.response, .candidate, .expansion, .departure, .care, .occasion] {
    for tick: Timeline.Tick in [0, 1, 0x8000_0000, .max - 1] {
      for index in [0, 1, 12_345, 0x1FFF_FFFE] {
        let stimulus = Stimulus(kind, at: tick, index: index)
        #expect(stimulus.tick == tick)
        #expect(stimulus.kind == kind)
        #expect(stimulus.index == index)
        #expect(stimulus.word < Stimulus.end.word)
      }
    }
  }
}

@Test func `stimuli sort by moment, then kind, then index`() {
  let ordered = [
    Stimulus(.care, at: 1, index: 9), Stimulus(.response, at: 2, index: 5),
    Stimulus(.response, at: 2, index: 6), Stimulus(.candidate, at: 2, index: 0),
    Stimulus(.expansion, at: 2, index: 0), Stimulus(.departure, at: 2, index: 0),
    Stimulus(.care, at: 2, index: 0), Stimulus(.occasion, at: 2, index: 0),
    Stimulus(.response, at: 3, index: 0), Stimulus.end,
  ]
  #expect(ordered.map(\.word) == ordered.map(\.word).sorted())
}

private enum Pattern: CaseIterable {
  case uniform, clustered, equal, early, late, falling, sorted

  func tick(_ index: Int, of count: Int, _ dice: inout Dice) -> Timeline.Tick {
    switch self {
    case .uniform: .random(in: 0...(.max - 1), using: &dice)
    case .clustered: 0x7000_0000 + .random(in: 0...50, using: &dice)
    case .equal: 123_456_789
    case .early: .random(in: 0...3, using: &dice)
    case .late: .max - 1 - .random(in: 0...3, using: &dice)
    case .falling: .max - 1 - Timeline.Tick(index)
    case .sorted: Timeline.Tick(index)
    }
  }
}

@Test(arguments: Pattern.allCases, [0, 1, 2, 3, 64, 700])
private func `the sorter sorts as the library does`(pattern: Pattern, count: Int) {
  var dice = Dice(UInt64(count))
  var stimuli = Column<Stimulus>()
  var sorter = StimulusSorter()
  let kinds: [Stimulus.Kind] = [.response, .candidate, .expansion, .departure, .care, .occasion]
  // The second round reuses the sorter's memory.
  for round in 0..<2 {
    stimuli.removeAll()
    for index in 0..<count {
      stimuli.append(
        Stimulus(
          kinds[Int.random(in: 0..<6, using: &dice)], at: pattern.tick(index, of: count, &dice),
          index: Int.random(in: 0..<(10 + round), using: &dice)))
    }
    let expected = (0..<count).map { stimuli[$0].word }.sorted()
    sorter.sort(&stimuli)
    let sorted = (0..<stimuli.count).map { stimuli[$0].word }
    #expect(sorted == expected)
  }
}

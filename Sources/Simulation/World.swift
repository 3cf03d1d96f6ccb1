import Statistics

/// Everything that chance decides about one group of accounts in one replication, before any policy acts.
///
/// A world is drawn once and replayed by all plans, so they meet the same chance. What no plan can
/// change is decided here: departures, which candidates for churn are hopeless, which risks are open
/// unless a response resolves them. The memory is reused from one replication to the next.
struct World: ~Copyable {
  /// A trigger event.
  struct Event: BitwiseCopyable {
    let occurrence: Timeline.Tick
    let account: Int32
    /// Its place among the kinds of the world's model.
    let kind: Int32
  }

  /// Work that can come to the KAM: the response to an event, or an account's care sessions.
  struct Work: BitwiseCopyable {
    /// The last moment at which it may start, days.
    let lastStart: Double
    /// Days of a KAM's work.
    let effort: Double
    let occurrence: Timeline.Tick
    let account: Int32
    /// Where a plan's decision about it stands (`WorldModel.slot`).
    let slot: Int32
    /// An event's place among the kinds of the world's model.
    let kind: Int32
  }

  /// A moment at which an account may churn.
  struct Candidate: BitwiseCopyable {
    let account: Int32
    /// The account churns if `limit < (1 - eta c(E)) * product of the factors of its open risks`.
    let limit: Double
    /// The factors of open risks that no response can end.
    let fixedFactor: Double
    /// Risks that are open unless a response ended them: a range of `openRisks`.
    let openStart: Int32
    let openEnd: Int32
  }

  /// A risk that is open at a candidate unless a response ended it.
  struct OpenRisk: BitwiseCopyable {
    /// The response's place in `work`; behind the last one if no response can end the risk.
    var response: Int32
    let factor: Double
  }

  /// An expansion opportunity that full care would win; care wins it if `uniform < c(E)`.
  struct Expansion: BitwiseCopyable {
    let account: Int32
    let uniform: Double
  }

  /// The first event of each account of the group, and behind them the number of events.
  private(set) var eventStart = Column<Int32>()
  /// All events, those of an account together, in the order in which they occur.
  private(set) var events = Column<Event>()
  /// How many events are of each kind.
  private(set) var kindCounts = Column<Int32>()
  /// When we learn of events in time to respond, sorted; the index is the response's place in `work`.
  private(set) var learnt = Column<Stimulus>()
  /// The responses in the same order, then the care sessions of each account.
  private(set) var work = Column<Work>()
  /// How many responses each slot has.
  private(set) var slotCounts = Column<Int32>()
  /// When we learn of events too late, in the order of accounts; the index is the event's.
  private(set) var lateEvents = Column<Stimulus>()
  private(set) var candidates = Column<Candidate>()
  private(set) var openRisks = Column<OpenRisk>()
  private(set) var expansions = Column<Expansion>()
  /// When the seat's KAMs leave, days, rising.
  private(set) var departures = Column<Double>()
  /// Whether an account follows the KAM.
  ///
  /// Shape: `[departures * accounts]`.
  private(set) var follows = Column<Bool>()
  /// Position of each account's sessions in their cycle, in (0, 1).
  private(set) var phase = Column<Double>()
  /// Candidates, opportunities and departures, sorted by time; the last one is `Stimulus.end`.
  private(set) var stimuli = Column<Stimulus>()

  /// An account's points: the tick, then the word that decides what it is.
  private var points = Column<UInt64>()
  /// The latest event of each type, and when the risk that it opened ends, ticks.
  private var latestEvent = Column<Int32>()
  private var riskEnd = Column<Double>()
  /// The effort of each event's response, days.
  private(set) var efforts = Column<Double>()
  /// The place of each event's response.
  private(set) var places = Column<Int32>()
  private var sorter = StimulusSorter()

  init() {}

  /// Draws the world of `group` in `replication`.
  mutating func draw(_ group: WorldModel.Group, of model: WorldModel, replication: Int) {
    drawUnordered(group, of: model, replication: replication)
    order(group, model)
  }

  /// The first part of `draw`: all but the order of what happens.
  mutating func drawUnordered(_ group: WorldModel.Group, of model: WorldModel, replication: Int) {
    eventStart.removeAll()
    events.removeAll()
    kindCounts.fill(0, count: model.kinds.count)
    slotCounts.fill(0, count: group.accounts.count * (model.triggers.count + 1))
    candidates.removeAll()
    openRisks.removeAll()
    expansions.removeAll()
    departures.removeAll()
    follows.removeAll()
    phase.removeAll()
    stimuli.removeAll()
    learnt.removeAll()
    lateEvents.removeAll()
    efforts.removeAll()
    if let kam = group.kam {
      drawDepartures(ofSeat: kam, group: group, model: model, replication: replication)
    }
    for (local, account) in group.accounts.enumerated() {
      eventStart.append(Int32(events.count))
      drawAccount(local, account, model: model, replication: replication)
    }
    eventStart.append(Int32(events.count))
  }

  /// KAMs leave at hazard `-ln(1 - departure) / D` while the seat is filled, and when it is known.
  private mutating func drawDepartures(
    ofSeat kam: Int, group: WorldModel.Group, model: WorldModel, replication: Int
  ) {
    let seat = model.seats[kam]
    guard seat.hazard > 0 || seat.leaves < .infinity else { return }
    let stream = RandomStream(
      seed: model.seed, replication: replication, entity: seat.entity, purpose: .departure)
    var (filledSince, known, draws) = (seat.start ?? 0, seat.leaves, 0)
    while true {
      var left = Double.infinity
      if seat.hazard > 0 {
        left = filledSince - Elementary.log(uniform(stream.block(draws)[0])) / seat.hazard
        draws += 1
      }
      if known <= left {
        // Where the seat is vacant at that moment, nobody leaves.
        if known >= filledSince { left = known }
        known = .infinity
      }
      let tick = model.timeline.tick(at: left)
      if tick == Timeline.never { return }
      stimuli.append(Stimulus(.departure, at: tick, index: departures.count))
      for account in group.accounts {
        let chances = model.accounts[account]
        let follow = RandomStream(
          seed: model.seed, replication: replication, entity: chances.entity, purpose: .follow)
        follows.append(uniform(follow.block(departures.count)[0]) < chances.follow)
      }
      departures.append(model.timeline.days(tick))
      filledSince = left + model.vacancy
    }
  }

  /// Draws an account's state at the start, then one Poisson process of all that happens to it.
  private mutating func drawAccount(
    _ local: Int, _ account: Int, model: WorldModel, replication: Int
  ) {
    let chances = model.accounts[account]
    drawStart(account, chances.entity, model: model, replication: replication)
    guard chances.meanGap.isFinite else { return }
    let end = lastTick(of: local, model: model)
    drawPoints(
      from: RandomStream(
        seed: model.seed, replication: replication, entity: chances.entity, purpose: .events),
      meanGap: chances.meanGap, until: Double(end))
    for number in 0..<points.count {
      let tick = Timeline.Tick(truncatingIfNeeded: points[number] >> 32)
      if tick >= end { return }
      let word = UInt32(truncatingIfNeeded: points[number])
      let (kind, uniform) = model.tables.choose(word, from: chances.table)
      if kind < model.kinds.count {
        addEvent(kind, at: tick, account: local, uniform, model: model) { trigger in
          let stream = RandomStream(
            seed: model.seed, replication: replication, entity: chances.entity, purpose: .effort)
          return model.efforts[trigger].sample(Statistics.uniform(stream.block(number)[0]))
        }
      } else if kind == model.kinds.count {
        if addCandidate(at: tick, account: local, uniform, model: model) { return }
      } else {
        stimuli.append(Stimulus(.expansion, at: tick, index: expansions.count))
        expansions.append(Expansion(account: Int32(local), uniform: uniform))
      }
    }
  }

  /// When an account follows a departing KAM, which ends all that can happen to it; else `never`.
  @inline(__always)
  private func lastTick(of account: Int, model: WorldModel) -> Timeline.Tick {
    let accounts = follows.count / max(1, departures.count)
    for index in 0..<departures.count where follows[index * accounts + account] {
      return model.timeline.tick(at: departures[index])
    }
    return Timeline.never
  }

  /// Draws points until their time passes `end`, eight at a time: two words each, one for the gap
  /// since the point before and one for what it is.
  private mutating func drawPoints(
    from stream: RandomStream, meanGap: Double, until end: Double
  ) {
    points.removeAll()
    var (time, block) = (0.0, 0)
    while time < end {
      let words = stream.fourBlocks(from: block).words
      time = addPoints(gaps: words.0, kinds: words.1, meanGap: meanGap, after: time)
      time = addPoints(gaps: words.2, kinds: words.3, meanGap: meanGap, after: time)
      block += 4
    }
  }

  /// Adds four points after `time`.
  ///
  /// - Returns: The time of the last one, ticks.
  @inline(__always)
  private mutating func addPoints(
    gaps: SIMD4<UInt32>, kinds: SIMD4<UInt32>, meanGap: Double, after time: Double
  ) -> Double {
    let gaps = Elementary.log(uniform(gaps)) * -meanGap
    let two = gaps[0] + gaps[1]
    let times = SIMD4(gaps[0], two, two + gaps[2], two + (gaps[2] + gaps[3])) + time
    points.append(Timeline.ticks(times) &<< 32 | SIMD4<UInt64>(truncatingIfNeeded: kinds))
    return times[3]
  }

  /// The phase of the account's sessions, and the risks that earlier events left open.
  private mutating func drawStart(
    _ account: Int, _ entity: UInt64, model: WorldModel, replication: Int
  ) {
    let stream = RandomStream(
      seed: model.seed, replication: replication, entity: entity, purpose: .start)
    var blocks = stream.fourBlocks(from: 0)
    let types = model.triggers.count
    phase.append(uniform(blocks[0][0]))
    latestEvent.fill(-1, count: types)
    riskEnd.fill(0, count: types)
    for type in 0..<types {
      let index = 1 + type
      if index % 4 == 0 { blocks = stream.fourBlocks(from: index) }
      let (trigger, start) = (model.triggers[type], model.starts[account * types + type])
      let block = blocks[index % 4]
      let back = -Elementary.log(uniform(block[0])) * start.gap
      let isResolved = uniform(block[1]) < start.resolvedShare
      riskEnd[type] = (isResolved ? trigger.resolvedRisk : trigger.risk) - back
    }
  }

  /// Adds an event and restarts the clock of its type's risk.
  @inline(__always)
  private mutating func addEvent(
    _ index: Int, at tick: Timeline.Tick, account: Int, _ uniform: Double, model: WorldModel,
    drawEffort: (Int) -> Double
  ) {
    let kind = model.kinds[index]
    let type = Int(kind.trigger)
    latestEvent[type] = Int32(truncatingIfNeeded: events.count) | kind.resolveMask
    riskEnd[type] = Double(tick) + kind.risk
    kindCounts[index] &+= 1
    efforts.append(kind.constantEffort ?? drawEffort(type))
    // We learn of the event an exponential time after it occurs.
    let delay = -Elementary.log(uniform) * kind.lag
    let learntAt = Timeline.tick(Double(tick) + delay)
    let window = model.timeline.days(learntAt &- tick)
    // Arithmetic, not branches: what becomes of an event cannot be predicted.
    let isInTime = (learntAt == Timeline.never ? 0 : 1) & (window <= kind.window ? 1 : 0)
    let stimulus = Stimulus(.response, at: learntAt, index: events.count)
    learnt.append(stimulus, count: isInTime)
    lateEvents.append(stimulus, count: kind.isDetected & ~isInTime)
    events.append(
      Event(
        occurrence: tick, account: Int32(truncatingIfNeeded: account),
        kind: Int32(truncatingIfNeeded: index)))
  }

  /// Puts responses and stimuli into the order of time.
  private mutating func order(_ group: WorldModel.Group, _ model: WorldModel) {
    sorter.sort(&learnt)
    sorter.sort(&stimuli)
    stimuli.append(Stimulus.end)
    places.fill(Int32(learnt.count + group.accounts.count), count: events.count)
    work.removeAll()
    for place in 0..<learnt.count {
      let index = learnt[place].index
      let event = events[index]
      let kind = model.kinds[Int(event.kind)]
      let slot = model.slot(of: Int(event.account), trigger: kind.trigger)
      places[index] = Int32(truncatingIfNeeded: place)
      slotCounts[slot] &+= 1
      work.append(
        Work(
          lastStart: model.timeline.days(event.occurrence) + kind.window, effort: efforts[index],
          occurrence: event.occurrence, account: event.account,
          slot: Int32(truncatingIfNeeded: slot), kind: event.kind))
      learnt[place] = Stimulus(.response, at: learnt[place].tick, index: place)
    }
    learnt.append(Stimulus.end)
    for account in group.accounts.indices {
      work.append(
        Work(
          lastStart: .infinity, effort: model.sessionDays, occurrence: Timeline.never,
          account: Int32(account), slot: Int32(model.careSlot(of: account)), kind: 0))
    }
    for index in 0..<openRisks.count {
      openRisks[index].response = places[Int(openRisks[index].response)]
    }
  }

  /// Keeps a candidate unless it fails even without care and with every open risk unanswered.
  ///
  /// - Returns: Whether the account churns even under full care and with every risk answered that can
  ///   be, which ends all that can happen to it.
  private mutating func addCandidate(
    at tick: Timeline.Tick, account: Int, _ uniform: Double, model: WorldModel
  ) -> Bool {
    let limit = uniform * model.riskBound
    let time = Double(tick)
    let openStart = openRisks.count
    var fixedFactor = departureFactor(at: time, model: model)
    var largest = fixedFactor
    for type in model.triggers.indices where riskEnd[type] > time {
      let factor = model.triggers[type].riskFactor
      largest *= factor
      if latestEvent[type] >= 0 && factor > 1 {
        openRisks.append(OpenRisk(response: latestEvent[type], factor: factor))
      } else {
        fixedFactor *= factor
      }
    }
    if limit >= largest {
      while openRisks.count > openStart { openRisks.removeLast() }
      return false
    }
    stimuli.append(Stimulus(.candidate, at: tick, index: candidates.count))
    candidates.append(
      Candidate(
        account: Int32(account), limit: limit, fixedFactor: fixedFactor,
        openStart: Int32(openStart), openEnd: Int32(openRisks.count)))
    return limit < (1 - model.careEffect) * fixedFactor
  }

  /// The factor of the risk that the latest departure opened.
  @inline(__always)
  private func departureFactor(at time: Double, model: WorldModel) -> Double {
    for index in (0..<departures.count).reversed() {
      let since = time - model.timeline.ticks(departures[index])
      if since >= 0 { return since < model.departureRisk ? model.departureRiskFactor : 1 }
    }
    return 1
  }
}

import Statistics

/// Everything that chance decides about one group of accounts in one replication, before any policy acts.
///
/// A world is drawn once and replayed by all plans, so they meet the same chance. What no plan can
/// change is decided here: departures, which candidates for churn are hopeless, which risks are open
/// unless a response resolves them. The memory is reused from one replication to the next.
struct World: ~Copyable {
  /// A trigger event.
  ///
  /// Those of an account stand together, in the order in which they occur.
  struct Event: BitwiseCopyable {
    let occurrence: Timeline.Tick
    /// When we learn of it; `never` if after the horizon.
    let learnt: Timeline.Tick
    let account: Int32
    let trigger: UInt8
    let isDetected: Bool
    let wins: Bool
    let resolves: Bool
    /// The response's effort, days.
    let effort: Double
  }

  /// A moment at which an account may churn.
  struct Candidate: BitwiseCopyable {
    let account: Int32
    /// The account churns if `limit < (1 - eta c(E)) * product of the factors of its open risks`.
    let limit: Double
    /// The factors of open risks that no response can end.
    let fixedFactor: Double
    /// Events whose risk is open unless a response ended it: a range of `openRisks`.
    let openStart: Int32
    let openEnd: Int32
  }

  /// A risk that is open at a candidate unless a response ended it.
  struct OpenRisk: BitwiseCopyable {
    let event: Int32
    let factor: Double
  }

  /// An expansion opportunity that full care would win.
  struct Expansion: BitwiseCopyable {
    let account: Int32
    let uniform: Double
  }

  /// The points of one account's Poisson process with their uniform numbers.
  private struct Draws: ~Copyable {
    /// Days since the point before.
    var gaps = Column<Double>()
    /// Decides what a point is.
    var kinds = Column<Double>()
    /// Decide what comes of it.
    var firsts = Column<Double>()
    var logFirsts = Column<Double>()
    var seconds = Column<Double>()

    mutating func removeAll() {
      gaps.removeAll()
      kinds.removeAll()
      firsts.removeAll()
      logFirsts.removeAll()
      seconds.removeAll()
    }
  }

  /// The first event of each account of the group, and behind them the number of events.
  private(set) var eventStart = Column<Int32>()
  private(set) var events = Column<Event>()
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
  /// All that happens at moments known now, sorted by time; the last one is `Stimulus.end`.
  private(set) var stimuli = Column<Stimulus>()

  private var draws = Draws()
  private var sorter = StimulusSorter()
  private var latestEvent = Column<Int32>()
  private var riskEnd = Column<Double>()

  init() {}

  /// Draws the world of `group` in `replication`.
  mutating func draw(_ group: WorldModel.Group, of model: WorldModel, replication: Int) {
    drawUnordered(group, of: model, replication: replication)
    sorter.sort(&stimuli)
    stimuli.append(Stimulus.end)
  }

  /// The first part of `draw`: all but the order of the stimuli.
  mutating func drawUnordered(_ group: WorldModel.Group, of model: WorldModel, replication: Int) {
    eventStart.removeAll()
    events.removeAll()
    candidates.removeAll()
    openRisks.removeAll()
    expansions.removeAll()
    departures.removeAll()
    follows.removeAll()
    phase.removeAll()
    stimuli.removeAll()
    if let kam = group.kam {
      drawDepartures(ofSeat: kam, group: group, model: model, replication: replication)
    }
    for local in group.accounts.indices {
      drawAccount(
        local, model.accounts[group.accounts[local]], model: model, replication: replication)
    }
    eventStart.append(Int32(events.count))
  }

  /// KAMs leave at hazard `-ln(1 - departure) / D` while the seat is filled.
  private mutating func drawDepartures(
    ofSeat kam: Int, group: WorldModel.Group, model: WorldModel, replication: Int
  ) {
    let seat = model.seats[kam]
    guard seat.hazard > 0 else { return }
    let stream = RandomStream(
      seed: model.seed, replication: replication, entity: seat.entity, purpose: .departure)
    var filledSince = 0.0
    while true {
      let word = stream.block(departures.count)[0]
      let left = filledSince - Elementary.log(uniform(word)) / seat.hazard
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
    _ local: Int, _ chances: WorldModel.AccountChances, model: WorldModel, replication: Int
  ) {
    eventStart.append(Int32(events.count))
    drawStart(chances, model: model, replication: replication)
    guard chances.meanGap.isFinite else { return }
    let stream = RandomStream(
      seed: model.seed, replication: replication, entity: chances.entity, purpose: .events)
    drawUniforms(from: stream, meanGap: chances.meanGap, until: model.timeline.horizonDays)
    var time = 0.0
    for index in 0..<draws.gaps.count {
      time += draws.gaps[index]
      let tick = model.timeline.tick(at: time)
      if tick == Timeline.never { return }
      add(index, at: tick, account: local, chances, model: model, replication: replication)
    }
  }

  /// Draws the uniform numbers of a process that reaches over the horizon, four points at a time.
  private mutating func drawUniforms(
    from stream: RandomStream, meanGap: Double, until horizon: Double
  ) {
    draws.removeAll()
    var time = 0.0
    while time < horizon {
      let words = stream.fourBlocks(from: draws.gaps.count).words
      let gaps = Elementary.log(uniform(words.0)) * -meanGap
      let firsts = uniform(words.2)
      draws.gaps.append(gaps)
      draws.kinds.append(uniform(words.1))
      draws.firsts.append(firsts)
      draws.logFirsts.append(Elementary.log(firsts))
      draws.seconds.append(uniform(words.3))
      for lane in 0..<4 { time += gaps[lane] }
    }
  }

  /// The phase of the account's sessions, and the risks that earlier events left open.
  private mutating func drawStart(
    _ chances: WorldModel.AccountChances, model: WorldModel, replication: Int
  ) {
    let stream = RandomStream(
      seed: model.seed, replication: replication, entity: chances.entity, purpose: .start)
    var blocks = stream.fourBlocks(from: 0)
    phase.append(uniform(blocks[0][0]))
    latestEvent.fill(-1, count: model.triggers.count)
    riskEnd.fill(0, count: model.triggers.count)
    for type in model.triggers.indices {
      let index = 1 + type
      if index % 4 == 0 { blocks = stream.fourBlocks(from: index) }
      guard chances.rate[type] > 0 else { continue }
      let trigger = model.triggers[type]
      let block = blocks[index % 4]
      let back = -Elementary.log(uniform(block[0])) / chances.rate[type]
      let isResolved = uniform(block[1]) < chances.resolvedShare[type]
      riskEnd[type] = (isResolved ? trigger.resolvedRiskDays : trigger.riskDays) - back
    }
  }

  /// Sorts one draw into its kind and decides about it what no plan can change.
  @inline(__always)
  private mutating func add(
    _ draw: Int, at tick: Timeline.Tick, account: Int, _ chances: WorldModel.AccountChances,
    model: WorldModel, replication: Int
  ) {
    let triggerCount = model.triggers.count
    let kind = draws.kinds[draw]
    var type = 0
    for bound in chances.cumulative { type += kind >= bound ? 1 : 0 }
    if type < triggerCount {
      addEvent(
        draw, type: type, at: tick, account: account, chances, model: model,
        replication: replication)
    } else if type == triggerCount {
      addCandidate(draw, at: tick, account: account, model: model)
    } else if draws.firsts[draw] < model.expansionWin {
      // The others fail even under full care.
      stimuli.append(Stimulus(.expansion, at: tick, index: expansions.count))
      expansions.append(Expansion(account: Int32(account), uniform: draws.firsts[draw]))
    }
  }

  /// The first uniform number decides detection and, rescaled, the delay; the second the win and the
  /// resolution.
  @inline(__always)
  private mutating func addEvent(
    _ draw: Int, type: Int, at tick: Timeline.Tick, account: Int,
    _ chances: WorldModel.AccountChances, model: WorldModel, replication: Int
  ) {
    let trigger = model.triggers[type]
    let occurrence = model.timeline.days(tick)
    let isDetected = draws.firsts[draw] < trigger.detection
    var learnt = Timeline.never
    if isDetected {
      let delay = trigger.lag * (trigger.logDetection - draws.logFirsts[draw])
      learnt = trigger.lag > 0 ? model.timeline.tick(at: occurrence + delay) : tick
    }
    let second = draws.seconds[draw]
    let wins = second < trigger.winProbability
    let resolves =
      wins ? second < trigger.winsAndResolves : second < trigger.winsOrResolves
    let effort: Double
    if let constant = trigger.constantEffort {
      effort = constant
    } else {
      let stream = RandomStream(
        seed: model.seed, replication: replication, entity: chances.entity, purpose: .effort)
      effort = model.efforts[type].sample(uniform(stream.block(draw)[0]))
    }
    latestEvent[type] = Int32(events.count)
    riskEnd[type] = occurrence + trigger.riskDays
    if learnt != Timeline.never && model.timeline.days(learnt) <= occurrence + trigger.window {
      stimuli.append(Stimulus(.response, at: learnt, index: events.count))
    }
    events.append(
      Event(
        occurrence: tick, learnt: learnt, account: Int32(account),
        trigger: UInt8(type), isDetected: isDetected, wins: wins, resolves: resolves,
        effort: effort))
  }

  /// Keeps a candidate unless it fails even without care and with every open risk unanswered.
  private mutating func addCandidate(
    _ draw: Int, at tick: Timeline.Tick, account: Int, model: WorldModel
  ) {
    let limit = draws.firsts[draw] * model.riskBound
    let time = model.timeline.days(tick)
    let openStart = openRisks.count
    var fixedFactor = departureFactor(at: time, model: model)
    var largest = fixedFactor
    for type in model.triggers.indices where riskEnd[type] > time {
      largest *= model.triggers[type].riskFactor
      if latestEvent[type] >= 0 && model.triggers[type].riskFactor > 1 {
        openRisks.append(
          OpenRisk(event: latestEvent[type], factor: model.triggers[type].riskFactor))
      } else {
        fixedFactor *= model.triggers[type].riskFactor
      }
    }
    if limit >= largest {
      while openRisks.count > openStart { openRisks.removeLast() }
      return
    }
    stimuli.append(Stimulus(.candidate, at: tick, index: candidates.count))
    candidates.append(
      Candidate(
        account: Int32(account), limit: limit, fixedFactor: fixedFactor,
        openStart: Int32(openStart), openEnd: Int32(openRisks.count)))
  }

  /// The factor of the risk that the latest departure opened.
  private func departureFactor(at time: Double, model: WorldModel) -> Double {
    var latest = -Double.infinity
    for index in 0..<departures.count where departures[index] <= time { latest = departures[index] }
    return time - latest < model.departureRiskDays ? model.departureRiskFactor : 1
  }
}

import Statistics

/// The KAM as a server (section 4 of the model page).
extension Replay {
  /// Walks through all that happens, in the order of time.
  mutating func serve(_ world: borrowing World, in setting: Setting) {
    var (nextKnown, nextSession) = (0, 0)
    while true {
      let (known, session) = (world.stimuli[nextKnown], sessions[nextSession])
      let stimulus = known.word < session.word ? known : session
      if known.word < session.word { nextKnown += 1 } else { nextSession += 1 }
      if stimulus.word == Stimulus.end.word { break }
      let time = setting.model.world.timeline.days(stimulus.tick)
      completeWork(until: time, world, in: setting)
      let index = Stimulus.index(of: stimulus.subject)
      switch Stimulus.kind(of: stimulus.subject) {
      case .response: receive(event: index, at: time, world, in: setting)
      case .care: receiveSession(of: index, at: time, world, in: setting)
      case .candidate: consider(world.candidates[index], at: time, world, in: setting)
      case .expansion: consider(world.expansions[index], at: time, in: setting)
      case .departure: depart(index, at: time, world, in: setting)
      }
    }
    completeWork(until: setting.model.horizon, world, in: setting)
    seat.end(at: setting.model.horizon)
    if setting.group.kam != nil {
      totals.busyDays += seat.busyDays
      totals.filledDays += setting.model.horizon - seat.vacantDays
    }
  }

  /// A detected event is learnt of: the pool answers at once, a KAM when the queue allows.
  private mutating func receive(
    event index: Int, at time: Double, _ world: borrowing World, in setting: Setting
  ) {
    let event = world.events[index]
    let slot = Int(event.account) * setting.model.world.triggers.count + Int(event.trigger)
    if accounts[Int(event.account)].isLost || setting.plan.rejects[slot] { return }
    if setting.group.kam == nil {
      responses[index].startedAt = time
      complete(responseTo: index, at: time, world, in: setting)
    } else {
      join(Stimulus(.response, at: 0, index: index).subject, at: time, world, in: setting)
    }
  }

  /// A care session falls due; it is skipped if the account's previous one still waits.
  private mutating func receiveSession(
    of account: Int, at time: Double, _ world: borrowing World, in setting: Setting
  ) {
    if accounts[account].isLost { return }
    totals.careDue += 1
    if accounts[account].waitingSessions > 0 {
      totals.careSkipped += 1
    } else {
      accounts[account].waitingSessions += 1
      join(Stimulus(.care, at: 0, index: account).subject, at: time, world, in: setting)
    }
  }

  /// Puts work into the queue, and into service if the KAM is free.
  @inline(__always)
  private mutating func join(
    _ subject: UInt32, at time: Double, _ world: borrowing World, in setting: Setting
  ) {
    queue.append(arrivals.count, rank: rank(of: subject, world, in: setting))
    arrivals.append(subject)
    if seat.isIdle { startNext(at: time, world, in: setting) }
  }

  /// The place in the queue that the plan gives to a piece of work.
  private func rank(of subject: UInt32, _ world: borrowing World, in setting: Setting) -> Int {
    let kinds = setting.model.world.triggers.count + 1
    let index = Stimulus.index(of: subject)
    if Stimulus.kind(of: subject) == .care { return Int(setting.plan.rank[index * kinds]) }
    let event = world.events[index]
    return Int(setting.plan.rank[Int(event.account) * kinds + 1 + Int(event.trigger)])
  }

  /// Completes all work that ends until `time`, starting the next each time.
  @inline(__always)
  mutating func completeWork(until time: Double, _ world: borrowing World, in setting: Setting) {
    while seat.freeAt <= time {
      let now = seat.freeAt
      let arrival = seat.current
      seat.end(at: now)
      if arrival != Seat.nobody {
        let subject = arrivals[arrival]
        let index = Stimulus.index(of: subject)
        if Stimulus.kind(of: subject) == .care {
          complete(sessionOf: index, at: now, in: setting)
        } else {
          complete(responseTo: index, at: now, world, in: setting)
        }
      }
      startNext(at: now, world, in: setting)
    }
  }

  /// Takes the waiting work of the highest priority into service; what came too late leaves unserved.
  private mutating func startNext(
    at time: Double, _ world: borrowing World, in setting: Setting
  ) {
    if queue.isEmpty { return }
    if seat.rate(at: time) <= 0 { return seat.wait(from: time) }
    while !queue.isEmpty {
      let arrival = queue.popFirst()
      let subject = arrivals[arrival]
      let index = Stimulus.index(of: subject)
      if Stimulus.kind(of: subject) == .care {
        if accounts[index].isLost { continue }
        accounts[index].waitingSessions -= 1
        return seat.begin(arrival, effort: setting.model.parameters.sessionDays, at: time)
      }
      let event = world.events[index]
      if accounts[Int(event.account)].isLost { continue }
      if !responses[index].isStarted {
        let model = setting.model.world
        let lastStart =
          model.timeline.days(event.occurrence) + model.triggers[Int(event.trigger)].window
        if time > lastStart { continue }
        responses[index].isStarted = true
        responses[index].startedAt = time
      }
      return seat.begin(arrival, effort: event.effort, at: time)
    }
  }

  /// The KAM leaves: work in service goes back to its place, accounts follow or cool down.
  private mutating func depart(
    _ departure: Int, at time: Double, _ world: borrowing World, in setting: Setting
  ) {
    let interrupted = seat.current
    seat.end(at: time)
    seat.vacate(at: time, horizon: setting.model.horizon)
    totals.departures += 1
    if interrupted != Seat.nobody {
      let subject = arrivals[interrupted]
      queue.putBack(interrupted, rank: rank(of: subject, world, in: setting))
      if Stimulus.kind(of: subject) == .care {
        accounts[Stimulus.index(of: subject)].waitingSessions += 1
      }
    }
    for account in 0..<accounts.count where !accounts[account].isLost {
      let follows = world.follows[departure * accounts.count + account]
      let odds = setting.model.world.accounts[setting.group.accounts[account]].follow
      note(loss: follows, odds: odds, of: account, at: time, in: setting)
      if follows {
        lose(account, at: time)
        totals.followedAccounts += 1
        totals.followedRevenue += accounts[account].revenue
      } else {
        let terms = setting.model.terms[setting.group.accounts[account]]
        let engagement = engagement(of: account, at: time, decay: terms.decay)
        accounts[account].engagement = engagement * (1 - terms.dependency)
        accounts[account].engagedAt = time
      }
    }
    startNext(at: time, world, in: setting)
  }
}

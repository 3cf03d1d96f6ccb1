import Statistics

/// The KAM as a server (section 4 of the model page).
extension Replay {
  /// Walks through all that happens in the span of the plan, in the order of time.
  mutating func serve(_ world: borrowing World, in setting: Setting) {
    let timeline = setting.model.world.timeline
    let end = setting.endTick
    if setting.group.kam == nil { answerAtOnce(world, in: setting) }
    while world.stimuli[nextStimulus].tick < end {
      let stimulus = world.stimuli[nextStimulus]
      let (time, index) = (timeline.days(stimulus.tick), stimulus.index)
      nextStimulus += 1
      workThroughPeriods(until: time, world, in: setting)
      work(until: time, world, timeline, setting.plan)
      switch stimulus.kind {
      case .candidate: consider(world.candidates[index], at: time, world, in: setting)
      case .expansion: consider(world.expansions[index], at: time, in: setting)
      case .departure: depart(index, at: time, world, in: setting)
      case .response, .care, .occasion: break
      }
    }
    workThroughPeriods(until: setting.span.end, world, in: setting)
    work(until: setting.span.end, world, timeline, setting.plan)
  }

  /// Lets the KAM work through the periods that end before a moment.
  @inline(__always)
  private mutating func workThroughPeriods(
    until time: Double, _ world: borrowing World, in setting: Setting
  ) {
    while periodEnd < time {
      work(until: periodEnd, world, setting.model.world.timeline, setting.plan)
      enterPeriod(in: setting)
    }
  }

  /// The next period of the year begins: the KAM is there as its availability says.
  mutating func enterPeriod(in setting: Setting) {
    let model = setting.model
    guard let kam = setting.group.kam, !model.availability[kam].isEmpty else { return }
    let (year, period) = periodsBegun.quotientAndRemainder(dividingBy: model.periodEnds.count)
    periodEnd = model.parameters.workingDaysPerYear * (Double(year) + model.periodEnds[period])
    periodsBegun += 1
    seat.work(
      atRate: model.serviceRate[kam] * model.availability[kam][period],
      parameters: model.parameters, until: periodEnd)
  }

  /// Ends all work at the horizon.
  mutating func goHome(in setting: Setting) {
    _ = interrupt(at: setting.model.horizon)
    // Work that was put back counts from its first start; the last one restores that.
    while resumed.count > 0 {
      let (work, time) = resumed[resumed.count - 1]
      started[work] = time
      resumed.removeLast()
    }
    if setting.group.kam != nil {
      totals.busyDays += seat.busyDays
      totals.filledDays += setting.model.horizon - seat.vacantDays
    }
  }

  /// The pool answers when events are learnt of.
  private mutating func answerAtOnce(_ world: borrowing World, in setting: Setting) {
    while arrivals[nextArrival].word != Stimulus.end.word {
      let index = arrivals[nextArrival].index
      if !setting.plan.decisions[Int(world.work[index].slot)].isRejected {
        started[index] = setting.model.world.timeline.days(arrivals[nextArrival].tick)
        ended[index] = started[index]
      }
      nextArrival += 1
    }
  }

  /// Lets the KAM take work, always that of the highest priority, as long as it can start until `limit`.
  private mutating func work(
    until limit: Double, _ world: borrowing World, _ timeline: Timeline, _ plan: GroupPlan
  ) {
    // Two copies of the loop, so that months cost nothing where nobody asks for them.
    if months.isEmpty {
      work(until: limit, world, timeline, plan, isByMonth: false)
    } else {
      work(until: limit, world, timeline, plan, isByMonth: true)
    }
  }

  @inline(__always)
  private mutating func work(
    until limit: Double, _ world: borrowing World, _ timeline: Timeline, _ plan: GroupPlan,
    isByMonth: Bool
  ) {
    let responses = world.learnt.count - 1
    // Copies, which stay in registers.
    var (seat, next) = (self.seat, nextArrival)
    defer { (self.seat, nextArrival) = (seat, next) }
    var arrivesAt = timeline.days(beforeEnd: arrivals[next].tick)
    while true {
      // A KAM who has nothing to do waits for the next work.
      while arrivesAt < min(seat.freeAt, limit) || (queue.isEmpty && seat.freeAt <= limit) {
        if arrivesAt >= seat.freeAt {
          if arrivesAt > limit { return }
          seat.wait(until: arrivesAt)
        }
        let index = arrivals[next].index
        let isCare: UInt8 = index < responses ? 0 : 1
        let joins = admit(index, world, plan, isCare: isCare)
        if isByMonth && joins < isCare
          && presence[Int(world.work[index].account)] < Presence.lost
        {
          skips.append(arrivesAt)
        }
        next += 1
        arrivesAt = timeline.days(beforeEnd: arrivals[next].tick)
      }
      if seat.freeAt > limit { return }
      if seat.isUnmanned {
        seat.waitForHands()
        continue
      }
      let place = queue.popFirst()
      let item = queued[place]
      let (index, account) = (Int(item.index), Int(item.account))
      if presence[account] >= Presence.lost { continue }
      if seat.freeAt > item.lastStart && started[index] == .infinity { continue }
      let isCare: UInt8 = index < responses ? 0 : 1
      presence[account] &-= isCare
      started[index] = seat.freeAt
      seat.begin(place, effort: item.effort)
      ended[index] = seat.freeAt
      if isByMonth {
        busy.append(Stretch(start: max(started[index], seat.filledAt), end: seat.freeAt))
      }
      // A response leaves the next place as it is: it is written to again.
      sessionEnds[Int(nextSessionEnd[account])] = seat.freeAt
      nextSessionEnd[account] &+= Int32(isCare)
    }
  }

  /// Work comes in: it joins the queue unless the plan refuses it, its account is lost or, for a care
  /// session, the account's previous one still waits.
  ///
  /// - Returns: 1 if it joins, else 0.
  @inline(__always)
  private mutating func admit(
    _ index: Int, _ world: borrowing World, _ plan: GroupPlan, isCare: UInt8
  ) -> UInt8 {
    let work = world.work[index]
    let account = Int(work.account)
    let decision = plan.decisions[Int(work.slot)]
    let joins: UInt8 = presence[account] & decision.obstacles == 0 ? 1 : 0
    presence[account] &+= joins & isCare
    let place = queue.append(rank: Int(decision.rank), if: joins)
    queued[place] = WorkItem(
      lastStart: work.lastStart, effort: work.effort, account: work.account,
      index: Int32(truncatingIfNeeded: index))
    return joins
  }

  /// Stops the work that is in service after `time`; returns its place in the queue, if any.
  private mutating func interrupt(at time: Double) -> Int {
    if !months.isEmpty && seat.isBusy(at: time) { busy[busy.count - 1].end = time }
    return seat.interrupt(at: time)
  }

  /// The KAM leaves: work in service goes back to its place, accounts follow or cool down.
  private mutating func depart(
    _ departure: Int, at time: Double, _ world: borrowing World, in setting: Setting
  ) {
    let interrupted = interrupt(at: time)
    seat.vacate(at: time, horizon: setting.model.horizon)
    totals.departures += 1
    if interrupted != Seat.nobody { putBack(interrupted, world) }
    for account in 0..<accounts.count where !accounts[account].isLost {
      let position = setting.group.accounts[account]
      let follows = world.follows[departure * accounts.count + account]
      considerLoss(
        of: account, at: time, isLost: follows,
        odds: setting.model.world.accounts[position].follow)
      if follows {
        accounts[account].hasFollowed = true
      } else {
        accounts[account].engagement =
          engagement(of: account, at: time, in: setting)
          * (1 - setting.model.terms[position].dependency)
      }
    }
  }

  /// Work that began goes back to its place in the queue.
  private mutating func putBack(_ place: Int, _ world: borrowing World) {
    let index = Int(queued[place].index)
    let account = Int(world.work[index].account)
    queue.putBack(place)
    ended[index] = .infinity
    if index < world.learnt.count - 1 {
      resumed.append((index, started[index]))
    } else {
      presence[account] &+= 1
      nextSessionEnd[account] &-= 1
    }
  }
}

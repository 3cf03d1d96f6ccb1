import Statistics

/// Money and counts at the end of a replay (section 5 of the model page).
extension Replay {
  mutating func settle(_ world: borrowing World, in setting: Setting) {
    goHome(in: setting)
    settleEvents(world, in: setting)
    settleResponses(world, in: setting)
    settleLateEvents(world, in: setting)
    settleOccasions(in: setting)
    for account in 0..<accounts.count {
      settleCare(of: account, in: setting)
      settleMoney(of: account, in: setting)
    }
    if !months.isEmpty { settleMonths(world, in: setting) }
  }

  /// How many events occurred and how many of them were detected, until their accounts were lost.
  private mutating func settleEvents(_ world: borrowing World, in setting: Setting) {
    let model = setting.model.world
    func count(_ kind: Int, _ number: Int, _ totals: inout ReplicationTotals) {
      totals.count(.occurred, Int(model.kinds[kind].trigger), number)
      if model.kinds[kind].isDetected == 1 {
        totals.count(.detected, Int(model.kinds[kind].trigger), number)
      }
    }
    for kind in model.kinds.indices { count(kind, Int(world.kindCounts[kind]), &totals) }
    for account in 0..<accounts.count where accounts[account].isLost {
      var index = Int(world.eventStart[account + 1]) - 1
      while index >= Int(world.eventStart[account])
        && model.timeline.days(world.events[index].occurrence) >= accounts[account].lostAt
      {
        count(Int(world.events[index].kind), -1, &totals)
        index -= 1
      }
    }
  }

  /// What became of the detected events to which there was time to respond.
  ///
  /// One that is not refused ends as what comes first: its response is completed (handled), its window
  /// passes before work starts (missed), the account is lost (dropped), or the horizon ends (pending).
  private mutating func settleResponses(_ world: borrowing World, in setting: Setting) {
    let model = setting.model.world
    handled.fill(0, count: model.kinds.count)
    for index in 0..<(world.learnt.count - 1) {
      let response = world.work[index]
      let account = Int(response.account)
      let kind = model.kinds[Int(response.kind)]
      let occurrence = model.timeline.days(response.occurrence)
      let end = min(accounts[account].lostAt, setting.model.horizon)
      if ended[index] <= end {
        handled[Int(response.kind)] &+= 1
        totals.responseTime += started[index] - occurrence
        accounts[account].responseDays += response.effort
        addWin(of: index, world, in: setting)
      } else if occurrence < accounts[account].lostAt {
        settleUnanswered(
          kind, slot: Int(response.slot), account: account, lastStart: response.lastStart,
          isStarted: started[index] != .infinity, in: setting)
      }
    }
    for kind in model.kinds.indices {
      totals.count(.handled, Int(model.kinds[kind].trigger), Int(handled[kind]))
    }
  }

  /// A completed response is an occasion if it wins revenue and has not been settled yet.
  @inline(__always)
  mutating func addWin(of index: Int, _ world: borrowing World, in setting: Setting) {
    let response = world.work[index]
    let kind = setting.model.world.kinds[Int(response.kind)]
    occasions.append(
      Occasion(
        kind: .response, happens: true, account: response.account, time: ended[index],
        share: kind.captures),
      count: ended[index] > winsSettledAt ? kind.wins : 0)
  }

  /// What became of the detected events that were learnt of too late to respond.
  private mutating func settleLateEvents(_ world: borrowing World, in setting: Setting) {
    let model = setting.model.world
    for index in 0..<world.lateEvents.count {
      let event = world.events[world.lateEvents[index].index]
      let account = Int(event.account)
      let kind = model.kinds[Int(event.kind)]
      let occurrence = model.timeline.days(event.occurrence)
      if occurrence < accounts[account].lostAt {
        settleUnanswered(
          kind, slot: model.slot(of: account, trigger: kind.trigger), account: account,
          lastStart: occurrence + kind.window, isStarted: false, in: setting)
      }
    }
  }

  /// Counts an event whose response is not completed.
  private mutating func settleUnanswered(
    _ kind: WorldModel.EventKind, slot: Int, account: Int, lastStart: Double, isStarted: Bool,
    in setting: Setting
  ) {
    let fate = fate(
      slot: slot, account: account, lastStart: lastStart, isStarted: isStarted, in: setting)
    totals.count(fate, Int(kind.trigger), 1)
  }

  /// What becomes of a detected event whose response is not completed.
  @inline(__always)
  func fate(
    slot: Int, account: Int, lastStart: Double, isStarted: Bool, in setting: Setting
  ) -> Metric.Fate {
    let state = accounts[account]
    return if setting.plan.decisions[slot].isRejected {
      .rejected
    } else if !isStarted && lastStart < min(state.lostAt, setting.model.horizon) {
      .missed
    } else {
      state.isLost ? .dropped : .pending
    }
  }

  /// Revenue grows win by win, in the order of time.
  ///
  /// A win captures a share of the remaining potential: `dR = f P; R += dR; P -= dR`.
  mutating func settleOccasions(in setting: Setting) {
    let model = setting.model
    occasionOrder.removeAll()
    for index in 0..<occasions.count {
      let tick = model.world.timeline.tick(at: occasions[index].time)
      occasionOrder.append(Stimulus(.occasion, at: tick, index: index))
    }
    sorter.sort(&occasionOrder)
    for place in 0..<occasionOrder.count {
      let occasion = occasions[occasionOrder[place].index]
      let account = Int(occasion.account)
      if occasion.kind != .response { totals.luck += luck(of: occasion, in: setting) }
      if occasion.kind == .loss || !occasion.happens { continue }
      let won = occasion.share * accounts[account].potential
      accounts[account].revenue += won
      accounts[account].potential -= won
      accounts[account].wonAnnuity += won * model.annuity(until: occasion.time)
      if occasion.time <= model.yearEnd { accounts[account].yearRevenue += won }
      if !months.isEmpty {
        wins.append(
          Win(
            account: occasion.account, isByCare: occasion.kind == .expansion,
            time: occasion.time, revenue: won))
      }
      if occasion.kind == .expansion { totals.careWon += won } else { totals.triggerWon += won }
    }
  }

  /// The sessions that fell due and those that were completed while the account was there.
  private mutating func settleCare(of account: Int, in setting: Setting) {
    let state = accounts[account]
    let sessions = sessions(of: account, until: setting.model.horizon)
    let begun = Double(sessions.begun + state.begunBefore)
    let delivered = Double(sessions.delivered + state.deliveredBefore)
    // Session `j` falls due at `j` cycles.
    let due =
      state.isLost
      ? max(0, cycle(of: account, at: state.lostAt, in: setting).rounded(.up))
      : Double(state.sessions)
    totals.careDue += due
    totals.careDelivered += delivered
    // What fell due was skipped, began or waited to the end.
    totals.careSkipped += due - begun - Double(presence[account] & Presence.waiting)
    accounts[account].careDays = delivered * setting.model.parameters.sessionDays
  }

  /// How many of an account's sessions began in this span, and how many ended while it was there.
  func sessions(of account: Int, until time: Double) -> (begun: Int32, delivered: Int32) {
    let state = accounts[account]
    let begun = nextSessionEnd[account] - state.firstSession
    let isLastOpen =
      begun > 0 && sessionEnds[Int(state.firstSession + begun - 1)] > min(state.lostAt, time)
    return (begun, isLastOpen ? begun - 1 : begun)
  }

  /// Where an account stands in its cycle of sessions at a moment of the span.
  func cycle(of account: Int, at time: Double, in setting: Setting) -> Double {
    let (plan, start) = (setting.plan, setting.span.start)
    let clock = plan.careClocks.isEmpty ? nil : plan.careClocks[account]
    let days = clock.map { setting.model.days(from: start, to: time, by: $0) } ?? time - start
    return days / plan.sessionInterval[account] + accounts[account].cycle
  }

  private mutating func settleMoney(of account: Int, in setting: Setting) {
    let model = setting.model
    let state = accounts[account]
    let terms = model.terms[setting.group.accounts[account]]
    let annuity = model.annuity(until: min(state.lostAt, model.horizon))
    totals.grossMargin += terms.margin * (state.revenue * annuity - state.wonAnnuity)
    if setting.group.kam == nil {
      // Nobody's days answer for the pool.
      accounts[account].responseDays = 0
      totals.poolCost += model.parameters.poolCost * annuity
    }
    if state.lostAt > model.yearEnd {
      totals.yearRevenue += state.yearRevenue
      totals.keptRevenue += terms.revenue
    }
    if state.isLost {
      totals.churnedAccounts += 1
      totals.churnedRevenue += state.revenue
    } else {
      totals.revenueEnd += state.revenue
    }
    if state.hasFollowed {
      totals.followedAccounts += 1
      totals.followedRevenue += state.revenue
    }
    totals.careDays += state.careDays
    totals.responseDays += accounts[account].responseDays
  }
}

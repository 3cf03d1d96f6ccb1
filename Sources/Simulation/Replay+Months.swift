/// What falls into each month (section 5 of the model page), from what a replay leaves behind.
///
/// A pass of its own, for those who ask: the others' loops stay as they are, but for what can't be known
/// afterwards: when the KAM was busy and when sessions were skipped.
extension Replay {
  /// A win of revenue.
  struct Win: BitwiseCopyable {
    let account: Int32
    let isByCare: Bool
    let time: Double
    /// Money/year.
    let revenue: Double
  }

  /// A stretch of time, days; none if it ends before it starts.
  struct Stretch: BitwiseCopyable {
    let start: Double
    var end: Double
  }

  /// Adds what came of a replay to `months`, but for the care of spans that are settled.
  mutating func settleMonths(_ world: borrowing World, in setting: Setting) {
    settleCareByMonth(world, in: setting)
    settleEventsByMonth(world, in: setting)
    settleMoneyByMonth(in: setting)
    settleSeatByMonth(world, in: setting)
  }

  /// The sessions of a span that fell due and those that were completed while the account was there.
  mutating func settleCareByMonth(_ world: borrowing World, in setting: Setting) {
    let (calendar, timeline) = (setting.model.calendar, setting.model.world.timeline)
    let firstWork = world.learnt.count - 1
    for index in 0..<(sessions.count - 1) {
      let due = timeline.days(sessions[index].tick)
      if due < accounts[sessions[index].index - firstWork].lostAt {
        months[calendar.month(at: due)].careDue += 1
      }
    }
    for account in 0..<accounts.count {
      let first = accounts[account].firstSession
      for place in first..<first + sessions(of: account, until: setting.span.end).delivered {
        let month = calendar.month(at: sessionEnds[Int(place)])
        months[month].careDelivered += 1
        months[month].careDays += setting.model.parameters.sessionDays
      }
    }
  }

  private mutating func settleEventsByMonth(_ world: borrowing World, in setting: Setting) {
    let (calendar, model) = (setting.model.calendar, setting.model.world)
    for account in 0..<accounts.count {
      for index in Int(world.eventStart[account])..<Int(world.eventStart[account + 1]) {
        let time = model.timeline.days(world.events[index].occurrence)
        if time >= accounts[account].lostAt { break }
        let trigger = Int(model.kinds[Int(world.events[index].kind)].trigger)
        months[calendar.month(at: time)].count(.occurred, trigger, 1)
      }
    }
    for index in 0..<(world.learnt.count - 1) {
      let response = world.work[index]
      let account = Int(response.account)
      let trigger = Int(model.kinds[Int(response.kind)].trigger)
      let occurrence = model.timeline.days(response.occurrence)
      let learnt = model.timeline.days(world.learnt[index].tick)
      if ended[index] <= min(accounts[account].lostAt, setting.model.horizon) {
        months[calendar.month(at: learnt)].count(.detected, trigger, 1)
        let month = calendar.month(at: ended[index])
        months[month].count(.handled, trigger, 1)
        months[month].responseTime += started[index] - occurrence
        if setting.group.kam != nil { months[month].responseDays += response.effort }
      } else if occurrence < accounts[account].lostAt {
        countUnanswered(
          trigger, slot: Int(response.slot), account: account, learnt: learnt,
          lastStart: response.lastStart, isStarted: started[index] != .infinity, in: setting)
      }
    }
    for index in 0..<world.lateEvents.count {
      let late = world.lateEvents[index]
      let event = world.events[late.index]
      let (account, kind) = (Int(event.account), model.kinds[Int(event.kind)])
      let occurrence = model.timeline.days(event.occurrence)
      if occurrence < accounts[account].lostAt {
        countUnanswered(
          Int(kind.trigger), slot: model.slot(of: account, trigger: kind.trigger),
          account: account, learnt: model.timeline.days(late.tick),
          lastStart: occurrence + kind.window, isStarted: false, in: setting)
      }
    }
  }

  /// Counts an event whose response is not completed, when it is learnt of and when its fate is decided.
  private mutating func countUnanswered(
    _ trigger: Int, slot: Int, account: Int, learnt: Double, lastStart: Double, isStarted: Bool,
    in setting: Setting
  ) {
    let calendar = setting.model.calendar
    let fate = fate(
      slot: slot, account: account, lastStart: lastStart, isStarted: isStarted, in: setting)
    let decided =
      switch fate {
      case .rejected: learnt
      case .missed: lastStart
      case .dropped: accounts[account].lostAt
      default: setting.model.horizon
      }
    months[calendar.month(at: learnt)].count(.detected, trigger, 1)
    months[calendar.month(at: decided)].count(fate, trigger, 1)
  }

  /// Margin and cost piece by piece between wins, losses and ends of months.
  private mutating func settleMoneyByMonth(in setting: Setting) {
    let (model, calendar) = (setting.model, setting.model.calendar)
    let terms = setting.group.accounts.map { model.terms[$0] }
    var revenue = terms.map(\.revenue)
    var (nextWin, start, paid) = (0, 0.0, 0.0)
    for month in months.indices {
      let (end, whole) = (calendar.ends[month], calendar.annuities[month])
      /// The worth today of 1 a year until the month ends or the account is lost.
      func annuity(_ lostAt: Double) -> Double {
        lostAt < end ? model.annuity(until: lostAt) : whole
      }
      for account in 0..<accounts.count where accounts[account].lostAt > start {
        let years = annuity(accounts[account].lostAt) - paid
        months[month].grossMargin += terms[account].margin * revenue[account] * years
        if setting.group.kam == nil {
          months[month].poolCost += model.parameters.poolCost * years
        }
      }
      while nextWin < wins.count, wins[nextWin].time <= end {
        let win = wins[nextWin]
        let account = Int(win.account)
        let years = annuity(accounts[account].lostAt) - model.annuity(until: win.time)
        months[month].grossMargin += terms[account].margin * win.revenue * years
        revenue[account] += win.revenue
        if win.isByCare {
          months[month].careWon += win.revenue
        } else {
          months[month].triggerWon += win.revenue
        }
        nextWin += 1
      }
      for account in 0..<accounts.count where accounts[account].lostAt > end {
        months[month].revenueEnd += revenue[account]
        months[month].yearRevenue += revenue[account]
        months[month].keptRevenue += terms[account].revenue
      }
      (start, paid) = (end, whole)
    }
    for account in 0..<accounts.count where accounts[account].isLost {
      let (state, month) = (accounts[account], calendar.month(at: accounts[account].lostAt))
      months[month].churnedAccounts += 1
      months[month].churnedRevenue += state.revenue
      if state.hasFollowed {
        months[month].followedAccounts += 1
        months[month].followedRevenue += state.revenue
      }
    }
  }

  private mutating func settleSeatByMonth(_ world: borrowing World, in setting: Setting) {
    guard let kam = setting.group.kam else { return }
    let (model, calendar) = (setting.model, setting.model.calendar)
    for index in 0..<skips.count { months[calendar.month(at: skips[index])].careSkipped += 1 }
    for index in 0..<busy.count { add(busy[index], to: \.busyDays, calendar) }
    var filledSince = model.world.seats[kam].start ?? 0
    for index in 0..<world.departures.count {
      let left = world.departures[index]
      months[calendar.month(at: left)].departures += 1
      add(Stretch(start: filledSince, end: left), to: \.filledDays, calendar)
      filledSince = left + model.world.vacancy
    }
    add(Stretch(start: filledSince, end: model.horizon), to: \.filledDays, calendar)
  }

  /// Adds the days of a stretch to the months in which they are.
  private mutating func add(
    _ stretch: Stretch, to days: WritableKeyPath<ReplicationTotals, Double>,
    _ calendar: MonthCalendar
  ) {
    guard stretch.start < stretch.end else { return }
    var start = stretch.start
    for month in calendar.month(at: start)...calendar.month(at: stretch.end) {
      let end = min(stretch.end, calendar.ends[month])
      months[month][keyPath: days] += max(0, end - start)
      start = max(start, end)
    }
  }
}

import Statistics

/// Money and counts at the end of a replay (section 5 of the model page).
extension Replay {
  mutating func settle(_ world: borrowing World, in setting: Setting) {
    let model = setting.model
    for account in 0..<accounts.count {
      let state = accounts[account]
      let terms = model.terms[setting.group.accounts[account]]
      let annuity = model.annuity(until: min(state.lostAt, model.horizon))
      totals.grossMargin += terms.margin * (state.revenue * annuity - state.wonAnnuity)
      if setting.group.kam == nil { totals.poolCost += model.parameters.poolCost * annuity }
      if state.lostAt > model.yearEnd {
        totals.yearRevenue += state.yearRevenue
        totals.keptRevenue += terms.revenue
      }
      if !state.isLost { totals.revenueEnd += state.revenue }
      totals.careDays += state.careDays
      totals.responseDays += state.responseDays
      countEvents(of: account, world, in: setting)
    }
  }

  /// What became of each of an account's events.
  ///
  /// A detected event that is not refused ends as what comes first: its response is completed
  /// (handled), its window passes before work starts (missed), the account is lost (dropped), or the
  /// horizon ends (pending).
  private mutating func countEvents(
    of account: Int, _ world: borrowing World, in setting: Setting
  ) {
    let model = setting.model.world
    let lostAt = accounts[account].lostAt
    let end = min(lostAt, setting.model.horizon)
    for index in Int(world.eventStart[account])..<Int(world.eventStart[account + 1]) {
      let event = world.events[index]
      let occurrence = model.timeline.days(event.occurrence)
      if occurrence >= lostAt { break }
      let type = Int(event.trigger)
      totals.count(.occurred, type)
      if !event.isDetected { continue }
      totals.count(.detected, type)
      let response = responses[index]
      if setting.plan.rejects[account * model.triggers.count + type] {
        totals.count(.rejected, type)
      } else if response.isHandled {
        totals.count(.handled, type)
        totals.responseTime += response.startedAt - occurrence
      } else if !response.isStarted && occurrence + model.triggers[type].window < end {
        totals.count(.missed, type)
      } else {
        totals.count(end == lostAt ? .dropped : .pending, type)
      }
    }
  }
}

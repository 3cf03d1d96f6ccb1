import Statistics

/// What care, responses and chance do to an account (section 3 of the model page).
extension Replay {
  /// Engagement decays: `dE/dt = -delta E`.
  @inline(__always)
  func engagement(of account: Int, at time: Double, decay: Double) -> Double {
    let state = accounts[account]
    return state.engagement * Elementary.exp(-decay * (time - state.engagedAt))
  }

  /// `c(E) = 1 - exp(-E / kappa)`.
  @inline(__always)
  private func careResponse(of account: Int, at time: Double, in setting: Setting) -> Double {
    let terms = setting.model.terms[setting.group.accounts[account]]
    let engagement = engagement(of: account, at: time, decay: terms.decay)
    return -Elementary.expMinusOne(-engagement / terms.kappa)
  }

  /// A care session ends: engagement rises by its length.
  mutating func complete(sessionOf account: Int, at time: Double, in setting: Setting) {
    if accounts[account].isLost { return }
    let days = setting.model.parameters.sessionDays
    let terms = setting.model.terms[setting.group.accounts[account]]
    accounts[account].engagement = engagement(of: account, at: time, decay: terms.decay) + days
    accounts[account].engagedAt = time
    accounts[account].careDays += days
    totals.careDelivered += 1
  }

  /// A response ends: it may win revenue, and end the risk that its event opened.
  mutating func complete(
    responseTo index: Int, at time: Double, _ world: borrowing World, in setting: Setting
  ) {
    let event = world.events[index]
    let account = Int(event.account)
    if accounts[account].isLost { return }
    responses[index].isHandled = true
    responses[index].isRiskEnded = event.resolves
    if setting.group.kam != nil { accounts[account].responseDays += event.effort }
    if event.wins {
      let captures = setting.model.world.triggers[Int(event.trigger)].captures
      totals.triggerWon += win(captures, on: account, at: time, in: setting)
    }
  }

  /// A win captures a share of the remaining potential: `dR = f P; R += dR; P -= dR`.
  ///
  /// - Returns: `dR`, money/year.
  private mutating func win(
    _ share: Double, on account: Int, at time: Double, in setting: Setting
  ) -> Double {
    let won = share * accounts[account].potential
    accounts[account].revenue += won
    accounts[account].potential -= won
    accounts[account].wonAnnuity += won * setting.model.annuity(until: time)
    if time <= setting.model.yearEnd { accounts[account].yearRevenue += won }
    return won
  }

  /// An expansion opportunity is won with probability `omega c(E)`.
  mutating func consider(_ expansion: World.Expansion, at time: Double, in setting: Setting) {
    let account = Int(expansion.account)
    if accounts[account].isLost { return }
    let parameters = setting.model.parameters
    let care = careResponse(of: account, at: time, in: setting)
    let isWon = expansion.uniform < parameters.expansionWin * care
    note(
      win: isWon, odds: care, of: parameters.expansionCaptures * accounts[account].potential,
      on: account, at: time, in: setting)
    if isWon {
      totals.careWon += win(parameters.expansionCaptures, on: account, at: time, in: setting)
    }
  }

  /// A candidate is accepted with probability `h(t)` over the bound: thinning.
  ///
  /// The risk of a type is open if its latest event's is, unless a response to that event ended it.
  mutating func consider(
    _ candidate: World.Candidate, at time: Double, _ world: borrowing World, in setting: Setting
  ) {
    let account = Int(candidate.account)
    if accounts[account].isLost { return }
    var factor = candidate.fixedFactor
    var bound = candidate.fixedFactor
    for index in Int(candidate.openStart)..<Int(candidate.openEnd) {
      let risk = world.openRisks[index]
      bound *= risk.factor
      if !responses[Int(risk.event)].isRiskEnded { factor *= risk.factor }
    }
    let care = careResponse(of: account, at: time, in: setting)
    let hazard = (1 - setting.model.parameters.careEffect * care) * factor
    let isAccepted = candidate.limit < hazard
    // The world keeps a candidate only if its limit is below the bound.
    note(loss: isAccepted, odds: hazard / bound, of: account, at: time, in: setting)
    if isAccepted { lose(account, at: time) }
  }

  /// A lost account stays lost; its queued work is dropped when its turn comes.
  mutating func lose(_ account: Int, at time: Double) {
    accounts[account].lostAt = time
    totals.churnedAccounts += 1
    totals.churnedRevenue += accounts[account].revenue
  }
}

import PortfolioModel
import Statistics

/// What care, responses and chance do to an account (section 3 of the model page).
extension Replay {
  /// Engagement grows by each completed session, its length times the effect of the KAM, and decays: `dE/dt = -delta E`.
  mutating func engagement(of account: Int, at time: Double, in setting: Setting) -> Double {
    let decay = setting.model.terms[setting.group.accounts[account]].decay
    var state = accounts[account]
    state.engagement *= Elementary.exp(-decay * (time - state.engagedAt))
    state.engagedAt = time
    while state.nextSession < nextSessionEnd[account] {
      let end = sessionEnds[Int(state.nextSession)]
      if end > time { break }
      state.engagement +=
        setting.plan.sessionEngagement * Elementary.exp(-decay * (time - end))
      state.nextSession += 1
    }
    accounts[account] = state
    return state.engagement
  }

  /// `c(E)`, with the same bits everywhere.
  @inline(__always)
  private mutating func careResponse(of account: Int, at time: Double, in setting: Setting)
    -> Double
  {
    let engagement = engagement(of: account, at: time, in: setting)
    switch setting.model.terms[setting.group.accounts[account]].curve {
    case .exponential(let kappa): return -Elementary.expMinusOne(-engagement / kappa)
    case .adbudg(let half, let exponent):
      return 1 / (1 + Self.power(half, over: engagement, exponent: exponent))
    case .power(let full, let exponent):
      return engagement >= full ? 1 : 1 / Self.power(full, over: engagement, exponent: exponent)
    }
  }

  /// `(scale / engagement)^exponent`; an engagement of nothing counts as a vanishing one.
  @inline(never)
  private static func power(
    _ scale: Double, over engagement: Double, exponent: Double
  ) -> Double {
    Elementary.exp(exponent * (Elementary.log(scale) - Elementary.log(max(engagement, 1e-300))))
  }

  /// An expansion opportunity is won with probability `omega c(E)`, of which the world has decided `omega`.
  mutating func consider(_ expansion: World.Expansion, at time: Double, in setting: Setting) {
    let account = Int(expansion.account)
    if accounts[account].isLost { return }
    let care = careResponse(of: account, at: time, in: setting)
    occasions.append(
      Occasion(
        kind: .expansion, happens: expansion.uniform < care, account: expansion.account,
        time: time, share: setting.model.parameters.expansionCaptures, odds: care))
  }

  /// A candidate is accepted with probability `h(t)` over the bound: thinning.
  ///
  /// The risk of a type is open if its latest event's is, unless a response to that event ended it.
  mutating func consider(
    _ candidate: World.Candidate, at time: Double, _ world: borrowing World, in setting: Setting
  ) {
    let account = Int(candidate.account)
    if accounts[account].isLost { return }
    var (factor, bound) = (candidate.fixedFactor, candidate.fixedFactor)
    for index in Int(candidate.openStart)..<Int(candidate.openEnd) {
      let risk = world.openRisks[index]
      bound *= risk.factor
      if ended[Int(risk.response)] > time { factor *= risk.factor }
    }
    let care = careResponse(of: account, at: time, in: setting)
    let hazard = (1 - setting.model.parameters.careEffect * care) * factor
    // The world keeps a candidate only if its limit is below the bound.
    considerLoss(
      of: account, at: time, isLost: candidate.limit < hazard, odds: hazard / bound)
  }

  /// Chance decides whether an account is lost; a lost one stays lost, and its queued work is dropped
  /// when its turn comes.
  mutating func considerLoss(of account: Int, at time: Double, isLost: Bool, odds: Double) {
    occasions.append(
      Occasion(
        kind: .loss, happens: isLost, account: Int32(truncatingIfNeeded: account), time: time,
        odds: odds))
    if isLost {
      accounts[account].lostAt = time
      presence[account] |= Presence.lost
    }
  }
}

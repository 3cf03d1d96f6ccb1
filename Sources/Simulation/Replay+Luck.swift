import Statistics

/// Luck: what chance decided beyond its odds, as money (section 5 of the model page).
///
/// Each decision adds its worth times (what happened less the odds). The mean of that is 0 given all
/// that went before, whatever the plan and however rough the worth, so net contribution less luck has
/// the mean of net contribution, and a smaller variance: luck is a control variate of known mean, a
/// martingale. Source: S. G. Henderson and P. W. Glynn, _Approximating martingales for variance reduction
/// in Markov process simulation_, 2002.
extension Replay {
  /// Notes whether an account is lost, before it is.
  ///
  /// - Parameters:
  ///   - isLost: What chance decided.
  ///   - odds: The probability of a loss, given all that happened so far.
  ///   - account: The account.
  ///   - time: Now, days.
  ///   - setting: What surrounds the replay.
  mutating func note(
    loss isLost: Bool, odds: Double, of account: Int, at time: Double, in setting: Setting
  ) {
    let state = accounts[account]
    let worth = setting.plan.prospects[account].worth(
      revenue: state.revenue, potential: state.potential, years: years(after: time, in: setting))
    note(isLost, odds: odds, worth: -worth, account, at: time, in: setting)
  }

  /// Notes whether an account's revenue grows by `revenue`, before it does.
  mutating func note(
    win isWon: Bool, odds: Double, of revenue: Double, on account: Int, at time: Double,
    in setting: Setting
  ) {
    let worth = setting.plan.prospects[account].worth(
      ofWinning: revenue, years: years(after: time, in: setting))
    note(isWon, odds: odds, worth: worth, account, at: time, in: setting)
  }

  /// Adds a decision whose worth, at its time and per unit of margin, is known.
  private mutating func note(
    _ happens: Bool, odds: Double, worth: Double, _ account: Int, at time: Double,
    in setting: Setting
  ) {
    let model = setting.model
    let discount = Elementary.exp(
      -model.parameters.discountRate * time / model.parameters.workingDaysPerYear)
    totals.luck +=
      ((happens ? 1 : 0) - odds) * worth * discount
      * model.terms[setting.group.accounts[account]].margin
  }

  private func years(after time: Double, in setting: Setting) -> Double {
    (setting.model.horizon - time) / setting.model.parameters.workingDaysPerYear
  }
}

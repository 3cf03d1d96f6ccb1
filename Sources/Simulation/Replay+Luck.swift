import Statistics

/// Luck: what chance decided beyond its odds, as money (section 5 of the model page).
///
/// Each decision adds its worth times (what happened less the odds). The mean of that is 0 given all
/// that went before, whatever the plan and however rough the worth, so net contribution less luck has
/// the mean of net contribution, and a smaller variance: luck is a control variate of known mean, a
/// martingale. Source: S. G. Henderson and P. W. Glynn, _Approximating martingales for variance reduction
/// in Markov process simulation_, 2002.
extension Replay {
  /// The luck of an opportunity or of a loss, whose account stands as it did before.
  func luck(of occasion: Occasion, in setting: Setting) -> Double {
    let (model, account) = (setting.model, Int(occasion.account))
    let (state, prospect) = (accounts[account], setting.plan.prospects[account])
    let year = model.parameters.workingDaysPerYear
    let years = (model.horizon - occasion.time) / year
    let worth =
      occasion.kind == .loss
      ? -prospect.worth(revenue: state.revenue, potential: state.potential, years: years)
      : prospect.worth(ofWinning: occasion.share * state.potential, years: years)
    let discount = Elementary.exp(-model.parameters.discountRate * occasion.time / year)
    let margin = model.terms[setting.group.accounts[account]].margin
    return ((occasion.happens ? 1 : 0) - occasion.odds) * worth * discount * margin
  }
}

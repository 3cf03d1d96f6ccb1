import PortfolioModel

/// How many care days a year a plan may give an account, and which limits say so.
struct CareLimits: Equatable, Sendable {
  /// Least care days a year.
  let least: Double
  /// Most care days a year.
  let most: Double
  /// What sets `least`.
  let leastReason: AllocationBound
  /// What sets `most`.
  let mostReason: AllocationBound
  /// Whether the limit of change keeps the account outside the days that it should get.
  let isHeldOutside: Bool

  /// The limits of an account.
  ///
  /// An account that the limit of change keeps away from its other limits goes as far towards them as it
  /// may.
  ///
  /// - Parameters:
  ///   - account: A position in `portfolio.accounts`.
  ///   - portfolio: The portfolio.
  ///   - change: How far the account may move from its current days, if that is limited.
  init(of account: Int, in portfolio: Portfolio, maxChange change: ChangeLimit?) {
    let range = portfolio.careDayRange(of: account)
    let isLocked = portfolio.accounts[account].lockedDays != nil
    guard let change, !isLocked else {
      (least, most, isHeldOutside) = (range.lowerBound, range.upperBound, false)
      (leastReason, mostReason) = isLocked ? (.lockedDays, .lockedDays) : (.minDays, .maxDays)
      return
    }
    let today = portfolio.accounts[account].currentDays ?? 0
    let step = change.days(from: today)
    let (down, up) = (max(0, today - step), today + step)
    least = min(max(range.lowerBound, down), up)
    most = max(min(range.upperBound, up), down)
    leastReason = least != range.lowerBound ? .maxChange : .minDays
    mostReason = most != range.upperBound ? .maxChange : .maxDays
    isHeldOutside = up < range.lowerBound || down > range.upperBound
  }
}

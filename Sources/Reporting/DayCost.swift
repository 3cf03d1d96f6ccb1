import Foundation
import PortfolioModel

extension Portfolio {
  /// What a day of a KAM at customers costs, money/day: the annual cost of the seat over its capacity,
  /// discounted over the horizon as the worth of a day is; `nil` without capacity.
  func dayCost(of kam: Int, horizonYears: Double) -> Double? {
    guard capacity(of: kam) > 0 else { return nil }
    let exponent = parameters.discountRate * horizonYears
    let discounting = exponent == 0 ? 1 : -expm1(-exponent) / exponent
    return costOfDay(of: kam) * discounting
  }
}

import PortfolioModel
import Statistics

/// The horizon, cut into months of a twelfth of a year; the last one may be shorter.
struct MonthCalendar: Sendable {
  /// When each month ends, days.
  let ends: [Double]
  /// The worth today of 1 a year paid until each month ends.
  let annuities: [Double]
  /// Discounted cost of the team in each month.
  let teamCosts: [Double]
  private let monthsPerDay: Double

  /// How many months there are.
  var count: Int { ends.count }

  init(team: [KeyAccountManager], parameters: ModelParameters, horizonYears: Double) {
    func annuity(_ years: Double) -> Double {
      Elementary.annuity(years: years, rate: parameters.discountRate)
    }
    // A horizon that is a whole number of months but for rounding has no sliver of a month more.
    let count = max(1, Int((12 * horizonYears - 1e-9).rounded(.up)))
    let years = (1...count).map { min(horizonYears, Double($0) / 12) }
    ends = (1...count).map {
      min(horizonYears, Double($0) / 12) * parameters.workingDaysPerYear
    }
    annuities = years.map(annuity)
    teamCosts = zip([0] + years, years).map { start, end in
      team.reduce(0) { sum, kam in
        let hired = kam.start ?? 0
        return sum + kam.annualCost * (annuity(max(hired, end)) - annuity(max(hired, start)))
      }
    }
    monthsPerDay = 12 / parameters.workingDaysPerYear
  }

  /// The month in which a moment falls, days; the last one from its start on.
  func month(at time: Double) -> Int { Int(min(time * monthsPerDay, Double(count - 1))) }

  /// The length of each month, days.
  var lengths: [Double] { zip(ends, [0] + ends).map(-) }
}

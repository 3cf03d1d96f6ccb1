import PortfolioModel
import Statistics

/// An account of a KAM in the fluid model: what days on it are worth at most, and how many of the KAM's days
/// they take.
struct FluidAccount {
  /// A use of days that can be split.
  struct Use {
    /// Days a year of the horizon, at least.
    let days: Double
    /// Money over the horizon, at most.
    let worth: Double

    var density: Double { days > 0 ? worth / days : .infinity }
  }

  /// What some care brings about, if nothing is answered unless it is said.
  private struct Course {
    /// What the account earns, money over the horizon.
    var value = 0.0
    /// The same if every event is answered at once.
    var answeredValue = 0.0
    /// The years for which the account is there.
    var presence = 0.0
    /// What it adds to lower the hazard, money for each unit of its logarithm, at most.
    var kept = 0.0
    /// What 1 of annual revenue, won once a year, earns, at most, years².
    var won = 0.0
  }

  private let account: Int
  private let portfolio: Portfolio
  private let horizonYears: Double
  private let grid: LeavingGrid
  private let risks: [OpenRisk]
  /// Hazard a year without care and risks.
  private let hazard: Double
  /// The mean product of risk factors where nobody answers, without departures.
  private let unanswered: Double
  /// What departures of KAMs raise the hazard by, a factor.
  private let raise: Double
  /// Probability a year that the account follows a KAM.
  private let following: Double
  /// What answering everything at once lowers the hazard by, a factor.
  private let relief: Double
  /// Most care days a year: all that the KAM has.
  private let most: Double
  /// Growth a year under that.
  private let mostGrowth: Double

  /// How near envelopes are to the value of care, as a share of its range.
  private static let tolerance = 1e-3

  init(
    _ account: Int, of kam: Int, in portfolio: Portfolio, horizonYears: Double, grid: LeavingGrid
  ) {
    let (record, parameters) = (portfolio.accounts[account], portfolio.parameters)
    let leaving = -Elementary.log(1 - portfolio.team[kam].departure)
    let afterDeparture = -Elementary.expMinusOne(
      -leaving * parameters.departureRiskDays / parameters.workingDaysPerYear)
    self.account = account
    self.portfolio = portfolio
    self.horizonYears = horizonYears
    self.grid = grid
    risks = portfolio.triggers.map { OpenRisk($0, on: record, parameters: parameters) }
    hazard = parameters.workingDaysPerYear * portfolio.baseHazard[account]
    unanswered = risks.reduce(1) { $0 * $1.factor }
    raise = 1 + (parameters.departureRiskFactor - 1) * afterDeparture
    following = leaving * parameters.follow * record.dependency
    relief = risks.reduce(1) { $0 * $1.answeredFactor } / unanswered
    most = portfolio.capacity(of: kam)
    let engagement = max(
      portfolio.startEngagement(of: account),
      parameters.engagement(underCareDays: most * portfolio.careEffect(on: account)))
    mostGrowth =
      parameters.expansionRate * parameters.expansionWin * parameters.expansionCaptures
      * portfolio.careCurves[account].response(to: engagement)
  }

  /// What days on the account are worth beyond doing nothing, dearest first, and by how much that may
  /// understate it.
  ///
  /// Between two breakpoints of the envelope, days cost at least what they cost at the lower one, a response
  /// keeps at most what it keeps there, and nothing is worth more than all responses at the upper one.
  func uses(panels: inout TimePanelCache) -> (uses: [Use], slack: Double) {
    guard portfolio.accounts[account].margin > 0 else { return ([], 0) }
    let envelope = DayValue(
      account: account, in: portfolio, horizonYears: horizonYears,
      riskFactor: unanswered * raise, panels: &panels
    ).envelope(upTo: most, tolerance: Self.tolerance)
    var days = 0.0
    var low = course(careDays: 0)
    let nothing = low.value
    var points = [(days: 0.0, worth: 0.0)] + responses(low, to: low, nothing: nothing, care: 0...0)
    for segment in envelope.segments {
      let high = course(careDays: days + segment.width)
      points += responses(low, to: high, nothing: nothing, care: days...days + segment.width)
      days += segment.width
      low = high
    }
    return (Self.hull(of: points), Self.tolerance * envelope.range)
  }

  /// Days and worth, at both ends of a piece of care, of that care alone and with the responses that are worth
  /// most for their days, one type after the other.
  private func responses(
    _ low: Course, to high: Course, nothing: Double, care: ClosedRange<Double>
  ) -> [(days: Double, worth: Double)] {
    let record = portfolio.accounts[account]
    let presence = low.presence / horizonYears
    let wins = portfolio.triggers.map {
      $0.rate(on: record) * $0.detection * $0.winProbability * $0.captures * record.margin
        * record.potential * high.won
    }
    let all = high.answeredValue - nothing + wins.reduce(0, +)
    let uses = zip(zip(portfolio.triggers, risks), wins).map { pair, wins in
      Use(
        days: presence * pair.0.workload(on: record),
        worth: low.kept * Elementary.log(pair.1.factor / pair.1.answeredFactor) + wins)
    }.sorted { $0.density > $1.density }
    return [(care.lowerBound, low), (care.upperBound, high)].flatMap { careDays, course in
      uses.reduce(into: [(days: presence * careDays, worth: course.value - nothing)]) {
        $0.append(($0[$0.count - 1].days + $1.days, min(all, $0[$0.count - 1].worth + $1.worth)))
      }
    }
  }

  /// The smallest concave function above points, from none on, as uses of falling density.
  private static func hull(of points: [(days: Double, worth: Double)]) -> [Use] {
    var hull: [(days: Double, worth: Double)] = []
    for point in points.sorted(by: { ($0.days, $0.worth) < ($1.days, $1.worth) }) {
      if let last = hull.last, point.worth <= last.worth { continue }
      while hull.count >= 2 {
        let (first, last) = (hull[hull.count - 2], hull[hull.count - 1])
        let isBelow =
          (last.worth - first.worth) * (point.days - last.days)
          <= (point.worth - last.worth) * (last.days - first.days)
        if !isBelow { break }
        hull.removeLast()
      }
      hull.append(point)
    }
    return zip(hull, hull.dropFirst()).map {
      Use(days: $1.days - $0.days, worth: $1.worth - $0.worth)
    }
  }

  /// What some care brings about, by Simpson's rule on each step of the grid.
  private func course(careDays: Double) -> Course {
    let (record, parameters) = (portfolio.accounts[account], portfolio.parameters)
    let curve = portfolio.careCurves[account]
    let start = portfolio.startEngagement(of: account)
    let planned = parameters.engagement(
      underCareDays: careDays * portfolio.careEffect(on: account))
    let growth =
      parameters.expansionRate * parameters.expansionWin * parameters.expansionCaptures
    func response(_ fade: Double) -> Double {
      curve.response(to: planned + (start - planned) * fade)
    }
    var (course, care, here) = (Course(), 0.0, response(1))
    func add(_ weight: Double, _ time: Double, _ discount: Double, care: Double) {
      let exposure = hazard * unanswered * raise * (time - parameters.careEffect * care)
      func earned(_ growth: Double) -> Double {
        weight * discount * record.margin
          * (record.annualRevenue - record.potential * Elementary.expMinusOne(-growth))
      }
      let money = earned(growth * care)
      course.value += money * Elementary.exp(-exposure)
      course.answeredValue += money * Elementary.exp(-exposure * relief)
      course.presence += weight * Elementary.exp(-exposure - following * time)
      course.kept +=
        earned(mostGrowth * time)
        * (exposure < 1 ? exposure * Elementary.exp(-exposure) : Elementary.exp(-1))
      course.won += weight * discount * time * Elementary.exp(-exposure * relief / raise)
    }
    for (point, next) in zip(grid.points, grid.points.dropFirst()) {
      let step = next.time - point.time
      let (middle, there) = (response(point.middleFade), response(next.fade))
      add(step / 6, point.time, point.discount, care: care)
      add(
        4 * step / 6, (point.time + next.time) / 2, point.middleDiscount,
        care: care + step / 24 * (5 * here + 8 * middle - there))
      care += step / 6 * (here + 4 * middle + there)
      add(step / 6, next.time, next.discount, care: care)
      here = there
    }
    return course
  }

  /// What the account earns without work, money over the horizon; not less than it does.
  func withoutWork(panels: inout TimePanelCache) -> Double {
    let (record, parameters) = (portfolio.accounts[account], portfolio.parameters)
    guard record.margin > 0 else {
      // A customer who costs money leaves soonest after a departure.
      let factor = raise > 1 ? parameters.departureRiskFactor : 1
      let loss = hazard * unanswered * factor + following + parameters.discountRate
      return record.margin * record.annualRevenue
        * Elementary.annuity(years: horizonYears, rate: loss)
    }
    let steady = DayValue(
      account: account, in: portfolio, horizonYears: horizonYears, riskFactor: unanswered,
      panels: &panels
    ).value(careDays: 0)
    // Fewer risks are open at the start than where nobody ever answered.
    let missing = OpenRisk.missing(
      risks, upTo: horizonYears * parameters.workingDaysPerYear)
    return steady * Elementary.exp(portfolio.baseHazard[account] * missing)
  }

  /// What a pooled account earns less what it costs, money over the horizon; no policy changes it.
  static func pooled(_ account: Int, in portfolio: Portfolio, horizonYears: Double) -> Double {
    let (record, parameters) = (portfolio.accounts[account], portfolio.parameters)
    let care = portfolio.careCurves[account].response(to: parameters.poolEngagement)
    let growth =
      parameters.expansionRate * parameters.expansionWin * parameters.expansionCaptures * care
    let loss =
      parameters.discountRate
      + parameters.workingDaysPerYear * portfolio.baseHazard[account]
      * portfolio.meanRiskFactor[account] * (1 - parameters.careEffect * care)
    let wins = portfolio.triggers.filter(\.isInbound).reduce(0) {
      $0 + $1.rate(on: record) * $1.detection * $1.winProbability * $1.captures
    }
    return Integral.sum(horizonYears) { time in
      let won = record.potential * (wins * time - Elementary.expMinusOne(-growth * time))
      return Elementary.exp(-loss * time)
        * (record.margin * (record.annualRevenue + won) - parameters.poolCost)
    }
  }
}

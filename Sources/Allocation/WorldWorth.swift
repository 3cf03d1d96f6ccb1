import PortfolioModel
import Statistics

/// What an account is worth until it leaves, in single worlds instead of on average.
///
/// In a world the account leaves when its cumulated hazard `H(t)` reaches a threshold. Until then it is worth
///
///     integral over 0…t of  e^(-rho u) m ( R + P (1 - e^(-G(u))) ) du
///
/// with `H`, `G` as in `DayValue`. With exponential thresholds of mean 1 the mean over worlds is `V(x)`.
struct WorldWorth: Sendable {
  private let grid: LeavingGrid
  private let terms: CareTerms

  /// Prepares the worth of an account that a KAM owns, under its owner's effect.
  ///
  /// - Parameters:
  ///   - account: A position in `portfolio.accounts`.
  ///   - portfolio: The portfolio.
  ///   - grid: The times to look at.
  init(account: Int, in portfolio: Portfolio, grid: LeavingGrid) {
    self.grid = grid
    terms = CareTerms(of: account, in: portfolio)
  }

  /// The worth by the time of leaving, under `careDays` of care a year.
  ///
  /// Simpson's rule on each step of the grid for the integrals, of which the values at the middle of a step
  /// come from the parabola through its three points.
  func curve(careDays: Double) -> LeavingCurve {
    let planned = terms.engagementPerDay * careDays
    func response(_ fade: Double) -> Double {
      terms.curve.response(to: planned + (terms.startEngagement - planned) * fade)
    }
    func worth(_ discount: Double, care: Double) -> Double {
      terms.margin * discount
        * (terms.revenue
          - (terms.potential == 0
            ? 0 : terms.potential * Elementary.expMinusOne(-terms.growth * care)))
    }
    var curve = LeavingCurve(capacity: grid.points.count)
    var (care, sum) = (0.0, 0.0)
    var here = response(1)
    var rate = worth(1, care: 0)
    curve.add(
      time: 0, hazard: 0, hazardRate: terms.hazard * (1 - terms.careEffect * here), worth: 0,
      worthRate: rate)
    for (point, next) in zip(grid.points, grid.points.dropFirst()) {
      let step = next.time - point.time
      let (middle, there) = (response(point.middleFade), response(next.fade))
      let careAtMiddle = care + step / 24 * (5 * here + 8 * middle - there)
      care += step / 6 * (here + 4 * middle + there)
      let rateThere = worth(next.discount, care: care)
      sum += step / 6 * (rate + 4 * worth(point.middleDiscount, care: careAtMiddle) + rateThere)
      (here, rate) = (there, rateThere)
      curve.add(
        time: next.time, hazard: terms.hazard * (next.time - terms.careEffect * care),
        hazardRate: terms.hazard * (1 - terms.careEffect * here), worth: sum, worthRate: rate)
    }
    return curve
  }
}

/// The times at which `WorldWorth` looks, close together at the start, where engagement moves.
struct LeavingGrid: Sendable {
  /// One time, with what is the same at it for all accounts, also of the middle of the step after it.
  struct Point: Sendable {
    /// Years.
    let time: Double
    /// `e^(-delta D t)`.
    let fade: Double
    /// `e^(-rho t)`.
    let discount: Double
    let middleFade: Double
    let middleDiscount: Double
  }

  /// The points, from 0 to the horizon.
  let points: [Point]

  /// Lays the grid: steps grow in proportion to their number.
  ///
  /// - Parameters:
  ///   - parameters: The parameters.
  ///   - horizonYears: The horizon, years, above 0.
  ///   - steps: How many steps.
  init(parameters: ModelParameters, horizonYears: Double, steps: Int = 96) {
    let decay = parameters.engagementDecay * parameters.workingDaysPerYear
    func time(_ step: Int) -> Double {
      let share = Double(step) / Double(steps)
      return horizonYears * share * share
    }
    points = (0...steps).map { step in
      let (now, middle) = (time(step), (time(step) + time(step + 1)) / 2)
      return Point(
        time: now, fade: Elementary.exp(-decay * now),
        discount: Elementary.exp(-parameters.discountRate * now),
        middleFade: Elementary.exp(-decay * middle),
        middleDiscount: Elementary.exp(-parameters.discountRate * middle))
    }
  }
}

/// Cumulated hazard and worth of an account over time under one plan, at the points of a grid; cubic between
/// them (Hermite), since their rates are known.
struct LeavingCurve: Sendable {
  private var times: [Double] = []
  private var hazards: [Double] = []
  private var hazardRates: [Double] = []
  private var worths: [Double] = []
  private var worthRates: [Double] = []

  fileprivate init(capacity: Int) {
    times.reserveCapacity(capacity)
    hazards.reserveCapacity(capacity)
    hazardRates.reserveCapacity(capacity)
    worths.reserveCapacity(capacity)
    worthRates.reserveCapacity(capacity)
  }

  fileprivate mutating func add(
    time: Double, hazard: Double, hazardRate: Double, worth: Double, worthRate: Double
  ) {
    times.append(time)
    hazards.append(hazard)
    hazardRates.append(hazardRate)
    worths.append(worth)
    worthRates.append(worthRate)
  }

  /// The worth if the account stays until the horizon, money.
  var worthOfStaying: Double { worths[worths.count - 1] }

  /// The worth in a world in which the account leaves when its cumulated hazard reaches `threshold`, money.
  func worth(until threshold: Double) -> Double {
    guard threshold < hazards[hazards.count - 1] else { return worthOfStaying }
    var (low, high) = (0, hazards.count - 1)
    while high - low > 1 {
      let middle = (low + high) / 2
      if hazards[middle] <= threshold { low = middle } else { high = middle }
    }
    let step = times[high] - times[low]
    // The share of the step after which the threshold is reached: Newton from the straight line.
    var share = (threshold - hazards[low]) / (hazards[high] - hazards[low])
    for _ in 0..<3 {
      let (value, slope) = Self.cubic(
        at: share, hazards[low], hazards[high], step * hazardRates[low], step * hazardRates[high])
      if slope > 0 { share = min(max(share - (value - threshold) / slope, 0), 1) }
    }
    return Self.cubic(
      at: share, worths[low], worths[high], step * worthRates[low], step * worthRates[high]
    ).value
  }

  /// The cubic with these values and slopes at 0 and 1.
  private static func cubic(
    at share: Double, _ start: Double, _ end: Double, _ startSlope: Double, _ endSlope: Double
  ) -> (value: Double, slope: Double) {
    let rise = end - start
    let square = 3 * rise - 2 * startSlope - endSlope
    let cube = startSlope + endSlope - 2 * rise
    return (
      start + share * (startSlope + share * (square + share * cube)),
      startSlope + share * (2 * square + 3 * share * cube)
    )
  }
}

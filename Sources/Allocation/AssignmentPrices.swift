/// Prices of days and of places, and what they prove: no owners are worth more than the bound.
///
/// For any prices `p_k >= 0` of a day and `m_k >= 0` of a place of KAM `k` (weak duality)
///
///     W(z) <= sum_k ( p_k C_k + m_k places_k ) + sum_i max_k ( rent_ik(p_k) + preference_ik - m_k )
///
/// and the least of these bounds is the value of the linear program in which accounts may be shared
/// out among KAMs [A. M. Geoffrion 1974, Lagrangean relaxation for integer programming].
struct AssignmentPrices: Sendable {
  /// The price of a day a year of each KAM, money over the horizon.
  private(set) var ofDays: [Double]
  /// The price of a place with each KAM, money.
  private(set) var ofPlaces: [Double]
  /// What no assignment exceeds.
  private(set) var bound = Double.infinity

  /// The best prices found: one price for all days by bisection, then subgradient steps.
  ///
  /// Each step is as long as would reach `target` on a straight way [B. T. Polyak 1969], and shorter
  /// where that does not help.
  ///
  /// - Parameters:
  ///   - subject: The case.
  ///   - target: The worth of owners found already; without it all days have one price.
  ///   - first: Where to begin, if other prices are known.
  init(
    of subject: AssignmentCase, target: Double? = nil, from first: [AssignmentPrices] = []
  ) {
    var (low, high) = (0.0, subject.penalty)
    let capacity = subject.capacity.reduce(0, +)
    func demand(_ price: Double) -> Double {
      subject.accounts.indices.reduce(0) { sum, account in
        // Of several effects, the days of the one that serves the account best.
        let best = subject.choices[account].map {
          subject.work(of: account, for: $0).rent(price: price)
        }.max { $0.worth < $1.worth }
        return sum + (best?.days ?? 0)
      }
    }
    for _ in 0..<60 {
      let middle = (low + high) / 2
      if demand(middle) > capacity { low = middle } else { high = middle }
    }
    self.init(days: subject.team.map { _ in high }, places: subject.team.map { _ in 0 })
    var slope = Slope(of: self, in: subject)
    bound = slope.bound
    for prices in first {
      var other = prices
      let otherSlope = Slope(of: other, in: subject)
      other.bound = otherSlope.bound
      if other.bound < bound { (self, slope) = (other, otherSlope) }
    }
    if let target { descend(to: target, from: slope, in: subject) }
  }

  /// The most steps.
  private static let stepLimit = 3000
  /// The most looks at an account with a KAM, unless 100 steps take more: a few seconds.
  private static let pairLimit = 60_000_000

  /// Given prices, whose bound is not known yet.
  init(days: [Double], places: [Double]) {
    ofDays = days
    ofPlaces = places
  }

  private mutating func descend(
    to target: Double, from start: Slope, in subject: AssignmentCase
  ) {
    // Days are many more than places: in steps of an account's days both weigh alike.
    let daysOfAccount =
      max(subject.capacity.reduce(0, +), 1e-9) / Double(max(1, subject.accounts.count))
    var (current, slope) = (self, start)
    var (length, failures) = (1.0, 0)
    let pairs = max(1, subject.accounts.count * subject.team.count)
    let steps = min(Self.stepLimit, max(100, Self.pairLimit / pairs))
    for _ in 0..<steps {
      let square =
        slope.days.reduce(0) { $0 + ($1 / daysOfAccount) * ($1 / daysOfAccount) }
        + slope.places.reduce(0) { $0 + $1 * $1 }
      let distance = slope.bound - target
      if square <= 0 || distance <= 1e-9 * max(1, abs(target)) || length < 1e-4 { break }
      let step = length * distance / square
      for kam in subject.team {
        let days = current.ofDays[kam] - step * slope.days[kam] / (daysOfAccount * daysOfAccount)
        current.ofDays[kam] = min(max(days, 0), subject.penalty)
        current.ofPlaces[kam] = max(current.ofPlaces[kam] - step * slope.places[kam], 0)
      }
      slope = Slope(of: current, in: subject)
      current.bound = slope.bound
      if current.bound < bound - 1e-12 * max(1, abs(bound)) {
        (self, failures) = (current, 0)
      } else {
        failures += 1
        if failures == 10 { (length, failures) = (length / 2, 0) }
      }
    }
  }

  /// The bound of some prices and how it moves with them: by what is left of days and of places.
  private struct Slope {
    var bound = 0.0
    var days: [Double]
    var places: [Double]

    init(of prices: AssignmentPrices, in subject: AssignmentCase) {
      days = subject.capacity
      places = subject.places.map(Double.init)
      for kam in subject.team {
        bound += prices.ofDays[kam] * days[kam] + prices.ofPlaces[kam] * places[kam]
      }
      for account in subject.accounts.indices {
        var best: (kam: Int, worth: Double, days: Double)?
        for kam in subject.choices[account] {
          let rent = subject.work(of: account, for: kam).rent(price: prices.ofDays[kam])
          let worth = rent.worth + subject.preference[account][kam] - prices.ofPlaces[kam]
          guard let known = best else {
            best = (kam, worth, rent.days)
            continue
          }
          // Of KAMs that are worth the same, the one with most days left.
          let rounding = 1e-12 * max(1, abs(worth))
          if worth > known.worth + rounding
            || worth > known.worth - rounding && days[kam] > days[known.kam]
          {
            best = (kam, max(worth, known.worth), rent.days)
          }
        }
        if let best {
          bound += best.worth
          days[best.kam] -= best.days
          places[best.kam] -= 1
        }
      }
    }
  }
}

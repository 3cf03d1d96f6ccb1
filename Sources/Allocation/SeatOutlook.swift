import PortfolioModel

/// What the days of one KAM are worth at any review, from any engagement, revenue and potential of the
/// accounts.
///
/// Worth is linear in revenue and potential, so the slopes of `V` per unit of each are kept: for each
/// review, at the breakpoints of an account's envelope and on a grid of engagements, between which they
/// are interpolated. The tables of all accounts stand in a row.
struct SeatOutlook: Sendable {
  /// One account.
  struct Account: Sendable {
    /// Days of care that it gets whatever they are worth.
    let floor: Double
    /// What bounds that couple KAMs charge for a day, money/day at the start.
    let charge: Double
    /// Its strategic weight, `q`.
    fileprivate let weight: Double
    /// The most engagement of the grid, days.
    fileprivate let mostEngagement: Double
    /// Its segments of care in `widths`, from 0 days on.
    fileprivate(set) var segments: Range<Int>
    /// How many segments the floor fills.
    let committed: Int
  }

  /// Points of the grid of engagements less one; they lie densest at 0, where care responds most.
  private static let steps = 8

  /// Customer-days a year.
  let capacity: Double
  /// How many trigger types there are.
  let types: Int
  private(set) var accounts: [Account] = []
  /// Length of each segment of care, days/year.
  private(set) var widths: [Double] = []
  /// Days of work a year on detected events.
  ///
  /// Shape: `[accounts * types]`.
  private(set) var workloads: [Double] = []
  /// The years that are left at each review, falling.
  private let horizons: [Double]
  /// Worth of a day of each segment, per money of revenue and of potential.
  ///
  /// Shape: `[accounts][reviews * (steps + 1) * segments]`, in a row.
  private var slopes: [SIMD2<Float>] = []
  /// Worth of a day of each type of response, per money of revenue and of potential.
  ///
  /// Shape: `[accounts * reviews * types]`.
  private var densities: [SIMD2<Float>] = []

  /// A seat without accounts.
  init(capacity: Double, types: Int, horizons: [Double]) {
    (self.capacity, self.types, self.horizons) = (capacity, types, horizons)
  }

  /// Worth of a day of each segment of an account, money/day with the strategic weight, less a charge;
  /// the worths fall.
  ///
  /// - Parameters:
  ///   - account: Its place in `accounts`.
  ///   - review: Which review it is, from 0.
  ///   - state: How the account stands.
  ///   - charge: What a day is charged, money/day.
  ///   - worths: Where to put them, at the places of the segments.
  func setWorths(
    of account: Int, at review: Int, _ state: ReviewedAccount, charge: Double,
    in worths: inout [Double]
  ) {
    let outlook = accounts[account]
    let (first, count) = (outlook.segments.lowerBound, outlook.segments.count)
    let most = outlook.mostEngagement
    let position = min(1, state.engagement / most).squareRoot() * Double(Self.steps)
    let step = min(Self.steps - 1, Int(position))
    let (low, high) = (Self.engagement(step, most: most), Self.engagement(step + 1, most: most))
    let share = Float(min(1, (state.engagement - low) / (high - low)))
    let row = (first * horizons.count + review * count) * (Self.steps + 1) + step * count
    let (revenue, potential) = (
      outlook.weight * state.annualRevenue, outlook.weight * state.potential
    )
    for segment in 0..<count {
      let near = slopes[row + segment]
      let slope = near + (slopes[row + count + segment] - near) * share
      worths[first + segment] = revenue * Double(slope.x) + potential * Double(slope.y) - charge
    }
    makeFalling(&worths, in: outlook.segments)
  }

  /// Worth of a day of a type of response, money/day with the strategic weight.
  func density(of type: Int, on account: Int, at review: Int, _ state: ReviewedAccount) -> Double {
    let density = densities[(account * horizons.count + review) * types + type]
    return accounts[account].weight
      * (state.annualRevenue * Double(density.x) + state.potential * Double(density.y))
  }

  private static func engagement(_ step: Int, most: Double) -> Double {
    let share = Double(step) / Double(steps)
    return most * share * share
  }

  /// Bridges what rises, so that segments are worth taking in their order.
  private func makeFalling(_ worths: inout [Double], in segments: Range<Int>) {
    for segment in segments.dropFirst() where worths[segment] > worths[segment - 1] {
      var (start, days, worth) = (segment, widths[segment], worths[segment])
      while start > segments.lowerBound && worths[start - 1] < worth {
        start -= 1
        let total = days + widths[start]
        worth = (worth * days + worths[start] * widths[start]) / total
        days = total
      }
      for bridged in start...segment { worths[bridged] = worth }
    }
  }
}

// MARK: - Construction

extension SeatOutlook {
  /// Values an account at all reviews.
  ///
  /// - Parameters:
  ///   - subject: The account.
  ///   - charge: What bounds that couple KAMs charge for a day, money/day.
  ///   - portfolio: The portfolio.
  mutating func add(_ subject: AccountCase, charge: Double, in portfolio: Portfolio) {
    let parameters = portfolio.parameters
    let ends = Self.segmentEnds(of: subject)
    let currentDays = portfolio.accounts[subject.account].currentDays ?? 0
    let most = max(
      1e-9, parameters.engagement(underCareDays: max(ends.last ?? 0, currentDays)))
    accounts.append(
      Account(
        floor: subject.floor, charge: charge, weight: subject.weight, mostEngagement: most,
        segments: widths.count..<widths.count + ends.count,
        committed: ends.count { $0 <= subject.floor }))
    workloads += subject.responses.map(\.workload)
    addSlopes(of: subject, ends: ends, most: most)
    addDensities(of: portfolio.accounts[subject.account], in: portfolio)
    widths += zip(ends, [0] + ends).map { $0 - $1 }
  }

  private mutating func addSlopes(of subject: AccountCase, ends: [Double], most: Double) {
    let rising = Array(horizons.reversed())
    // Of each point of the grid, each breakpoint and each horizon.
    let worths = (0...Self.steps).map { step in
      ([0] + ends).map { days in
        subject.dayValue.worths(
          careDays: days, startEngagement: Self.engagement(step, most: most), horizons: rising)
      }
    }
    for review in horizons.indices {
      let horizon = horizons.count - 1 - review
      for worths in worths {
        for (segment, end) in ends.enumerated() {
          let (left, right) = (worths[segment][horizon], worths[segment + 1][horizon])
          let days = (end - (segment > 0 ? ends[segment - 1] : 0)) * horizons[review]
          slopes.append(
            SIMD2(
              Float((right.perRevenue - left.perRevenue) / days),
              Float((right.perPotential - left.perPotential) / days)))
        }
      }
    }
  }

  private mutating func addDensities(
    of account: PortfolioModel.Account, in portfolio: Portfolio
  ) {
    var (revenueAlone, potentialAlone) = (account, account)
    (revenueAlone.annualRevenue, revenueAlone.potential) = (1, 0)
    (potentialAlone.annualRevenue, potentialAlone.potential) = (0, 1)
    for years in horizons {
      for trigger in portfolio.triggers {
        func density(_ account: PortfolioModel.Account) -> Float {
          Float(
            ResponseValue(
              to: trigger, on: account, horizonYears: years, parameters: portfolio.parameters
            ).perDay)
        }
        densities.append(SIMD2(density(revenueAlone), density(potentialAlone)))
      }
    }
  }

  /// Where segments of care end: at the breakpoints of the envelope and at the limits of the account.
  private static func segmentEnds(of subject: AccountCase) -> [Double] {
    var ends = [subject.floor]
    var end = 0.0
    for segment in subject.envelope.segments {
      end += segment.width
      ends.append(min(end, subject.ceiling))
    }
    // Slivers say nothing about slopes.
    let sliver = 1e-9 * max(1, subject.ceiling)
    return ends.sorted().reduce(into: []) { kept, end in
      if end > (kept.last ?? 0) + sliver { kept.append(end) }
    }
  }
}

import PortfolioModel

/// What the days of one account are worth at any review, from any engagement, revenue and potential.
///
/// Worth is linear in revenue and potential, so the slopes of `V` per unit of each are kept: for each
/// review, at the breakpoints of the account's envelope and on a grid of engagements, between which they
/// are interpolated.
struct AccountOutlook: Sendable {
  /// Points of the grid of engagements less one; they lie densest at 0, where care responds most.
  private static let steps = 8

  /// Days of care that the account gets whatever they are worth.
  let floor: Double
  /// Length of each segment of care, days/year, from 0 on.
  ///
  /// Shape: `[segments]`.
  let widths: [Double]
  /// How many segments the floor fills.
  let committed: Int
  /// Days of work a year on detected events, by trigger type.
  let workloads: [Double]
  /// What bounds that couple KAMs charge for a day, money/day at the start.
  let charge: Double
  /// The strategic weight, `q`.
  private let weight: Double
  /// The most engagement of the grid, days.
  private let most: Double
  /// Worth of a day a year of each segment, per money of revenue and of potential.
  ///
  /// Shape: `[reviews * (steps + 1) * segments]`.
  private let slopes: [SIMD2<Float>]
  /// Worth of a day of each type of response, per money of revenue and of potential.
  ///
  /// Shape: `[reviews * trigger types]`.
  private let densities: [SIMD2<Float>]

  /// Values an account at reviews.
  ///
  /// - Parameters:
  ///   - subject: The account.
  ///   - charge: What bounds that couple KAMs charge for a day, money/day.
  ///   - portfolio: The portfolio.
  ///   - horizons: The years that are left at each review, falling.
  init(_ subject: AccountCase, charge: Double, in portfolio: Portfolio, horizons: [Double]) {
    let parameters = portfolio.parameters
    let account = portfolio.accounts[subject.account]
    (floor, weight, self.charge) = (subject.floor, subject.weight, charge)
    workloads = subject.responses.map(\.workload)
    let ends = Self.segmentEnds(of: subject)
    widths = zip(ends, [0] + ends).map { $0 - $1 }
    committed = ends.count { $0 <= subject.floor }
    let planned = max(ends.last ?? 0, account.currentDays ?? 0)
    let most = max(1e-9, parameters.engagement(underCareDays: planned))
    self.most = most
    let rising = Array(horizons.reversed())
    var slopes = Array(
      repeating: SIMD2<Float>(), count: horizons.count * (Self.steps + 1) * ends.count)
    for step in 0...Self.steps {
      let share = Double(step) / Double(Self.steps)
      let worths = ([0] + ends).map {
        subject.dayValue.worths(
          careDays: $0, startEngagement: most * share * share, horizons: rising)
      }
      for segment in ends.indices {
        for review in horizons.indices {
          let (left, right) = (
            worths[segment][horizons.count - 1 - review],
            worths[segment + 1][horizons.count - 1 - review]
          )
          let scale = 1 / (widths[segment] * horizons[review])
          slopes[(review * (Self.steps + 1) + step) * ends.count + segment] = SIMD2(
            Float((right.perRevenue - left.perRevenue) * scale),
            Float((right.perPotential - left.perPotential) * scale))
        }
      }
    }
    self.slopes = slopes
    densities = horizons.flatMap { years in
      portfolio.triggers.map { trigger in
        func density(revenue: Double, potential: Double) -> Float {
          var account = account
          (account.annualRevenue, account.potential) = (revenue, potential)
          return Float(
            ResponseValue(to: trigger, on: account, horizonYears: years, parameters: parameters)
              .perDay)
        }
        return SIMD2(density(revenue: 1, potential: 0), density(revenue: 0, potential: 1))
      }
    }
  }

  /// Where segments of care end: at the breakpoints of the envelope and at the limits of the account.
  private static func segmentEnds(of subject: AccountCase) -> [Double] {
    var ends = subject.floor > 0 ? [subject.floor] : []
    var end = 0.0
    for segment in subject.envelope.segments {
      end += segment.width
      ends.append(min(end, subject.ceiling))
    }
    let sorted = Set(ends).sorted()
    // Slivers say nothing about slopes.
    let sliver = 1e-9 * max(1, subject.ceiling)
    return sorted.indices.filter { index in
      sorted[index] > (index > 0 ? sorted[index - 1] : 0) + sliver
    }.map { sorted[$0] }
  }

  /// Worth of a day of each segment, money/day with the strategic weight, less the charge; slopes fall.
  ///
  /// - Parameters:
  ///   - review: Which review it is, from 0.
  ///   - state: How the account stands.
  ///   - charge: What a day is charged now, money/day.
  ///   - worths: Where to put them; as many as there are `widths`.
  func segmentWorths(
    at review: Int, _ state: ReviewedAccount, charge: Double, into worths: inout [Double]
  ) {
    let count = widths.count
    let position =
      (min(1, state.engagement / most)).squareRoot() * Double(Self.steps)
    let step = min(Self.steps - 1, Int(position))
    let (low, high) = (Self.engagement(step, most: most), Self.engagement(step + 1, most: most))
    let share = Float(min(1, max(0, (state.engagement - low) / (high - low))))
    let first = (review * (Self.steps + 1) + step) * count
    let (revenue, potential) = (weight * state.annualRevenue, weight * state.potential)
    for segment in 0..<count {
      let (near, far) = (slopes[first + segment], slopes[first + count + segment])
      let slope = near + (far - near) * share
      worths.append(revenue * Double(slope.x) + potential * Double(slope.y) - charge)
    }
    makeFalling(&worths)
  }

  /// Worth of a day of a type of response, money/day with the strategic weight.
  func density(of type: Int, at review: Int, _ state: ReviewedAccount) -> Double {
    let density = densities[review * workloads.count + type]
    return weight * (state.annualRevenue * Double(density.x) + state.potential * Double(density.y))
  }

  private static func engagement(_ step: Int, most: Double) -> Double {
    let share = Double(step) / Double(steps)
    return most * share * share
  }

  /// Bridges what rises at the end of `worths`, so that segments are worth taking in their order.
  private func makeFalling(_ worths: inout [Double]) {
    let first = worths.count - widths.count
    for segment in widths.indices.dropFirst()
    where worths[first + segment] > worths[first + segment - 1] {
      var (start, days, worth) = (segment, widths[segment], worths[first + segment])
      while start > 0 && worths[first + start - 1] < worth {
        start -= 1
        let total = days + widths[start]
        worth = (worth * days + worths[first + start] * widths[start]) / total
        days = total
      }
      for bridged in start...segment { worths[first + bridged] = worth }
    }
  }
}

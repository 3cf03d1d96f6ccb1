import PortfolioModel
import Statistics

/// Worlds that a risk-averse plan is made for: what care on each account is worth in each of them.
///
/// The worth of an account is taken at the breakpoints of its envelope and straight between them. In every
/// world it is shifted by the same amount, so that its mean over the worlds is the envelope: then the mean of
/// the program is exact, and worlds only tell how much outcomes differ.
struct WorldSample: Sendable {
  /// One account; money over the horizon, with the strategic weight.
  struct AccountWorlds: Sendable {
    /// Worth without care in each world, less its mean over the worlds.
    let starts: [Double]
    /// Worth of a day on each segment of the envelope in a world in which the account stays.
    let slopes: [Double]
    /// What it is more, or less, in a world: 0 where the account stays without care too.
    ///
    /// Shape: `[segments][worlds]`.
    let deviations: [[Double]]

    /// Worth of care in each world, less the mean of the worth without care.
    func worths(careDays: Double, on envelope: ConcaveEnvelope) -> [Double] {
      var worths = starts
      var left = careDays
      for (segment, slope) in zip(envelope.segments.indices, slopes) where left > 0 {
        let days = min(left, envelope.segments[segment].width)
        for world in worths.indices { worths[world] += days * (slope + deviations[segment][world]) }
        left -= days
      }
      return worths
    }
  }

  /// The most accounts times worlds.
  static let sizeLimit = 500_000

  /// How much the worlds count.
  let aversion: RiskAversion
  /// By account, for the whole portfolio; `nil` where no KAM owns it.
  let accounts: [AccountWorlds?]

  /// Samples the worlds of accounts.
  ///
  /// - Parameters:
  ///   - aversion: How many worlds, and from where.
  ///   - cases: The accounts that KAMs own.
  ///   - portfolio: The portfolio.
  ///   - horizonYears: The horizon, years.
  /// - Throws: `AllocationError.tooManyWorlds` above `sizeLimit`.
  init(
    _ aversion: RiskAversion, of cases: [AccountCase], in portfolio: Portfolio, horizonYears: Double
  ) throws(AllocationError) {
    guard cases.count * aversion.worlds <= Self.sizeLimit else {
      throw .tooManyWorlds(accounts: cases.count, worlds: aversion.worlds)
    }
    let grid = LeavingGrid(parameters: portfolio.parameters, horizonYears: horizonYears)
    var accounts = portfolio.accounts.map { _ in AccountWorlds?.none }
    for subject in cases {
      accounts[subject.account] = AccountWorlds(
        of: subject,
        worth: WorldWorth(account: subject.account, in: portfolio, grid: grid),
        thresholds: Self.thresholds(
          of: portfolio.accounts[subject.account].id, worlds: aversion.worlds, seed: aversion.seed,
          purpose: .risk))
    }
    self.aversion = aversion
    self.accounts = accounts
  }

  /// What to do where accounts and worlds are too many.
  static func advice(accounts: Int) -> String {
    let worlds = sizeLimit / max(1, accounts)
    return worlds < RiskAversion.allowedWorlds.lowerBound
      ? "Plan the accounts in several scenarios, or leave riskAversion out."
      : "Set worlds to \(worlds) or less."
  }

  /// The cumulated hazards at which an account leaves, one per world: exponential with mean 1.
  ///
  /// They depend on the seed, the world and the account's id alone.
  static func thresholds(
    of id: String, worlds: Int, seed: UInt64, purpose: RandomStream.Purpose
  ) -> [Double] {
    let entity = RandomStream.entity(id)
    return (0..<worlds).map { world in
      let stream = RandomStream(
        seed: seed, replication: world, entity: entity, purpose: purpose)
      return -Elementary.log(uniform(stream.block(0)[0]))
    }
  }
}

extension WorldSample.AccountWorlds {
  /// Looks at an account in all worlds.
  fileprivate init(of subject: AccountCase, worth: WorldWorth, thresholds: [Double]) {
    let weight = subject.weight
    let count = Double(thresholds.count)
    var curve = worth.curve(careDays: 0)
    var worths = thresholds.map(curve.worth(until:))
    let mean = worths.reduce(0, +) / count
    starts = worths.map { weight * ($0 - mean) }
    var slopes: [Double] = []
    var deviations: [[Double]] = []
    var end = 0.0
    for segment in subject.envelope.segments {
      end += segment.width
      let next = worth.curve(careDays: end)
      let nextWorths = thresholds.map(next.worth(until:))
      let ofStaying = (next.worthOfStaying - curve.worthOfStaying) / segment.width
      let own = zip(worths, nextWorths).map { ($1 - $0) / segment.width - ofStaying }
      let shift = segment.slope - ofStaying - own.reduce(0, +) / count
      slopes.append(weight * (ofStaying + shift))
      deviations.append(own.map { weight * $0 })
      (curve, worths) = (next, nextWorths)
    }
    self.slopes = slopes
    self.deviations = deviations
  }
}

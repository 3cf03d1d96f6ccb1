import PortfolioModel
import Statistics

/// What a world is drawn from: the chances of every account and seat, resolved to plain numbers.
struct WorldModel: Sendable {
  /// One trigger type.
  struct Trigger: Sendable, BitwiseCopyable {
    let detection: Double
    /// Logarithm of `detection`; unused where nothing is detected.
    let logDetection: Double
    let lag: Double
    let window: Double
    let winProbability: Double
    let captures: Double
    let riskFactor: Double
    let riskDays: Double
    let resolvedRiskDays: Double
    /// A number in (0, 1) below the first of these wins and resolves; below `winProbability` it wins, and
    /// from there to the second one it resolves alone.
    let winsAndResolves: Double
    let winsOrResolves: Double
    let isInbound: Bool
    /// The effort of every response, days, if it is always the same.
    let constantEffort: Double?
  }

  /// One account.
  struct AccountChances: Sendable {
    let entity: UInt64
    /// Mean gap in days between two draws of any kind; infinite where nothing ever happens.
    let meanGap: Double
    /// Probability that a draw is of this kind or an earlier one.
    ///
    /// Shape: `[trigger types]`, candidates.
    let cumulative: [Double]
    /// Events per day.
    ///
    /// Shape: `[trigger types]`.
    let rate: [Double]
    /// Probability that an earlier event's risk was resolved.
    ///
    /// Shape: `[trigger types]`.
    let resolvedShare: [Double]
    /// Probability to follow a departing KAM.
    let follow: Double
  }

  /// The accounts that are simulated together: one KAM's, or some of the pool's.
  struct Group: Sendable {
    /// The KAM's position in the team; `nil` for the pool.
    let kam: Int?
    /// Positions in the portfolio, rising.
    let accounts: [Int]
  }

  let seed: UInt64
  let timeline: Timeline
  let triggers: [Trigger]
  let efforts: [EffortSampler]
  let accounts: [AccountChances]
  let groups: [Group]
  /// Seats: their address and their hazard of departure per day while filled.
  let seats: [(entity: UInt64, hazard: Double)]
  let vacancy: Double
  /// Probability of winning an expansion opportunity under full care.
  let expansionWin: Double
  let departureRiskFactor: Double
  let departureRiskDays: Double
  /// The product of all risk factors, by which candidates are thinned.
  let riskBound: Double

  init(portfolio: Portfolio, horizonYears: Double, seed: UInt64) {
    let parameters = portfolio.parameters
    let days = parameters.workingDaysPerYear
    let riskBound =
      portfolio.triggers.reduce(1) { $0 * $1.riskFactor } * parameters.departureRiskFactor
    self.seed = seed
    self.riskBound = riskBound
    timeline = Timeline(horizonDays: horizonYears * days)
    vacancy = parameters.vacancy
    expansionWin = parameters.expansionWin
    departureRiskFactor = parameters.departureRiskFactor
    departureRiskDays = parameters.departureRiskDays
    triggers = portfolio.triggers.map {
      Trigger(
        detection: $0.detection,
        logDetection: $0.detection > 0 ? Elementary.log($0.detection) : 0, lag: $0.lag,
        window: $0.window,
        winProbability: $0.winProbability, captures: $0.captures, riskFactor: $0.riskFactor,
        riskDays: $0.riskDays, resolvedRiskDays: $0.resolvedRiskDays,
        winsAndResolves: $0.winProbability * $0.resolves,
        winsOrResolves: $0.winProbability + (1 - $0.winProbability) * $0.resolves,
        isInbound: $0.isInbound, constantEffort: EffortSampler($0.effort).constant)
    }
    efforts = portfolio.triggers.map { EffortSampler($0.effort) }
    accounts = portfolio.accounts.indices.map { index in
      let account = portfolio.accounts[index]
      let rates = portfolio.triggers.map { $0.rate(on: account) / days }
      let candidates = portfolio.baseHazard[index] * riskBound
      let total = rates.reduce(0, +) + candidates + parameters.expansionRate / days
      var cumulative: [Double] = []
      var sum = 0.0
      for rate in rates + [candidates] {
        sum += rate
        cumulative.append(sum / total)
      }
      return AccountChances(
        entity: RandomStream.entity(account.id), meanGap: 1 / total,
        cumulative: cumulative, rate: rates,
        resolvedShare: portfolio.triggers.map {
          $0.resolvedShare(isPooled: portfolio.owner[index] == nil)
        }, follow: parameters.follow * account.dependency)
    }
    let pool = portfolio.pooledAccounts
    groups =
      portfolio.accountsOfKAM.enumerated().map { Group(kam: $0.offset, accounts: $0.element) }
      + stride(from: 0, to: pool.count, by: 64).map {
        Group(kam: nil, accounts: Array(pool[$0..<min($0 + 64, pool.count)]))
      }
    seats = portfolio.team.map {
      (RandomStream.entity($0.id), -Elementary.log(1 - $0.departure) / days)
    }
  }
}

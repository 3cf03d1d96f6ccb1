import PortfolioModel

/// The work that an account brings to an owner: days that must be, and days by falling worth.
///
/// It is what the linear program may plan on the account: care on the segments of its envelope and
/// detected responses. It differs between owners whose days have different effects. Money is weighted and
/// over the horizon, days are a year, so prices are money over the horizon for a day a year.
struct AssignableWork: Sendable {
  /// Days of the same worth.
  struct Piece: Equatable, Sendable {
    /// What a day is worth.
    let slope: Double
    /// How many days there are.
    let width: Double
  }

  /// Least care days.
  let leastDays: Double
  /// What they are worth.
  let leastWorth: Double
  /// Days beyond the least ones that are worth anything, dearest first.
  let pieces: [Piece]
  /// The worth and the days of the pieces before each position.
  private let before: [(worth: Double, days: Double)]

  /// The work that an account brings to a KAM.
  ///
  /// - Parameters:
  ///   - account: A position in `portfolio.accounts`; not of a pooled account.
  ///   - portfolio: The portfolio.
  ///   - horizonYears: The horizon, years.
  ///   - maxChange: How far its care may move from its current days, if that is limited.
  ///   - effect: The effect of the KAM's days.
  init(
    of account: Int, in portfolio: Portfolio, horizonYears: Double, maxChange: ChangeLimit?,
    effect: Double
  ) {
    let subject = AccountCase(
      account: account, in: portfolio, horizonYears: horizonYears,
      limits: CareLimits(of: account, in: portfolio, maxChange: maxChange), minimumScale: 1,
      capacity: .infinity, effect: effect)
    var pieces: [Piece] = []
    var (leastDays, leastWorth, start) = (0.0, 0.0, 0.0)
    for segment in subject.envelope.segments {
      let least = min(max(subject.floor - start, 0), segment.width)
      let most = min(max(subject.ceiling - start, 0), segment.width)
      start += segment.width
      let slope = subject.weight * segment.slope
      leastDays += least
      leastWorth += least * slope
      if most > least { pieces.append(Piece(slope: slope, width: most - least)) }
    }
    pieces += subject.responses.map {
      Piece(slope: subject.weight * horizonYears * $0.perDay, width: $0.workload)
    }
    self.init(leastDays: leastDays, leastWorth: leastWorth, pieces: pieces)
  }

  /// Work of given worth; pieces in any order, those that are worth nothing are left out.
  init(leastDays: Double, leastWorth: Double, pieces: [Piece]) {
    self.leastDays = leastDays
    self.leastWorth = leastWorth
    self.pieces = pieces.filter { $0.slope > 0 && $0.width > 0 }
      .sorted { ($0.slope, $0.width) > ($1.slope, $1.width) }
    var sums = [(worth: 0.0, days: 0.0)]
    for piece in self.pieces {
      let last = sums[sums.count - 1]
      sums.append((last.worth + piece.slope * piece.width, last.days + piece.width))
    }
    before = sums
  }

  /// What the account leaves of its worth if it buys its days at a price, and how many it buys.
  func rent(price: Double) -> (worth: Double, days: Double) {
    // The first piece that does not earn the price.
    var (low, high) = (0, pieces.count)
    while low < high {
      let middle = (low + high) / 2
      if pieces[middle].slope > price { low = middle + 1 } else { high = middle }
    }
    let days = leastDays + before[low].days
    return (leastWorth + before[low].worth - price * days, days)
  }
}

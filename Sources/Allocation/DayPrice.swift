/// What a day of a KAM is worth, with the capacities over which that holds.
///
/// Where nothing couples KAMs, the best use of a KAM's days is to take uses by falling worth until its
/// capacity is spent. So the price of a day is a step function of capacity that follows from sorting
/// the care segments and responses of its accounts; where capacity ends with a step, the last day and
/// the next one have different prices, and a solver may report either. Where bounds couple KAMs, the price is
/// a step function too, whose steps follow from solving the program at other capacities.
public struct DayPrice: Equatable, Sendable {
  /// A price and the capacities over which it holds.
  public struct Step: Equatable, Sendable {
    /// What a day is worth, money/day, weighted as the objective is.
    public let price: Double
    /// The least capacity, days/year.
    public let from: Double
    /// The greatest capacity, days/year; `nil` where there is none: all work worth doing is planned.
    public let to: Double?
  }

  /// What a day less would cost; `nil` where minimum days take all capacity.
  public let lastDay: Step?
  /// What a day more would earn; the same step as `lastDay` but where capacity ends with a step.
  public let nextDay: Step

  /// Whether the last day and the next one have different prices.
  public var isDegenerate: Bool { lastDay != nextDay }

  /// Creates the prices of the last and of the next day.
  init(lastDay: Step?, nextDay: Step) { (self.lastDay, self.nextDay) = (lastDay, nextDay) }

  /// Merges the uses of a KAM's days.
  ///
  /// - Parameters:
  ///   - uses: What days could be used for, in any order: worth of a day, and days a year.
  ///   - committed: Days a year that are bound to minimum days, whatever they are worth.
  ///   - capacity: Days a year of the KAM, at least `committed`.
  init(uses: [(worth: Double, days: Double)], committed: Double, capacity: Double) {
    var steps: [Step] = []
    for use in uses.sorted(by: { $0.worth > $1.worth }) where use.worth > 0 && use.days > 0 {
      let start = steps.last?.to ?? committed
      // Equal accounts have equal slopes but for rounding.
      if let last = steps.last, last.price - use.worth <= 1e-9 * last.price {
        steps[steps.count - 1] = Step(price: last.price, from: last.from, to: start + use.days)
      } else {
        steps.append(Step(price: use.worth, from: start, to: start + use.days))
      }
    }
    let idle = Step(price: 0, from: steps.last?.to ?? committed, to: nil)
    let rounding = 1e-9 * max(1, capacity)
    lastDay = (steps + [idle]).last { $0.from < capacity - rounding }
    nextDay = steps.first { ($0.to ?? .infinity) > capacity + rounding } ?? idle
  }
}

extension DayPrice {
  /// The price of a day of a KAM in a program; `nil` where other rows than its capacity have a say.
  init?(of seat: ProgramBlock.Seat, in block: ProgramBlock, horizonYears: Double) {
    let model = block.model
    guard model.rowBounds.count == block.seats.count else { return nil }
    let variables = seat.columns.flatMap(\.variables)
    self.init(
      uses: variables.map { variable in
        let bounds = model.variableBounds[variable.index]
        return (model.objective[variable.index] / horizonYears, bounds.upper - bounds.lower)
      },
      committed: variables.reduce(0) { $0 + model.variableBounds[$1.index].lower },
      capacity: model.rowBounds[seat.capacityRow.index].upper)
  }
}

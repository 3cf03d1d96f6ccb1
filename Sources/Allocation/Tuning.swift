import Statistics

/// How many days to plan for a day that there is, so that the simulation earns most: policy
/// `optimal-tuned` of section 6 of the model page.
///
/// Customers leave, sessions are skipped, KAMs change: a plan that fits the days at the start leaves days
/// over later. Planning more lets what is worth most fill them. Where that pays no more, the price of a
/// day in the program and what a day is worth in the simulation agree. The number of days is chosen in
/// worlds of its own, so that no luck of the choice flatters the result.
public struct Tuning: Sendable {
  /// Days planned for a day that there is.
  public let factor: Double
  /// What the plan earns more than with the factor 1 in the worlds that chose it, money over the horizon:
  /// rather too much, for it is the best of several; `nil` if the factor is 1.
  public let gain: Estimate?
  /// The price of a day in the program, money/day: the mean of the KAMs, weighted with their days.
  public let price: Double
  /// What a day is worth in the simulation, money/day: gross margin with a tenth more of all days less
  /// that with a tenth less, per day, in worlds that had no say in the choice.
  public let dayWorth: Double
  /// Half the width of its 95 % interval.
  public let dayWorthHalfWidth: Double

  /// Creates the record of a tuning.
  public init(
    factor: Double, gain: Estimate?, price: Double, dayWorth: Double, dayWorthHalfWidth: Double
  ) {
    self.factor = factor
    self.gain = gain
    self.price = price
    self.dayWorth = dayWorth
    self.dayWorthHalfWidth = dayWorthHalfWidth
  }
}

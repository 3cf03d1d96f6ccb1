import Charts

extension ForestPlot.Row {
  /// An amount that is better above zero.
  ///
  /// - Parameters:
  ///   - name: What it is the amount of.
  ///   - amount: The amount with its 95 % interval.
  ///   - unit: What follows it in the tooltip, such as " a year".
  init(_ name: String, _ amount: StaffingRecord.AmountRecord, unit: String = "") {
    self.init(
      name: name, mean: amount.mean, low: amount.low, high: amount.high,
      verdict: PageText.verdict(amount.low, amount.high),
      meanText: PageText.money(amount.mean, signed: true),
      intervalText: PageText.interval(amount.low, amount.high, signed: true),
      tooltip: "\(name): \(PageText.amount(amount, signed: true))\(unit)")
  }
}

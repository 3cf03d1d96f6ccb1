extension WhaleCurve {
  /// The curve in pixels.
  struct Curve {
    let profit: CumulativeProfit
    let across: AxisScale
    let upward: AxisScale

    /// The curve after so many accounts.
    func point(_ count: Int) -> Point {
      let share = Double(count) / Double(profit.accountCount)
      return Point(x: across(share), y: upward(profit.shares[count]))
    }

    /// From no account to the peak.
    var rising: [Point] {
      profit.bends(limit: 200).filter { $0 <= profit.earningCount }.map(point)
    }

    /// From the peak to all accounts.
    var falling: [Point] {
      profit.bends(limit: 200).filter { $0 >= profit.earningCount }.map(point)
    }

    /// What lies between points of the curve and the axis.
    func area(_ points: [Point]) -> [Point] {
      guard let first = points.first, let last = points.last else { return [] }
      return points + [Point(x: last.x, y: upward(0)), Point(x: first.x, y: upward(0))]
    }
  }
}

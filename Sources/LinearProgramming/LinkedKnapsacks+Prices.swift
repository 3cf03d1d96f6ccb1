extension LinkedKnapsacks {
  /// Finds prices of the linking rows that make the dual objective least, or nearly so.
  ///
  /// The dual objective is convex and piecewise linear in these few prices. Each filling gives one piece
  /// of it; the next prices to look at are where the pieces known so far are lowest (Kelley's method, or
  /// Dantzig-Wolfe decomposition seen from the dual side), until a piece confirms what the others say.
  ///
  /// - Parameter solver: What finds the lowest point of some pieces.
  /// - Returns: The prices; `nil` if they grow without limit, as they do where the rows can't be kept.
  /// - SeeAlso: J. E. Kelley, "The Cutting-Plane Method for Solving Convex Programs", 1960.
  mutating func findPrices(using solver: LinearSolver) -> [Double]? {
    var prices = linkingRows.map { _ in 0.0 }
    guard !linkingRows.isEmpty else { return prices }
    var (best, least) = (prices, Double.infinity)
    var pieces: [Piece] = []
    let priceScale = items.reduce(.leastNormalMagnitude) { max($0, abs($1.objective)) }
    var moneyScale = Double.leastNormalMagnitude
    var reach = 4.0
    for _ in 0..<(20 * (linkingRows.count + 4)) {
      fill(at: prices)
      let piece = self.piece
      let value = zip(prices, piece.activities).reduce(piece.money + charge(prices)) {
        $0 - $1.0 * $1.1
      }
      if value < least { (best, least) = (prices, value) }
      pieces.append(piece)
      moneyScale = max(moneyScale, abs(piece.money))
      guard
        let lowest = lowestPoint(
          of: pieces, within: reach, priceScale: priceScale, moneyScale: moneyScale, using: solver)
      else { return nil }
      if least - lowest.value <= 1e-11 * moneyScale {
        guard lowest.isAtReach else { break }
        reach *= 16
        guard reach < 1e6 else { return nil }
      } else if lowest.prices == prices {
        break  // the solver's rounding sees no further
      }
      prices = lowest.prices
    }
    return best
  }

  /// A linear piece of the knapsacks' part of the dual objective: what they earn before prices, and how
  /// much they use of the linking rows.
  private struct Piece {
    let money: Double
    let activities: [Double]
  }

  /// The piece that the knapsacks as they are filled make.
  private var piece: Piece {
    var money = leastMoney
    var days = coefficients.map { _ in 0.0 }
    for list in lists where list.cut > list.items.lowerBound {
      money += items[list.cut - 1].moneyThrough
      days[list.kind] += items[list.cut - 1].widthThrough
    }
    for knapsack in knapsacks {
      guard let marginal = knapsack.marginal else { continue }
      money -= knapsack.excess * items[lists[marginal].cut - 1].objective
      days[lists[marginal].kind] -= knapsack.excess
    }
    let activities = linkingRows.indices.map { row in
      zip(coefficients, days).reduce(leastActivities[row]) { $0 + $1.0[row] * $1.1 }
    }
    return Piece(money: money, activities: activities)
  }

  /// What prices of the linking rows cost by the bounds that they are the prices of.
  private func charge(_ prices: [Double]) -> Double {
    zip(linkingRows, prices).reduce(0) { sum, priced in
      let (bounds, price) = (model.rowBounds[priced.0], priced.1)
      return price == 0 ? sum : sum + price * (price > 0 ? bounds.upper : bounds.lower)
    }
  }

  /// Where pieces of the dual objective are lowest together.
  ///
  /// A price is the difference of those of the row's two bounds, neither above `reach` in units of the
  /// largest objective coefficient.
  private func lowestPoint(
    of pieces: [Piece], within reach: Double, priceScale: Double, moneyScale: Double,
    using solver: LinearSolver
  ) -> (prices: [Double], value: Double, isAtReach: Bool)? {
    var lowest = LinearModel(.minimise)
    let knapsackPart = lowest.addVariable(objective: 1, in: .free)
    var sides: [(row: Int, sign: Double, variable: LinearModel.Variable)] = []
    for (row, modelRow) in linkingRows.enumerated() {
      let bounds = model.rowBounds[modelRow]
      for (sign, bound) in [(1.0, bounds.upper), (-1.0, bounds.lower)] where bound.isFinite {
        let variable = lowest.addVariable(
          objective: sign * bound * priceScale / moneyScale, in: LinearModel.Bounds(0, reach))
        sides.append((row, sign, variable))
      }
    }
    for piece in pieces {
      let terms = sides.map {
        ($0.variable, $0.sign * piece.activities[$0.row] * priceScale / moneyScale)
      }
      _ = lowest.addRow([(knapsackPart, 1)] + terms, in: .atLeast(piece.money / moneyScale))
    }
    guard let solution = try? solver(lowest) else { return nil }
    var prices = linkingRows.map { _ in 0.0 }
    for side in sides {
      prices[side.row] += side.sign * solution.value(of: side.variable) * priceScale
    }
    let isAtReach = sides.contains { solution.value(of: $0.variable) >= 0.999 * reach }
    return (prices, solution.objective * moneyScale, isAtReach)
  }
}

// MARK: - Filling

extension LinkedKnapsacks {
  /// What prices of the linking rows take from the worth of each kind of variable.
  func shifts(at prices: [Double]) -> [Double] {
    coefficients.map { zip($0, prices).reduce(0) { $0 + $1.0 * $1.1 } }
  }

  /// Fills all knapsacks with what is worth most at prices of the linking rows.
  ///
  /// Cuts move from where they were, so a small change of prices costs little.
  mutating func fill(at prices: [Double]) {
    let shifts = shifts(at: prices)
    for index in knapsacks.indices { fill(index, shifts: shifts) }
  }

  private mutating func fill(_ index: Int, shifts: [Double]) {
    let room = knapsacks[index].room
    let range = knapsacks[index].lists
    var (best, worst): (Int?, Int?)
    var (bestWorth, worstWorth) = (0.0, Double.infinity)
    var used = 0.0
    while true {
      (best, worst, bestWorth, worstWorth, used) = (nil, nil, 0, .infinity, 0)
      for position in range {
        let list = lists[position]
        let shift = shifts[list.kind]
        if list.cut < list.items.upperBound {
          let worth = items[list.cut].objective - shift
          if worth > bestWorth { (best, bestWorth) = (position, worth) }
        }
        if list.cut > list.items.lowerBound {
          let last = items[list.cut - 1]
          used += last.widthThrough
          if last.objective - shift < worstWorth {
            (worst, worstWorth) = (position, last.objective - shift)
          }
        }
      }
      if let worst, worstWorth <= 0 || used - items[lists[worst].cut - 1].width >= room {
        lists[worst].cut -= 1
      } else if let best, used < room || bestWorth > worstWorth, room > 0 {
        lists[best].cut += 1
      } else {
        break
      }
    }
    knapsacks[index].excess = max(0, used - room)
    knapsacks[index].marginal = used < room ? nil : worst
    knapsacks[index].price = used < room ? 0 : worst == nil ? bestWorth : worstWorth
  }
}

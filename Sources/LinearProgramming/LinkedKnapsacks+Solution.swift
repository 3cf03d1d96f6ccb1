extension LinearModel {
  /// Solves the program, by prices where it consists of knapsacks that a few rows link, so that the solver
  /// only decides what prices leave open.
  ///
  /// Prices of the linking rows tell for nearly every variable whether it is at its least or its greatest
  /// value. What remains is the *core*: the variables whose worth is within a margin of the price of their
  /// knapsack's room. The solver decides it with everything else fixed. If the prices that come with
  /// that decision agree with what was fixed, the whole is optimal, for it is feasible and so are its
  /// prices; else the margin widens. A program that is something else, or that no core decides, goes to
  /// the solver as it is.
  ///
  /// - Parameter solver: What solves linear programs.
  /// - Returns: An optimal solution of the whole program with all its dual prices.
  /// - Throws: What the solver throws for the whole program.
  public func solved(using solver: LinearSolver) throws(LinearSolverError) -> LinearSolution {
    if var knapsacks = LinkedKnapsacks(self), !knapsacks.linkingRows.isEmpty,
      let solution = knapsacks.solve(using: solver)
    {
      return solution
    }
    return try solver(self)
  }
}

extension LinkedKnapsacks {
  /// Solves the program; `nil` where prices don't lead to a core that decides it.
  mutating func solve(using solver: LinearSolver) -> LinearSolution? {
    guard let prices = findPrices(using: solver) else { return nil }
    fill(at: prices)
    var margin = 1e-8
    while margin < 0.1 {
      if let core = core(at: prices, margin: margin, using: solver), isOptimal(core) {
        return solution(core)
      }
      margin *= 10
    }
    return nil
  }

  /// The variables that prices leave open, decided by the solver, and all prices that follow.
  private struct Core {
    /// The open items of each list; those before them have their greatest values.
    var open: [Range<Int>]
    /// The open items that the solver decided, with their values above the least.
    var decided: [(item: Int, value: Double)]
    /// The prices of the linking rows.
    var prices: [Double]
    /// The price of each knapsack's room.
    var roomPrices: [Double]
  }

  /// Lets the solver decide the variables that are worth their knapsack's price, give or take a margin.
  ///
  /// - Parameters:
  ///   - prices: The prices of the linking rows that the knapsacks are filled at.
  ///   - margin: A share of the largest price.
  ///   - solver: What solves the core.
  /// - Returns: The decision with its prices; `nil` where the solver finds none.
  private func core(at prices: [Double], margin: Double, using solver: LinearSolver) -> Core? {
    let shifts = shifts(at: prices)
    let scale = knapsacks.reduce(shifts.reduce(0) { max($0, abs($1)) }) { max($0, $1.price) }
    var open = lists.map { $0.cut..<$0.cut }
    var program = LinearModel(.maximise)
    var members: [(item: Int, variable: LinearModel.Variable)] = []
    var rows: [LinearModel.Row?] = []
    var fixed = coefficients.map { _ in 0.0 }
    for knapsack in knapsacks {
      for position in knapsack.lists {
        open[position] = items(
          of: lists[position], worth: knapsack.price + shifts[lists[position].kind],
          margin: margin * scale)
      }
      let first = members.count
      if needsDecision(knapsack, open: open[knapsack.lists]) {
        for item in knapsack.lists.flatMap({ open[$0] }) {
          let bounds = LinearModel.Bounds(0, items[item].width)
          members.append(
            (item, program.addVariable(objective: items[item].objective, in: bounds)))
        }
      } else {
        for position in knapsack.lists {
          let (list, isMarginal) = (lists[position], position == knapsack.marginal)
          open[position] = (isMarginal ? list.cut - 1 : list.cut)..<list.cut
          if isMarginal { fixed[list.kind] += items[list.cut - 1].width - knapsack.excess }
        }
      }
      var used = 0.0
      for position in knapsack.lists
      where open[position].lowerBound > lists[position].items.lowerBound {
        let width = items[open[position].lowerBound - 1].widthThrough
        fixed[lists[position].kind] += width
        used += width
      }
      rows.append(
        members.count > first
          ? program.addRow(
            members[first...].map { ($0.variable, 1) }, in: .atMost(knapsack.room - used)) : nil)
    }
    let linking = linkingRows.enumerated().map { position, modelRow in
      let bounds = model.rowBounds[modelRow]
      let activity = zip(coefficients, fixed).reduce(leastActivities[position]) {
        $0 + $1.0[position] * $1.1
      }
      return program.addRow(
        members.map { member in
          let kind = Int(kinds[items[member.item].variable])
          return (member.variable, coefficients[kind][position])
        }, in: LinearModel.Bounds(bounds.lower - activity, bounds.upper - activity))
    }
    guard let solution = try? solver(program) else { return nil }
    let newPrices = linking.map(solution.shadowPrice(of:))
    let newShifts = self.shifts(at: newPrices)
    return Core(
      open: open, decided: members.map { ($0.item, solution.value(of: $0.variable)) },
      prices: newPrices,
      roomPrices: zip(knapsacks, rows).map { knapsack, row in
        row.map(solution.shadowPrice(of:)) ?? price(of: knapsack, shifts: newShifts)
      })
  }

  /// Whether the open items of a knapsack's lists leave anything to decide: a single open item that fills
  /// the knapsack takes what the others leave.
  private func needsDecision(_ knapsack: Knapsack, open: ArraySlice<Range<Int>>) -> Bool {
    let count = open.reduce(0) { $0 + $1.count }
    return knapsack.room > 0 && count > (knapsack.marginal == nil ? 0 : 1)
  }

  /// The price of room in a knapsack whose filling stands.
  private func price(of knapsack: Knapsack, shifts: [Double]) -> Double {
    if let marginal = knapsack.marginal {
      return items[lists[marginal].cut - 1].objective - shifts[lists[marginal].kind]
    }
    guard knapsack.room == 0 else { return 0 }
    return knapsack.lists.reduce(0) { most, position in
      max(most, items[lists[position].cut].objective - shifts[lists[position].kind])
    }
  }

  /// The items of a list around its cut whose objective is within a margin of `worth`.
  private func items(of list: List, worth: Double, margin: Double) -> Range<Int> {
    var (first, end) = (list.cut, list.cut)
    while first > list.items.lowerBound, items[first - 1].objective <= worth + margin { first -= 1 }
    while end < list.items.upperBound, items[end].objective >= worth - margin { end += 1 }
    return first..<end
  }

  /// Whether the prices of a core agree with what was fixed: nothing left out is worth more than its
  /// knapsack's price, and nothing taken less.
  private func isOptimal(_ core: Core) -> Bool {
    let shifts = shifts(at: core.prices)
    return zip(knapsacks, core.roomPrices).allSatisfy { knapsack, price in
      price >= 0
        && knapsack.lists.allSatisfy { position in
          let (list, open) = (lists[position], core.open[position])
          func gain(_ item: Int) -> (value: Double, rounding: Double) {
            let (objective, shift) = (items[item].objective, shifts[list.kind])
            return (objective - shift - price, 1e-12 * (abs(objective) + abs(shift) + price))
          }
          if open.lowerBound > list.items.lowerBound {
            let taken = gain(open.lowerBound - 1)
            if taken.value < -taken.rounding { return false }
          }
          guard open.upperBound < list.items.upperBound else { return true }
          let left = gain(open.upperBound)
          return left.value <= left.rounding
        }
    }
  }

  /// The solution of the whole program.
  private func solution(_ core: Core) -> LinearSolution {
    var values = model.variableBounds.map(\.lower)
    func take(_ item: Int, _ value: Double) {
      let (variable, width) = (items[item].variable, items[item].width)
      let bounds = model.variableBounds[variable]
      values[variable] = value >= width ? bounds.upper : bounds.lower + max(0, value)
    }
    for (list, open) in zip(lists, core.open) {
      for item in list.items.lowerBound..<open.lowerBound { take(item, .infinity) }
    }
    for knapsack in knapsacks {
      guard let marginal = knapsack.marginal else { continue }
      let item = lists[marginal].cut - 1
      take(item, items[item].width - knapsack.excess)
    }
    for (item, value) in core.decided { take(item, value) }

    let shifts = shifts(at: core.prices)
    var shadowPrices = [Double](repeating: 0, count: model.rowTerms.count)
    for (row, price) in zip(linkingRows, core.prices) { shadowPrices[row] = price }
    for (knapsack, price) in zip(knapsacks, core.roomPrices) { shadowPrices[knapsack.row] = price }
    return LinearSolution(
      objective: zip(model.objective, values).reduce(0) { $0 + $1.0 * $1.1 }, values: values,
      activities: model.rowTerms.map { terms in
        terms.reduce(0) { $0 + $1.coefficient * values[$1.variable.index] }
      }, shadowPrices: shadowPrices,
      reducedCosts: model.objective.indices.map { index in
        model.objective[index] - core.roomPrices[Int(owners[index])] - shifts[Int(kinds[index])]
      })
  }
}

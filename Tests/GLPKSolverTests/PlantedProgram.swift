import LinearProgramming

/// A random linear program whose optimum is known before anyone solves it.
///
/// Values and dual values are drawn first. Bounds are put where the signs of the dual values want
/// them, and the objective is what makes the reduced costs come true. So the planted solution is
/// feasible, dual feasible and complementary, hence optimal; another may be just as good.
struct PlantedProgram {
  let model: LinearModel
  let solution: LinearSolution

  /// Draws a program of 1 to 12 variables and 0 to 8 rows, of all kinds of bounds, in either sense.
  init(seed: UInt64) {
    var random = SplitMix64(state: seed)
    let sense: LinearModel.Sense = Bool.random(using: &random) ? .maximise : .minimise
    let variableCount = Int.random(in: 1...12, using: &random)
    let rowCount = Int.random(in: 0...8, using: &random)
    let values = random.numbers(variableCount)
    let reducedCosts = random.pricesWithZeros(variableCount)
    let shadowPrices = random.pricesWithZeros(rowCount)
    let rows = (0..<rowCount).map { _ in random.pricesWithZeros(variableCount) }
    let activities = rows.map { row in zip(row, values).reduce(0) { $0 + $1.0 * $1.1 } }

    var model = LinearModel(sense)
    let variables = values.indices.map { variable in
      model.addVariable(
        objective: zip(rows, shadowPrices).reduce(reducedCosts[variable]) {
          $0 + $1.0[variable] * $1.1
        },
        in: random.bounds(around: values[variable], price: reducedCosts[variable], sense))
    }
    for row in rows.indices {
      _ = model.addRow(
        zip(variables, rows[row]).map { ($0, $1) },
        in: random.bounds(around: activities[row], price: shadowPrices[row], sense))
    }
    self.model = model
    solution = LinearSolution(
      objective: zip(model.objective, values).reduce(0) { $0 + $1.0 * $1.1 }, values: values,
      activities: activities, shadowPrices: shadowPrices, reducedCosts: reducedCosts)
  }
}

/// Steele, Lea and Flood's generator: small, and the same on every platform.
struct SplitMix64: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  fileprivate mutating func numbers(_ count: Int) -> [Double] {
    (0..<count).map { _ in Double.random(in: -10...10, using: &self) }
  }

  fileprivate mutating func pricesWithZeros(_ count: Int) -> [Double] {
    numbers(count).map { Bool.random(using: &self) ? $0 : 0 }
  }

  /// Bounds under which `value` is feasible and `price` has the right sign.
  fileprivate mutating func bounds(
    around value: Double, price: Double, _ sense: LinearModel.Sense
  ) -> LinearModel.Bounds {
    if Int.random(in: 0..<8, using: &self) == 0 { return .exactly(value) }
    let isUpperBinding = (price > 0) == (sense == .maximise)
    let slackBelow = price == 0 || isUpperBinding ? slack() : 0
    let slackAbove = price == 0 || !isUpperBinding ? slack() : 0
    return .init(value - slackBelow, value + slackAbove)
  }

  private mutating func slack() -> Double {
    Bool.random(using: &self) ? .infinity : Double.random(in: 0...10, using: &self)
  }
}

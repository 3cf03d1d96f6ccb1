import LinearProgramming

/// The farmer who plants before the weather is known: 500 acres, three equally likely harvests.
enum Farmer {
  /// How the yields differ from the average.
  static let weather = [1.2, 1.0, 0.8]

  /// The crops, per acre and per tonne: wheat, corn, sugar beets.
  enum Crop {
    static let yield = [2.5, 3.0, 20.0]
    static let planting = [150.0, 230, 260]
    /// Tonnes that the cattle eat; what is short is bought.
    static let feed = [200.0, 240]
    static let buying = [238.0, 210]
    static let selling = [170.0, 150]
    /// Beets sell dearly up to the quota, cheaply above it.
    static let (quota, quotaPrice, restPrice) = (6000.0, 36.0, 10.0)
  }

  /// A plan with its objective.
  private struct Solution {
    let objective: Double
    let acres: [Double]
  }

  /// What to plant for some harvests.
  ///
  /// - Parameters:
  ///   - weather: The equally likely harvests.
  ///   - fixed: The acres per crop, if they are decided already.
  ///   - tail: The level `alpha` of the conditional value at risk to minimise, in [0, 1): the mean loss
  ///     of the worst `1 - alpha` of harvests; 0 is the mean loss.
  ///   - solver: What solves linear programs.
  /// - Returns: Loss, that is cost less revenue, and acres.
  /// - Throws: What the solver throws.
  ///
  /// With a loss `L_s` in harvest `s`, the objective is `eta + mean of z_s / (1 - alpha)` where
  /// `z_s >= L_s - eta` and `z_s >= 0` [R. T. Rockafellar and S. Uryasev 2000, Journal of Risk 2(3) 21-41].
  private static func plan(
    for weather: [Double], acres fixed: [Double]? = nil, tail: Double = 0,
    using solver: LinearSolver
  ) throws -> Solution {
    var model = LinearModel(.minimise)
    let crops = Crop.yield.indices
    let acres = crops.map { crop in
      model.addVariable(
        objective: 0, in: fixed.map { .exactly($0[crop]) } ?? .atLeast(0))
    }
    _ = model.addRow(acres.map { ($0, 1) }, in: .atMost(500))
    let eta = model.addVariable(objective: 1, in: .free)
    for harvest in weather {
      let excess = model.addVariable(
        objective: 1 / (1 - tail) / Double(weather.count), in: .atLeast(0))
      // The row says excess + eta - loss >= 0.
      var loss = crops.map { (variable: acres[$0], coefficient: -Crop.planting[$0]) }
      for crop in Crop.feed.indices {
        let bought = model.addVariable(objective: 0, in: .atLeast(0))
        let sold = model.addVariable(objective: 0, in: .atLeast(0))
        _ = model.addRow(
          [(acres[crop], harvest * Crop.yield[crop]), (bought, 1), (sold, -1)],
          in: .atLeast(Crop.feed[crop]))
        loss += [(bought, -Crop.buying[crop]), (sold, Crop.selling[crop])]
      }
      let dear = model.addVariable(objective: 0, in: .init(0, Crop.quota))
      let cheap = model.addVariable(objective: 0, in: .atLeast(0))
      _ = model.addRow(
        [(acres[2], harvest * Crop.yield[2]), (dear, -1), (cheap, -1)], in: .atLeast(0))
      loss += [(dear, Crop.quotaPrice), (cheap, Crop.restPrice)]
      _ = model.addRow(loss + [(eta, 1), (excess, 1)], in: .atLeast(0))
    }
    let solution = try solver(model)
    return Solution(
      objective: solution.objective, acres: acres.map { solution.value(of: $0) })
  }

  private static func acres(
    _ name: String, _ plan: Solution, _ known: [String]
  ) -> [PublishedFigure] {
    zip(zip(["wheat", "corn", "beets"], known), plan.acres).map {
      PublishedFigure("acres \(name), \($0.0)", $0.1, $1)
    }
  }

  /// What the farmer earns by what he knows.
  static func verified(using solver: LinearSolver) throws -> PublishedCase {
    let recourse = try plan(for: weather, using: solver)
    let average = try plan(for: [1], using: solver)
    let fixed = try plan(for: weather, acres: average.acres, using: solver)
    let foreseen = try weather.map { try plan(for: [$0], using: solver).objective }
    let waitAndSee = foreseen.reduce(0, +) / Double(weather.count)
    var figures = [PublishedFigure("profit with recourse", "108390", -recourse.objective)]
    figures += acres("with recourse", recourse, ["170", "80", "250"])
    figures += [
      PublishedFigure("profit, weather foreseen", "115405.56", -waitAndSee),
      PublishedFigure(
        "value of perfect information", "7015.56", recourse.objective - waitAndSee),
    ]
    figures += acres("for the average", average, ["120", "80", "300"])
    figures += [
      PublishedFigure("profit of planning for the average", "107240", -fixed.objective),
      PublishedFigure(
        "value of the stochastic solution", "1150", fixed.objective - recourse.objective),
    ]
    return PublishedCase(
      name: "Farmer", subject: "planning for chance: recourse, and what information is worth",
      source: "J. R. Birge, F. Louveaux, Introduction to Stochastic Programming, ch. 1",
      origin: .printed, figures: figures)
  }

  /// What the farmer plants who fears bad years.
  static func verifiedRisk(using solver: LinearSolver) throws -> PublishedCase {
    var figures: [PublishedFigure] = []
    for (name, tail, risk, known) in [
      ("0", 0, "-108390", ["170", "80", "250"]), ("0.5", 0.5, "-77033.33", ["100", "100", "300"]),
      ("2/3", 2.0 / 3, "-59950", ["100", "25", "375"]),
      ("0.9", 0.9, "-59950", ["100", "25", "375"]),
    ] {
      let plan = try plan(for: weather, tail: tail, using: solver)
      figures.append(PublishedFigure("CVaR of loss at \(name)", risk, plan.objective))
      figures += acres("at \(name)", plan, known)
    }
    return PublishedCase(
      name: "Farmer's risk", subject: "conditional value at risk by linear program",
      source: "the farmer's data; R. T. Rockafellar, S. Uryasev 2000, Journal of Risk 2(3) 21-41",
      origin: .recomputed, figures: figures)
  }
}

/// Three variables and two rows, with its prices.
enum SmallProgram {
  static func verified(using solver: LinearSolver) throws -> PublishedCase {
    var model = LinearModel(.maximise)
    let variables = [1.0, 9, 1].map { model.addVariable(objective: $0, in: .atLeast(0)) }
    let first = model.addRow(zip(variables, [1, 2, 3]).map { ($0, $1) }, in: .atMost(9))
    let second = model.addRow(zip(variables, [3, 2, 2]).map { ($0, $1) }, in: .atMost(15))
    let solution = try solver(model)
    return PublishedCase(
      name: "Small program", subject: "optimum and shadow prices of a linear program",
      source: "example 4 of the R package lpSolve", origin: .recomputed,
      figures: [
        PublishedFigure("optimum", "40.5", solution.objective),
        PublishedFigure("second variable", "4.5", solution.value(of: variables[1])),
        PublishedFigure("price of the first row", "4.5", solution.shadowPrice(of: first)),
        PublishedFigure("price of the second row", "0", solution.shadowPrice(of: second)),
      ])
  }
}

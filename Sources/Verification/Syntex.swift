import Allocation
import LinearProgramming

/// Seven products of a pharmaceutical sales force, with S-shaped responses to sales representatives.
package enum Syntex {
  /// One product.
  package struct Product: Sendable {
    package let name: String
    /// Response at no effort, half, one and a half times today's, and saturation; today is 1.
    package let none, half, oneAndHalf, saturation: Double
    /// Contribution margin, share.
    package let margin: Double
    /// Revenue today, USD M a year.
    package let revenue: Double
    /// Sales representatives today.
    package let representatives: Double

    fileprivate init(
      _ name: String, _ none: Double, _ half: Double, _ oneAndHalf: Double, _ saturation: Double,
      _ margin: Double, _ revenue: Double, _ representatives: Double
    ) {
      (self.name, self.none, self.half) = (name, none, half)
      (self.oneAndHalf, self.saturation) = (oneAndHalf, saturation)
      (self.margin, self.revenue, self.representatives) = (margin, revenue, representatives)
    }

    package var answers: ResponseAnswers {
      get throws {
        try ResponseAnswers(
          none: none, half: half, oneAndHalf: oneAndHalf, saturation: saturation)
      }
    }

    package var value: EffortValue {
      get throws {
        EffortValue(
          try .adbudg(through: answers), worth: margin * revenue, currentEffort: representatives)
      }
    }
  }

  package static let products = [
    Product("Naprosyn", 0.47, 0.68, 1.26, 1.52, 0.70, 214.4, 96.8),
    Product("Anaprox", 0.15, 0.48, 1.20, 1.35, 0.55, 36.5, 142.4),
    Product("Norinyl 135", 0.31, 0.63, 1.15, 1.25, 0.72, 21.2, 52.7),
    Product("Norinyl 150", 0.45, 0.70, 1.05, 1.10, 0.72, 37.2, 24.1),
    Product("Lidex", 0.56, 0.80, 1.11, 1.20, 0.62, 38.0, 27.3),
    Product("Synalar", 0.59, 0.76, 1.07, 1.11, 0.53, 14.6, 29.7),
    Product("Nasalide", 0.15, 0.61, 1.46, 1.76, 0.52, 11.2, 56.8),
  ]

  /// The cost of a representative, USD M a year.
  package static let cost = 0.057

  static func verified(using solver: LinearSolver) throws -> PublishedCase {
    let values = try products.map { try $0.value }
    let today = products.reduce(0) { $0 + $1.representatives }
    let revenue = products.reduce(0) { $0 + $1.revenue }
    func contribution(_ efforts: [Double]) -> Double {
      zip(values, efforts).reduce(0) { $0 + $1.0.value(at: $1.1) } - cost * efforts.reduce(0, +)
    }
    let present = contribution(products.map(\.representatives))
    let free = EffortPlan(for: values, budget: .infinity, cost: cost)
    let same = EffortPlan(for: values, budget: today, cost: cost)
    let best = free.efforts.reduce(0, +)
    let program = try linearProgram(of: values, budget: today, using: solver)

    var figures = [
      PublishedFigure("reps today", "429.8", today),
      PublishedFigure("contribution today, USD M", "224.826", present),
      PublishedFigure("reps, best size", "776.9", best),
      PublishedFigure("contribution, best size", "285.945", free.value),
    ]
    let reps = ["326.3", "174.6", "74.0", "38.5", "52.0", "31.3", "80.2"]
    let moved = ["270.7", "0", "60.0", "32.2", "42.0", "24.9", "0"]
    for (product, effort) in zip(zip(products, reps), free.efforts) {
      figures.append(PublishedFigure("reps, best size: \(product.0.name)", product.1, effort))
    }
    figures += [
      PublishedFigure("contribution, today's reps moved", "272.497", same.value),
      PublishedFigure("same, bound proved", "272.497", same.bound),
    ]
    for (product, effort) in zip(zip(products, moved), same.efforts) {
      figures.append(PublishedFigure("reps moved: \(product.0.name)", product.1, effort))
    }
    figures += [
      PublishedFigure("gain of moving, %", "21.2", 100 * (same.value / present - 1)),
      PublishedFigure(
        "share of all gain, %", "78", 100 * (same.value - present) / (free.value - present)),
      PublishedFigure("linear program promises", "273.043", program.promised - cost * today),
      PublishedFigure("its reps for Anaprox", "50.8", program.efforts[1]),
      PublishedFigure("its plan earns", "270.155", contribution(program.efforts)),
      PublishedFigure("its price of a rep, USD M", "0.06491", program.price - cost),
      PublishedFigure(
        "reps by revenue earn", "264.459",
        contribution(products.map { $0.revenue / revenue * today })),
      PublishedFigure(
        "equal reps earn", "182.096",
        contribution(products.map { _ in today / Double(products.count) })),
    ]
    for (size, share) in [(50, "94.5"), (75, "98.6"), (90, "99.8")] {
      let plan = EffortPlan(for: values, budget: Double(size) / 100 * best, cost: cost)
      figures.append(
        PublishedFigure(
          "at \(size) % of best size, % of best", share, 100 * plan.value / free.value))
    }
    return PublishedCase(
      name: "Syntex", subject: "S-shaped responses: bound, plan, size of a sales force",
      source:
        "after Syntex Laboratories (A), Harvard Business School: answers, margins, revenues, reps",
      origin: .recomputed, figures: figures)
  }

  /// The linear program on the curves' values at every half representative, without integers: it mixes
  /// two efforts of a product where its curve is convex, and so sees the concave envelope.
  ///
  /// - Returns: What it promises and plans, and its price of a representative, all before their cost.
  private static func linearProgram(
    of values: [EffortValue], budget: Double, using solver: LinearSolver
  ) throws -> (promised: Double, efforts: [Double], price: Double) {
    let points = (0...Int(2 * budget)).map { Double($0) / 2 }
    var model = LinearModel(.maximise)
    let weights = values.map { value in
      points.map { model.addVariable(objective: value.value(at: $0), in: .init(0, 1)) }
    }
    for weight in weights { _ = model.addRow(weight.map { ($0, 1) }, in: .exactly(1)) }
    let row = model.addRow(
      weights.flatMap { zip($0, points).map { ($0, $1) } }, in: .atMost(budget))
    let solution = try solver(model)
    let efforts = weights.map { zip($0, points).reduce(0) { $0 + solution.value(of: $1.0) * $1.1 } }
    return (solution.objective, efforts, solution.shadowPrice(of: row))
  }
}

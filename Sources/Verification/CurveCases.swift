import Allocation
import Foundation

/// Two territories and eight calls: the smallest case of planning calls by judgement.
package enum CALLPLAN {
  /// North and south, each with four calls of two hours today.
  package static let territories: [(answers: ResponseAnswers, sales: Double, margin: Double)] = {
    func answers(_ none: Double, _ half: Double, _ more: Double, _ top: Double) -> ResponseAnswers?
    {
      try? ResponseAnswers(none: none, half: half, oneAndHalf: more, saturation: top)
    }
    return [
      (answers(0.2, 0.62, 1.3, 1.5), 60, 0.4), (answers(0.3, 0.70, 1.15, 1.4), 50, 0.3),
    ].compactMap { answers, sales, margin in answers.map { ($0, sales, margin) } }
  }()

  /// The original's calibration: a third of the exponent from the answer at half of today's calls.
  package static func values() throws -> [EffortValue] {
    try territories.map {
      EffortValue(
        try .adbudg(through: $0.answers, weightOfHalf: 1 / 3), worth: $0.sales * $0.margin,
        currentEffort: 4)
    }
  }

  static func verified() throws -> PublishedCase {
    let values = try values()
    func earned(_ north: Double, _ south: Double) -> Double {
      values[0].value(at: north) + values[1].value(at: south)
    }
    let whole = EffortPlan.wholeUnits(for: values, budget: 8)
    let plan = EffortPlan(for: values, budget: 8)
    var figures: [PublishedFigure] = []
    let exponents = [
      ("north", "1.745186", "3.045255", "2.611898"), ("south", "1.614710", "1.638019", "1.630249"),
    ]
    for (index, known) in exponents.enumerated() {
      let computed = ResponseCurve.adbudgExponents(of: territories[index].answers)
      figures += [
        PublishedFigure("\(known.0): exponent from half", known.1, computed.half),
        PublishedFigure("\(known.0): exponent from 1.5", known.2, computed.oneAndHalf),
      ]
      if case .adbudg(_, _, let exponent, _) = values[index].curve.shape {
        figures.append(PublishedFigure("\(known.0): exponent", known.3, exponent))
      }
    }
    figures += [
      PublishedFigure("calls (4, 4) earn", "39.000", earned(4, 4)),
      PublishedFigure("best whole calls, north", "5", Double(whole.units[0])),
      PublishedFigure("best whole calls, south", "3", Double(whole.units[1])),
      PublishedFigure("best whole calls earn", "41.052693", whole.value),
      PublishedFigure("calls (6, 2) earn", "40.901135", earned(6, 2)),
      PublishedFigure("calls (7, 1) earn", "39.098959", earned(7, 1)),
      PublishedFigure("best calls, north", "5.416", plan.efforts[0]),
      PublishedFigure("best calls, south", "2.584", plan.efforts[1]),
      PublishedFigure("best calls earn", "41.235270", plan.value),
      PublishedFigure("same, bound proved", "41.235270", plan.bound),
    ]
    return PublishedCase(
      name: "CALLPLAN", subject: "whole and divisible calls on two territories",
      source:
        "L. M. Lodish 1971, Management Science 18(4) P25-40; data set callplan of the R package tme",
      origin: .recomputed, figures: figures)
  }
}

/// Nine guesses of sales by effort, to be fitted by one S-shaped curve.
package enum CrawfordLabs {
  package static let points: [(effort: Double, response: Double)] = [
    (0, 0.50), (0.25, 0.53), (0.5, 0.55), (0.75, 0.75), (1, 1), (1.25, 1.20), (1.5, 1.27),
    (1.75, 1.32), (2, 1.35),
  ]

  static func verified() throws -> PublishedCase {
    let curve = try ResponseCurve.adbudg(fitting: points)
    var figures: [PublishedFigure] = []
    if case .adbudg(let floor, let ceiling, let exponent, let divisor) = curve.shape {
      figures = [
        PublishedFigure("floor", "0.510902", floor),
        PublishedFigure("ceiling", "1.370582", ceiling),
        PublishedFigure("exponent", "4.515336", exponent),
        PublishedFigure("divisor", "0.733570", divisor),
      ]
    }
    figures += [
      PublishedFigure("sum of squared errors", "0.00084284", curve.squaredError(at: points)),
      PublishedFigure("response to effort 1.15", "1.129254", curve.value(at: 1.15)),
    ]
    return PublishedCase(
      name: "Crawford Labs", subject: "an ADBUDG curve fitted by least squares",
      source:
        "Crawford Labs, a teaching case on response models: effort and sales in percent of today",
      origin: .recomputed, figures: figures)
  }
}

/// Seven products, whose sales are powers of selling time: closed forms for shares and size.
package enum Beswick {
  package static let scales = [75.36, 28.76, 36.21, 43.28, 56.65, 69.27, 63.04]
  /// Units of selling time that a representative has; a representative costs 1.
  package static let time = 100.0

  package static func values() throws -> [EffortValue] {
    try scales.map {
      EffortValue(try ResponseCurve(.power(floor: 0, scale: $0, exponent: 0.2)), worth: 0.1)
    }
  }

  static func verified() throws -> PublishedCase {
    let values = try values()
    func plan(_ representatives: Double) -> EffortPlan {
      EffortPlan(for: values, budget: time * representatives, cost: 1 / time)
    }
    func sales(_ efforts: [Double]) -> Double {
      zip(values, efforts).reduce(0) { $0 + $1.0.value(at: $1.1) }
    }
    let ten = plan(10)
    var figures: [PublishedFigure] = []
    let shares = ["0.21739", "0.06521", "0.08697", "0.10869", "0.15217", "0.19566", "0.17392"]
    for (index, share) in shares.enumerated() {
      let name = ["A", "B", "C", "D", "E", "F", "G"][index]
      figures.append(
        PublishedFigure("share of time, \(name)", share, ten.efforts[index] / (10 * time)))
    }
    for (size, profit) in [
      (1.0, "63.1717"), (5, "83.5397"), (7, "87.7029"), (8, "89.2662"), (9, "90.5846"),
      (10, "91.7054"),
    ] {
      figures.append(PublishedFigure("profit, size \(Int(size))", profit, plan(size).value))
    }
    let free = plan(.infinity)
    let bestOfTen = (1...10).max { plan(Double($0)).value < plan(Double($1)).value } ?? 0
    let total = scales.reduce(0, +)
    let best = sales(ten.efforts)
    let equal = sales(scales.map { _ in 10 * time / Double(scales.count) })
    let proportional = sales(scales.map { 10 * time * $0 / total })
    figures += [
      PublishedFigure("best size up to 10 reps", "10", Double(bestOfTen)),
      PublishedFigure("best size, reps", "24.2922", free.efforts.reduce(0, +) / time),
      PublishedFigure("profit at best size", "97.1689", free.value),
      PublishedFigure("gain over equal time, %", "1.194", 100 * (best / equal - 1)),
      PublishedFigure("gain over time by scale, %", "0.043", 100 * (best / proportional - 1)),
    ]
    return PublishedCase(
      name: "Beswick", subject: "power curves: shares of time, profit by size of the sales force",
      source:
        "C. A. Beswick 1977, Management Science 23(7) 667-678; seven products of the R package tme",
      origin: .formula, figures: figures)
  }
}

/// Two markets with exponential responses, one budget.
enum TwoMarkets {
  static func verified() throws -> PublishedCase {
    let values = try [(100.0, 0.5), (60, 0.2)].map { worth, rate in
      EffortValue(
        try ResponseCurve(.exponential(floor: 0, ceiling: 1, rate: rate)), worth: worth)
    }
    let plan = EffortPlan(for: values, budget: 10)
    return PublishedCase(
      name: "Two markets", subject: "exponential curves: the optimum and what rules of thumb lose",
      source:
        "M. K. Mantrala, P. Sinha, A. A. Zoltners 1992, Journal of Marketing Research 29(2) 162-175",
      origin: .formula,
      figures: [
        PublishedFigure("effort, market 1", "4.895881", plan.efforts[0]),
        PublishedFigure("effort, market 2", "5.104119", plan.efforts[1]),
        PublishedFigure("sales", "129.734971", plan.value),
        PublishedFigure("price of effort", "4.323576", plan.relaxation.price),
        PublishedFigure(
          "sales, equal effort", "129.718734", values[0].value(at: 5) + values[1].value(at: 5)),
        PublishedFigure(
          "sales, effort by size", "127.264313",
          values[0].value(at: 6.25) + values[1].value(at: 3.75)),
      ])
  }
}

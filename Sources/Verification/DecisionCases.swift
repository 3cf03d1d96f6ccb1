import Foundation
import Statistics

extension Farmer {
  /// What he knows is worth by a table of payoffs, without a program: plans for each weather and for chance.
  static var verifiedPayoffs: PublishedCase {
    let forAverage = 1
    let plans: [[Double]] = [
      [550.0 / 3, 200.0 / 3, 250], [120, 80, 300], [100, 25, 375], [170, 80, 250],
    ]
    let table = PayoffTable(
      payoffs: weather.map { harvest in plans.map { profit(of: $0, harvest: harvest) } })
    return PublishedCase(
      name: "Farmer's payoffs", subject: "what information is worth, by a table of payoffs",
      source: "J. R. Birge, F. Louveaux, Introduction to Stochastic Programming, ch. 1",
      origin: .printed,
      figures: [
        PublishedFigure("best expected profit", "108390", table.expectedPayoffs[table.best]),
        PublishedFigure(
          "value of perfect information", "7015.56", table.expectedValueOfPerfectInformation),
        PublishedFigure(
          "value of the stochastic solution", "1150", table.advantageOfBest(over: forAverage)),
      ])
  }

  private static func profit(of acres: [Double], harvest: Double) -> Double {
    let tonnes = zip(acres, Crop.yield).map { $0 * $1 * harvest }
    var profit = -zip(acres, Crop.planting).reduce(0) { $0 + $1.0 * $1.1 }
    for crop in Crop.feed.indices {
      let spare = tonnes[crop] - Crop.feed[crop]
      profit += spare * (spare > 0 ? Crop.selling[crop] : Crop.buying[crop])
    }
    let dear = min(tonnes[2], Crop.quota)
    return profit + dear * Crop.quotaPrice + (tonnes[2] - dear) * Crop.restPrice
  }
}

/// Which alternative is best, and how many replications it takes to know.
enum Selection {
  /// The constants of procedure KN.
  static var elimination: PublishedCase {
    let known = [
      (2, 20, "0.137137", "5.211225"), (5, 20, "0.237238", "9.015056"),
      (10, 10, "0.859083", "15.463502"),
    ]
    return PublishedCase(
      name: "Kim and Nelson", subject: "selection of the best: how soon others drop out",
      source: "S.-H. Kim, B. L. Nelson 2001, ACM TOMACS 11(3) 251-273; confidence 0.95",
      origin: .formula,
      figures: known.flatMap { count, firstStage, eta, hSquared in
        let zone = IndifferenceZone(
          alternativeCount: count, firstStage: firstStage, confidence: 0.95,
          smallestDifference: 1)
        return [
          PublishedFigure("eta, \(count) alternatives, first \(firstStage)", eta, zone.eta),
          PublishedFigure(
            "h squared, \(count) alternatives, first \(firstStage)", hSquared, zone.hSquared),
        ]
      })
  }

  /// A budget of 100 replications for five alternatives, the least of which is best.
  static var budget: PublishedCase {
    let split = ComputingBudget.split(
      100, spent: [12, 6, 5, 5, 4], means: [-1.2, -2.1, -3.4, -4.87, -6.05],
      variances: [3.3, 2, 4.5, 5.3, 6.9])
    return PublishedCase(
      name: "OCBA", subject: "how to split replications among alternatives",
      source:
        "C.-H. Chen et al. 2000, Discrete Event Dynamic Systems 10; example of the R package SPOT",
      origin: .printed,
      figures: zip(split, ["48", "38", "11", "2", "1"]).enumerated().map {
        PublishedFigure("replications, alternative \($0 + 1)", $1.1, Double($1.0))
      })
  }
}

/// How bad bad years are.
enum Tails {
  /// Ranks between which a quantile lies.
  static var orderStatistics: PublishedCase {
    let known = [
      (100, 0.5, "40", "61", "0.96480"), (100, 0.9, "84", "96", "0.95569"),
      (1000, 0.95, "936", "964", "0.95810"), (1000, 0.05, "37", "65", "0.95810"),
      (10_000, 0.05, "458", "544", "0.95153"),
    ]
    return PublishedCase(
      name: "Order statistics", subject: "intervals of quantiles, whatever the distribution",
      source: "sums of binomial probabilities, level 0.95", origin: .formula,
      figures: known.flatMap { count, probability, lower, upper, coverage in
        let interval = QuantileInterval(of: probability, count: count)
        let name = "\(probability) of \(count)"
        return [
          PublishedFigure("lower rank, \(name)", lower, Double(interval.lowerRank ?? 0)),
          PublishedFigure("upper rank, \(name)", upper, Double(interval.upperRank ?? 0)),
          PublishedFigure("coverage, \(name)", coverage, interval.coverage),
        ]
      })
  }

  /// Value at risk and conditional value at risk of evenly spaced normal quantiles; the normal loss.
  static var normal: PublishedCase {
    let count = 100_000
    let risk = TailRisk(
      of: (0..<count).map { NormalDistribution.quantile((Double($0) + 0.5) / Double(count)) })
    func loss(_ z: Double) -> Double {
      NormalDistribution.meanOfPositivePart(mean: -z, deviation: 1)
    }
    return PublishedCase(
      name: "Normal tail", subject: "the worst twentieth of a normal outcome; two decisions",
      source:
        "R. T. Rockafellar, S. Uryasev 2000, Journal of Risk 2(3) 21-41; tables of the normal loss",
      origin: .formula,
      figures: [
        PublishedFigure("worst 5 % are at most", "-1.645", risk.threshold),
        PublishedFigure("worst 5 % are on average", "-2.0627", risk.mean),
        PublishedFigure("normal loss at 0", "0.3989", loss(0)),
        PublishedFigure("normal loss at 0.5", "0.1978", loss(0.5)),
        PublishedFigure("normal loss at 1", "0.08332", loss(1)),
        PublishedFigure("normal loss at 2", "0.008491", loss(2)),
      ])
  }
}

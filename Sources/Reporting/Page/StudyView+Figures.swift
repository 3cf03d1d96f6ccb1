import Foundation
import Markup

extension StudyView {
  /// How sure the finding is, and what was looked at.
  func leads(of result: SavedResult) -> [String] {
    [study.finding.certainty.map(PageText.prose), conditions(of: result)].compactMap { $0 }
  }

  /// What was looked at.
  private func conditions(of result: SavedResult) -> String {
    let replications = study.replications ?? result.replications
    let seed = study.seed ?? result.seed
    let simulated =
      study.kind == "allocate"
      ? "planned by linear program"
      : [
        replications.map { NumberFormat.count($0, "replication") }, seed.map { "seed \($0)" },
      ].compactMap { $0 }.joined(separator: ", ")
    return """
      \(NumberFormat.count(study.portfolio.accounts.count, "account")), \
      \(NumberFormat.count(study.portfolio.team.count, "KAM")), \(years), \(simulated). Amounts are in the money of \
      the input, over the whole time unless they say a year.
      """
  }

  /// The numbers that a page begins with.
  var figures: [Figure] {
    switch study.kind {
    case "headcount", "portfolio-size": sizeFigures
    case "sensitivity": sensitivityFigures
    case "risk": riskFigures
    case "allocate": planFigures
    default: policyFigures
    }
  }

  private func gainFigure(_ label: String) -> Figure? {
    study.finding.gain.map { gain in
      Figure(
        label: label, value: PageText.money(gain.mean, signed: true),
        note: "95 % interval \(PageText.interval(gain.low, gain.high, signed: true))",
        tone: gain.tone)
    }
  }

  /// A share under the best alternative, with its paired difference from the baseline.
  private func shareFigure(_ label: String, _ name: String) -> Figure? {
    guard let best = metric(name, of: study.best) else { return nil }
    func points(_ mean: Double?, _ halfWidth: Double?, signed: Bool) -> String {
      let scale = Scale.percent.precise(to: [halfWidth])
      return scale.estimate(mean ?? .nan, halfWidth: halfWidth, signed: signed)
    }
    let value = PageText.percent(best.mean, decimals: 1)
    guard let difference = difference(name, of: study.best),
      let before = metric(name, of: study.baseline)
    else {
      return Figure(
        label: label, value: value,
        note: "95 % interval \(points(best.mean, best.halfWidth95, signed: false)) %")
    }
    return Figure(
      label: label, value: "\(PageText.percent(before.mean, decimals: 1)) → \(value)",
      note: """
        against \(study.baseline ?? ""): \(points(difference.meanDifference, difference.halfWidth95, signed: true)) \
        points
        """)
  }

  private var policyFigures: [Figure] {
    let earned = metric("netContribution", of: study.best)
    let possible = study.bounds?.policies.first { $0.policy == study.best }
    let isSingle = study.best == study.baseline
    return [
      isSingle
        ? earned.map {
          Figure(
            label: "Net contribution", value: PageText.money($0.mean),
            note: "95 % interval ± \(PageText.money($0.halfWidth95))")
        } : gainFigure("Gain over “\(study.baseline ?? "")”"),
      possible.flatMap { record in
        record.ofFluid.map { share in
          let halfWidth = NumberFormat.fixed(
            100 * (record.ofFluidHalfWidth95 ?? .nan), decimals: 1)
          return Figure(
            label: "Share of what days can add",
            value: "≥ \(PageText.percent(floor(100 * share) / 100))",
            note: "of a bound that none exceeds; ± \(halfWidth) points")
        }
      }, shareFigure("Net revenue retention, year 1", "nrr"),
      shareFigure("Utilisation", "utilisation"),
    ].compactMap { $0 }
  }

  private var sizeFigures: [Figure] {
    guard let sizes = study.recommendation else { return [] }
    let best = sizes.sizes.first { $0.size == sizes.best }
    let today = study.portfolio.team.count
    let others = Set(sizes.band).count > 1
    let band =
      others
      ? "\(sizes.band.map(String.init).joined(separator: " to ")): as good or not told apart"
      : "no other size is shown to be as good"
    return [
      gainFigure("Gain over today"),
      sizes.sizeGain.map { size in
        Figure(
          label: "Of it by the size",
          value: PageText.money(size.mean, signed: true),
          note:
            "95 % \(PageText.interval(size.low, size.high, signed: true)); the rest is allocation",
          tone: size.tone)
      },
      best.map {
        Figure(
          label: "Headcount", value: "\(today) → \($0.kams)",
          note: study.kind == "headcount"
            ? band : "\(PageText.money($0.annualCost)) a year in all; \(band)")
      },
      Figure(
        label: "Best of the sizes compared", value: "≥ \(leastChance(sizes)) %",
        note: "the least chance that it is, in the model"),
    ].compactMap { $0 }
  }

  /// The least chance that the best is the best, in percent, as the sentence on certainty has it.
  private func leastChance(_ sizes: StaffingRecord) -> Int {
    let isDecided = !sizes.sizes.contains {
      $0.isEqual && !$0.isOverBudget && $0.size != sizes.best
    }
    let chance = sizes.probabilityBest.isFinite ? min(max(0, sizes.probabilityBest), 1) : 0
    return isDecided ? 95 : min(99, Int(100 * chance))
  }

  private var sensitivityFigures: [Figure] {
    guard let sensitivity = study.sensitivity else { return [] }
    let switching = sensitivity.inputs.filter { !$0.switches.isEmpty }
    return [
      gainFigure("Gain by central values"),
      Figure(
        label: "Nine of ten draws expect",
        value: sensitivity.expectedGain.count == 3
          ? PageText.interval(sensitivity.expectedGain[0], sensitivity.expectedGain[2]) : "n/a",
        note: "single effects of all inputs, added up"),
      Figure(
        label: "Inputs that change the decision",
        value: "\(switching.count) of \(sensitivity.inputs.count)",
        note: switching.first?.input ?? "none is seen to, alone"),
      Figure(
        label: "To know all inputs first", value: PageText.money(sensitivity.informationValue),
        note: "the most that finding out is worth"),
    ].compactMap { $0 }
  }

  private var riskFigures: [Figure] {
    guard let risks = study.risks, let outlook = risks.outlooks.first else { return [] }
    let quantiles = outlook.quantiles
    return [
      outlook.reachesTarget.map { chance in
        let required = risks.require.map { ", \(PageText.percent($0)) required" } ?? ""
        return Figure(
          label: "Chance of \(PageText.money(risks.target))",
          value: PageText.percent(chance.share, decimals: 1),
          note:
            "95 % interval \(PageText.percent(chance.lower, decimals: 1)) to \(PageText.percent(chance.upper, decimals: 1))\(required)",
          tone: risks.isMet.map { $0 ? .better : .worse } ?? .plain)
      },
      Figure(
        label: "Net contribution", value: PageText.money(outlook.mean.mean),
        note: quantiles.count > 1
          ? "nine of ten worlds: \(PageText.interval(quantiles[0].value, quantiles[quantiles.count - 1].value))"
          : "mean"),
      outlook.cvar.map {
        Figure(
          label: "Worst 5 % on average", value: PageText.money($0.mean),
          note: "± \(PageText.money($0.halfWidth95)), CVaR")
      },
      Figure(
        label: "Largest customer",
        value: PageText.percent(risks.concentration.largestShare, decimals: 1),
        note:
          "of annual revenue; the five largest \(PageText.percent(risks.concentration.topFiveShare))"
      ),
    ].compactMap { $0 }
  }

  private var planFigures: [Figure] {
    let seats = study.planned?.team ?? []
    let capacity = seats.reduce(0) { $0 + $1.capacity }
    let planned = plan.filter { $0.kam != nil }.reduce(0) { $0 + $1.totalDays }
    let prices = seats.compactMap(\.shadowPrice)
    let costs = seats.compactMap(\.dayCost)
    let changed = plan.count { abs($0.careDays - ($0.currentDays ?? 0)) >= 1 && $0.kam != nil }
    return [
      study.finding.amount.map {
        Figure(
          label: "The plan adds", value: $0, note: "before the cost of the KAMs, against no work")
      },
      Figure(
        label: "Days planned", value: PageText.days(planned, decimals: 0),
        note: "of \(PageText.days(capacity, decimals: 0)) customer-days a year"),
      Figure(
        label: "Worth of a day, over \(years)",
        value: PageText.money(prices.isEmpty ? nil : prices.reduce(0, +) / Double(prices.count)),
        note: costs.isEmpty
          ? "mean of the KAMs"
          : "mean of the KAMs; it costs \(PageText.money(costs.reduce(0, +) / Double(costs.count)))"
      ),
      Figure(
        label: "Accounts that change", value: "\(changed)",
        note: "by a care day a year or more"),
    ].compactMap { $0 }
  }
}

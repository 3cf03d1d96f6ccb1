import Foundation
import Statistics
import Study

/// What may happen, as text: what is likely in words, what hangs on few, then tables and the distribution.
public struct RiskReport {
  let study: RiskStudy
  private let title: String
  private let style: TextStyle
  /// How amounts of net contribution are shown.
  private let scale: Scale

  /// Prepares the report of a study.
  ///
  /// - Parameters:
  ///   - study: The study.
  ///   - title: The name of the scenario.
  ///   - style: How to emphasise.
  public init(_ study: RiskStudy, title: String, style: TextStyle) {
    self.study = study
    self.title = title
    self.style = style
    scale = Scale.money(for: study.outlooks.flatMap { $0.quantiles.map(\.value) }).precise(
      to: study.outlooks.flatMap { [$0.mean.halfWidth(), $0.worst?.halfWidth] })
  }

  /// The whole report.
  public var text: ReportText {
    let conditions = """
      \(study.policies.sizes). Net contribution over \(years), luck and all: amounts are what is earned, not \
      what is lost, so more is better.
      """
    return ReportText(
      [[.title(title), .sentence(conditions)] + study.policies.stop]
        + study.outlooks.map(sentences)
        + [losses.words, distribution, chances, losses.table, histogram],
      style: style)
  }

  var years: String { NumberFormat.years(study.policies.design.horizonYears) }
  var losses: LossSection { LossSection(study: study) }

  // MARK: - In words

  /// What is likely under a policy.
  func sentences(of outlook: Outlook) -> [ReportText.Block] {
    let quantiles = outlook.quantiles.map(\.value)
    let policy = "Policy \"\(outlook.policy.rawValue)\""
    guard let worst = outlook.worst else {
      return [.finding("\(policy): what is likely takes 20 replications.")] + target(outlook)
    }
    let interval = worst.thresholdInterval
    let ends =
      interval.lower.isFinite && interval.upper.isFinite
      ? "\(number(interval.lower)) to \(money(interval.upper))" : "takes more replications"
    return [
      .finding(
        """
        \(policy): nine of ten worlds end between \(money(quantiles[0])) and \
        \(money(quantiles[quantiles.count - 1])).
        """),
      .sentence(
        """
        The worst 5 % of worlds end with \(estimate(worst.mean, worst.halfWidth)) on average (CVaR), 5 % at \
        \(money(worst.threshold)) or less (VaR; 95 % interval: \(ends)).
        """),
    ] + target(outlook)
  }

  /// How likely the target is, and whether that is enough.
  func target(_ outlook: Outlook) -> [ReportText.Block] {
    guard let target = study.request.target, let reaching = outlook.reaching else { return [] }
    let chance = "Chance of at least \(Amount(target)): \(Self.percent(reaching))."
    guard let required = study.request.requiredChance else { return [.sentence(chance)] }
    let share = NumberFormat.share(required)
    let (isMet, isSure) = (study.isMet(outlook), study.isSure(outlook))
    let doubt =
      isSure ? "" : ", but not for sure: the interval holds \(share), more replications would tell"
    return [
      .sentence(
        "\(chance) Required: \(share); \(isMet ? "met" : "not met")\(doubt).",
        isSure ? isMet ? .better : .worse : .unclear)
    ]
  }

  // MARK: - Tables

  /// The spread of net contribution.
  private var distribution: [ReportText.Block] {
    let unit = scale.suffix.isEmpty ? "" : ", \(scale.suffix)"
    let bins = study.histogram
    let ends = [0, bins.binCount].map { number(bins.edge($0)) }
    var table = TextTable(
      [("policy", .left), ("mean", .right), ("worst 5 %, mean (CVaR)", .right)]
        + ["p5", "p25", "p50", "p75", "p95"].map { ($0, .right) }
        + [("worlds, \(ends[0]) to \(ends[1])", .right)])
    for outlook in study.outlooks {
      table.add(
        [
          outlook.policy.rawValue,
          scale.estimate(outlook.mean.mean, halfWidth: outlook.mean.halfWidth()),
          outlook.worst.map { scale.estimate($0.mean, halfWidth: $0.halfWidth) } ?? "-",
        ]
          + outlook.quantiles.map { outlook.worst == nil ? "-" : number($0.value) }
          + [Sparkline(bins.counts(of: outlook.outcomes).map(Double.init)).text])
    }
    return [.heading("How net contribution spreads\(unit)"), .table(table)]
  }

  /// The chances of what leaders ask about.
  private var chances: [ReportText.Block] {
    let target = study.request.target
    var table = TextTable(
      [("policy", .left)]
        + (target.map { [("at least \(Amount($0))", .right)] } ?? [])
        + [("a loss (below 0)", .right), ("NRR below 100 % in the first year", .right)])
    for outlook in study.outlooks {
      table.add(
        [outlook.policy.rawValue]
          + (target == nil ? [] : [outlook.reaching.map(Self.percent) ?? "-"])
          + [Self.percent(outlook.loss), outlook.shrinking.map(Self.percent) ?? "none"])
    }
    return [.heading("Chances, with their 95 % intervals"), .table(table)]
  }

  /// How many worlds end where, with a bar for each bin.
  private var histogram: [ReportText.Block] {
    let bins = study.histogram
    let edges = Scale.money(for: (0...bins.binCount).map(bins.edge))
    let decimals = max(0, -Int(log10(bins.binWidth / edges.divisor).rounded(.down)))
    let counts = study.outlooks.map { bins.counts(of: $0.outcomes) }
    let most = counts.joined().max() ?? 1
    let width = max(10, 60 / study.outlooks.count)
    var table = TextTable(
      [("from", .right), ("to", .right)]
        + study.outlooks.flatMap { [("worlds", .right), ($0.policy.rawValue, .left)] })
    for bin in 0..<bins.binCount {
      let ends = [bins.edge(bin), bins.edge(bin + 1)].map {
        NumberFormat.fixed($0 / edges.divisor, decimals: decimals)
      }
      table.add(
        ends
          + counts.flatMap { counts in
            // Rounded up, so that no world is without a mark.
            let marks = (counts[bin] * width + most - 1) / most
            return ["\(counts[bin])", String(repeating: "#", count: marks)]
          })
    }
    let unit = edges.suffix.isEmpty ? "" : ", \(edges.suffix)"
    return [
      .heading("Where worlds end: net contribution over \(years)\(unit)"), .table(table),
    ]
  }

  // MARK: - Numbers

  /// An amount without its unit.
  private func number(_ amount: Double) -> String {
    NumberFormat.fixed(amount / scale.divisor, decimals: scale.decimals)
  }

  private func money(_ amount: Double) -> String { unit(number(amount)) }

  private func estimate(_ mean: Double, _ halfWidth: Double?) -> String {
    unit(scale.estimate(mean, halfWidth: halfWidth))
  }

  private func unit(_ number: String) -> String {
    scale.suffix.isEmpty ? number : "\(number) \(scale.suffix)"
  }

  /// A chance with its interval: `61.3 % (58.2 to 64.3)`.
  private static func percent(_ chance: Proportion) -> String {
    let interval = chance.interval()
    let ends = [interval.lowerBound, interval.upperBound].map {
      NumberFormat.fixed(100 * $0, decimals: 1)
    }
    return "\(NumberFormat.percent(chance.share)) (\(ends[0]) to \(ends[1]))"
  }
}

import Charts

extension StudyView {
  /// The distribution of the best alternative; none where edges and counts do not belong together.
  private var distribution: (edges: [Double], counts: [Int], name: String)? {
    let found: (edges: [Double], counts: [Int], name: String)? =
      if let risks = study.risks {
        risks.histogram.counts.first.map { (risks.histogram.edges, $0, study.best ?? "") }
      } else {
        study.outcomes.flatMap { outcomes in
          (outcomes.alternatives.first { $0.name == study.best } ?? outcomes.alternatives.first)
            .map { (outcomes.edges, $0.counts, $0.name) }
        }
      }
    return found.flatMap { $0.edges.count == $0.counts.count + 1 ? $0 : nil }
  }

  /// The target with the chance of it.
  private var target: OutcomeTarget? {
    guard let target = study.risks?.target,
      let chance = study.risks?.outlooks.first?.reachesTarget?.share
    else { return nil }
    return OutcomeTarget(
      value: target, text: "target \(PageText.money(target))",
      reachedText: chance < 1 ? "\(PageText.percent(chance)) reach it" : "all worlds reach it",
      missedText: chance > 0 ? "\(PageText.percent(1 - chance)) do not" : "no world reaches it")
  }

  /// Where the best alternative may end, and how it gets there.
  var outcomeCard: ReportCard? {
    guard let distribution, distribution.counts.contains(where: { $0 > 0 }) else { return nil }
    let ends = metric("netContribution", of: distribution.name)
    let total = distribution.counts.reduce(0, +)
    let tooltips = distribution.counts.indices.map { bin in
      """
      \(PageText.money(distribution.edges[bin])) to \(PageText.money(distribution.edges[bin + 1])): \
      \(distribution.counts[bin]) of \(total) worlds
      """
    }
    let chance = study.risks?.outlooks.first?.reachesTarget
    let span =
      total < 20
      ? "\(NumberFormat.count(total, "world")) simulated: too few to say what is likely"
      : "Nine of ten worlds end between \(PageText.money(ends?.p5)) and \(PageText.money(ends?.p95))"
    return ReportCard(
      title: chance.map { title(of: $0.share, worlds: total) } ?? span,
      subtitle: """
        Net contribution \(planWords) as it adds up, luck and all: median, middle 50 % and 90 % of \
        \(NumberFormat.count(study.course?.replications ?? total, "world")); right: where \
        \(NumberFormat.count(total, "world")) end.\
        \(chance.map { " 95 % interval of the chance: \(PageText.percent($0.lower, decimals: 1)) to \(PageText.percent($0.upper, decimals: 1))." } ?? "")
        """,
      chart: outcomeChart(distribution.edges, distribution.counts, distribution.name, tooltips),
      numbers: ReportCard.Numbers(
        columns: [("from", false), ("to", false), ("worlds", false)],
        rows: distribution.counts.indices.map { bin in
          [
            PageText.money(distribution.edges[bin]), PageText.money(distribution.edges[bin + 1]),
            "\(distribution.counts[bin])",
          ]
        }))
  }

  /// The chance of the target; where all worlds agree it is not known to be sure.
  private func title(of chance: Double, worlds: Int) -> String {
    let target = PageText.money(study.risks?.target)
    let count = NumberFormat.count(worlds, "world")
    if chance >= 1 { return "All \(count) reach \(target) or more" }
    return chance > 0
      ? "\(PageText.percent(chance)) chance of \(target) or more"
      : "None of \(count) reaches \(target)"
  }

  private func outcomeChart(
    _ edges: [Double], _ counts: [Int], _ name: String, _ tooltips: [String]
  ) -> any Chart {
    guard let course = study.course, course.quantiles.count > 1 else {
      return OutcomeHistogram(
        edges: edges,
        alternatives: [
          OutcomeHistogram.Alternative(name: name, counts: counts, tooltips: tooltips)
        ],
        target: target, valueTitle: "Net contribution over \(years)", countTitle: "Worlds",
        valueFormat: PageText.moneyAxis, countFormat: PageText.numberAxis)
    }
    return FanChart(
      periods: course.quantiles.enumerated().map { month, quantiles in
        func quantile(_ probability: Double) -> Double {
          zip(course.probabilities, quantiles).first { $0.0 == probability }?.1 ?? .nan
        }
        let (low, middle, high) = (quantile(0.05), quantile(0.5), quantile(0.95))
        return FanChart.Period(
          name: "\(month + 1)", p5: low, p25: quantile(0.25), p50: middle, p75: quantile(0.75),
          p95: high,
          tooltip: """
            Month \(month + 1): median \(PageText.money(middle)), nine of ten between \
            \(PageText.money(low)) and \(PageText.money(high))
            """)
      },
      ends: FanChart.Ends(
        bins: OutcomeBins(edges: edges, counts: counts), title: "at the end",
        tooltips: tooltips),
      target: target, valueTitle: "Net contribution so far", timeTitle: "Month",
      valueFormat: PageText.moneyAxis)
  }
}

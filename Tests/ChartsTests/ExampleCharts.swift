import Foundation

@testable import Charts

/// Charts of fixed made-up numbers, as a study gives them.
enum ExampleCharts {
  static let percent: ValueFormat = { value, _ in "\(Int((value * 100).rounded()))%" }
  static let millions: ValueFormat = { value, step in
    step < 1e6 ? "€\((value / 1e5).rounded() / 10)M" : "€\(Int(value / 1e6))M"
  }
  static let count: ValueFormat = { value, _ in "\(Int(value))" }
  static let names = [
    "Iris Foods SpA", "Orion Pharma BV", "Nordwind Systems Oy", "Lindqvist Medical Ltd",
    "Jura Packaging SA", "Castell Energie AB", "Montalto Chemie SE", "Kobalt Systems Oy",
  ]
  static let months = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
  ]

  static func treemap(itemCount: Int, name: String? = nil, seed: UInt64 = 1) -> Treemap {
    var random = SplitMix(state: seed)
    let groups = ["Grow", "Defend", "Develop", "Serve"]
    let items = (0..<itemCount).map { index in
      let rank = Double(index % 97) + 1
      let value = 60 / rank.squareRoot() + Double.random(in: 0...6, using: &random)
      let text = "\((value * 2).rounded() / 2) d"
      let title = name ?? names[index % names.count]
      return Treemap.Item(
        name: title, valueText: text, value: value,
        shade: Double.random(in: 0...1, using: &random), tooltip: "\(title): \(text)")
    }
    return Treemap(
      groups: groups.enumerated().map { group, title in
        Treemap.Group(
          name: name ?? title, summary: "\(300 * group + 311) days",
          tier: group == 3 ? nil : group,
          items: items.enumerated().filter { [0, 1, 2, 0, 3, 2, 0][$0.offset % 7] == group }
            .map(\.element))
      }, remainder: { count, _ in "+ \(count) more" })
  }

  static func whale(_ values: [Double], name: String? = nil) -> WhaleCurve {
    let profit = CumulativeProfit(values: values)
    let peak = profit.map { percent($0.peak, 0) } ?? ""
    let share = profit.map { percent($0.earningShare, 0) } ?? ""
    let givesBack = (profit?.givenBack ?? 0) > 0
    let marks = [0.5, 0.8].compactMap { wanted -> WhaleCurve.Mark? in
      guard !givesBack, let count = profit?.accountCount(earning: wanted) else { return nil }
      let text = "\(percent(wanted, 0)) from \(count) accounts"
      return WhaleCurve.Mark(accountCount: count, text: name ?? text)
    }
    return WhaleCurve(
      profit: profit,
      texts: WhaleCurve.Texts(
        profitTitle: name ?? "Share of total profit",
        accountTitle: name ?? "Accounts, most to least profitable",
        total: name ?? "actual profit 100%", peak: name ?? "\(peak) at \(share) of accounts",
        earned: name ?? "earn \(peak)",
        givenBack: name ?? "give back \(Int((profit?.givenBack ?? 0) * 100)) points"),
      marks: marks, shareFormat: percent)
  }

  static func profits(_ count: Int, losing: Bool) -> [Double] {
    (0..<count).map { index in
      let share = Double(index) / Double(count)
      return 1000 / (1 + 12 * share) - (losing ? 125 + 700 * max(0, share - 0.85) : 0)
    }
  }

  static func clock(columnCount: Int, name: String? = nil) -> AnnualClock {
    func wave(_ peak: Double, _ spread: Double, _ height: Double) -> [Double] {
      (0..<columnCount).map { column in
        let distance = (Double(column) + 0.5) / Double(columnCount) * 52 - peak
        let value = height * exp(-distance * distance / (2 * spread * spread))
        return value < height * 0.05 ? 0 : value
      }
    }
    let rows = [
      ("Contract renewals", 11.0, 4.0), ("Price round", 2, 2), ("Tenders", 35, 4),
      ("Trade fairs", 19, 3), ("Customer budget cycle", 41, 4), ("Quarterly reviews", 50, 2),
    ].map { AnnualClock.Row(name: name ?? $0.0, values: wave($0.1, $0.2, 30)) }
    let responses = (0..<columnCount).map { column in
      rows.reduce(0) { $0 + $1.values[column] }
    }
    return AnnualClock(
      months: (0..<columnCount).map { months[$0 * 12 / columnCount] },
      workload: AnnualClock.Workload(
        name: name ?? "Days of work",
        parts: [
          AnnualClock.Row(
            name: name ?? "planned care", values: Array(repeating: 24, count: columnCount)),
          AnnualClock.Row(name: name ?? "responses", values: responses),
        ], capacity: (0..<columnCount).map { $0 * 12 / columnCount == 6 ? 38 : 62 },
        capacityText: name ?? "capacity"), rows: rows,
      workloadTooltip: { columns, parts, capacity in
        "\(columns): \(parts.map { Int($0) }) of \(Int(min(capacity, 1e9)))"
      },
      cellTooltip: { row, columns, value in "row \(row), \(columns): \(Int(min(value, 1e9))) days" }
    )
  }

  static func outcomes(_ mean: Double, _ spread: Double, binCount: Int = 30) -> OutcomeBins {
    let edges = (0...binCount).map { 5e6 + 6e6 * Double($0) / Double(binCount) }
    let counts = (0..<binCount).map { bin in
      let distance = ((edges[bin] + edges[bin + 1]) / 2 - mean) / spread
      return Int(300 * exp(-distance * distance / 2))
    }
    return OutcomeBins(edges: edges, counts: counts)
  }

  static func target(_ name: String? = nil, value: Double = 8.45e6) -> OutcomeTarget {
    OutcomeTarget(
      value: value, text: name ?? "plan €8.4M", reachedText: name ?? "55% reach the plan",
      missedText: name ?? "45% do not")
  }

  static func fan(periodCount: Int, name: String? = nil, hasEnds: Bool = true) -> FanChart {
    let periods = (0..<periodCount).map { index in
      let month = Double(index) + 1
      let (mean, spread) = (0.71e6 * month, 0.25e6 * month.squareRoot())
      return FanChart.Period(
        name: name ?? months[index % 12], p5: mean - 1.64 * spread, p25: mean - 0.67 * spread,
        p50: mean, p75: mean + 0.67 * spread, p95: mean + 1.64 * spread, tooltip: "month \(index)")
    }
    let histogram = outcomes(8.5e6, 0.8e6)
    return FanChart(
      periods: periods,
      ends: hasEnds
        ? FanChart.Ends(
          bins: histogram, title: name ?? "year-end outcomes",
          tooltips: histogram.counts.map { "\($0) years" }) : nil,
      target: target(name), valueTitle: name ?? "Cumulative contribution",
      timeTitle: name ?? "Month of the plan year", valueFormat: millions)
  }

  static func histogram(alternativeCount: Int, name: String? = nil, target: OutcomeTarget?)
    -> OutcomeHistogram
  {
    let all = [
      ("Optimised days", 8.5e6, 0.8e6), ("Today", 7.4e6, 0.6e6),
      ("Revenue-proportional", 9.4e6, 1e6),
      ("Equal days", 6.5e6, 0.5e6),
    ]
    return OutcomeHistogram(
      edges: outcomes(0, 1).edges,
      alternatives: all.prefix(alternativeCount).map { title, mean, spread in
        let counts = outcomes(mean, spread).counts
        return OutcomeHistogram.Alternative(
          name: name ?? title, counts: counts, tooltips: counts.map { "\($0) years" })
      }, target: target, valueTitle: name ?? "Contribution in the year",
      countTitle: name ?? "Simulated years", valueFormat: millions, countFormat: count)
  }
}

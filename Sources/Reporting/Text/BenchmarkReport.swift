import PortfolioModel
import Statistics
import Study

/// Policies on one or several scenarios as text: the whole report of one; of several what each found, then
/// one table of policies and scenarios.
public struct BenchmarkReport {
  private let results: [ScenarioResult]
  private let style: TextStyle

  /// Prepares the report of scenarios.
  ///
  /// - Parameters:
  ///   - results: At least one.
  ///   - style: How to emphasise.
  public init(_ results: [ScenarioResult], style: TextStyle) {
    self.results = results
    self.style = style
  }

  /// The whole report.
  public var text: ReportText {
    let reports = results.enumerated().map { number, result in
      PolicyReport(
        result.study, bounds: result.bounds,
        title: results.count == 1 ? result.name : "\(number + 1). \(result.name)", style: style)
    }
    if results.count == 1 { return reports[0].text }
    return ReportText(reports.map(\.opening) + [comparison], style: style)
  }

  /// The policies of all scenarios, in the order in which they come.
  private var policies: [Policy] {
    results.flatMap(\.study.design.policies).reduce(into: []) { known, policy in
      if !known.contains(policy) { known.append(policy) }
    }
  }

  /// What each policy earns more than the baseline, with its verdict and its rank, in every scenario.
  private var comparison: [ReportText.Block] {
    var columns: [(title: String, alignment: TextTable.Alignment)] = [("policy", .left)]
    var cells = policies.map { [$0.rawValue] }
    var tones = policies.map { _ in [Int: Tone]() }
    for (number, result) in results.enumerated() {
      let gains = policies.map(result.gain)
      let column = MeasureColumn("\(number + 1). gain", [.netContribution])
        .cells(for: gains, signed: true)
      columns += [(column.header, .right), ("verdict", .left), ("rank", .right)]
      for (row, policy) in policies.enumerated() {
        let isBaseline = policy == result.study.design.baseline
        let verdict = isBaseline ? nil : gains[row].map(result.finding.verdict)
        for cell in [cells[row].count, cells[row].count + 1] {
          tones[row][cell] = verdict.map(Tone.init)
        }
        cells[row] += [
          isBaseline ? "baseline" : gains[row] == nil ? "" : column.cells[row],
          verdict?.rawValue ?? "",
          result.finding.ranking.firstIndex(of: policy).map { "\($0 + 1)" } ?? "",
        ]
      }
    }
    var table = TextTable(columns)
    for (row, tones) in zip(cells, tones) { table.add(row, tones: tones) }
    return [
      .heading("What the policies earn more than the baseline of each scenario"),
      .note(
        """
        Net contribution over the horizon, ± the half-width of its 95 % interval; verdicts hold at 95 % for \
        all pairs of policies of a scenario together. Rank 1 earns most.
        """),
      .table(table),
    ]
  }
}

extension ScenarioResult {
  /// What a policy earns more than the baseline; `nil` where it is not compared.
  func gain(of policy: Policy) -> Estimate? {
    let design = study.design
    guard design.policies.contains(policy) else { return nil }
    return study.difference(from: design.baseline, to: policy, in: [.netContribution])
  }
}

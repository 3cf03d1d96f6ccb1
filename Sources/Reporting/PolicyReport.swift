import PortfolioModel
import Simulation
import Statistics
import Study

/// A study of policies as text: the finding in words, then the numbers behind it.
public struct PolicyReport {
  private let study: PolicyStudy
  private let finding: Finding
  private let title: String
  private let style: TextStyle

  /// Prepares the report of a study.
  ///
  /// - Parameters:
  ///   - study: The study.
  ///   - title: The name of the scenario.
  ///   - style: How to emphasise.
  public init(_ study: PolicyStudy, title: String, style: TextStyle) {
    self.study = study
    self.title = title
    self.style = style
    finding = Finding(study)
  }

  /// The whole report.
  public var text: String {
    let design = study.design
    let sections = [
      [style.heading(TextTable.printable(title)), summary], conclusion,
      [style.heading("What the policies earn")]
        + table(MeasureColumn.money),
      [style.heading("How the work goes, over \(years)")]
        + table(MeasureColumn.work(triggerCount: design.portfolio.triggers.count)),
      differences,
    ]
    return sections.filter { !$0.isEmpty }.map { $0.joined(separator: "\n") }
      .joined(separator: "\n\n") + "\n"
  }

  private var years: String { NumberFormat.years(study.design.horizonYears) }

  private var summary: String {
    let design = study.design
    func count(_ number: Int) -> String { NumberFormat.fixed(Double(number), decimals: 0) }
    return """
      \(count(design.portfolio.accounts.count)) accounts, \(count(design.portfolio.team.count)) KAMs, \
      \(years), \(count(design.replications)) replications, seed \(design.seed). \
      Each number is a mean ± the half-width of its 95 % interval.
      """
  }

  // MARK: - The finding

  /// Which policy is best, by how much, and how sure that is.
  private var conclusion: [String] {
    guard study.alternatives.count > 1 else { return [] }
    let baseline = study.design.baseline.rawValue
    var lines: [String] = []
    if let gain = finding.gain {
      let scale = Scale.money(for: [gain.mean]).precise(to: [gain.halfWidth()])
      let percent =
        finding.baselineMean > 0
        ? " (\(NumberFormat.signed(100 * gain.mean / finding.baselineMean, decimals: 1)) %)" : ""
      let amount = [scale.estimate(gain.mean, halfWidth: gain.halfWidth()), scale.suffix]
      lines.append(
        """
        Policy "\(finding.best.rawValue)" earns most: \
        \(amount.filter { !$0.isEmpty }.joined(separator: " ")) more net contribution than \
        "\(baseline)" over \(years)\(percent).
        """)
    } else {
      lines.append(
        "Policy \"\(baseline)\", the baseline, earns most: no other policy compared earns more.")
    }
    lines.append(certainty)
    return lines.map { style.heading($0) }
  }

  private var certainty: String {
    let rivals = finding.rivals.map { "\"\($0.rawValue)\"" }
    if rivals.isEmpty {
      let others = finding.leads.count
      return others == 1
        ? "How sure: 95 % that it is better than the other policy, in the model."
        : "How sure: 95 % that it is better than each of the \(others) others, in the model."
    }
    let names = rivals.joined(separator: ", ")
    return """
      How sure: at 95 % it can't be told apart from \(names); more replications (--replications) \
      tell more.
      """
  }

  // MARK: - Tables

  /// The policies side by side, best first.
  private func table(_ columns: [MeasureColumn]) -> [String] {
    let ranking = [finding.best] + finding.leads.map(\.policy)
    let cells = columns.map { column in
      column.cells(
        for: ranking.map {
          Estimate(study.alternative($0).outcome.observations(ofSum: column.metrics))
        })
    }
    var table = TextTable(
      [(title: "policy", alignment: .left)]
        + cells.map { (title: $0.header, alignment: .right) })
    for (row, policy) in ranking.enumerated() {
      table.add([policy.rawValue] + cells.map { $0.cells[row] })
    }
    return table.lines()
  }

  /// Paired differences from the baseline: every policy met the same worlds.
  private var differences: [String] {
    let baseline = study.design.baseline
    let others = ([finding.best] + finding.leads.map(\.policy)).filter { $0 != baseline }
    guard !others.isEmpty else { return [] }
    let columns = [
      MeasureColumn("net contribution", [.netContribution]), MeasureColumn("NRR", [.nrr]),
      MeasureColumn("churned revenue", [.churnedRevenue]),
      MeasureColumn("won revenue", [.careWon, .triggerWon]),
    ]
    let cells = columns.map { column in
      column.cells(
        for: others.map { study.difference(from: baseline, to: $0, in: column.metrics) },
        signed: true)
    }
    var table = TextTable(
      [(title: "policy", alignment: .left)]
        + cells.map { (title: $0.header, alignment: .right) }
        + [(title: "verdict", alignment: .left)])
    for (row, policy) in others.enumerated() {
      table.add([policy.rawValue] + cells.map { $0.cells[row] } + [verdict(on: policy)])
    }
    let lines = table.lines().map { line in
      line.hasSuffix(" better")
        ? style.good(line) : line.hasSuffix(" worse") ? style.bad(line) : line
    }
    return [
      style.heading(
        "Paired differences from \"\(baseline.rawValue)\", in the same simulated worlds")
    ] + lines
  }

  private func verdict(on policy: Policy) -> String {
    guard
      let difference = study.difference(
        from: study.design.baseline, to: policy, in: [.netContribution]),
      let halfWidth = difference.halfWidth()
    else { return "unclear" }
    if difference.mean > halfWidth { return "better" }
    return difference.mean < -halfWidth ? "worse" : "unclear"
  }
}

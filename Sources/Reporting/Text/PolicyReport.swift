import PortfolioModel
import Simulation
import Statistics
import Study

/// A study of policies as text: the finding in words, then the numbers behind it.
public struct PolicyReport {
  let study: PolicyStudy
  let bounds: PolicyBounds?
  let finding: Finding
  private let title: String
  private let style: TextStyle

  /// Prepares the report of a study.
  ///
  /// - Parameters:
  ///   - study: The study.
  ///   - bounds: What is possible in its worlds, if that was asked for.
  ///   - title: The name of the scenario.
  ///   - style: How to emphasise.
  public init(
    _ study: PolicyStudy, bounds: PolicyBounds? = nil, title: String, style: TextStyle
  ) {
    self.study = study
    self.bounds = bounds
    self.title = title
    self.style = style
    finding = Finding(study)
  }

  /// The whole report.
  public var text: ReportText {
    let design = study.design
    let sections = [
      [.title(title)] + summary, conclusion + tuning + possible,
      [
        .heading("What the policies earn, over \(years)"),
        .note(
          """
          Churned and won revenue: annual revenue lost and won in that time. NRR and GRR: retention \
          in \(design.horizonYears < 1 ? "that time" : "the first year").
          """),
        table(MeasureColumn.money, sharesOfPossible),
      ],
      [
        .heading("How the work goes, over \(years)"),
        table(MeasureColumn.work(triggerCount: design.portfolio.triggers.count)),
      ],
      differences,
    ]
    return ReportText(
      sections
        + AssignmentSection.blocks(of: design.assignment, horizonYears: design.horizonYears),
      style: style)
  }

  /// The title, the sizes and the finding, without a table.
  var opening: [ReportText.Block] {
    [.title(title)] + summary + conclusion + tuning + possible
  }

  var years: String { NumberFormat.years(study.design.horizonYears) }

  private var summary: [ReportText.Block] {
    [.sentence("\(study.sizes). Each number is a mean ± the half-width of its 95 % interval.")]
      + study.stop
  }

  // MARK: - The finding

  /// Which policy is best, by how much, and how sure that is.
  var conclusion: [ReportText.Block] {
    if finding.leads.isEmpty { return [] }
    if finding.equals.count == finding.leads.count {
      return [.finding("All policies earn the same here, in every simulated world.")]
    }
    return [.finding(headline), .finding(certainty)]
  }

  /// How a plan was tuned, and what a day then is worth.
  var tuning: [ReportText.Block] {
    study.alternatives.compactMap { alternative in
      alternative.tuning.map { .sentence(TuningSentence(of: $0).text) }
    }
  }

  var headline: String {
    let (best, baseline) = (quoted(finding.best), quoted(study.design.baseline))
    guard let gain = finding.gain else {
      return finding.rivals.isEmpty
        ? "Policy \(best), the baseline, earns most over \(years)."
        : "No clear winner: \(best), the baseline, is ahead over \(years)."
    }
    let scale = Scale.money(for: [gain.mean]).precise(to: [gain.halfWidth()])
    let number = scale.estimate(gain.mean, halfWidth: gain.halfWidth())
    let amount = scale.suffix.isEmpty ? number : "\(number) \(scale.suffix)"
    return finding.rivals.contains(study.design.baseline)
      ? "No clear winner: \(best) is ahead of \(baseline) by \(amount) net contribution over \(years)."
      : """
      Policy \(best) earns most: \(amount) more net contribution than \(baseline) over \
      \(years)\(percent(of: gain)).
      """
  }

  /// A gain as a share of what the baseline earns, where that is clearly above 0.
  private func percent(of gain: Estimate) -> String {
    guard let baseline = finding.baseline, baseline.mean > baseline.halfWidth() ?? .infinity else {
      return ""
    }
    let percent = 100 * gain.mean / baseline.mean
    return percent > 1000 ? "" : " (\(NumberFormat.signed(percent, decimals: 1)) %)"
  }

  var certainty: String {
    let sure = finding.leads.count - finding.rivals.count - finding.equals.count
    var sentences: [String] = []
    if sure > 0 {
      let others = sure == finding.leads.count ? "the \(sure) others" : "\(sure) others"
      sentences.append(
        sure == 1
          ? "95 % that it is better than one other policy, in the model."
          : "95 % that it is better than each of \(others), in the model.")
    }
    if !finding.rivals.isEmpty {
      let names = finding.rivals.map(quoted).joined(separator: ", ")
      sentences.append(
        "It can't be told apart from \(names); more replications (--replications) tell more.")
    }
    if !finding.equals.isEmpty {
      let names = finding.equals.map(quoted).joined(separator: ", ")
      sentences.append("It earned exactly as much as \(names).")
    }
    return "How sure: " + sentences.joined(separator: " ")
  }

  private func quoted(_ policy: Policy) -> String { "\"\(policy.rawValue)\"" }

  // MARK: - Tables

  /// The policies side by side, best first.
  private func table(
    _ columns: [MeasureColumn], _ more: (header: String, cells: [String])? = nil
  ) -> ReportText.Block {
    let ranking = finding.ranking
    let cells =
      columns.map { column in
        column.cells(
          for: ranking.map {
            study.alternative($0).outcome.estimate(of: column.metrics)
          })
      } + (more.map { [$0] } ?? [])
    var table = TextTable(
      [(title: "policy", alignment: .left)]
        + cells.map { (title: $0.header, alignment: .right) })
    for (row, policy) in ranking.enumerated() {
      table.add([policy.rawValue] + cells.map { $0.cells[row] })
    }
    return .table(table)
  }

  /// Paired differences from the baseline: every policy met the same worlds.
  private var differences: [ReportText.Block] {
    let baseline = study.design.baseline
    let others = finding.ranking.filter { $0 != baseline }
    guard !others.isEmpty else { return [] }
    let columns = MeasureColumn.money.filter { $0.metrics != [.grr] }
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
      let verdict = verdict(on: policy)
      let tone = Tone(verdict)
      table.add(
        [policy.rawValue] + cells.map { $0.cells[row] } + [verdict.rawValue],
        tones: [1: tone, cells.count + 1: tone])
    }
    return [
      .heading("Paired differences from \(quoted(baseline)), in the same simulated worlds"),
      .note("The verdict is on net contribution, at 95 % for all pairs of policies together."),
      .table(table),
    ]
  }

  private func verdict(on policy: Policy) -> Finding.Verdict {
    study.difference(from: study.design.baseline, to: policy, in: [.netContribution])
      .map { finding.verdict(on: $0) } ?? .unclear
  }
}

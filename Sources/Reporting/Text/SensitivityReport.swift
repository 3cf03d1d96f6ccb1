import PortfolioModel
import Simulation
import Statistics
import Study

/// What a decision rests on, as text: the conclusion in words, then the inputs, then what could be bought.
public struct SensitivityReport {
  let study: SensitivityStudy
  private let levers: LeverStudy
  private let title: String
  private let style: TextStyle

  /// Prepares the report of a study.
  ///
  /// - Parameters:
  ///   - study: The study.
  ///   - levers: What changes are worth.
  ///   - title: The name of the scenario.
  ///   - style: How to emphasise.
  public init(_ study: SensitivityStudy, levers: LeverStudy, title: String, style: TextStyle) {
    self.study = study
    self.levers = levers
    self.title = title
    self.style = style
  }

  /// The whole report.
  public var text: ReportText {
    let sections: [[ReportText.Block]] = [
      [.title(title), .sentence(conditions)],
      [.finding(headline), .finding(certainty)] + (luck.map { [.sentence($0)] } ?? []),
      tornado, bought,
    ]
    return ReportText(sections, style: style)
  }

  private var years: String { NumberFormat.years(study.design.horizonYears) }
  private var best: String { study.design.decisions[study.best].name }
  private var baseline: String { study.design.decisions[0].name }

  private var conditions: String {
    """
    \(NumberFormat.count(study.design.inputs.count, "uncertain input")), \
    \(NumberFormat.count(study.design.decisions.count, "decision")), \(years), \
    \(NumberFormat.count(study.design.replications, "replication")), seed \(study.design.seed). Decisions \
    and plans are made by the central values and meet all others.
    """
  }

  // MARK: - The conclusion

  var headline: String {
    study.best == 0
      ? "\"\(best)\", the baseline, earns most over \(years) by the central values."
      : """
      "\(best)" earns most by the central values: \(Amount(study.gain, signed: true)) net contribution \
      against "\(baseline)" over \(years).
      """
  }

  var certainty: String {
    let switching = study.effects.filter { !$0.switches.isEmpty }
    guard let first = switching.first, let change = first.switches.first else {
      return """
        How sure: no input alone is seen to make another decision better, anywhere in its range\
        \(study.information.value > 0 ? "; together they may." : ".")
        """
    }
    let others = switching.count - 1
    let more =
      others == 0 ? "" : " \(others) other \(others == 1 ? "input" : "inputs") can change it too."
    return "How sure: it stays best unless \(condition(change, of: first.input)).\(more)"
  }

  private func condition(_ change: SensitivityStudy.Switch, of input: UncertainInput) -> String {
    """
    \(TextTable.printable(input.name)) is \(change.isAbove ? "above" : "below") about \(number(change.value)) \
    (then "\(study.design.decisions[change.decision].name)")
    """
  }

  /// What we do not know beside luck.
  var luck: String? {
    guard study.best != 0 else { return nil }
    let gains = study.expectedGains.sorted()
    let spread = gains.reduce(into: Tally()) { $0.add($1) }.variance ?? 0
    return """
      What we do not know moves the gain by \(Amount(spread.squareRoot())) (standard deviation): nine of ten \
      draws of all inputs expect \(Amount(gains.quantile(0.05))) to \(Amount(gains.quantile(0.95))), the \
      effects of single inputs added up. Luck moves it by \(Amount(study.luck)).
      """
  }

  // MARK: - Tables

  /// Each input alone.
  private var tornado: [ReportText.Block] {
    let effects = study.effects.prefix(Self.mostInputs)
    let gains = MeasureColumn("gain", [.netContribution])
    let lows = gains.cells(for: effects.map { $0.points.first?.gain }, signed: true)
    let highs = gains.cells(for: effects.map { $0.points.last?.gain }, signed: true)
    let values = effects.map(\.information.value)
    let scale = Scale.money(for: values)
    var table = TextTable([
      ("input", .left), ("low", .right), ("central", .right), ("high", .right),
      (lows.header.replacing("gain", with: "gain at low"), .right),
      (highs.header.replacing("gain", with: "gain at high"), .right),
      ("to know it first" + (scale.suffix.isEmpty ? "" : ", \(scale.suffix)"), .right),
      ("another decision is better", .left),
    ])
    for (row, effect) in effects.enumerated() {
      table.add(
        [effect.input.name]
          + [effect.input.low, effect.input.central, effect.input.high].map(number)
          + [
            lows.cells[row], highs.cells[row],
            NumberFormat.fixed(
              values[row] / scale.divisor, decimals: scale.suffix == "M" ? 2 : 0),
            effect.switches.map {
              "\($0.isAbove ? "above" : "below") \(number($0.value)): \(study.design.decisions[$0.decision].name)"
            }.joined(separator: "; "),
          ],
        tones: [
          4: Tone(of: effect.points.first?.gain), 5: Tone(of: effect.points.last?.gain),
        ])
    }
    return [
      .heading("What each input does to the gain over \"\(baseline)\", largest effect first"),
      .note(
        """
        Others at their central values, same worlds. To know it first: what one should pay at most to find \
        it out before deciding (0: it would not change the decision); all inputs together: \
        \(Amount(study.information.value)).
        """),
      .table(table),
    ] + rest
  }

  /// Inputs that the table leaves out.
  private var rest: [ReportText.Block] {
    let count = study.effects.count - Self.mostInputs
    return count <= 0
      ? []
      : [
        .note(
          "\(NumberFormat.count(count, "input")) with less effect: --json and --csv have all of them."
        )
      ]
  }

  private static let mostInputs = 20

  /// What changes are worth.
  private var bought: [ReportText.Block] {
    guard !levers.effects.isEmpty else { return [] }
    let total = MeasureColumn("net contribution", [.netContribution]).cells(
      for: levers.effects.map(\.difference), signed: true)
    let yearly = MeasureColumn("worth a year", [.netContribution]).cells(
      for: levers.effects.map(\.worthPerYear), signed: true)
    var table = TextTable([
      ("if", .left), (total.header, .right), (yearly.header, .right),
    ])
    for (row, effect) in levers.effects.enumerated() {
      table.add(
        [effect.lever.rawValue, total.cells[row], yearly.cells[row]],
        tones: [1: Tone(of: effect.difference), 2: Tone(of: effect.worthPerYear)])
    }
    return [
      .heading("What changes are worth under \"\(levers.policy.rawValue)\", over \(years)"),
      .note(
        """
        With days planned anew. Worth a year: the most that a change may cost a year, such as a data service.
        """),
      .table(table),
    ]
  }

  /// A value of an input, with as many digits as tell values apart.
  private func number(_ value: Double) -> String {
    let decimals = abs(value) >= 100 ? 0 : abs(value) >= 10 ? 1 : abs(value) >= 1 ? 2 : 3
    return NumberFormat.fixed(value, decimals: decimals)
  }
}

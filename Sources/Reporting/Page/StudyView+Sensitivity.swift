import Charts

extension StudyView {
  private static let mostInputs = 15

  /// What each input alone does to the gain.
  var tornadoCard: ReportCard? {
    guard let sensitivity = study.sensitivity, !sensitivity.inputs.isEmpty else { return nil }
    let switching = sensitivity.inputs.filter { !$0.switches.isEmpty }
    let inputs = sensitivity.inputs.prefix(Self.mostInputs)
    let title =
      switching.isEmpty
      ? "No input alone is seen to change the decision"
      : switching.count == 1
        ? "One input can change the decision: \(switching[0].input)"
        : "\(switching.count) inputs can change the decision, \(switching[0].input) most"
    return ReportCard(
      title: title,
      subtitle: """
        Gain of “\(sensitivity.best)” over “\(sensitivity.baseline)” with each input at the ends of its range, all \
        others central\(sensitivity.inputs.count > inputs.count ? "; the \(inputs.count) that matter most" : "").
        """,
      chart: Tornado(
        rows: inputs.map { input in
          Tornado.Row(
            name: input.input, low: end(input, at: input.points.first, input.low),
            high: end(input, at: input.points.last, input.high), switchText: switches(input))
        },
        central: sensitivity.gain.mean,
        centralLabel: "central \(PageText.money(sensitivity.gain.mean, signed: true))",
        xTitle: "Gain over \(years)", xFormat: PageText.gainAxis),
      numbers: ReportCard.Numbers(
        columns: [
          ("input", true), ("low", false), ("central", false), ("high", false),
          ("gain at low", false), ("gain at high", false), ("to know it first", false),
          ("another decision is better", true), ("grade", true), ("rests on", true),
        ],
        rows: sensitivity.inputs.map { input in
          [
            input.input, NumberFormat.short(input.low), NumberFormat.short(input.central),
            NumberFormat.short(input.high), PageText.amount(input.points.first?.gain, signed: true),
            PageText.amount(input.points.last?.gain, signed: true),
            PageText.money(input.informationValue), switches(input) ?? "", input.grade ?? "",
            input.source,
          ]
        }), isWide: true)
  }

  private func end(
    _ input: SensitivityRecord.InputRecord, at point: SensitivityRecord.PointRecord?,
    _ value: Double
  ) -> Tornado.End {
    let text = NumberFormat.short(point?.value ?? value)
    return Tornado.End(
      text: text, gain: point?.gain.mean ?? .nan, low: point?.gain.low, high: point?.gain.high,
      tooltip: "\(input.input) \(text): gain \(PageText.amount(point?.gain, signed: true))")
  }

  /// The values of an input beyond which another decision is better.
  func switches(_ input: SensitivityRecord.InputRecord) -> String? {
    input.switches.isEmpty
      ? nil
      : input.switches.map {
        "\($0.side) \(NumberFormat.short(NumberFormat.rounded($0.value, decimals: 3))): \($0.decision)"
      }.joined(separator: "; ")
  }

  /// What changes are worth that money could buy.
  var leverCard: ReportCard? {
    guard let levers = study.sensitivity?.levers, !levers.isEmpty else { return nil }
    let best = levers.max { $0.worthPerYear.mean < $1.worthPerYear.mean }
    return ReportCard(
      title: best.map {
        "“\($0.lever)” adds most: \(PageText.amount($0.worthPerYear, signed: true)) a year"
      } ?? "",
      subtitle:
        "What a change that can be bought adds a year, days planned anew, with 95 % intervals.",
      chart: ForestPlot(
        groups: [
          ForestPlot.Group(
            rows: levers.map { ForestPlot.Row($0.lever, $0.worthPerYear, unit: " a year") })
        ], worse: "costs", better: "earns",
        xTitle: "Worth a year", xFormat: PageText.gainAxis),
      numbers: ReportCard.Numbers(
        columns: [("change", true), ("worth a year", false), ("over \(years)", false)],
        rows: levers.map {
          [
            $0.lever, PageText.amount($0.worthPerYear, signed: true),
            PageText.amount($0.netContribution, signed: true),
          ]
        }), isWide: true)
  }
}

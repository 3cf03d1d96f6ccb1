import Workbooks

extension StudySheets {
  /// What the decisions earn with all inputs central.
  var decisionBlocks: [Sheet.Block] {
    section(
      "Decisions", "Decisions", of: study.sensitivity?.decisions ?? [],
      [.text("Decision") { $0.name }]
        + .interval("Net contribution", emphasis: .bar) { IntervalEstimate($0.netContribution) },
      note: "Net contribution over \(view.years) with all inputs central.")
  }

  /// What each input alone does to the gain.
  var inputBlocks: [Sheet.Block] {
    guard let sensitivity = study.sensitivity else { return [] }
    let central = sensitivity.gain.mean
    let gains = "Gain of “\(sensitivity.best)” over “\(sensitivity.baseline)”"
    func end(
      _ side: String,
      _ point: @escaping (SensitivityRecord.InputRecord) -> SensitivityRecord.PointRecord?
    ) -> [TableColumn<SensitivityRecord.InputRecord>] {
      let header = "Gain at \(side)"
      return .interval(header) { point($0).map { IntervalEstimate($0.gain) } } + [
        .number(
          "Change at \(side)", formula: "\(column: header)-\(central)", emphasis: .sign
        ) { input in point(input).map { $0.gain.mean - central } }
      ]
    }
    let inputs: [TableColumn<SensitivityRecord.InputRecord>] = [
      .text("Input") { $0.input }, .text("Unit") { $0.unit }, .number("Low", .general) { $0.low },
      .number("Central", .general) { $0.central }, .number("High", .general) { $0.high },
    ]
    return section(
      "Inputs", "Inputs", of: sensitivity.inputs,
      inputs + end("low") { $0.points.first } + end("high") { $0.points.last } + [
        .number("Swing", emphasis: .bar) { $0.swing },
        .number("Worth of knowing it first") { $0.informationValue },
        .text("Another decision is better") { view.switches($0) }, .text("Grade") { $0.grade },
        .text("Rests on", width: 60) { $0.source },
      ],
      note: """
        \(gains) over \(view.years) with each input at the ends of its range, all others central. \
        Changes are from the gain with all inputs central.
        """,
      charts: [
        chart(
          "Change of the gain at the ends of each input's range", .bar, of: "Inputs", by: "Input",
          [.init("Change at low", .second), .init("Change at high")],
          height: barHeight(sensitivity.inputs.count, seriesCount: 2))
      ])
  }

  /// What changes are worth that money could buy.
  var leverBlocks: [Sheet.Block] {
    let levers = study.sensitivity?.levers ?? []
    return section(
      "Changes that can be bought", "Levers", of: levers,
      [.text("Change") { $0.lever }]
        + .interval("Worth a year", emphasis: .sign) { IntervalEstimate($0.worthPerYear) }
        + .interval("Net contribution") { IntervalEstimate($0.netContribution) },
      charts: [
        chart(
          "Worth a year of each change, with the ends of its interval", .bar, of: "Levers",
          by: "Change", .interval("Worth a year"),
          height: barHeight(levers.count, seriesCount: 3))
      ])
  }
}

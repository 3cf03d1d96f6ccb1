import Workbooks

/// The sheets of a study.
struct StudySheets {
  let view: StudyView
  let scenario: String
  /// What tells sheets and tables of several studies apart; empty of one.
  let suffix: String

  var study: StudyRecord { view.study }

  /// The sheet of the alternatives, and of what is known of them.
  var alternatives: Sheet {
    let parts = [
      alternativeBlocks, possibleBlocks, sizeBlocks, stepBlocks, decisionBlocks, inputBlocks,
      leverBlocks, outlookBlocks, lossBlocks, outcomeBlocks, courseBlocks, teamBlocks,
    ]
    return Sheet(
      name: "Alternatives\(suffix)", blocks: [.title("Alternatives: \(scenario)")] + parts.joined())
  }

  /// A table with its heading and its charts; nothing where there are no rows.
  func section<Row>(
    _ heading: String, _ name: String, of rows: [Row], _ columns: [TableColumn<Row>],
    note: String? = nil, charts: [Sheet.Chart] = []
  ) -> [Sheet.Block] {
    guard !rows.isEmpty else { return [] }
    let table = Sheet.Table(name + suffix, of: rows, columns)
    return [.heading(heading)] + (note.map { [.paragraph($0)] } ?? []) + [.table(table)]
      + charts.map { .chart($0) }
  }

  /// A chart of a table of this study.
  func chart(
    _ title: String, _ kind: Sheet.Chart.Kind, of table: String, by categories: String,
    _ series: [Sheet.Chart.Series], axis: String = "", values: String = "", height: Int = 360
  ) -> Sheet.Chart {
    Sheet.Chart(
      title: title, kind: kind, table: table + suffix, categories: categories, series: series,
      categoryLabel: axis, valueLabel: values, height: height)
  }

  /// How high a chart of so many lying bars is, in pixels.
  func barHeight(_ count: Int, seriesCount: Int) -> Int {
    min(140 + count * (8 + 14 * seriesCount), 3000)
  }
}

import Calendars
import Foundation
import Workbooks

/// A saved result as an Excel workbook: the decision, the alternatives, the plan, the assumptions.
///
/// The same result gives the same bytes: the file states a fixed day as its making.
public struct ReportWorkbook: Sendable {
  private let result: SavedResult

  /// Prepares the workbook of a result.
  public init(_ result: SavedResult) {
    self.result = result
  }

  /// The bytes of the `.xlsx` file.
  ///
  /// - Throws: `WorkbookError` if the result is larger than Excel's sheets, or no file could be made.
  public func data() throws(WorkbookError) -> Data { try workbook.data() }

  /// The sheets as values.
  public var workbook: Workbook {
    let studies = result.studies.enumerated().map { index, study in
      StudySheets(
        view: StudyView(study, of: result), scenario: study.scenario ?? result.scenario,
        suffix: result.studies.count > 1 ? " \(index + 1)" : "")
    }
    return Workbook(
      title: result.scenario,
      // 2000-01-01.
      created: CalendarDate(dayNumber: 10_957),
      sheets: [decision(studies)] + studies.flatMap { [$0.alternatives] + $0.plans }
        + [assumptions(studies)])
  }

  private func decision(_ studies: [StudySheets]) -> Sheet {
    Sheet(name: "Decision", blocks: studies.flatMap { $0.decision(of: result) })
  }

  /// The assumptions of all scenarios in one table.
  private func assumptions(_ studies: [StudySheets]) -> Sheet {
    typealias Row = (scenario: String, assumption: AssumptionRecord)
    let rows: [Row] = studies.flatMap { sheets in
      sheets.view.study.assumptions.map { (sheets.scenario, $0) }
    }
    let columns: [TableColumn<Row>] = [
      .text("Assumption") { $0.assumption.name },
      .number("Value", .general) { $0.assumption.value },
      .text("Unit") { $0.assumption.unit },
      .number("Low", .general) { $0.assumption.range?.low },
      .number("High", .general) { $0.assumption.range?.high },
      .text("Grade") { $0.assumption.grade },
      .text("From") { $0.assumption.isDefault ? "default" : "set" },
      .text("Source", width: 80) { $0.assumption.source },
    ]
    return Sheet(
      name: "Assumptions",
      blocks: [
        .title("Assumptions"),
        .paragraph("Low and high are where the truth may lie, as far as that is known."),
        .table(
          Sheet.Table(
            "Assumptions", of: rows,
            (studies.count > 1 ? [.text("Scenario") { $0.scenario }] : []) + columns)),
      ], freezesHeader: true)
  }
}

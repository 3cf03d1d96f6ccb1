import Foundation
import PortfolioModel

/// What a scenario rests on, or Salkku without one: every value with its unit, range and evidence.
public struct AssumptionReport {
  private let assumptions: [Assumption]
  private let scenario: String?
  private let style: TextStyle

  /// Prepares the report of a recipe.
  ///
  /// - Parameters:
  ///   - recipe: What the scenario says, or `PortfolioRecipe.builtIn`.
  ///   - scenario: The name of the scenario; `nil` without one.
  ///   - style: How to emphasise.
  public init(_ recipe: PortfolioRecipe, scenario: String?, style: TextStyle) {
    assumptions = recipe.assumptions
    self.scenario = scenario
    self.style = style
  }

  /// The tables of all assumptions, by what they belong to.
  public var text: ReportText {
    let sections = Section.allCases.map { section -> [ReportText.Block] in
      var table = TextTable([
        (section.rawValue, .left), ("value", .right), ("unit", .left), ("range", .left),
        ("grade", .left), ("rests on", .left),
      ])
      let rows = assumptions.filter { Section($0.path) == section }
      for row in rows {
        table.add([
          row.path.name, NumberFormat.short(row.value), row.unit,
          row.range.map(NumberFormat.range) ?? "", row.grade?.rawValue ?? "",
          row.source.isEmpty ? "yours to decide" : row.source,
        ])
      }
      return rows.isEmpty ? [] : [.table(table)]
    }
    let counts = scenario == nil ? [] : [Self.counts(of: assumptions)]
    let notes: [ReportText.Block] = [
      .note("Grades of evidence: A measured, B published or a large survey, C judgement."),
      .note(
        "Range: where the truth may lie, by that evidence or, where the scenario gives it, by the scenario."
      ),
    ]
    let title = ReportText.Block.title(scenario ?? "What Salkku assumes by itself")
    let findings = (counts + [evidence]).map { ReportText.Block.finding($0) }
    return ReportText([[title] + findings + notes] + sections, style: style)
  }

  /// How good the evidence is, in a sentence.
  private var evidence: String {
    func count(_ grade: Evidence?) -> Int { assumptions.count { $0.grade == grade } }
    return """
      Evidence: \(count(.measured)) measured, \(count(.published)) published, \(count(.judgement)) \
      judgement, \(count(nil)) without a grade.
      """
  }

  /// How many assumptions are whose, in a sentence.
  static func counts(of assumptions: [Assumption]) -> String {
    let given = assumptions.filter { !$0.isDefault }
    let ranges = given.filter { $0.range != nil }
    return "\(given.count) of \(assumptions.count) values are set in the scenario, "
      + "\(ranges.count) of them as ranges; the others are defaults."
  }

  /// The tables, in the order of assumptions.
  private enum Section: String, CaseIterable {
    case model
    case tiers = "care models"
    case triggers
    case team
    case accounts

    init(_ path: InputPath) {
      self =
        switch path {
        case .model: .model
        case .careModel: .tiers
        case .trigger: .triggers
        case .team, .kam: .team
        case .accounts: .accounts
        }
    }
  }

  // MARK: - Files

  /// The JSON document (see `docs/formats.md`), with sorted keys; numbers are not rounded.
  ///
  /// - Returns: UTF-8 with a final newline.
  /// - Throws: `EncodingError` if a number is not finite, which no reader lets through.
  public func data() throws -> Data {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    let document = AssumptionDocument(
      scenario: scenario, assumptions: assumptions.map(AssumptionRecord.init))
    return try encoder.encode(document) + Data("\n".utf8)
  }

  /// The table `assumptions.csv`.
  public var table: CSVReport.Table { CSVReport.table(of: assumptions) }
}

/// All assumptions.
private struct AssumptionDocument: Encodable {
  let salkku = Version.current
  let scenario: String?
  let assumptions: [AssumptionRecord]
}

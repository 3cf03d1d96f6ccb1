import Foundation
import Testing

/// `--xlsx`, from the command to what a spreadsheet reads.
struct WorkbookTests {
  private let folder: Folder

  init() throws {
    folder = try Folder()
    try folder.salkku("init", ".").expectSuccess()
    let scenario = try folder.text("scenario.yaml")
    try folder.write(
      scenario + "\nmodel: {careEffect: {low: 0.3, mode: 0.6, high: 0.7}}\n", to: "uncertain.yaml")
    try folder.write(scenario.replacing("seed: 42", with: "seed: 43"), to: "again.yaml")
  }

  /// Commands with the sheets that they write.
  static let studies: [([String], [String])] = [
    (["benchmark", "scenario.yaml"], whole), (["risk", "scenario.yaml"], whole),
    (["headcount", "scenario.yaml", "--from", "1", "--to", "3"], whole),
    (["allocate", "scenario.yaml"], whole),
    (["sensitivity", "uncertain.yaml"], ["Decision", "Alternatives", "Assumptions"]),
    (
      ["benchmark", "scenario.yaml", "again.yaml"],
      ["Decision"] + [1, 2].flatMap { ["Alternatives \($0)", "Plan \($0)", "Tiers \($0)"] }
        + ["Assumptions"]
    ),
  ]

  private static let whole = ["Decision", "Alternatives", "Plan", "Tiers", "Assumptions"]

  private func write(_ study: [String]) throws -> Data {
    let replications = study[0] == "allocate" ? [] : ["--replications", "6"]
    try folder.run(study + replications + ["--json", "a.json", "--xlsx", "a.xlsx", "--quiet"])
      .expectSuccess()
    return try Data(contentsOf: folder.place("a.xlsx"))
  }

  /// The studies of the result, and the workbook.
  private func read(_ study: [String]) throws -> (studies: [JSONValue], book: ReadWorkbook) {
    _ = try write(study)
    let result = try JSONValue(Data(contentsOf: folder.place("a.json")))
    return (
      try #require(result["studies"]?.elements), try ReadWorkbook(folder.place("a.xlsx"))
    )
  }

  @Test(arguments: studies.map(\.0))
  func `the same command writes the same workbook`(study: [String]) throws {
    #expect(try write(study) == write(study))
  }

  @Test(
    .enabled(if: ReadWorkbook.isWanted, "openpyxl is not in .test-tools/venv"), arguments: studies)
  func `a workbook has its sheets, what was found, filters, colours and charts`(
    study: [String], sheets: [String]
  ) throws {
    let (studies, book) = try read(study)
    #expect(book.names == sheets)
    let decision = try #require(book.sheets.first?["cells"])
    let texts = decision.keys.compactMap { decision[$0]?.text }
    for study in studies {
      #expect(texts.contains(try #require(study["finding"]?["headline"]?.text)))
    }
    #expect(decision["A2"]?.text == studies.first?["finding"]?["headline"]?.text)
    let tables = book.all("tables")
    #expect(tables.count >= sheets.count && tables.allSatisfy { $0["range"] == $0["filter"] })
    #expect(!book.all("rules").isEmpty)
    #expect(!book.all("charts").isEmpty)
  }

  @Test(
    .enabled(if: ReadWorkbook.isWanted, "openpyxl is not in .test-tools/venv"),
    arguments: studies.map(\.0))
  func `a workbook has every mean and every planned account of the JSON`(study: [String]) throws {
    let (studies, book) = try read(study)
    for (index, study) in studies.enumerated() {
      let suffix = studies.count > 1 ? "_\(index + 1)" : ""
      let alternatives = study["alternatives"]?.elements ?? []
      try expectMeans(alternatives, in: book.rows("Alternatives\(suffix)") ?? [])
      try expectDecisions(
        study["sensitivity"]?["decisions"]?.elements ?? [],
        in: book.rows("Decisions\(suffix)") ?? [])
      let best = alternatives.first { $0["name"] == study["best"] }
      try expectPlan(
        best?["plan"]?.elements ?? [], in: book.rows("Plan\(suffix)") ?? [],
        tiers: book.rows("Tiers\(suffix)") ?? [])
    }
  }

  private func expectMeans(_ alternatives: [JSONValue], in rows: [[String: JSONValue]]) throws {
    let measured = alternatives.filter { $0["metrics"]?.keys.isEmpty == false }
    #expect(rows.map { $0["Alternative"] } == measured.map { $0["name"] })
    for (row, alternative) in zip(rows, measured) {
      for (header, name) in [
        ("Net contribution", "netContribution"), ("NRR, first year", "nrr"),
        ("GRR, first year", "grr"), ("Utilisation", "utilisation"),
        ("Annual revenue lost in 3 years", "churnedRevenue"),
      ] {
        let metric = try #require(alternative["metrics"]?[name])
        let mean = try #require(metric["mean"]?.number)
        let halfWidth = try #require(metric["halfWidth95"]?.number)
        try expectEqual(row[header]?.number, mean)
        if name == "netContribution" {
          try expectEqual(row["\(header) low"]?.number, mean - halfWidth)
          try expectEqual(row["\(header) high"]?.number, mean + halfWidth)
        } else {
          try expectEqual(row["\(header) ±"]?.number, halfWidth)
        }
      }
    }
  }

  private func expectDecisions(_ decisions: [JSONValue], in rows: [[String: JSONValue]]) throws {
    #expect(rows.map { $0["Decision"] } == decisions.map { $0["name"] })
    for (row, decision) in zip(rows, decisions) {
      try expectEqual(
        row["Net contribution"]?.number, decision["netContribution"]?["mean"]?.number)
    }
  }

  private func expectPlan(
    _ plan: [JSONValue], in rows: [[String: JSONValue]], tiers: [[String: JSONValue]]
  ) throws {
    #expect(rows.map { $0["Account"] } == plan.map { $0["account"] })
    for (row, account) in zip(rows, plan) {
      try expectEqual(row["Care days"]?.number, account["careDays"]?.number)
    }
    // Programs that don't compute show what the formulas come to.
    func sum(_ header: String, _ rows: [[String: JSONValue]]) -> Double {
      rows.reduce(0) { $0 + ($1[header]?.number ?? 0) }
    }
    try expectEqual(sum("Accounts", tiers), Double(plan.count))
    try expectEqual(sum("Care days", tiers), sum("Care days", rows))
    for row in rows {
      let change = (row["Care days"]?.number ?? .nan) - (row["Care days today"]?.number ?? .nan)
      try expectEqual(row["Change"]?.number, change)
    }
  }

  private func expectEqual(_ found: Double?, _ expected: Double?) throws {
    let (found, expected) = (try #require(found), try #require(expected))
    #expect(abs(found - expected) <= 1e-9 * max(1, abs(expected)))
  }

  @Test(.enabled(if: ReadWorkbook.isWanted, "openpyxl is not in .test-tools/venv"))
  func `names of formulas are text in a workbook, and KAMs have their names`() throws {
    let names = ["=1+1", "=cmd|' /C calc'!A0", "+1", "-1", "@SUM(A1)"]
    try folder.writeScenario(
      "name: =2+2\nteam: team.csv",
      accounts: (["id,annualRevenue"] + names.map { "\($0),100000" }).joined(separator: "\n"))
    try folder.write("id,name\nK,=3+3\n", to: "team.csv")
    let (_, book) = try read(["benchmark", "s.yaml"])
    let plan = try #require(try book.rows("Plan"))
    #expect(Set(plan.map { $0["Account"]?.text }) == Set(names))
    #expect(plan.allSatisfy { $0["KAM"]?.text == "=3+3" })
    var texts = 0
    for sheet in book.sheets {
      for cell in sheet["cells"]?.keys ?? [] {
        let text = sheet["cells"]?[cell]?.text ?? ""
        guard ["=1", "=2", "=3", "=c", "+1", "-1", "@S"].contains(String(text.prefix(2))) else {
          continue
        }
        #expect(sheet["types"]?[cell]?.text == "s", "\(cell) \(text)")
        texts += 1
      }
    }
    // The names, their KAM in each row and in the team, and the title.
    #expect(texts == 2 * names.count + 2)
    // No days of today were given.
    let cells = try #require(book.sheets.first { $0["name"]?.text == "Plan" }?["cells"])
    #expect(
      cells["A2"]?.text
        == "Care days today are not given for 5 of 5 accounts; equal days of each KAM are assumed.")
  }
}

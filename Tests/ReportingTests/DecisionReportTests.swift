import GLPKSolver
import PortfolioModel
import Statistics
import Study
import Testing

@testable import Reporting

/// Reports of studies of sizes and of inputs.
struct DecisionReportTests {
  private let plain = TextStyle(isColored: false)
  private let recipe: PortfolioRecipe

  init() {
    var recipe = PortfolioRecipe(
      accounts: hostileNames.prefix(6).map { Account(id: $0, annualRevenue: 300_000) },
      team: [KeyAccountManager(id: "\u{1B}[2J"), KeyAccountManager(id: "K")])
    var visit = TriggerType(name: "\u{1B}[2J\nvisit", rate: .perAccount(6))
    visit.winProbability = 0.5
    visit.captures = 0.5
    recipe.triggers = [visit]
    recipe.kamsSharing = ["annualCost": [0, 1]]
    self.recipe = recipe
  }

  private var policies: PolicyStudy.Design {
    PolicyStudy.Design(
      portfolio: recipe.portfolio(), policies: [.reactive, .optimal], baseline: .reactive,
      horizonYears: 2, replications: 16, seed: 7)
  }

  private func staffing(
    _ question: StaffingStudy.Question = .headcount, sizes: [Int],
    _ change: (inout StaffingRequest) -> Void = { _ in }
  ) throws -> StaffingStudy {
    var request = StaffingRequest()
    request.sizes = sizes
    change(&request)
    let design = StaffingStudy.Design(question, today: policies, request: request)
    return StaffingStudy(
      design, teams: try design.teams(using: GLPK.solve, GLPK.solve, threads: 2), threads: 2)
  }

  private func text(_ study: StaffingStudy) -> String {
    StaffingReport(
      study, finding: StaffingFinding(study), options: nil, title: "\u{1B}[2J\nx", style: plain
    ).text.printed
  }

  private func sensitivity(_ inputs: [UncertainInput]) throws -> (SensitivityStudy, LeverStudy) {
    let design = policies
    let study = SensitivityStudy(
      SensitivityStudy.Design(
        choosing: design, plans: try design.plans(using: GLPK.solve), recipe: recipe,
        inputs: inputs), threads: 2)
    return (
      study,
      try LeverStudy(
        design, of: design.portfolio, policy: .optimal, using: GLPK.solve, threads: 2)
    )
  }

  private func detection(_ low: Double, _ high: Double) -> UncertainInput {
    UncertainInput(
      .trigger("\u{1B}[2J\nvisit", field: "detection"), unit: "share",
      distribution: .uniform(low: low, high: high))
  }

  @Test func `hostile names stay inside their cells and sentences`() throws {
    let (study, levers) = try sensitivity([detection(0.1, 0.9)])
    let texts = [
      text(try staffing(sizes: [1, 2, 3])),
      text(try staffing(.portfolioSize, sizes: [1, 2]) { $0.variation = .sample }),
      SensitivityReport(study, levers: levers, title: "\u{1B}[2J\nx", style: plain).text.printed,
    ]
    for text in texts {
      #expect(text.hasPrefix("\u{FFFD}[2J\u{FFFD}x\n"))
      #expect(text.hasSuffix("\n") && !text.hasSuffix("\n\n"))
      for scalar in text.unicodeScalars where scalar != "\n" {
        #expect(scalar.properties.generalCategory != .control)
      }
    }
  }

  @Test func `tables of sizes and inputs are whole`() throws {
    let sizes = try staffing(sizes: [1, 2])
    let (study, _) = try sensitivity([detection(0.1, 0.9)])
    let tables =
      CSVReport(sizes, finding: StaffingFinding(sizes)).tables + CSVReport(study).tables
    #expect(tables.map(\.name) == ["sizes.csv", "metrics.csv", "plan.csv", "tornado.csv"])
    #expect(tables.allSatisfy { CSVReport.names.contains($0.name) })
    for table in tables {
      let rows = records(table.text)
      #expect(rows.count > 2 && rows.allSatisfy { $0.count == rows[0].count })
    }
    let sampled = try staffing(.portfolioSize, sizes: [1, 2]) { $0.variation = .sample }
    #expect(
      CSVReport(sampled, finding: StaffingFinding(sampled)).tables.map(\.name)
        == ["sizes.csv", "metrics.csv"])
  }

  @Test func `a single size is compared with nothing`() throws {
    let report = text(try staffing(sizes: [1]))
    #expect(report.contains("\n1 KAM earns most over 2 years: "))
    #expect(report.contains("\nHow sure: nothing else was compared.\n"))
  }

  @Test func `sizes that can't be told apart are named, with how sure the best is`() throws {
    let study = try staffing(sizes: [2, 3, 4]) {
      var hire = KeyAccountManager(id: "hire")
      (hire.maxAccounts, hire.annualCost) = (0, 0)
      $0.hire = hire
    }
    let report = text(study)
    #expect(report.contains("it can't be told apart from 3, 4, and is best with at least 100 %"))
    #expect(report.contains("As good as the best: 2 to 4 KAMs"))
  }

  @Test func `sizes left out and over the budget are told`() throws {
    let report = text(
      try staffing(sizes: [1, 2, 3]) {
        $0.assignment = AssignmentRequest()
        $0.assignment?.maxAccounts = 3
        $0.budget = 250_000
      })
    #expect(report.contains("2 KAMs earn most within the budget over 2 years"))
    #expect(report.contains("The budget of 250 k a year rules out 3."))
    #expect(report.contains("too few places (maxAccounts) for the accounts: 1."))
    #expect(report.contains("  over budget\n"))
  }
}

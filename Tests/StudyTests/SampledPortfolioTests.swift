import GLPKSolver
import PortfolioModel
import Simulation
import Testing

@testable import Study

struct SampledPortfolioTests {
  private let crew = crewRecipe().portfolio()

  private func design(_ sizes: [Int], samples: Int, replications: Int) -> StaffingStudy.Design {
    crewDesign(.portfolioSize, sizes: sizes, portfolio: crew, replications: replications) {
      $0.variation = .sample
      $0.sampleCount = samples
    }
  }

  private func teams(_ design: StaffingStudy.Design) throws -> StaffingStudy.Teams {
    try design.teams(using: GLPK.solve, GLPK.solve, threads: 2)
  }

  @Test func `larger samples hold the smaller ones, and none holds the pool`() {
    let kam = KeyAccountManager(id: "S")
    for number in 0..<5 {
      var smaller: Set<String> = []
      for count in 1...12 {
        let sample = crew.sampled(count, number: number, for: kam, seed: 3)
        let ids = Set(sample.accounts.map(\.id))
        #expect(ids.count == count && smaller.isSubset(of: ids) && !ids.contains("A22"))
        smaller = ids
      }
    }
    let (one, two) = (
      crew.sampled(6, number: 0, for: kam, seed: 3), crew.sampled(6, number: 1, for: kam, seed: 3)
    )
    #expect(one != two)
    #expect(crew.sampled(6, number: 0, for: kam, seed: 4) != one)
  }

  @Test func `sampled accounts are what they are in the full portfolio`() {
    let sample = crew.sampled(7, number: 2, for: KeyAccountManager(id: "S"), seed: 3)
    for (index, account) in sample.accounts.enumerated() {
      let whole = crew.accounts.firstIndex { $0.id == account.id } ?? -1
      #expect(sample.baseHazard[index] == crew.baseHazard[whole])
      #expect(sample.careCurves[index] == crew.careCurves[whole])
      #expect(sample.startEngagement(of: index) == crew.startEngagement(of: whole))
      #expect(account.tier == crew.accounts[whole].tier && account.kam == "S")
    }
  }

  /// What chance gave each sample: the luck of the study less that of its replications.
  private func chance(
    _ study: StaffingStudy, _ teams: StaffingStudy.Teams, size: Int
  ) -> [Double] {
    let each = study.design.replicationsPerSample
    return teams.samples[size].indices.map { number in
      let team = teams.samples[size][number]
      let outcome = Experiment(
        portfolio: team.portfolio, horizonYears: 2, replications: each,
        startingAt: number * each, seed: 11
      ).run([team.planned.plan], replanners: [team.planned.replanner], threads: 1)[0]
      let luck = outcome.luck.reduce(0, +) / Double(each)
      return study.alternatives[size].outcome.luck[number] - luck
    }
  }

  @Test func `what chance gives adds up to nothing over all accounts`() throws {
    let design = design([1, 2, 12], samples: 60, replications: 120)
    let teams = try teams(design)
    let study = StaffingStudy(design, teams: teams, threads: 2)
    let single = chance(study, teams, size: 0)
    var worth: [String: Double] = [:]
    for (team, amount) in zip(teams.samples[0], single) {
      worth[team.portfolio.accounts[0].id] = amount
    }
    let scale = worth.values.map(abs).max() ?? 0
    #expect(worth.count == 12 && scale > 1000)
    #expect(abs(worth.values.reduce(0, +)) <= 1e-9 * scale)
    // A sample's chance is that of its accounts; all accounts together leave none.
    for (team, amount) in zip(teams.samples[1], chance(study, teams, size: 1)) {
      let sum = team.portfolio.accounts.reduce(0) { $0 + (worth[$1.id] ?? .nan) }
      #expect(abs(amount - sum) <= 1e-9 * scale)
    }
    #expect(chance(study, teams, size: 2).allSatisfy { abs($0) <= 1e-9 * scale })
  }

  @Test func `sizes are compared as often as all accounts hold them`() throws {
    let study = try StaffingStudy(design([3, 6, 12], samples: 4, replications: 30))
    #expect(study.alternatives.map(\.scale) == [4, 2, 1])
    #expect(study.design.replicationsPerSample == 8)
    #expect(study.today == nil && study.selection == nil)
    for alternative in study.alternatives {
      #expect(alternative.outcome.replications == 4)
      #expect(alternative.team.portfolio.team.count == 1)
    }
    let finding = StaffingFinding(study)
    #expect(finding.steps.isEmpty && finding.gains == nil)
    let (best, last) = (study.alternatives[finding.best].earned, study.alternatives[2].earned)
    let shortfall = zip(best, last).map(-).reduce(0, +) / 4
    #expect(abs(finding.ranks[2].shortfall.mean - shortfall) <= 1e-9 * abs(best[0]))
  }

  @Test func `bounds of the whole team say nothing of a sample`() throws {
    let sizes = [2, 5]
    let bounds: [PlanBound] = [
      .days(GroupBound(group: .tier("strategic"), minimum: 80, maximum: .infinity)),
      .share(GroupBound(group: .tier("key"), minimum: 0.5, maximum: 1)), .budgetDays(1),
      .budgetMoney(1),
    ]
    func care(_ bounds: [PlanBound]) throws -> [[Double]] {
      let design = crewDesign(.portfolioSize, sizes: sizes, portfolio: crew, bounds: bounds) {
        $0.variation = .sample
        $0.sampleCount = 3
      }
      return try teams(design).samples.flatMap { $0.map(\.planned.plan.careDays) }
    }
    #expect(try care(bounds) == care([]))
    #expect(try care(bounds + [.maxChange(.days(0))]) != care([]))
  }

  @Test func `sizes beyond the accounts that KAMs own are left out`() throws {
    let study = try StaffingStudy(design([6, 12, 13], samples: 2, replications: 4))
    #expect(study.impossibleSizes == [13])
    #expect(study.alternatives.map(\.size) == [6, 12])
  }

  @Test func `the arithmetic of a sample is that of days and events`() throws {
    let study = try StaffingStudy(design([4, 11], samples: 2, replications: 2))
    for (alternative, count) in zip(study.alternatives, [4.0, 11]) {
      let arithmetic = TeamArithmetic(alternative.team.portfolio)
      #expect(abs((arithmetic.daysPerAccount ?? 0) - 220 * 0.4 * 0.65 / count) <= 1e-9)
      #expect(abs(arithmetic.eventsPerWorkingDay[0] - 2 * count / 220) <= 1e-9)
      #expect(abs(arithmetic.eventsPerWorkingDay[1] - 4 * count / 220) <= 1e-9)
    }
  }
}

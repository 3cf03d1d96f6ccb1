import Allocation
import GLPKSolver
import PortfolioModel
import Simulation
import Statistics
import Testing

@testable import Study

struct TeamTests {
  private let crew = crewRecipe().portfolio()

  @Test func `the first of today's team stay, and hires follow`() {
    #expect(crew.team(of: 1, hiring: nil) == [crew.team[0]])
    #expect(crew.team(of: 2, hiring: nil) == crew.team)
    let five = crew.team(of: 5, hiring: nil)
    #expect(five.map(\.id) == ["K1", "K2", "hire-001", "hire-002", "hire-003"])
    for hire in five[2...] {
      var mean = crew.meanKAM.renamed(to: hire.id)
      mean.start = 0
      #expect(hire == mean)
    }
  }

  @Test func `hires have the mean of each field of the team`() {
    let unequal = crewRecipe { recipe in
      (recipe.team[0].fte, recipe.team[1].fte) = (1, 0.5)
      (recipe.team[0].annualCost, recipe.team[1].annualCost) = (90_000, 130_000)
      recipe.team[0].leaves = 1
    }.portfolio()
    let hire = unequal.team(of: 3, hiring: nil)[2]
    #expect(hire.fte == 0.75 && hire.annualCost == 110_000)
    #expect(hire.start == 0 && hire.leaves == nil && hire.maxAccounts == nil)
  }

  @Test func `as many hires begin in a quarter as can, later ones in the next`() throws {
    let study = try StaffingStudy(
      crewDesign(sizes: [2, 7], replications: 4) {
        $0.hiresPerQuarter = 2
        $0.hire = crewHire()
      })
    let course = StaffingCourse(of: study, best: 1, threads: 2)
    #expect(course.months.map(\.hires).prefix(8) == [2, 0, 0, 2, 0, 0, 1, 0])
    #expect(course.months.map(\.seats).prefix(8) == [4, 4, 4, 6, 6, 6, 7, 7])
    #expect(course.months.allSatisfy { $0.closed == 0 })
    #expect(study.alternatives[1].team.portfolio.team.compactMap(\.start) == [0, 0, 0, 0, 0])
  }

  @Test func `a hire never has the id of a KAM`() {
    let named = crewRecipe { recipe in
      for account in recipe.accounts.indices { recipe.accounts[account].kam = nil }
      recipe.team = ["hire-001", "hire-003"].map { KeyAccountManager(id: $0) }
    }.portfolio()
    let ids = named.team(of: 5, hiring: nil).map(\.id)
    #expect(ids == ["hire-001", "hire-003", "hire-002", "hire-004", "hire-005"])
  }

  @Test func `the largest accounts stay, and of equal ones the first`() {
    let pooled = crew.pooling(allBut: 5, by: \.annualRevenue)
    let stay = crew.accounts.indices.filter { pooled.owner[$0] != nil }
    let least = stay.map { crew.accounts[$0].annualRevenue }.min() ?? 0
    #expect(stay.count == 5)
    for account in crew.accounts.indices where crew.owner[account] != nil {
      #expect((crew.accounts[account].annualRevenue >= least) == stay.contains(account))
    }
    #expect(pooled.baseHazard == crew.baseHazard)
    let equal = crew.pooling(allBut: 2) { _ in 1 }
    #expect(equal.accounts.indices.filter { equal.owner[$0] != nil } == [0, 1])
    #expect(crew.pooling(allBut: 99, by: \.annualRevenue) == crew)
  }
}

struct StaffingStudyTests {
  /// A hire who gets no accounts.
  private func idle(cost: Double) -> KeyAccountManager {
    crewHire {
      $0.maxAccounts = 0
      $0.annualCost = cost
    }
  }

  @Test(arguments: [Policy.value, .optimal, .optimalRolling])
  func `a hire without accounts costs what is paid and adds exactly nothing`(policy: Policy) throws
  {
    let study = try StaffingStudy(
      crewDesign(sizes: [2, 3, 5]) {
        $0.hire = idle(cost: 80_000)
        $0.policy = policy
        $0.delays = [0.5, 2]
      })
    let finding = StaffingFinding(study)
    let yearly = annuity(to: 2)
    #expect(finding.steps.map(\.kamCount) == [1, 2])
    for step in finding.steps {
      #expect(step.worth.mean == 0 && step.worth.standardError == 0)
      #expect(abs(step.cost - 80_000 * yearly) <= 1e-6)
      #expect(step.breakEvenCost?.mean == 0)
    }
    #expect(finding.best == 0 && finding.band == 0...0)
    #expect(finding.probability == 1)
    for metric in study.alternatives[0].outcome.metrics
    where metric != .netContribution && metric != .utilisation && metric != .departures {
      let difference = study.difference(
        from: study.alternatives[0], to: study.alternatives[2], in: [metric])
      #expect(difference.map { $0.mean == 0 && $0.standardError == 0 } ?? true)
    }
    let options = try StaffingOptions(
      of: study, best: 1, using: GLPK.solve, GLPK.solve, threads: 2)
    #expect(options.course.delays.map(\.years) == [0.5, 2])
    for delay in options.course.delays {
      #expect(abs(delay.difference.mean - 80_000 * annuity(to: delay.years)) <= 1e-6)
    }
    #expect(options.course.staging == nil)
    #expect(options.course.payback.map { $0.mean == nil } == true)
  }

  @Test func `teams that earn the same tie, and the smallest is named`() throws {
    let study = try StaffingStudy(
      crewDesign(sizes: [2, 3, 4]) { $0.hire = idle(cost: 0) })
    let finding = StaffingFinding(study)
    #expect(finding.best == 0 && finding.band == 0...2 && finding.probability == 1)
    #expect(finding.ranks.allSatisfy { $0.isEqual && $0.isWithinMargin && $0.halfWidth == 0 })
    #expect(finding.steps.allSatisfy { $0.cost == 0 && $0.breakEvenCost == nil })
  }

  @Test func `what a KAM adds less its cost is the difference in net contribution`() throws {
    let study = try StaffingStudy(crewDesign(sizes: [1, 2, 4]))
    let finding = StaffingFinding(study)
    #expect(finding.steps.map(\.from) == [0, 1] && finding.steps.map(\.to) == [1, 2])
    for step in finding.steps {
      let net = try #require(
        study.difference(
          from: study.alternatives[step.from], to: study.alternatives[step.to],
          in: [.netContribution]))
      let added = Double(step.kamCount) * (step.worth.mean - step.cost)
      #expect(abs(net.mean - added) <= 1e-9 * abs(step.cost))
      let price = try #require(study.alternatives[step.from].team.price)
      #expect(
        abs(try #require(step.pricedWorth) - price * 0.4 * 0.65 * 220 * 2) <= 1e-9 * step.cost)
    }
    // One of today's two KAMs is there all the time, whoever is hired.
    #expect(abs(finding.steps[0].cost - 110_000 * annuity(to: 2)) <= 1e-6)
  }

  @Test func `a KAM at the break-even cost gains nothing`() throws {
    func study(cost: Double) throws -> StaffingStudy {
      try StaffingStudy(
        crewDesign(sizes: [2, 3]) {
          $0.hire = crewHire { $0.annualCost = cost }
          $0.hiresPerQuarter = 1
        })
    }
    let step = try #require(StaffingFinding(study(cost: 70_000)).steps.first)
    let breakEven = try #require(step.breakEvenCost)
    #expect(breakEven.mean > 0)
    let even = try study(cost: breakEven.mean)
    let net = try #require(
      even.difference(
        from: even.alternatives[0], to: even.alternatives[1], in: [.netContribution]))
    #expect(abs(net.mean) <= 1e-9 * step.worth.mean)
    #expect(abs((net.standardError ?? 0) - (step.worth.standardError ?? 1)) <= 1e-6)
  }

  @Test func `gains add up to what the best earns more than today`() throws {
    let study = try StaffingStudy(crewDesign(sizes: [1, 2, 3], baseline: .reactive))
    let finding = StaffingFinding(study)
    let today = try #require(study.today)
    let gain = try #require(
      study.difference(
        from: today, to: study.alternatives[finding.best], in: [.netContribution]))
    let gains = try #require(finding.gains)
    #expect(abs(gain.mean - gains.allocation.mean - gains.size.mean) <= 1e-9 * abs(gain.mean))
    // Also where today's size is not compared.
    let others = try StaffingStudy(crewDesign(sizes: [1, 3], baseline: .reactive))
    #expect(others.alternatives.map(\.size) == [1, 3])
    let same = try #require(StaffingFinding(others).gains)
    #expect(same.allocation == gains.allocation)
  }

  @Test func `today is what its policy earns without a study of sizes`() throws {
    let design = crewDesign(sizes: [2], replications: 32, baseline: .value)
    let study = try StaffingStudy(design)
    let alone = try PolicyStudy(design.today, solver: GLPK.solve, threads: 1)
    #expect(study.today?.outcome == alone.alternatives[0].outcome)
  }

  @Test(arguments: [
    StaffingStudy.Question.headcount, .portfolioSize,
  ])
  func `threads change nothing`(question: StaffingStudy.Question) throws {
    for variation in StaffingRequest.Variation.allCases {
      let design = crewDesign(question, sizes: [2, 3], replications: 66) {
        $0.variation = variation
        $0.sampleCount = 3
      }
      let (one, three) = (
        try StaffingStudy(design, threads: 1), try StaffingStudy(design, threads: 3)
      )
      #expect(one.alternatives.map(\.outcome) == three.alternatives.map(\.outcome))
      #expect(one.today?.outcome == three.today?.outcome)
    }
  }

  @Test func `a team of one has sizes to compare`() throws {
    let single = crewRecipe { recipe in
      recipe.team = [KeyAccountManager(id: "K1")]
      for account in recipe.accounts.indices { recipe.accounts[account].kam = "K1" }
    }.portfolio()
    #expect(crewDesign(sizes: nil, portfolio: single).sizes == [1, 2])
    let study = try StaffingStudy(crewDesign(sizes: nil, portfolio: single))
    #expect(study.alternatives.map(\.size) == [1, 2])
  }

  @Test func `one size alone is the best, and nothing is said of others`() throws {
    let finding = StaffingFinding(try StaffingStudy(crewDesign(sizes: [3])))
    #expect(finding.best == 0 && finding.band == 0...0 && finding.steps.isEmpty)
    #expect(finding.ranks.count == 1 && finding.ranks[0].shortfall.mean == 0)
  }

  @Test func `policies without prices have no priced worth`() throws {
    let study = try StaffingStudy(crewDesign(sizes: [2, 3]) { $0.policy = .careModel })
    #expect(StaffingFinding(study).steps[0].pricedWorth == nil)
  }

  @Test func `a rolling policy plans every team again at reviews`() throws {
    let study = try StaffingStudy(crewDesign(sizes: [1, 3]) { $0.policy = .optimalRolling })
    for alternative in study.alternatives {
      #expect(alternative.team.planned.policy == .optimalRolling)
      #expect(alternative.team.planned.replanner != nil)
      #expect(alternative.team.portfolio.team.count == alternative.size)
    }
  }

  @Test func `money that is nothing makes nothing infinite`() throws {
    let poor = crewRecipe { recipe in
      for account in recipe.accounts.indices {
        (recipe.accounts[account].annualRevenue, recipe.accounts[account].potential) = (0, 0)
      }
    }.portfolio()
    for spending in StaffingRequest.Spending.allCases {
      let study = try StaffingStudy(
        crewDesign(sizes: [1, 2, 3], portfolio: poor, replications: 192) {
          $0.spending = spending
        })
      let finding = StaffingFinding(study)
      #expect(finding.best == 0 && finding.probability == 1)
      #expect(finding.ranks.allSatisfy { $0.shortfall.mean.isFinite && $0.halfWidth.isFinite })
    }
  }
}

struct PossibleSizeTests {
  @Test func `sizes whose KAMs have too few places are left out`() throws {
    let tight = crewRecipe { recipe in
      for kam in recipe.team.indices { recipe.team[kam].maxAccounts = 6 }
    }.portfolio()
    let study = try StaffingStudy(crewDesign(sizes: [1, 2, 3], portfolio: tight, replications: 2))
    #expect(study.impossibleSizes == [1])
    #expect(study.alternatives.map(\.size) == [2, 3])
    let each = try StaffingStudy(
      crewDesign(sizes: [2, 3, 4], portfolio: tight, replications: 2) {
        $0.assignment = AssignmentRequest()
        $0.assignment?.maxAccounts = 3
        $0.hire = crewHire()
      })
    #expect(each.impossibleSizes == [2, 3])
  }

  @Test func `sizes whose bounds no plan keeps are left out, unless none is left`() throws {
    func study(_ sizes: [Int]) throws -> StaffingStudy {
      let design = crewDesign(sizes: sizes, replications: 2)
      var today = design.today
      // More days than one KAM has.
      today.bounds = ["strategic", "key"].map {
        .days(GroupBound(group: .tier($0), minimum: 30, maximum: .infinity))
      }
      return try StaffingStudy(
        StaffingStudy.Design(.headcount, today: today, request: design.request))
    }
    let some = try study([1, 2, 3])
    #expect(some.infeasibleSizes == [1] && some.impossibleSizes == [])
    #expect(some.alternatives.map(\.size) == [2, 3])
    #expect(throws: AllocationError.self) { try study([1]) }
  }

  @Test func `a design without any possible size has no teams`() throws {
    let teams = try crewDesign(.portfolioSize, sizes: [50, 90]) { $0.variation = .sample }
      .teams(using: GLPK.solve, GLPK.solve, threads: 1)
    #expect(teams.sizes.isEmpty && teams.impossibleSizes == [50, 90])
    let pooled = crewRecipe { recipe in
      for account in recipe.accounts.indices { recipe.accounts[account].tier = "pooled" }
    }.portfolio()
    for question in [StaffingStudy.Question.headcount, .portfolioSize] {
      let none = try crewDesign(question, sizes: nil, portfolio: pooled)
        .teams(using: GLPK.solve, GLPK.solve, threads: 1)
      #expect(none.sizes.isEmpty)
    }
  }

  @Test func `fewer accounts than KAMs have sizes from one`() {
    let few = crewRecipe { recipe in
      recipe.accounts = Array(recipe.accounts.prefix(1))
    }.portfolio()
    #expect(crewDesign(.portfolioSize, sizes: nil, portfolio: few).sizes == [1])
    #expect(crewDesign(.headcount, sizes: nil, portfolio: few).sizes == [1, 2, 3, 4])
  }

  @Test func `sizes that come to the same team stand once`() {
    let team = crewDesign(.portfolioSize, sizes: Array(1...12)).sizes
    #expect(team == [1, 2, 3, 4, 6, 12])
    #expect(crewDesign(.portfolioSize, sizes: nil).sizes == [3, 4, 6, 12])
    let accounts = crewDesign(.portfolioSize, sizes: Array(1...12)) { $0.variation = .accounts }
    #expect(accounts.sizes == Array(1...6))
    let samples = crewDesign(.portfolioSize, sizes: Array(1...12)) { $0.variation = .sample }
    #expect(samples.sizes == Array(1...12))
  }

  @Test func `the best accounts stay with the team, the rest goes to the pool`() throws {
    let study = try StaffingStudy(
      crewDesign(.portfolioSize, sizes: [2, 4, 6], replications: 16) {
        $0.variation = .accounts
        $0.basis = .revenue
      })
    #expect(study.alternatives.map(\.team.ownedAccountCount) == [4, 8, 12])
    #expect(study.alternatives.allSatisfy { $0.team.portfolio.team.count == 2 })
    let finding = StaffingFinding(study)
    #expect(finding.steps.isEmpty)
    #expect(finding.gains != nil)
    let small = study.alternatives[0].team.portfolio
    #expect(small.baseHazard == study.design.portfolio.baseHazard)
  }
}

struct StaffingOptionTests {
  @Test func `the accounts with the least revenue are tried in the pool`() throws {
    let study = try StaffingStudy(
      crewDesign(sizes: [2]) { $0.poolShares = [0.01, 0.25, 0.5, 0.99] })
    let options = try StaffingOptions(
      of: study, best: 0, using: GLPK.solve, GLPK.solve, threads: 2)
    // None of twelve, and all of them, are no options.
    #expect(options.pool.map(\.share) == [0.25, 0.5])
    #expect(options.pool.map(\.count) == [3, 6])
    #expect(options.course.delays.isEmpty && options.course.payback == nil)
    let team = study.alternatives[0].team
    let days = try #require(team.planned.allocation).accounts.map(\.plannedDays)
    let smallest = team.portfolio.accounts.indices.filter { team.portfolio.owner[$0] != nil }
      .sorted {
        team.portfolio.accounts[$0].annualRevenue < team.portfolio.accounts[$1].annualRevenue
      }
    for option in options.pool {
      let freed = smallest.prefix(option.count).reduce(0) { $0 + days[$1] }
      #expect(abs(option.freedDays - freed) <= 1e-9)
    }
  }
}

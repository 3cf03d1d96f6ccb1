import GLPKSolver
import PortfolioModel
import Simulation
import Statistics
import Testing

@testable import Study

private func input(
  _ path: InputPath, _ low: Double, _ high: Double, mode: Double? = nil
) -> UncertainInput {
  UncertainInput(
    path, unit: "any",
    distribution: mode.map { .triangular(low: low, mode: $0, high: high) }
      ?? .uniform(low: low, high: high))
}

/// The cost of all KAMs, with the mean of hires.
private let cost = input(.team("annualCost"), 20_000, 200_000)

/// The choice of a policy for the crew.
private func choice(
  of policies: [Policy] = [.equal, .optimal], inputs: [UncertainInput],
  recipe: PortfolioRecipe = crewRecipe(), replications: Int = 64
) throws -> SensitivityStudy.Design {
  let design = PolicyStudy.Design(
    portfolio: recipe.portfolio(), policies: policies, baseline: policies[0], horizonYears: 2,
    replications: replications, seed: 11)
  return SensitivityStudy.Design(
    choosing: design, plans: try design.plans(using: GLPK.solve), recipe: recipe, inputs: inputs)
}

/// The choice of a size for the crew, of KAMs who cost the middle of a range.
private func sizes(
  _ sizes: [Int], inputs: [UncertainInput], replications: Int = 64,
  _ change: (inout StaffingRequest) -> Void = { _ in }
) throws -> (study: SensitivityStudy, staffing: StaffingStudy) {
  let recipe = crewRecipe {
    for kam in $0.team.indices { $0.team[kam].annualCost = cost.central }
  }
  let design = crewDesign(
    sizes: sizes, portfolio: recipe.portfolio(), replications: replications, baseline: .reactive,
    change)
  let teams = try design.teams(using: GLPK.solve, GLPK.solve, threads: 2)
  let study = SensitivityStudy(
    SensitivityStudy.Design(choosing: teams, of: design, recipe: recipe, inputs: inputs),
    threads: 2)
  return (study, StaffingStudy(design, teams: teams, threads: 2))
}

struct SensitivityStudyTests {
  @Test func `decisions earn by the central values what they earn without a study of inputs`()
    throws
  {
    let design = try choice(of: [.value, .equal, .optimalRolling], inputs: [cost])
    let study = SensitivityStudy(design, threads: 2)
    let policies = try PolicyStudy(
      PolicyStudy.Design(
        portfolio: crewRecipe().portfolio(), policies: [.value, .equal, .optimalRolling],
        baseline: .value, horizonYears: 2, replications: 64, seed: 11), solver: GLPK.solve,
      threads: 2)
    for (central, alternative) in zip(study.central, policies.alternatives) {
      #expect(central.mean == alternative.outcome.estimate(of: [.netContribution])?.mean)
    }
    #expect(study.design.decisions.map(\.name) == ["value", "equal", "optimal-rolling"])
  }

  @Test func `an input that changes nothing has no effect and no worth`() throws {
    let idle = input(.model("poolCost"), 0, 5_000, mode: 1_500)
    let recipe = crewRecipe { $0.accounts.removeLast() }
    let study = SensitivityStudy(
      try choice(
        inputs: [idle, input(.model("careEffect"), 0.3, 0.75, mode: 0.6)], recipe: recipe),
      threads: 2)
    // The one that matters goes first.
    #expect(study.effects.map(\.input.name) == ["model.careEffect", "model.poolCost"])
    let effect = study.effects[1]
    #expect(effect.swing == 0 && effect.switches.isEmpty && effect.information.value == 0)
    #expect(effect.points.map(\.value) == [0, 750, 1_500, 3_250, 5_000])
    #expect(effect.points.allSatisfy { $0.gain == effect.points[0].gain })
    #expect(study.effects[0].swing > 0)
  }

  @Test func `the point of the central value is the study's own`() throws {
    let study = SensitivityStudy(
      try choice(
        of: [.equal, .value, .optimal],
        inputs: [
          input(.model("careEffect"), 0.3, 0.75, mode: 0.6), input(.team("departure"), 0.15, 0.3),
          input(.model("vacancy"), 60, 120, mode: 60),
        ]), threads: 1)
    for effect in study.effects {
      let values = effect.points.map(\.value)
      #expect(values == values.sorted() && Set(values).count == values.count)
      let central = try #require(effect.points.first { $0.value == effect.input.central })
      #expect(values.first == effect.input.low && values.last == effect.input.high)
      #expect(central.leads[study.best].mean == 0)
      #expect(central.gain == central.leads[0])
      if effect.input.central == 60 { #expect(values == [60, 90, 120]) }
    }
    let vacancy = try #require(study.effects.first { $0.input.name == "model.vacancy" })
    #expect(abs(vacancy.points[0].gain.mean - study.gain.mean) <= 1e-9 * abs(study.gain.mean))
  }

  @Test func `threads change nothing`() throws {
    let design = try choice(inputs: [cost, input(.model("careEffect"), 0.3, 0.75, mode: 0.6)])
    let (one, three) = (
      SensitivityStudy(design, threads: 1), SensitivityStudy(design, threads: 3)
    )
    #expect(
      one.effects.map { $0.points.map(\.gain) } == three.effects.map { $0.points.map(\.gain) })
    #expect(one.information == three.information && one.expectedGains == three.expectedGains)
    #expect(one.gainSplit == three.gainSplit && one.luck == three.luck)
  }

  @Test func `a size is given up where KAMs cost more than they bring`() throws {
    let (study, staffing) = try sizes([1, 2], inputs: [cost])
    let finding = StaffingFinding(staffing)
    let breakEven = try #require(finding.steps.first?.breakEvenCost?.mean)
    #expect(breakEven > cost.low && breakEven < cost.high)
    #expect(study.design.decisions.map(\.name) == ["today", "1 KAM", "2 KAMs"])
    // Cost enters linearly: what is between two values is exact.
    let isAbove = breakEven > cost.central
    #expect(study.best == (isAbove ? 2 : 1))
    let change = try #require(study.effects[0].switches.first)
    #expect(study.effects[0].switches.count == 1)
    #expect(change.isAbove == isAbove && change.decision == (isAbove ? 1 : 2))
    #expect(abs(change.value - breakEven) <= 1e-6)
    // To know a cost that decides is worth something, and not more than to know all.
    #expect(study.effects[0].information.value > 0)
    #expect(study.information.value >= study.effects[0].information.value)
  }

  @Test func `a hire who costs something else does not move with the team`() throws {
    let (study, staffing) = try sizes([2, 3], inputs: [cost]) {
      $0.hire = crewHire { $0.annualCost = 70_000 }
    }
    for (central, alternative) in zip(study.central.dropFirst(), staffing.alternatives) {
      let mean = try #require(alternative.estimate(of: [.netContribution])).mean
      #expect(abs(central.mean - mean) <= 1e-9 * abs(mean))
    }
    // Both teams have the same two KAMs of the uncertain cost.
    let leads = study.effects[0].points.map { $0.leads[study.best == 2 ? 1 : 2].mean }
    #expect(leads.allSatisfy { abs($0 - leads[0]) <= 1e-6 * max(1, abs(leads[0])) })
    #expect(study.effects[0].information.value == 0)
  }

  @Test func `luck and inputs are told apart`() throws {
    // Cost moves what is earned, but no difference between policies.
    let calm = crewRecipe { recipe in
      recipe.triggers = []
      for kam in recipe.team.indices { recipe.team[kam].departure = 0 }
      for account in recipe.accounts.indices { recipe.accounts[account].churn = 0.01 }
    }
    let study = SensitivityStudy(
      try choice(inputs: [cost], recipe: calm, replications: 256), threads: 2)
    let split = try #require(study.gainSplit)
    #expect(split.pValue > 0.01)
    #expect(split.within > 0 && study.luck > 0)
    #expect(study.effects[0].swing <= 1e-6 * abs(study.gain.mean))
    #expect(study.information.value == 0)
  }

  @Test func `draws of an input expect what it does alone`() throws {
    let (study, _) = try sizes([2, 3], inputs: [cost], replications: 256)
    let hires = Double(study.design.decisions[study.best].team.portfolio.team.count - 2)
    let width = hires * (cost.high - cost.low) * annuity(to: 2)
    var spread = Tally()
    for gain in study.expectedGains { spread.add(gain) }
    // A uniform distribution has the variance width^2 / 12; that of 256 draws is within a fifth of it (over
    // three standard errors, 0.9 times the root of 2 / 256 with its light tails).
    let expected = width * width / 12
    #expect(abs((spread.variance ?? 0) - expected) <= 0.2 * expected + 1e-6)
  }

  @Test func `all inputs of the crew at once leave every portfolio complete`() throws {
    let recipe = crewRecipe()
    let study = SensitivityStudy(
      try choice(inputs: recipe.gradedInputs, recipe: recipe, replications: 8), threads: 2)
    #expect(study.effects.count == recipe.gradedInputs.count && study.effects.count > 30)
    #expect(study.expectedGains.count == 4 * study.effects.count)
    for effect in study.effects {
      #expect(effect.swing.isFinite && effect.information.value >= 0)
      #expect(effect.points.allSatisfy { $0.gain.mean.isFinite })
    }
    let swings = study.effects.map(\.swing)
    #expect(swings == swings.sorted(by: >))
  }

  @Test func `another belief about an input is calibrated to the same churn`() throws {
    // Where care works better, the hazard without it must have been higher.
    let recipe = crewRecipe()
    let better = recipe.portfolio(setting: [(input(.model("careEffect"), 0, 1), 0.9)])
    let before = recipe.portfolio()
    for account in before.accounts.indices {
      #expect(better.baseHazard[account] > before.baseHazard[account])
    }
  }
}

struct SwitchTests {
  /// Leads over two other decisions at rising values, each with the half-width of 3 replications.
  private func points(_ leads: [(Double, Double)], spread: Double = 0) throws
    -> [SensitivityStudy.Point]
  {
    try leads.enumerated().map { index, lead in
      let estimates = try [0, lead.0, lead.1].map {
        try #require(Estimate([$0 - spread, $0, $0 + spread]))
      }
      return SensitivityStudy.Point(value: Double(index), gain: estimates[1], leads: estimates)
    }
  }

  @Test func `a decision takes over where its lead changes sign`() throws {
    let points = try points([(4, 1), (4, 1), (2, 2), (1, 4), (-1, 4)])
    #expect(
      SensitivityStudy.switches(in: points, around: 2) == [
        SensitivityStudy.Switch(value: 3.5, isAbove: true, decision: 1)
      ])
    #expect(SensitivityStudy.switches(in: Array(points[..<4]), around: 2).isEmpty)
  }

  @Test func `the nearest of several counts, one on each side`() throws {
    let points = try points([(-2, 5), (2, -1), (2, 3), (1, -1), (-7, -5)])
    #expect(
      SensitivityStudy.switches(in: points, around: 2) == [
        SensitivityStudy.Switch(value: 1.25, isAbove: false, decision: 2),
        SensitivityStudy.Switch(value: 2.75, isAbove: true, decision: 2),
      ])
  }

  @Test
  func `what may be luck is no switch, and what is sure further out is placed where it begins`()
    throws
  {
    // A half-width of 2.5 on either side.
    let unsure = try points([(2, 9), (2, 9), (2, 9), (1, 9), (-2, 9)], spread: 1)
    #expect(SensitivityStudy.switches(in: unsure, around: 2).isEmpty)
    let sure = try points([(2, 9), (2, 9), (2, 9), (-2, 9), (-6, 9)], spread: 1)
    #expect(
      SensitivityStudy.switches(in: sure, around: 2) == [
        SensitivityStudy.Switch(value: 2.5, isAbove: true, decision: 1)
      ])
  }
}

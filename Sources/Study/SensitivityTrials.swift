import PortfolioModel
import Simulation
import Statistics

/// The values of inputs under which a study of sensitivity simulates its decisions.
struct SensitivityTrials: Sendable {
  /// Some inputs with values, and the worlds to meet.
  struct Trial: Sendable {
    let values: [(UncertainInput, Double)]
    let replications: Range<Int>
  }

  /// One input at a time, the others at their central values; all in the same worlds.
  ///
  /// Shape: `[inputs * values]`, rising.
  let points: [Trial]
  /// All inputs drawn at once, each draw in worlds of its own.
  let draws: [Trial]
  /// The values of each input in the draws.
  ///
  /// Shape: `[inputs][draws]`.
  let drawnInputs: [[Double]]
  /// How many worlds a point meets.
  let replicationsPerPoint: Int

  private let design: SensitivityStudy.Design
  /// The mean KAM of the scenario by the central values.
  private let centralKAM: KeyAccountManager
  /// Decisions with the same team and owners, which share worlds.
  private let groups: [[Int]]

  init(_ design: SensitivityStudy.Design) {
    self.design = design
    centralKAM = design.recipe.portfolio().meanKAM
    // Enough to place the ends; fewer where there are many inputs.
    let perPoint = min(design.replications, max(128, 4096 / design.inputs.count))
    replicationsPerPoint = perPoint
    let drawCount = max(design.replications, 4 * design.inputs.count, 16)
    let drawnInputs = design.inputs.map { input in
      (0..<drawCount).map { draw in
        let stream = RandomStream(
          seed: design.seed, replication: draw, entity: RandomStream.entity(input.name),
          purpose: .input)
        return input.quantile(uniform(stream.block(0)[0]))
      }
    }
    points = design.inputs.flatMap { input in
      Self.values(of: input).map {
        Trial(values: [(input, $0)], replications: 0..<perPoint)
      }
    }
    let each = SensitivityStudy.replicationsPerDraw
    draws = (0..<drawCount).map { draw in
      Trial(
        values: zip(design.inputs, drawnInputs).map { ($0, $1[draw]) },
        replications: draw * each..<(draw + 1) * each)
    }
    self.drawnInputs = drawnInputs
    var groups: [[Int]] = []
    for (position, decision) in design.decisions.enumerated() {
      let portfolio = decision.team.portfolio
      let known = groups.firstIndex {
        let other = design.decisions[$0[0]].team.portfolio
        return other.team == portfolio.team && other.owner == portfolio.owner
      }
      if let known { groups[known].append(position) } else { groups.append([position]) }
    }
    self.groups = groups
  }

  /// The values of an input that are tried beside the central one, rising: the ends, and half-way to them.
  func values(of input: UncertainInput) -> [Double] { Self.values(of: input) }

  private static func values(of input: UncertainInput) -> [Double] {
    let middles = [(input.low + input.central) / 2, (input.central + input.high) / 2]
    return [input.low, middles[0], middles[1], input.high].reduce(into: []) { values, value in
      if value != input.central && value != values.last { values.append(value) }
    }
  }

  /// What comes of each decision where inputs have other values.
  ///
  /// Shape: `[decisions]`.
  func outcomes(
    under values: [(UncertainInput, Double)], replications: Range<Int>, threads: Int
  ) -> [Outcome] {
    let portfolio = design.recipe.portfolio(setting: values)
    var results = design.decisions.map { _ in Outcome?.none }
    for group in groups {
      let decided = group.map { design.decisions[$0].team }
      let outcomes = Experiment(
        portfolio: portfolio.restaffed(like: decided[0].portfolio, hiring: centralKAM),
        horizonYears: design.horizonYears, replications: replications.count,
        startingAt: replications.lowerBound, seed: design.seed
      ).run(
        decided.map(\.planned.plan), replanners: decided.map(\.planned.replanner), threads: threads)
      for (position, outcome) in zip(group, outcomes) { results[position] = outcome }
    }
    return results.compactMap { $0 }
  }
}

extension Portfolio {
  /// The portfolio with the team and the owners of another one; who is on both teams is as here, and what
  /// hires have in common with the mean of the team by the central values is that of the team here.
  fileprivate func restaffed(like other: Portfolio, hiring central: KeyAccountManager) -> Portfolio
  {
    let mean = meanKAM
    let team = other.team.map { kam in
      if let same = self.team.first(where: { $0.id == kam.id }) { return same }
      var hire = kam
      for field in KeyAccountManager.fields where field.value(kam) == field.value(central) {
        if let value = field.value(mean) { field.set(&hire, value) }
      }
      return hire
    }
    return restaffed(with: team, owners: other.accounts.map(\.kam))
  }
}

extension Outcome {
  /// Net contribution without luck, one per replication.
  var earned: [Double] {
    zip(observations(of: .netContribution), luck).map { ($0 ?? 0) - $1 }
  }
}

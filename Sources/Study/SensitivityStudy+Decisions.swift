import Allocation
import PortfolioModel

extension SensitivityStudy.Design {
  /// The choice of a policy.
  ///
  /// - Parameters:
  ///   - design: The policies to choose from; its baseline comes first.
  ///   - plans: Their plans by the central values.
  ///   - recipe: The scenario's portfolio before it is completed.
  ///   - inputs: What is not known exactly.
  public init(
    choosing design: PolicyStudy.Design, plans: [PlannedPolicy], recipe: PortfolioRecipe,
    inputs: [UncertainInput]
  ) {
    let sorted =
      plans.filter { $0.policy == design.baseline }
      + plans.filter { $0.policy != design.baseline }
    self.init(
      recipe: recipe, inputs: inputs,
      decisions: sorted.map {
        SensitivityStudy.Decision(
          name: $0.policy.rawValue,
          team: StaffedTeam(
            size: design.portfolio.team.count, portfolio: design.portfolio, assignment: nil,
            planned: $0))
      }, horizonYears: design.horizonYears, replications: design.replications, seed: design.seed)
  }

  /// The choice of a size within the budget; today's team comes first.
  ///
  /// - Parameters:
  ///   - teams: The teams with their plans by the central values, not sampled.
  ///   - design: What they are the teams of.
  ///   - recipe: The scenario's portfolio before it is completed.
  ///   - inputs: What is not known exactly.
  public init(
    choosing teams: StaffingStudy.Teams, of design: StaffingStudy.Design, recipe: PortfolioRecipe,
    inputs: [UncertainInput]
  ) {
    let today = teams.today.map { [SensitivityStudy.Decision(name: "today", team: $0)] } ?? []
    self.init(
      recipe: recipe, inputs: inputs,
      decisions: today
        + design.affordable(teams.sizes).map { teams.sizes[$0] }.map {
          let plural = $0.size == 1 ? "" : "s"
          return SensitivityStudy.Decision(
            name: design.question == .headcount
              ? "\($0.size) KAM\(plural)" : "\($0.size) account\(plural) per KAM", team: $0)
        }, horizonYears: design.today.horizonYears, replications: design.today.replications,
      seed: design.today.seed)
  }
}

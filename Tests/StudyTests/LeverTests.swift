import GLPKSolver
import PortfolioModel
import Statistics
import Testing

@testable import Study

struct LeverTests {
  private func study(
    _ portfolio: Portfolio, policy: Policy = .optimal, years: Double = 2, replications: Int = 64
  ) throws -> LeverStudy {
    try LeverStudy(
      PolicyStudy.Design(
        portfolio: portfolio, policies: [.equal], baseline: .equal, horizonYears: years,
        replications: replications, seed: 11), of: portfolio, policy: policy, using: GLPK.solve,
      threads: 2)
  }

  @Test func `levers leave what was observed`() {
    let crew = crewRecipe().portfolio()
    for lever in LeverStudy.Lever.allCases {
      let pulled = lever.applied(to: crew)
      #expect(pulled != crew)
      #expect(pulled.baseHazard == crew.baseHazard && pulled.careCurves == crew.careCurves)
      #expect(pulled.accounts.map(\.currentDays) == crew.accounts.map(\.currentDays))
    }
  }

  @Test func `every lever is tried in its order`() throws {
    let levers = try study(crewRecipe().portfolio()).effects.map(\.lever)
    #expect(levers == LeverStudy.Lever.allCases)
  }

  @Test func `levers that change nothing are left out`() throws {
    let calm = crewRecipe { recipe in
      for kam in recipe.team.indices { recipe.team[kam].departure = 0 }
      for type in recipe.triggers.indices { recipe.triggers[type].lag = 0 }
    }.portfolio()
    // Nobody leaves, so nothing hangs on one person, and no seat is vacant.
    #expect(try study(calm).effects.map(\.lever) == [.detectAll, .detectAllAtOnce])
    let known = crewRecipe { recipe in
      for kam in recipe.team.indices { recipe.team[kam].departure = 0 }
      recipe.team[0].leaves = 1
    }.portfolio()
    #expect(try study(known).effects.contains { $0.lever == .noDepartures })
    #expect(
      LeverStudy.Lever.noDepartures.applied(to: known).team.allSatisfy {
        $0.leaves == nil && $0.departure == 0
      })
  }

  @Test(arguments: [0, 0.08])
  func `what a lever is worth a year is paid over the horizon`(rate: Double) throws {
    let crew = crewRecipe { $0.parameters.discountRate = rate }.portfolio()
    for effect in try study(crew, years: 3, replications: 8).effects {
      let years = rate == 0 ? 3 : annuity(to: 3, rate: rate)
      #expect(
        abs(effect.worthPerYear.mean * years - effect.difference.mean)
          <= 1e-9 * abs(effect.difference.mean))
    }
  }

  @Test func `to learn of all events is worth more than nothing`() throws {
    let crew = crewRecipe {
      $0.team[0].fte = 1; $0.team[1].fte = 1
    }.portfolio()
    let effects = try study(crew, replications: 512).effects
    for lever in [LeverStudy.Lever.detectAll, .detectAllAtOnce, .noDepartures] {
      let effect = try #require(effects.first { $0.lever == lever })
      #expect(effect.difference.mean > (try #require(effect.difference.halfWidth(level: 0.99))))
    }
  }
}

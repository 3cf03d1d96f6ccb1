import GLPKSolver
import LinearProgramming
import PortfolioModel
import Testing

@testable import Allocation

@Test(arguments: UInt64(1)...20)
func `prices and a core find the optimum of the whole program, and its duals`(seed: UInt64) throws {
  let portfolio = Portfolio.random(
    seed: seed, accountCount: 40 + 10 * Int(seed),
    careModels: seed.isMultiple(of: 4) ? CareModel.builtIn : CareModel.unrestricted)
  let bounds = try portfolio.bindingShareBounds()
  guard let program = try? portfolio.optimum(bounds).programs[0] else {
    Issue.record("infeasible")
    return
  }
  let check = OptimalityCheck(of: program.solution, for: program.model)
  #expect(check.holds(), "\(check)")
  let whole = try GLPK.solve(program.model)
  #expect(relativeError(program.solution.objective, whole.objective) < 1e-9)
  let scale = whole.shadowPrices.reduce(1) { max($0, abs($1)) }
  for (found, expected) in zip(program.solution.shadowPrices, whole.shadowPrices) {
    #expect(abs(found - expected) < 1e-9 * scale, "\(found) \(expected)")
  }
}

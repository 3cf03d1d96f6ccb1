import GLPKSolver
import LinearProgramming
import PortfolioModel
import Testing

@testable import Allocation

#if DEBUG
  private let largest = 500
#else
  private let largest = 5000
#endif

@Test(.enabled(if: HiGHS.isAvailable, "python3 can't import highspy"))
func `HiGHS finds the same optima on 20 portfolios of 50 to 5,000 accounts`() throws {
  let sizes = [
    50, 50, 60, 80, 100, 100, 120, 150, 200, 200, 250, 300, 400, 500, 600, 701, 1000, 2000, 5000,
    5000,
  ]
  var programs: [SolvedProgram] = []
  for (index, size) in sizes.enumerated() {
    let hasShareBounds = index.isMultiple(of: 2)
    let portfolio = Portfolio.random(
      seed: 100 + UInt64(index), accountCount: min(size, largest),
      careModels: hasShareBounds ? CareModel.unrestricted : CareModel.builtIn)
    let bounds = hasShareBounds ? try portfolio.bindingShareBounds() : []
    programs += try portfolio.optimum(bounds).programs
  }
  let optima = try HiGHS.optima(of: programs.map(\.model))
  #expect(optima.count == programs.count)
  for (program, optimum) in zip(programs, optima) {
    #expect(abs(program.solution.objective - optimum) <= 1e-7 * max(1, abs(optimum)))
  }
}

@Test(arguments: [701, 5000], [false, true])
func `a plan is ready in seconds`(accountCount: Int, isBounded: Bool) throws {
  let portfolio = Portfolio.random(
    seed: 9, accountCount: min(accountCount, largest), careModels: CareModel.unrestricted)
  let bounds = isBounded ? try portfolio.bindingShareBounds() : []
  let clock = ContinuousClock()
  var program: AllocationProgram?
  let stating = clock.measure {
    program = AllocationProgram(
      portfolio: portfolio, horizonYears: 3, bounds: bounds.map { .share($0) })
  }
  let solving = try clock.measure { _ = try program?.solve(using: GLPK.solve) }
  print("\(accountCount) accounts, bounded \(isBounded): value \(stating), solve \(solving)")
  #expect(stating + solving < .seconds(60))
}

import LinearProgramming

extension PublishedCase {
  /// Every case, computed now; the same numbers each time.
  ///
  /// - Parameter solver: What solves linear programs.
  /// - Returns: Response curves first, then linear programs, decisions, and the engine.
  /// - Throws: `ResponseCurveError` or `LinearSolverError`, which no working program does.
  public static func all(using solver: LinearSolver) throws -> [PublishedCase] {
    [
      try Syntex.verified(using: solver), try CALLPLAN.verified(), try CrawfordLabs.verified(),
      try Beswick.verified(), try TwoMarkets.verified(),
      try Farmer.verified(using: solver), try Farmer.verifiedRisk(using: solver),
      try SmallProgram.verified(using: solver),
      Farmer.verifiedPayoffs, Selection.elimination, Selection.budget, Tails.orderStatistics,
      Tails.normal,
      Engine.randomNumbers, Engine.statistics, try Engine.simulation(using: solver),
    ]
  }
}

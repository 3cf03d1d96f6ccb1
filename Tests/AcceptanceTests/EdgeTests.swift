import PortfolioModel
import Simulation
import Testing

/// Corners that a reading of the engine against the model page found.
struct EdgeTests {
  /// At most one session of an account is in service and one waits.
  ///
  /// An interrupted one waits beside it until it is taken up again. So never are more than two unfinished,
  /// however often KAMs leave: exact in every replication.
  @Test func `a session that falls due while one waits is skipped after a departure too`() throws {
    var parameters = ModelParameters.plain
    (parameters.follow, parameters.vacancy, parameters.departureRiskFactor) = (0, 5, 1)
    let portfolio = Portfolio.uniform(accounts: 1, parameters: parameters) {
      $0.churn = 0
    } kam: {
      ($0.customerShare, $0.departure) = (0.5, 0.99)
    }
    let plan = AllocationPlan.simple(portfolio, careDays: { _ in 300 })
    let outcome = try portfolio.outcome(of: plan, years: 3, replications: 200, seed: 110)
    let unfinished = (0..<200).map { replication in
      outcome.values(of: .careDue)[replication] - outcome.values(of: .careSkipped)[replication]
        - outcome.values(of: .careDelivered)[replication]
    }
    #expect(try #require(unfinished.max()) <= 2)
  }
}

import Statistics
import Testing

struct PayoffTableTests {
  @Test func `perfect information is worth what hindsight adds`() {
    // An umbrella costs 1 and saves 5 when it rains, one day in four.
    let table = PayoffTable(payoffs: [[-5, -1], [0, -1]], weights: [1, 3])
    #expect(table.expectedPayoffs == [-1.25, -1])
    #expect(table.best == 1)
    #expect(abs(table.expectedValueOfPerfectInformation - 0.75) < 1e-15)
    #expect(abs(table.advantageOfBest(over: 0) - 0.25) < 1e-15)
    #expect(table.advantageOfBest(over: 1) == 0)
  }

  @Test func `information that changes no decision is worth nothing`() {
    let table = PayoffTable(payoffs: [[3, 2], [1, 0], [9, 5]])
    #expect(table.best == 0)
    #expect(table.expectedValueOfPerfectInformation == 0)
    #expect(PayoffTable(payoffs: [[3], [1]]).expectedValueOfPerfectInformation == 0)
  }

  @Test func `equally likely is the same as equal weights, in any unit`() {
    let payoffs = [[1.0, 4], [3, 2], [8, 1]]
    #expect(PayoffTable(payoffs: payoffs) == PayoffTable(payoffs: payoffs, weights: [7, 7, 7]))
  }
}

import Statistics
import Testing

struct ComputingBudgetTests {
  // The published case minimises.
  private let means = [1.2, 2.1, 3.4, 4.87, 6.05].map { -$0 }
  private let variances = [3.3, 2, 4.5, 5.3, 6.9]
  private let spent = [12, 6, 5, 5, 4]

  @Test func `a budget is split as published`() {
    let more = ComputingBudget.additional(100, spent: spent, means: means, variances: variances)
    for (computed, known) in zip(more, [46.890, 38.183, 11.637, 2.041, 1.249]) {
      #expect(abs(computed - known) < 0.5e-3)
    }
    #expect(
      ComputingBudget.split(100, spent: spent, means: means, variances: variances)
        == [48, 38, 11, 2, 1])
  }

  @Test func `replications already spent are never taken back`() {
    let more = ComputingBudget.additional(
      30, spent: [12, 6, 5, 50, 4], means: means, variances: variances)
    #expect(more.allSatisfy { $0 >= 0 })
    #expect(more[3] == 0)
    #expect(abs(more.reduce(0, +) - 30) < 1e-9)
    // The others keep the proportions of their shares.
    let shares = ComputingBudget.shares(means: means, variances: variances)
    #expect(abs((more[0] + 12) / (more[1] + 6) - shares[0] / shares[1]) < 1e-9)
    for budget in [0, 1, 2, 7, 1_000] {
      let split = ComputingBudget.split(budget, spent: spent, means: means, variances: variances)
      #expect(split.reduce(0, +) == budget && split.allSatisfy { $0 >= 0 })
    }
  }

  @Test func `two alternatives share in proportion to their standard deviations`() {
    let shares = ComputingBudget.shares(means: [5, 3], variances: [9, 1])
    #expect(abs(shares[0] - 0.75) < 1e-12 && abs(shares[1] - 0.25) < 1e-12)
    #expect(
      ComputingBudget.split(40, spent: [0, 0], means: [5, 3], variances: [9, 1]) == [30, 10])
  }

  @Test func `alternatives as good as the best share all replications with it`() {
    let shares = ComputingBudget.shares(means: [2, 2, 2, 1], variances: [4, 4, 4, 4])
    #expect(shares[3] == 0)
    #expect(abs(shares[1] - shares[2]) < 1e-15)
    #expect(abs(shares[0] / shares[1] - 2.0.squareRoot()) < 1e-12)
    // The limit of small distances.
    let near = ComputingBudget.shares(means: [2, 2 - 1e-7, 2 - 1e-7, 1], variances: [4, 4, 4, 4])
    #expect(zip(shares, near).allSatisfy { abs($0 - $1) < 1e-12 })
  }

  @Test func `what does not vary needs no replications`() {
    let shares = ComputingBudget.shares(means: [3, 2, 1], variances: [1, 0, 1])
    #expect(shares[1] == 0 && shares[0] > 0 && shares[2] > 0)
    #expect(ComputingBudget.shares(means: [3, 2], variances: [0, 1]) == [0, 1])
    // Nothing to learn: the budget goes to the best.
    #expect(
      ComputingBudget.split(10, spent: [1, 1], means: [3, 4], variances: [0, 0]) == [0, 10])
    #expect(
      ComputingBudget.split(10, spent: [1, 1], means: [3, 3], variances: [0, 1]) == [0, 10])
  }
}

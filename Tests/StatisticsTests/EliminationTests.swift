import Testing

@testable import Statistics

struct EliminationTests {
  private func zone(_ count: Int, firstStage: Int = 4, difference: Double = 1) -> IndifferenceZone {
    IndifferenceZone(
      alternativeCount: count, firstStage: firstStage, confidence: 0.95,
      smallestDifference: difference)
  }

  /// Alternatives `0...` with means that fall by `step`, all in the same worlds but for a noise.
  private func columns(_ count: Int, replications: Int, step: Double, seed: UInt64) -> [[Double]] {
    let world = normals(replications, seed: seed, series: 0)
    return (0..<count).map { alternative in
      zip(world, normals(replications, seed: seed, series: alternative + 1)).map {
        3 * $0 + $1 - step * Double(alternative)
      }
    }
  }

  /// Looks whenever `step` replications are new.
  private func run(
    _ zone: IndifferenceZone, _ columns: [[Double]], every step: Int
  ) -> Elimination {
    var count = zone.firstStage
    var elimination = Elimination(zone, columns: columns.map { Array($0.prefix(count)) })
    while elimination.selected == nil, count < columns[0].count {
      count = min(columns[0].count, count + step)
      elimination.look(at: elimination.survivors.map { Array(columns[$0].prefix(count)) })
    }
    return elimination
  }

  @Test func `an alternative drops out when it is further behind than its allowance`() {
    // Differences 3, 5, 3, 5: mean 4, variance 4/3. h^2 = 2 eta 3 with eta = (0.1^(-2/3) - 1) / 2.
    let base = [10.0, 20, 30, 40]
    let better = zip(base, [3.0, 5, 3, 5]).map(+)
    let two = zone(2)
    #expect(abs(two.hSquared - 3 * (4.6415888336 - 1)) < 1e-9)
    let allowance = two.allowance(variance: 4.0 / 3, replications: 4)
    #expect(abs(allowance - 0.5 * (two.hSquared * 4 / 3 / 4 - 1)) < 1e-12)
    #expect(allowance < 4)
    let elimination = Elimination(two, columns: [base, better])
    #expect(elimination.selected == 1)
    #expect(elimination.losses == [.init(alternative: 0, leader: 1, replications: 4)])
    // A difference that varies ten times as much leaves both in.
    let uncertain = zip(base, [-11.0, 19, -11, 19]).map(+)
    #expect(Elimination(two, columns: [base, uncertain]).survivors == [0, 1])
  }

  @Test func `the same alternative twice is decided at once, for the first`() {
    let column = normals(20, seed: 1, series: 0)
    let worse = column.map { $0 - 2 }
    let elimination = Elimination(
      zone(3, firstStage: 20), columns: [worse, column, column])
    #expect(elimination.selected == 1)
    #expect(elimination.losses.map(\.alternative) == [0, 2])
    #expect(elimination.losses.allSatisfy { $0.leader == 1 && $0.replications == 20 })
  }

  @Test func `one is left when the most replications are reached, and it leads`() {
    for seed in 1...40 {
      let columns = columns(4, replications: 1_500, step: 0, seed: UInt64(seed))
      let four = zone(4, firstStage: 20, difference: 0.2)
      let start = Elimination(four, columns: columns.map { Array($0.prefix(20)) })
      let most = start.mostReplications
      #expect(most < 1_500)
      let end = run(four, columns, every: 64)
      #expect(end.selected != nil)
      #expect(end.replications < most + 64)
      #expect(end.losses.count == 3)
    }
  }

  @Test func `a worse alternative is not kept by looking later`() {
    // Far ahead: whoever looks after 1, 7 or 64 replications selects the same.
    for seed in 1...20 {
      let columns = columns(5, replications: 400, step: 1, seed: UInt64(seed))
      let five = zone(5, firstStage: 20, difference: 0.5)
      let runs = [1, 7, 64].map { run(five, columns, every: $0) }
      #expect(runs.allSatisfy { $0.selected == 0 })
      #expect(runs[0].replications <= runs[1].replications)
      #expect(runs[0].losses.allSatisfy { $0.replications >= 20 })
    }
  }

  @Test func `worlds in common save replications`() {
    let paired = columns(2, replications: 2_000, step: 0.3, seed: 3)
    let unpaired = [paired[0], Array(paired[1].reversed())]
    let two = zone(2, firstStage: 20, difference: 0.3)
    let most = [paired, unpaired].map {
      Elimination(two, columns: $0.map { Array($0.prefix(20)) }).mostReplications
    }
    #expect(most[0] * 3 < most[1])
  }

  @Test func `variances are of the first stage, however many replications come at first`() {
    let columns = columns(3, replications: 64, step: 0, seed: 9)
    let three = zone(3, firstStage: 20, difference: 0.1)
    let whole = Elimination(three, columns: columns)
    let start = Elimination(three, columns: columns.map { Array($0.prefix(20)) })
    #expect(whole.survivors == [0, 1, 2])
    #expect(whole.mostReplications == start.mostReplications)
    #expect(whole.replications == 64)
  }
}

import Statistics
import Testing

/// The guarantee of `Elimination`, by simulating what it promises: normal observations, the best ahead by
/// just the smallest difference that counts.
///
/// Of 1,000 selections at least 950 must be right. A procedure that is right in at most 92.5 % of cases
/// passes with a probability below 1e-3; a conservative one that is right in at least 96.8 % fails with a
/// probability below 1e-3; one of just 95 % fails with 0.46 (binomial).
struct SelectionGuaranteeTests {
  /// Alternatives to select from; 0 is the best.
  struct Rivalry: CustomTestStringConvertible, Sendable {
    var count: Int
    /// Of two alternatives in the same replication.
    var correlation = 0.0
    /// By alternative, again and again.
    var deviations = [1.0]
    /// How far the second is behind, in smallest differences.
    var lead = 1.0
    /// How much further each next one is behind, in smallest differences.
    var spread = 0.0
    var firstStage = 64
    var step = 64

    var testDescription: String {
      """
      \(count) alternatives, correlation \(correlation), deviations \(deviations), lead \(lead) \
      + \(spread), looks at \(firstStage) + \(step)
      """
    }
  }

  private static let difference = 0.25
  private static let studyCount = 1_000

  /// Standard normal numbers of one address, drawn as they are needed.
  private struct NormalSeries {
    let stream: RandomStream
    var values: [Double] = []

    init(study: Int, entity: Int) {
      stream = RandomStream(
        seed: 2001, replication: study, entity: UInt64(entity), purpose: .generate)
    }

    mutating func value(_ index: Int) -> Double {
      while values.count <= index {
        let blocks = stream.fourBlocks(from: values.count / 4)
        for lane in 0..<4 {
          for word in 0..<4 {
            values.append(NormalDistribution.quantile(uniform(blocks[lane][word])))
          }
        }
      }
      return values[index]
    }
  }

  /// Selections that were right, and observations that one took.
  private func run(_ rivalry: Rivalry) -> (correct: Int, observations: Double) {
    let zone = IndifferenceZone(
      alternativeCount: rivalry.count, firstStage: rivalry.firstStage, confidence: 0.95,
      smallestDifference: Self.difference)
    let (common, own) = (rivalry.correlation.squareRoot(), (1 - rivalry.correlation).squareRoot())
    let alternatives = Array(0..<rivalry.count)
    let means = alternatives.map {
      $0 == 0 ? 0 : -Self.difference * (rivalry.lead + rivalry.spread * Double($0 - 1))
    }
    var (correct, observationCount) = (0, 0)
    for study in 0..<Self.studyCount {
      var world = NormalSeries(study: study, entity: rivalry.count)
      var noise = alternatives.map { NormalSeries(study: study, entity: $0) }
      var columns = alternatives.map { _ in [Double]() }
      func observe(_ observed: [Int], upTo replications: Int) {
        for alternative in observed {
          let deviation = rivalry.deviations[alternative % rivalry.deviations.count]
          for replication in columns[alternative].count..<replications {
            columns[alternative].append(
              means[alternative] + deviation
                * (common * world.value(replication) + own * noise[alternative].value(replication)))
          }
        }
      }
      observe(alternatives, upTo: rivalry.firstStage)
      var elimination = Elimination(zone, columns: columns)
      while elimination.selected == nil {
        let survivors = elimination.survivors
        observe(survivors, upTo: elimination.replications + rivalry.step)
        elimination.look(at: survivors.map { columns[$0] })
      }
      if elimination.selected == 0 { correct += 1 }
      observationCount += columns.reduce(0) { $0 + $1.count }
    }
    return (correct, Double(observationCount) / Double(Self.studyCount))
  }

  @Test(arguments: [
    Rivalry(count: 5), Rivalry(count: 10),
    Rivalry(count: 5, correlation: 0.7), Rivalry(count: 10, correlation: 0.7),
    Rivalry(count: 5, deviations: [1.5, 0.5, 1]), Rivalry(count: 10, deviations: [1.5, 0.5, 1]),
    Rivalry(count: 10, correlation: 0.5, deviations: [0.5, 1, 1.5]),
    Rivalry(count: 5, firstStage: 20, step: 1), Rivalry(count: 10, firstStage: 20, step: 1),
    Rivalry(count: 10, correlation: 0.7, firstStage: 20, step: 1),
  ])
  func `the best is selected as often as promised where all others are just behind`(
    rivalry: Rivalry
  ) {
    let result = run(rivalry)
    print("\(rivalry): \(result.correct) of 1000 right, \(result.observations) observations")
    #expect(result.correct >= 950)
  }

  @Test func `a best that is clearly ahead takes a fraction of the observations`() {
    let close = run(Rivalry(count: 10, firstStage: 20, step: 20))
    let clear = run(Rivalry(count: 10, lead: 3, spread: 1, firstStage: 20, step: 20))
    print("clearly ahead: \(clear); just ahead: \(close)")
    #expect(clear.correct >= 999)
    #expect(clear.observations * 2 < close.observations)
  }
}

import Simulation
import Statistics

/// How the best of several alternatives was selected.
public struct Selection: Equatable, Sendable {
  /// The confidence that the one selected is the best, if it is better by the indifference zone.
  public let confidence: Double
  /// The smallest difference that matters, money over the horizon.
  public let indifference: Double
  /// The positions of the alternatives that are left; one where the best is selected.
  public let survivors: [Int]
  /// How many replications each alternative got.
  public let replications: [Int]

  /// Whether one is selected; else the limit of replications came first.
  public var isDecided: Bool { survivors.count == 1 }
}

/// Simulates alternatives until the best is selected, giving up those that can't be it.
struct SelectionRace {
  private(set) var runs: [ExperimentRun]
  /// Which runs are in the race; the others are simulated to its end.
  let contenders: Range<Int>
  /// The indifference zone, as a share of what the first run earns.
  let indifference: Double?
  /// The most replications.
  let limit: Int
  private(set) var selection: Selection?

  /// Replications before the first look, from which variances are estimated.
  static let firstStage = 128

  init(_ runs: [ExperimentRun], contenders: Range<Int>, indifference: Double?, limit: Int) {
    self.runs = runs
    self.contenders = contenders
    self.indifference = indifference
    self.limit = limit
  }

  mutating func run(threads: Int, progress: (@Sendable () -> Void)?) {
    guard let indifference, contenders.count > 1 else {
      ExperimentRun.extend(&runs, to: limit, threads: threads, progress: progress)
      return
    }
    ExperimentRun.extend(
      &runs, to: min(limit, Self.firstStage), threads: threads, progress: progress)
    let first = Self.earned(runs[0])
    let smallest = indifference * abs(first.reduce(0, +)) / Double(first.count)
    guard smallest > 0, first.count == Self.firstStage else {
      ExperimentRun.extend(&runs, to: limit, threads: threads, progress: progress)
      return
    }
    var elimination = Elimination(
      IndifferenceZone(
        alternativeCount: contenders.count, firstStage: Self.firstStage,
        confidence: Finding.level, smallestDifference: smallest),
      columns: contenders.map { Self.earned(runs[$0]) })
    while elimination.selected == nil, elimination.replications < limit {
      let alive =
        Array(0..<contenders.lowerBound) + elimination.survivors.map { contenders.lowerBound + $0 }
      var going = alive.map { runs[$0] }
      ExperimentRun.extend(
        &going, to: elimination.replications + 64, threads: threads, progress: progress)
      for (run, extended) in zip(alive, going) { runs[run] = extended }
      elimination.look(
        at: elimination.survivors.map { Self.earned(runs[contenders.lowerBound + $0]) })
    }
    selection = Selection(
      confidence: Finding.level, indifference: smallest, survivors: elimination.survivors,
      replications: contenders.map { runs[$0].replications })
  }

  private static func earned(_ run: ExperimentRun) -> [Double] { run.outcomes[0].earned }
}

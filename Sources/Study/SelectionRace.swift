import PortfolioModel
import Simulation
import Statistics

/// How the best of several alternatives was selected.
public struct Selection: Equatable, Sendable {
  /// The confidence that the one selected is the best, if it is better by the indifference zone.
  public let confidence: Double
  /// The smallest difference that matters, money over the horizon.
  public let indifference: Double
  /// The positions of the alternatives that are left, of those that the team's budget allows; one where
  /// the best is selected.
  public let survivors: [Int]
  /// How many replications each alternative got.
  public let replications: [Int]

  /// Whether one is selected; else the limit of replications came first.
  public var isDecided: Bool { survivors.count == 1 }

  /// The same where the first alternatives are not counted.
  func droppingFirst(_ count: Int) -> Selection {
    Selection(
      confidence: confidence, indifference: indifference, survivors: survivors.map { $0 - count },
      replications: Array(replications.dropFirst(count)))
  }
}

/// Simulates alternatives, spending replications as a request says.
struct SelectionRace {
  private(set) var runs: [ExperimentRun]
  private(set) var selection: Selection?
  /// Which runs are in the race; the others get as many replications as the best.
  private let contenders: [Int]
  private let request: StaffingRequest
  /// The replications of each contender, or most of them, or their mean, by the way they are spent.
  private let replications: Int

  /// Replications before the first look, from which variances are estimated.
  static let firstStage = 128
  /// Replications between two looks.
  static let stage = 64

  init(
    _ runs: [ExperimentRun], contenders: [Int], request: StaffingRequest, replications: Int
  ) {
    self.runs = runs
    self.contenders = contenders
    self.request = request
    self.replications = replications
  }

  /// The most replications that an alternative may get.
  static func limit(of request: StaffingRequest, replications: Int, alternatives: Int) -> Int {
    request.spending == .budget ? replications * max(1, alternatives) : replications
  }

  mutating func run(threads: Int, progress: (@Sendable () -> Void)?) {
    let isRace = contenders.count > 1 && replications > Self.firstStage
    switch request.spending {
    case .elimination where isRace: eliminate(threads: threads, progress: progress)
    case .budget where isRace: spend(threads: threads, progress: progress)
    default:
      ExperimentRun.extend(&runs, to: replications, threads: threads, progress: progress)
    }
  }

  /// Procedure KN.
  private mutating func eliminate(threads: Int, progress: (@Sendable () -> Void)?) {
    ExperimentRun.extend(&runs, to: Self.firstStage, threads: threads, progress: progress)
    let first = earned(0)
    let smallest = request.indifference * abs(first.reduce(0, +)) / Double(first.count)
    guard smallest > 0 else {
      ExperimentRun.extend(&runs, to: replications, threads: threads, progress: progress)
      return
    }
    var elimination = Elimination(
      IndifferenceZone(
        alternativeCount: contenders.count, firstStage: Self.firstStage,
        confidence: Finding.level, smallestDifference: smallest),
      columns: contenders.map(earned))
    while elimination.selected == nil, elimination.replications < replications {
      let alive = others + elimination.survivors.map { contenders[$0] }
      var going = alive.map { runs[$0] }
      ExperimentRun.extend(
        &going, to: elimination.replications + Self.stage, threads: threads, progress: progress)
      for (run, extended) in zip(alive, going) { runs[run] = extended }
      elimination.look(at: elimination.survivors.map { earned(contenders[$0]) })
    }
    selection = Selection(
      confidence: Finding.level, indifference: smallest,
      survivors: elimination.survivors.map { contenders[$0] },
      replications: runs.map(\.replications))
  }

  /// OCBA: stage by stage, whole blocks for whoever is furthest behind its share.
  private mutating func spend(threads: Int, progress: (@Sendable () -> Void)?) {
    ExperimentRun.extend(&runs, to: Self.firstStage, threads: threads, progress: progress)
    var left = (replications - Self.firstStage) * contenders.count
    while left >= Self.stage {
      let tallies = contenders.map { run in
        earned(run).reduce(into: Tally()) { $0.add($1) }
      }
      let more = ComputingBudget.split(
        min(left, Self.stage * contenders.count), spent: tallies.map(\.count),
        means: tallies.map(\.mean), variances: tallies.map { $0.variance ?? 0 })
      let most = more.max() ?? 0
      for (run, wanted) in zip(contenders, more) where 2 * wanted >= most && left >= Self.stage {
        let before = runs[run].replications
        runs[run].extend(to: before + min(wanted, left), threads: threads, progress: progress)
        left -= runs[run].replications - before
      }
    }
    for run in others {
      let most = contenders.map { runs[$0].replications }.max() ?? replications
      runs[run].extend(to: most, threads: threads, progress: progress)
    }
  }

  private var others: [Int] { runs.indices.filter { !contenders.contains($0) } }

  private func earned(_ run: Int) -> [Double] { runs[run].outcomes[0].earned }
}

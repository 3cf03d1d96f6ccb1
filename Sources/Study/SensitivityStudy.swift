import Allocation
import PortfolioModel
import Simulation
import Statistics

/// What a decision rests on: how its gain moves with inputs that are not known exactly, where another decision
/// would be better, and what it would be worth to know an input first.
///
/// Decisions are made, and days are planned, by the central values; what comes of them is simulated under
/// other values. Churn as observed is calibrated anew for each: a belief about the effect of care changes what
/// the observation means.
public struct SensitivityStudy: Sendable {
  /// Something that could be decided.
  public struct Decision: Sendable {
    /// What it is called.
    public let name: String
    /// The team with owners and plan, by the central values.
    public let team: StaffedTeam

    /// Creates a decision.
    public init(name: String, team: StaffedTeam) {
      self.name = name
      self.team = team
    }
  }

  /// What to study.
  public struct Design: Sendable {
    /// The scenario's portfolio before it is completed.
    public let recipe: PortfolioRecipe
    /// What is not known exactly.
    public let inputs: [UncertainInput]
    /// The decisions; the first is the baseline.
    public let decisions: [Decision]
    /// The horizon, years.
    public let horizonYears: Double
    /// How many worlds each decision meets under the central values.
    public let replications: Int
    /// Where the random numbers start.
    public let seed: UInt64

    /// Creates a design.
    ///
    /// - Precondition: At least one input and two decisions, for the same accounts.
    public init(
      recipe: PortfolioRecipe, inputs: [UncertainInput], decisions: [Decision],
      horizonYears: Double, replications: Int, seed: UInt64
    ) {
      precondition(!inputs.isEmpty && decisions.count > 1, "an input and two decisions")
      self.recipe = recipe
      self.inputs = inputs
      self.decisions = decisions
      self.horizonYears = horizonYears
      self.replications = replications
      self.seed = seed
    }
  }

  /// What comes of the decisions where one input has another value.
  public struct Point: Sendable {
    /// The value of the input.
    public let value: Double
    /// What the best decision, by the central values, earns more than the baseline; money over the horizon.
    public let gain: Estimate
    /// What it earns more than each decision.
    public let leads: [Estimate]
  }

  /// Where another decision takes over from the best one.
  public struct Switch: Equatable, Sendable {
    /// The value of the input, between two that were simulated.
    public let value: Double
    /// Whether the other decision is better above it, else below.
    public let isAbove: Bool
    /// The position of the decision that takes over.
    public let decision: Int
  }

  /// What an input does.
  public struct Effect: Sendable {
    /// The input.
    public let input: UncertainInput
    /// From the least to the largest value, all others at their central values.
    public let points: [Point]
    /// Where other decisions take over, nearest to the central value; at most one below and one above.
    public let switches: [Switch]
    /// What it would be worth to know the input before deciding, money over the horizon.
    public let information: InformationValue

    /// How much more the gain is at a value than at the central one, between points in proportion.
    func change(at value: Double) -> Double {
      let base = points.first { $0.value == input.central }?.gain.mean ?? 0
      guard let above = points.firstIndex(where: { $0.value >= value }), above > 0 else {
        return (value <= input.low ? points.first : points.last).map { $0.gain.mean - base } ?? 0
      }
      let (left, right) = (points[above - 1], points[above])
      let share = (value - left.value) / (right.value - left.value)
      return left.gain.mean + share * (right.gain.mean - left.gain.mean) - base
    }

    /// How far the gain moves from one end to the other, money over the horizon.
    public var swing: Double {
      let gains = points.map(\.gain.mean)
      return (gains.max() ?? 0) - (gains.min() ?? 0)
    }
  }

  /// What was studied.
  public let design: Design
  /// The position of the decision that earns most by the central values.
  public let best: Int
  /// What each decision earns by the central values.
  public let central: [Estimate]
  /// What the best earns more than the baseline by the central values.
  public let gain: Estimate
  /// Each input alone, the largest swing first.
  public let effects: [Effect]
  /// What it would be worth to know all inputs.
  public let information: InformationValue
  /// The gain where all inputs are drawn at once, the effects of single inputs added up: one per draw.
  public let expectedGains: [Double]
  /// The standard deviation of the gain by luck, under the central values.
  public let luck: Double
  /// The variance of the gain between draws of all inputs and within them, without luck that has known odds:
  /// unbiased whether or not effects add up, and less precise.
  public let gainSplit: VarianceSplit?

  /// The replications of every draw of the inputs: enough to tell luck from what is not known.
  static let replicationsPerDraw = 2

  /// Simulates the decisions under many values of the inputs.
  ///
  /// - Parameters:
  ///   - design: What to study.
  ///   - threads: How many values to work on at a time.
  ///   - progress: Called from any thread after each replication of all decisions.
  public init(_ design: Design, threads: Int, progress: (@Sendable () -> Void)? = nil) {
    let trials = SensitivityTrials(design)
    let outcomes = trials.outcomes(
      under: [], replications: 0..<design.replications, threads: threads)
    let central = outcomes.map(\.earned)
    let centralEstimates = central.compactMap { Estimate($0) }
    let best =
      centralEstimates.indices.max {
        (centralEstimates[$0].mean, -$0) < (centralEstimates[$1].mean, -$1)
      } ?? 0

    let tasks = trials.points + trials.draws
    let results = concurrentMap(tasks.count, threads: threads) { index in
      let outcomes = trials.outcomes(
        under: tasks[index].values, replications: tasks[index].replications, threads: 1)
      progress?()
      return outcomes.map(\.earned)
    }
    let draws = Array(results[trials.points.count...])
    let information = InformationValues(
      inputs: trials.drawnInputs,
      netBenefits: design.decisions.indices.map { decision in draws.map { $0[decision].mean } })
    let shared = central.map { Array($0.prefix(trials.replicationsPerPoint)) }
    var rest = results[..<trials.points.count]
    let effects = design.inputs.enumerated().map { index, input in
      var points = trials.values(of: input).map { value in
        defer { rest = rest.dropFirst() }
        return Point(value: value, earned: rest.first ?? [], best: best)
      }
      let middle = points.firstIndex { $0.value > input.central } ?? points.endIndex
      points.insert(Point(value: input.central, earned: shared, best: best), at: middle)
      return Effect(
        input: input, points: points, switches: Self.switches(in: points, around: middle),
        information: information.inputs[index])
    }
    let gain = Estimate(zip(central[best], central[0]).map(-)) ?? centralEstimates[best]
    self.design = design
    self.best = best
    self.central = centralEstimates
    self.gain = gain
    self.effects = effects.enumerated().sorted {
      ($1.element.swing, $0.offset) < ($0.element.swing, $1.offset)
    }.map(\.element)
    self.information = information.joint
    gainSplit = VarianceSplit(draws: draws.map { zip($0[best], $0[0]).map(-) })
    expectedGains = draws.indices.map { draw in
      zip(effects, trials.drawnInputs).reduce(gain.mean) { $0 + $1.0.change(at: $1.1[draw]) }
    }
    var luck = Tally()
    let (first, last) = (outcomes[0], outcomes[best])
    for (one, other) in zip(
      last.observations(of: .netContribution), first.observations(of: .netContribution))
    {
      luck.add((one ?? 0) - (other ?? 0))
    }
    self.luck = (luck.variance ?? 0).squareRoot()
  }

  /// Where the lead over another decision falls to 0, on both sides of a point.
  ///
  /// A decision counts only if it is better by more than its half-width somewhere on that side; its lead is
  /// taken as linear between the points where its mean changes sign before.
  static func switches(in points: [Point], around middle: Int) -> [Switch] {
    func walk(_ path: [Int], isAbove: Bool) -> Switch? {
      let crossings = points[middle].leads.indices.compactMap { decision -> Switch? in
        let leads = path.map { points[$0].leads[decision] }
        guard let sure = leads.firstIndex(where: { $0.mean < -($0.halfWidth() ?? .infinity) })
        else { return nil }
        guard let last = leads[..<sure].lastIndex(where: { $0.mean > 0 }) else {
          return Switch(value: points[middle].value, isAbove: isAbove, decision: decision)
        }
        let (near, far) = (points[path[last]].value, points[path[last + 1]].value)
        let share = leads[last].mean / (leads[last].mean - leads[last + 1].mean)
        return Switch(value: near + share * (far - near), isAbove: isAbove, decision: decision)
      }
      let distances = crossings.map { abs($0.value - points[middle].value) }
      return distances.indices.min { distances[$0] < distances[$1] }.map { crossings[$0] }
    }
    return [
      walk(Array(stride(from: middle, through: 0, by: -1)), isAbove: false),
      walk(Array(middle..<points.count), isAbove: true),
    ].compactMap { $0 }
  }
}

extension SensitivityStudy.Point {
  fileprivate init(value: Double, earned: [[Double]], best: Int) {
    let nothing = Estimate([0, 0])
    self.value = value
    leads = earned.compactMap { Estimate(zip(earned[best], $0).map(-)) ?? nothing }
    gain = leads[0]
  }
}

extension [Double] {
  /// The mean; 0 of nothing.
  fileprivate var mean: Double { isEmpty ? 0 : reduce(0, +) / Double(count) }
}

import Foundation
import PortfolioModel
import Statistics
import Testing

@testable import Simulation

/// Section 9, claim 3: open risks, and the churn that they raise.
struct RiskTests {
  /// One type that no one answers: it is never detected.
  private static var unnoticed: TriggerType {
    var type = TriggerType(name: "storm", rate: .perAccount(4))
    (type.detection, type.riskFactor, type.riskDays) = (0, 6, 50)
    return type
  }

  /// A world keeps a churn candidate if its number is below the factor of the open risks.
  ///
  /// Care could prevent all churn, so no candidate ends its account's world, and the share of time with
  /// an open risk shows without selection. 12 checks,
  /// from the first days, whose risks are older than the start, to the end.
  @Test func `an unanswered risk is open with the stationary probability at any time`() {
    var parameters = ModelParameters.plain
    parameters.careEffect = 1
    let portfolio = Portfolio.uniform(
      accounts: 20, triggers: [Self.unnoticed], parameters: parameters
    ) {
      ($0.churn, $0.currentDays) = (0.9, 0)
    }
    let open = -expm1(-4 * 50 / 220.0)
    let base = -log(0.1) / 220 / (1 + 5 * open)
    let edges = [0.0, 4, 25, 60, 110, 300, 440]
    let model = WorldModel(portfolio: portfolio, horizonYears: 2, seed: 31)
    var world = World()
    var openCounts = [[Double]](repeating: [], count: 6)
    var closedCounts = openCounts
    for replication in 0..<8_000 {
      world.draw(model.groups[0], of: model, replication: replication)
      for bin in 0..<6 {
        openCounts[bin].append(0)
        closedCounts[bin].append(0)
      }
      var bin = 0
      for index in 0..<world.stimuli.count {
        let stimulus = world.stimuli[index]
        if stimulus.tick == Timeline.never { break }
        while model.timeline.days(stimulus.tick) >= edges[bin + 1] { bin += 1 }
        if stimulus.kind != .candidate { continue }
        let candidate = world.candidates[stimulus.index]
        if candidate.fixedFactor > 1 || candidate.openEnd > candidate.openStart {
          openCounts[bin][replication] += 1
        } else {
          closedCounts[bin][replication] += 1
        }
      }
    }
    for bin in 0..<6 {
      let exposure = 20 * base * (edges[bin + 1] - edges[bin])
      let what = "days \(edges[bin]) to \(edges[bin + 1])"
      expectMean(
        "candidates at open risk, \(what)", of: openCounts[bin], toBe: exposure * 6 * open)
      expectMean(
        "candidates without risk, \(what)", of: closedCounts[bin], toBe: exposure * (1 - open))
    }
  }

  /// The same through what a user sees: survivors, whose past is selected by their survival.
  @Test(arguments: [0.05, 0.25, 1.0, 3.0])
  func `survival under unanswered risks solves the renewal equation`(years: Double) throws {
    let portfolio = Portfolio.uniform(
      accounts: 30, triggers: [Self.unnoticed], parameters: .plain
    ) {
      $0.churn = 0.6
    }
    let open = -expm1(-4 * 50 / 220.0)
    let base = -log(0.4) / 220 / (1 + 5 * open)
    let risk = RestartingRisk(
      rate: 4 / 220.0, days: 50, factor: 6, baseHazard: base, resolvedShare: 0,
      start: .stationary(resolvedDays: 0))
    let outcome = try portfolio.outcome(years: years, replications: 20_000, seed: 32)
    expectMean(
      "survivors under risk, \(years) years",
      of: outcome.values(of: .churnedAccounts).map { 30 - $0 },
      toBe: 30 * risk.survival(days: 220 * years))
  }

  /// Answered at once, an event ends the risk with probability `d b`, also that of an earlier event.
  ///
  /// At the start a resolved risk is still open for two days after its event.
  @Test(arguments: [0.02, 0.25, 1.0, 3.0])
  func `survival under risks that responses end solves the renewal equation`(
    years: Double
  ) throws {
    var type = Self.unnoticed
    (type.detection, type.resolves, type.effort, type.window) = (0.8, 0.75, .fixed(0), 1000)
    let portfolio = Portfolio.uniform(accounts: 30, triggers: [type], parameters: .plain) {
      $0.churn = 0.6
    }
    let open = 0.4 * -expm1(-4 * 50 / 220.0) + 0.6 * -expm1(-4 * 2 / 220.0)
    let base = -log(0.4) / 220 / (1 + 5 * open)
    let risk = RestartingRisk(
      rate: 4 / 220.0, days: 50, factor: 6, baseHazard: base, resolvedShare: 0.6,
      start: .stationary(resolvedDays: 2))
    let outcome = try portfolio.outcome(years: years, replications: 20_000, seed: 33)
    expectMean(
      "survivors under answered risk, \(years) years",
      of: outcome.values(of: .churnedAccounts).map { 30 - $0 },
      toBe: 30 * risk.survival(days: 220 * years))
  }

  /// In the pool no one answers what is not inbound: detection and resolution then change nothing.
  @Test func `the pool leaves risks open that a KAM would have ended`() throws {
    var type = Self.unnoticed
    (type.detection, type.resolves, type.effort, type.window) = (0.8, 0.75, .fixed(0), 1000)
    let portfolio = Portfolio.uniform(accounts: 30, triggers: [type], parameters: .plain) {
      ($0.churn, $0.tier) = (0.6, "pooled")
    }
    let open = -expm1(-4 * 50 / 220.0)
    let risk = RestartingRisk(
      rate: 4 / 220.0, days: 50, factor: 6, baseHazard: -log(0.4) / 220 / (1 + 5 * open),
      resolvedShare: 0, start: .stationary(resolvedDays: 0))
    let outcome = try portfolio.outcome(years: 1, replications: 20_000, seed: 34)
    expectMean(
      "survivors in the pool", of: outcome.values(of: .churnedAccounts).map { 30 - $0 },
      toBe: 30 * risk.survival(days: 220))
  }

  /// A KAM who is replaced at once leaves by a Poisson process; each departure restarts the risk.
  @Test(arguments: [0.5, 2.0])
  func `departures restart the risk that they open`(years: Double) throws {
    var parameters = ModelParameters.plain
    (parameters.vacancy, parameters.follow) = (0, 0)
    (parameters.departureRiskFactor, parameters.departureRiskDays) = (5, 70)
    let portfolio = Portfolio.uniform(accounts: 200, kams: 200, parameters: parameters) {
      $0.churn = 0.3
    } kam: {
      $0.departure = 0.9
    }
    let risk = RestartingRisk(
      rate: -log(0.1) / 220, days: 70, factor: 5, baseHazard: -log(0.7) / 220, resolvedShare: 0,
      start: .closed)
    let outcome = try portfolio.outcome(years: years, replications: 4_000, seed: 35)
    expectMean(
      "survivors under departures, \(years) years",
      of: outcome.values(of: .churnedAccounts).map { 200 - $0 },
      toBe: 200 * risk.survival(days: 220 * years))
  }
}

/// Survival under a risk whose clock each event restarts, from the equation of its age.
///
/// With `S(t)` alive and `C(t)` of them without open risk, events at rate `r`, each ending the risk with
/// probability `z`, and hazard `h0` or, at open risk, `M h0`:
///
///     S' = -h0 M (S - C) - h0 C
///     C' = -(r + h0) C + r z S + r (1 - z) S(t - L) e^(-(r + h0 M) L)
///
/// Before time `L` the last term is the flux of risks that were open at the start.
struct RestartingRisk {
  enum Start {
    case closed
    /// The latest event lies an exponential time back; with probability `z` its risk was open for only
    /// `resolvedDays`.
    case stationary(resolvedDays: Double)
  }

  let rate: Double
  let days: Double
  let factor: Double
  let baseHazard: Double
  let resolvedShare: Double
  let start: Start

  /// Midpoint steps that divide the open time evenly, so that its end falls on the grid: error below 1e-6.
  func survival(days horizon: Double) -> Double {
    let width = days / 5000
    let steps = Int((horizon / width).rounded())
    let z = resolvedShare
    let openDecay = rate + baseHazard * factor
    var closed = 1.0
    var alive = [1.0]
    if case .stationary(let resolvedDays) = start {
      closed = (1 - z) * exp(-rate * days) + z * exp(-rate * resolvedDays)
    }
    /// Risks of the start of which `share` were to be open for `length` days.
    func startFlux(_ t: Double, share: Double, length: Double) -> Double {
      t < length ? share * rate * exp(-rate * (length - t) - openDecay * t) : 0
    }
    for step in 0..<steps {
      let middle = (Double(step) + 0.5) * width
      var flux = 0.0
      if step >= 5000 {
        let born = (alive[step - 5000] + alive[step - 4999]) / 2
        flux = rate * (1 - z) * born * exp(-openDecay * days)
      }
      if case .stationary(let resolvedDays) = start {
        flux += startFlux(middle, share: 1 - z, length: days)
        flux += startFlux(middle, share: z, length: resolvedDays)
      }
      func slopes(_ s: Double, _ c: Double) -> (Double, Double) {
        (
          -baseHazard * factor * (s - c) - baseHazard * c,
          -(rate + baseHazard) * c + rate * z * s + flux
        )
      }
      let s = alive[step]
      let half = slopes(s, closed)
      let full = slopes(s + half.0 * width / 2, closed + half.1 * width / 2)
      alive.append(s + full.0 * width)
      closed += full.1 * width
    }
    return alive[steps]
  }
}

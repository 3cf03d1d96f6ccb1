import Allocation
import PortfolioModel
import Simulation
import Statistics

/// How much of what is possible the policies of a study earn (section 11 of the model page).
///
/// What a policy adds to doing nothing (no care, no response) is put in relation to what could be added:
/// with the days of the team (`FluidBound`), and with days without limit by somebody who learns of every
/// event at once (the clairvoyant), whose plan is simulated in as many of the same worlds as `worlds` allows.
public struct PolicyBounds: Sendable {
  /// A share with its uncertainty.
  public struct Share: Equatable, Sendable {
    /// The share: 1 is all that is possible.
    public let mean: Double
    /// Half the width of its 95 % interval; `nil` for a single replication.
    public let halfWidth: Double?
  }

  /// What the policies are held against: what the team's days can add.
  public let fluid: FluidBound
  /// Net contribution without any work, money over the horizon.
  public let nothing: Estimate?
  /// What the clairvoyant adds to doing nothing, money over the horizon; `nil` where its sessions are too many
  /// to simulate.
  public let clairvoyantGain: Estimate?

  let idle: Outcome
  let clairvoyant: Outcome?

  /// The most worlds that the clairvoyant is simulated in: its many sessions take time.
  public static let worlds = 192
  /// The most care sessions of the clairvoyant in all worlds, and in one.
  private static let sessions = (all: 3e7, ofOne: 5e6)

  /// Finds what is possible in the worlds of a study.
  ///
  /// - Parameters:
  ///   - study: The study.
  ///   - threads: How many blocks of replications to work on at a time.
  public init(_ study: PolicyStudy, threads: Int) {
    let design = study.design
    func outcome(_ plan: AllocationPlan, _ portfolio: Portfolio, replications: Int) -> Outcome {
      Experiment(
        portfolio: portfolio, horizonYears: design.horizonYears, replications: replications,
        seed: design.seed
      ).run([plan], threads: threads)[0]
    }
    fluid = FluidBound(design.portfolio, horizonYears: design.horizonYears)
    idle = outcome(design.portfolio.idlePlan, design.portfolio, replications: study.replications)
    let plan = design.portfolio.clairvoyantPlan(atLeast: study.alternatives.map(\.plan))
    let sessions =
      plan.careDays.reduce(0, +) / design.portfolio.parameters.sessionDays * design.horizonYears
    let worlds = min(
      study.replications, Self.worlds, Int(min(1e6, Self.sessions.all / max(1, sessions))))
    clairvoyant =
      sessions > Self.sessions.ofOne
      ? nil : outcome(plan, design.portfolio.clairvoyant, replications: worlds)
    nothing = idle.estimate(of: [.netContribution])
    clairvoyantGain = clairvoyant?.difference(from: idle, in: [.netContribution])
  }

  /// What an alternative adds to doing nothing, money over the horizon.
  public func gain(of alternative: PolicyStudy.Alternative) -> Estimate? {
    alternative.outcome.difference(from: idle, in: [.netContribution])
  }

  /// The share of what the team's days can add that an alternative adds; `nil` where they can't add anything.
  public func shareOfFluid(_ alternative: PolicyStudy.Alternative) -> Share? {
    guard fluid.gain > 0, let gain = gain(of: alternative) else { return nil }
    return Share(mean: gain.mean / fluid.gain, halfWidth: gain.halfWidth().map { $0 / fluid.gain })
  }

  /// The share of what the clairvoyant adds that an alternative adds.
  ///
  /// A ratio of means of the same worlds; its interval is that of the residuals (delta method).
  ///
  /// - Returns: `nil` where what the clairvoyant adds can't be told from nothing.
  public func shareOfClairvoyant(_ alternative: PolicyStudy.Alternative) -> Share? {
    guard let clairvoyant, let most = clairvoyantGain, most.mean > most.halfWidth() ?? .infinity
    else { return nil }
    let nothing = idle.earned
    let gains = zip(alternative.outcome.earned, nothing).map(-)
    let ceilings = zip(clairvoyant.earned, nothing).map(-)
    let mean = gains.prefix(ceilings.count).reduce(0, +) / ceilings.reduce(0, +)
    let residuals = zip(gains, ceilings).map { $0 - mean * $1 }
    return Share(mean: mean, halfWidth: Estimate(residuals)?.halfWidth().map { $0 / most.mean })
  }
}

extension Portfolio {
  /// No care and no response.
  var idlePlan: AllocationPlan {
    AllocationPlan(
      name: "nothing", careDays: accounts.map { _ in 0 }, carePriority: accounts.map { _ in 0 },
      responsePriority: accounts.map { _ in triggers.map { _ in 0 } },
      rejects: accounts.map { _ in triggers.map { _ in true } })
  }

  /// The same customers where every event is learnt of at once and the team's days have no limit; they cost
  /// what they cost.
  var clairvoyant: Portfolio {
    var (triggers, team) = (triggers, team)
    for type in triggers.indices { (triggers[type].detection, triggers[type].lag) = (1, 0) }
    for kam in team.indices {
      (team[kam].fte, team[kam].customerShare) = (1e6, 1)
      (team[kam].availability, team[kam].start) = ([], nil)
    }
    return changed(triggers: triggers, parameters: parameters, team: team)
  }

  /// The most care that limits or any of some plans allow, and every response; nothing for accounts that
  /// lose money.
  func clairvoyantPlan(atLeast plans: [AllocationPlan]) -> AllocationPlan {
    let earns = accounts.map { $0.margin > 0 }
    return AllocationPlan(
      name: "clairvoyant",
      careDays: accounts.indices.map { index in
        guard earns[index], owner[index] != nil else { return 0 }
        return plans.reduce(careDayRange(of: index).upperBound) { max($0, $1.careDays[index]) }
      },
      carePriority: accounts.map { _ in 0 },
      responsePriority: accounts.map { _ in triggers.map { _ in 0 } },
      rejects: earns.map { earns in triggers.map { _ in !earns } })
  }
}

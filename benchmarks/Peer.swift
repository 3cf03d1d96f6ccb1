import Allocation
import PortfolioModel
import Simulation

extension Table {
  /// Ours beside the same model in Python, each policy run alone: the time, and whether they agree.
  mutating func addPeer() throws {
    let subject = Subject(accounts: Subject.accountsPerKAM)
    let policies: [Policy] = [.equal, .value]
    let plans = try subject.plans(policies)
    section(
      "Against the same model in Python with SimPy",
      "one KAM with 35 accounts, one policy a run, one thread; SimPy without start-up and imports")
    do {
      let rounds = try peerRounds(subject, policies, plans)
      note("Python \(rounds[0].theirs.python), SimPy \(rounds[0].theirs.simpy)")
      for (index, policy) in policies.enumerated() {
        addTimes(
          of: policy, rounds.map { ($0.theirs.seconds(of: policy), $0.ours[index]) }, subject)
      }
      addAgreement(rounds.map(\.theirs), policies, plans, subject)
    } catch let unavailable as Peer.Unavailable {
      note("skipped: \(unavailable.reason)")
    }
  }

  private static let peerReplications = (theirs: 60, ours: 1_000)

  /// Runs the two programs in turn.
  private func peerRounds(
    _ subject: Subject, _ policies: [Policy], _ plans: [AllocationPlan]
  ) throws -> [(theirs: Peer.Run, ours: [Timing])] {
    let peer = try Peer(subject)
    let experiment = subject.experiment(replications: Self.peerReplications.ours)
    return try (0..<9).map { round in
      let theirs = try peer.run(
        policies, replications: Self.peerReplications.theirs, seed: round)
      let ours = time(
        rounds: 1, plans.map { plan in { _ = experiment.run([plan], threads: 1) } })
      return (theirs, ours)
    }
  }

  private mutating func addTimes(
    of policy: Policy, _ rounds: [(theirs: Double, ours: Timing)], _ subject: Subject
  ) {
    let theirYears = subject.accountYears(replications: Self.peerReplications.theirs)
    let ourYears = subject.accountYears(replications: Self.peerReplications.ours)
    let theirs = rounds.map { $0.theirs / theirYears }
    let ours = rounds.map { $0.ours.user[0] / ourYears }
    let steps = rounds.map { $0.ours.step[0] }
    for (program, seconds) in [("SimPy", theirs), ("Salkku", ours)] {
      row(
        "an account-year of \(policy.rawValue), \(program)", nanoseconds: seconds.median * 1e9,
        steps: zip(seconds, steps).map(/).median)
    }
    row(
      "SimPy / Salkku, \(policy.rawValue)", zip(theirs, ours).map(/).median, "times",
      bar: .atLeast(300))
  }

  /// The means of all metrics, theirs of all rounds beside ours of many replications.
  private mutating func addAgreement(
    _ runs: [Peer.Run], _ policies: [Policy], _ plans: [AllocationPlan], _ subject: Subject
  ) {
    let outcomes = subject.experiment(replications: 20_000, seed: 7).run(plans, threads: 2)
    let distances = zip(policies, outcomes).flatMap { policy, outcome in
      Peer.distances(runs, outcome, policy: policy, triggers: subject.portfolio.triggers)
    }
    row("metrics compared, both policies", Double(distances.count))
    row("largest difference, standard errors", distances.max() ?? .infinity, bar: .atMost(4))
  }
}

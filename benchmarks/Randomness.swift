import Simulation
import Statistics

extension Table {
  /// What chance costs: its words alone, the worlds made of them, and the replay of one plan.
  mutating func addRandomness() throws {
    let (subject, replications) = (Subject(accounts: 350), 640)
    let experiment = subject.experiment(replications: replications)
    let plans = try subject.plans([.equal])
    section(
      "Where the time goes",
      "350 accounts, 10 KAMs, policy equal, \(replications) replications, one thread; times of an account-year"
    )
    let timings = time([
      { subject.drawWords(replications: replications) },
      { _ = experiment.drawWorlds(isOrdered: false) },
      { _ = experiment.drawWorlds(isOrdered: true) },
      { _ = experiment.run(plans, threads: 1) },
    ])
    let (words, drawn, ordered, run) = (timings[0], timings[1], timings[2], timings[3])
    let count = subject.accountYears(replications: replications)
    row("random words alone, two for each point", words, per: count)
    row("worlds drawn", drawn, per: count)
    row("worlds drawn and ordered", ordered, per: count)
    row(
      "worlds drawn, ordered and replayed once", run, per: count,
      bar: Table.atMost(1_000, native: 600))
    func share(_ phase: String, _ part: (Int) -> Double) {
      row("share of \(phase)", 100 * run.median { part($0) / run.user[$0] }, "%")
    }
    share("random words") { words.user[$0] }
    share("making worlds of them") { drawn.user[$0] - words.user[$0] }
    share("ordering") { ordered.user[$0] - drawn.user[$0] }
    share("replaying") { run.user[$0] - ordered.user[$0] }
  }
}

extension Subject {
  /// Draws two random words for each point that the accounts' processes have on average.
  fileprivate func drawWords(replications: Int) {
    let bound = portfolio.triggers.reduce(portfolio.parameters.departureRiskFactor) {
      $0 * $1.riskFactor
    }
    let chances = portfolio.accounts.indices.map { index in
      let account = portfolio.accounts[index]
      let events = portfolio.triggers.reduce(0) { $0 + $1.rate(on: account) }
      let candidates =
        portfolio.baseHazard[index] * bound * portfolio.parameters.workingDaysPerYear
      let expansions = portfolio.parameters.expansionRate * portfolio.parameters.expansionWin
      let points = Self.years * (events + candidates + expansions)
      return (entity: RandomStream.entity(account.id), blocks: Int((points / 2).rounded(.up)))
    }
    var sum = SIMD4<UInt32>()
    for replication in 0..<replications {
      for account in chances {
        let stream = RandomStream(
          seed: 42, replication: replication, entity: account.entity, purpose: .events)
        for block in stride(from: 0, to: account.blocks, by: 4) {
          let words = stream.fourBlocks(from: block).words
          sum &+= words.0 &+ words.1 &+ words.2 &+ words.3
        }
      }
    }
    precondition(sum != SIMD4(), "random words that add up to 0")
  }
}

import Simulation

extension Table {
  /// Two threads beside one: the time on the clock, and that no bit differs.
  mutating func addThreads() throws {
    let (subject, replications) = (Subject(accounts: 350), 2_000)
    let experiment = subject.experiment(replications: replications)
    let plans = try subject.plans()
    section(
      "Threads",
      "350 accounts, 10 KAMs, six policies, \(replications) replications, time on the clock")
    var outcomes: [[Outcome]] = [[], []]
    let timings = time(
      rounds: 3,
      [1, 2].map { threads in { outcomes[threads - 1] = experiment.run(plans, threads: threads) } })
    let (one, two) = (timings[0], timings[1])
    row(
      "two threads / one thread", one.median { two.wall[$0] / one.wall[$0] }, "times",
      bar: .atMost(0.55))
    row("processors that two threads got", two.median { two.user[$0] / two.wall[$0] })
    let bits = outcomes.map { $0.map { $0.observations.map { $0.map { $0?.bitPattern } } } }
    row("the same bits in every observation", holds: bits[0] == bits[1])
  }
}

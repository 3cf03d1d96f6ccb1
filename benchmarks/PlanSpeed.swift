import Allocation
import Foundation
import GLPKSolver
import LinearProgramming
import PortfolioModel

extension Table {
  /// The plan of `optimal` under bounds on shares of tiers, beside HiGHS on the same linear program.
  mutating func addPlan() throws {
    section(
      "The plan",
      "optimal under two bounds on shares of tiers, one thread; HiGHS with its defaults on the same program"
    )
    let bars = [
      5_000: (total: Bar.atMost(0.15), ratio: Bar.atLeast(2)),
      50_000: (total: Bar.atMost(1.5), ratio: Bar.atLeast(10)),
    ]
    for (size, bar) in bars.sorted(by: { $0.key < $1.key }) {
      let run = try PlanRun(accounts: size)
      let name = "\(size) accounts"
      addPlan(name, run.times, total: bar.total)
      do {
        let peer = try HiGHSPeer.solve(run.program.model)
        row("\(name), HiGHS \(peer.highs), built", peer.building, "s")
        row("\(name), HiGHS \(peer.highs), solved", peer.solving, "s")
        row(
          "\(name), HiGHS / Salkku", (peer.building + peer.solving) / run.times.planning, "times",
          bar: bar.ratio)
        row(
          "\(name), the same with days valued",
          (peer.building + peer.solving) / (run.times.valuing + run.times.planning), "times")
        let difference = abs(peer.optimum - run.program.solution.objective)
        row(
          "\(name), the same optimum",
          holds: difference <= 1e-7 * abs(peer.optimum))
      } catch let unavailable as Peer.Unavailable {
        note("HiGHS skipped: \(unavailable.reason)")
      }
    }
    let size = 200_000
    let output = try MemoryProbe.output(of: [PlanRun.option, "\(size)"])
    let numbers = output.split(separator: " ").compactMap { Double($0) }
    guard numbers.count == 3 else { return note("the plan of \(size) accounts failed") }
    addPlan(
      "\(size) accounts", (valuing: numbers[0], planning: numbers[1]), total: .atMost(4))
    row("\(size) accounts, most memory", numbers[2], "MiB", bar: .atMost(1_536))
    try addPeriods()
    try addResolves()
  }

  /// The plan of a year by months, beside HiGHS on the program with days of every account and month.
  private mutating func addPeriods() throws {
    let count = 5_000
    note("by month: every KAM has months with less time, every seventh is hired in May")
    for isCoupled in [false, true] {
      let name = "\(count) accounts by month" + (isCoupled ? ", two bounds on shares" : "")
      let portfolio = Subject(accounts: count).byMonth
      let bounds = isCoupled ? try Subject.shareBounds() : []
      let start = userTime()
      let program = AllocationProgram(
        portfolio: portfolio, horizonYears: Subject.years, bounds: bounds)
      let valued = userTime()
      let result = try program.solve(using: GLPK.solve)
      let planning = userTime() - valued
      addPlan(name, (valuing: valued - start, planning: planning))
      do {
        let model = program.modelByPeriod()
        let peer = try HiGHSPeer.solve(model)
        row(
          "\(name), HiGHS \(peer.highs), \(model.objective.count) variables, built", peer.building,
          "s")
        row("\(name), HiGHS \(peer.highs), solved", peer.solving, "s")
        row(
          "\(name), HiGHS / Salkku", (peer.building + peer.solving) / planning, "times",
          bar: .atLeast(0.5))
        row(
          "\(name), the same optimum",
          holds: abs(peer.optimum - result.objective) <= 1e-7 * abs(peer.optimum))
      } catch let unavailable as Peer.Unavailable {
        note("HiGHS skipped: \(unavailable.reason)")
      }
    }
  }

  /// The program of one KAM, solved again and again with slightly other numbers.
  private mutating func addResolves() throws {
    let portfolio = Subject(accounts: Subject.accountsPerKAM).portfolio
    let free = try portfolio.allocation(horizonYears: Subject.years, using: GLPK.solve)
    let model = free.programs[0].model
    let count = 2_000
    // Three accounts' slopes and the capacity move each time.
    let objectives: [[Double]] = (0..<16).map { variant in
      let factor = 1 + 0.01 * Double(variant % 5 - 2)
      return model.objective.indices.map { index in
        let isMoved = (index / 40 + variant) % 12 == 0
        return isMoved ? factor * model.objective[index] : model.objective[index]
      }
    }
    let capacity = model.rowBounds[0].upper
    func rowBounds(_ solve: Int) -> [LinearModel.Bounds] {
      [.atMost(capacity * (1 + 0.002 * Double(solve % 9 - 4)))]
    }
    var optimum = 0.0
    let saved = try GLPK.withSession(for: model) { session in
      try rate(of: count) { solve in
        session.change(objective: objectives[solve % 16], rowBounds: rowBounds(solve))
        optimum += try session.solve().objective
      }
    }
    precondition(optimum > 0, "nothing is worth a day")
    let scratch = try rate(of: count / 10) { _ in _ = try GLPK.solve(model) }
    let name = "one KAM of \(Subject.accountsPerKAM) accounts, \(model.objective.count) variables"
    note("solved again: \(name), three accounts and the capacity changed each time")
    row("solves a second by GLPK from scratch", scratch)
    row("solves a second by GLPK with a saved basis", saved, bar: .atLeast(15_000))
  }

  /// How often work is done in a second of processor time.
  private func rate(of count: Int, _ work: (Int) throws -> Void) rethrows -> Double {
    let start = userTime()
    for index in 0..<count { try work(index) }
    return Double(count) / (userTime() - start)
  }

  private mutating func addPlan(
    _ name: String, _ times: (valuing: Double, planning: Double), total: Bar? = nil
  ) {
    row("\(name), days valued", times.valuing, "s")
    row("\(name), program built, solved and read", times.planning, "s")
    row("\(name), in all", times.valuing + times.planning, "s", bar: total)
  }
}

/// One plan, timed.
struct PlanRun {
  /// The argument that asks for a run in a process of its own.
  static let option = "--plan-probe"

  /// Processor time to value the days, and to build the program, solve it and read the plan, seconds.
  let times: (valuing: Double, planning: Double)
  let program: SolvedProgram

  init(accounts: Int) throws {
    let portfolio = Subject(accounts: accounts).portfolio
    let bounds = try Subject.shareBounds()
    let start = userTime()
    let program = AllocationProgram(
      portfolio: portfolio, horizonYears: Subject.years, bounds: bounds)
    let valued = userTime()
    let result = try program.solve(using: GLPK.solve)
    times = (valued - start, userTime() - valued)
    self.program = result.programs[0]
  }

  /// The accounts that the command line asks to plan for, if this run is a probe.
  static var probedAccounts: Int? {
    let arguments = CommandLine.arguments
    return arguments.count == 3 && arguments[1] == option ? Int(arguments[2]) : nil
  }

  /// Plans, and prints both times and the peak of memory in MiB.
  static func probe(accounts: Int) throws {
    let run = try PlanRun(accounts: accounts)
    print("\(run.times.valuing) \(run.times.planning) \(peakMemory())")
  }
}

/// HiGHS, run by Python in a process of its own.
private struct HiGHSPeer: Decodable {
  let highs: String
  let building: Double
  let solving: Double
  let optimum: Double

  static func solve(_ model: LinearModel) throws -> HiGHSPeer {
    let file = FileManager.default.temporaryDirectory.appending(
      path: "salkku-benchmark-\(ProcessInfo.processInfo.processIdentifier).lp")
    try content(of: model).write(to: file)
    defer { try? FileManager.default.removeItem(at: file) }
    return try JSONDecoder().decode(
      HiGHSPeer.self, from: Peer.python("time_highs.py", [file.path]))
  }

  private static func content(of model: LinearModel) -> Data {
    let terms = model.rowTerms.joined()
    var starts: [Int32] = [0]
    for row in model.rowTerms { starts.append(starts[starts.count - 1] + Int32(row.count)) }
    var data = Data()
    func append<Number>(_ numbers: [Number]) {
      numbers.withUnsafeBytes { data.append(contentsOf: $0) }
    }
    append([model.objective.count, model.rowTerms.count, Int(starts[starts.count - 1])])
    append(model.objective)
    append(model.variableBounds.map(\.lower))
    append(model.variableBounds.map(\.upper))
    append(model.rowBounds.map(\.lower))
    append(model.rowBounds.map(\.upper))
    append(starts)
    append(terms.map { Int32($0.variable.index) })
    append(terms.map(\.coefficient))
    return data
  }
}

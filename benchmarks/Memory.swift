import Foundation
import Simulation

extension Table {
  /// The most memory that a large study holds, and how that grows with replications.
  mutating func addMemory() throws {
    let (few, many) = (1_000, 10_000)
    section(
      "Memory",
      "5 000 accounts, 143 KAMs, six policies, two threads; the peak of a process of its own each")
    let (small, large) = (
      try MemoryProbe.measure(replications: few), try MemoryProbe.measure(replications: many)
    )
    row("\(few) replications", small, "MiB")
    row("\(many) replications", large, "MiB", bar: .atMost(1_024))
    row("growth per 1000 replications", 1_000 * (large - small) / Double(many - few), "MiB")
  }
}

/// A run of the benchmark that only simulates a large study and prints how much memory it took.
enum MemoryProbe {
  private static let option = "--memory-probe"

  /// The replications that the command line asks for, if this run is a probe.
  static var replications: Int? {
    let arguments = CommandLine.arguments
    return arguments.count == 3 && arguments[1] == option ? Int(arguments[2]) : nil
  }

  /// Simulates, and prints the peak in MiB.
  ///
  /// The horizon is a hundredth of a year, since memory does not grow with it.
  static func run(replications: Int) throws {
    let subject = Subject(accounts: 5_000)
    let plans = try subject.plans()
    let experiment = subject.experiment(replications: replications, years: 0.01)
    let outcomes = experiment.run(plans, threads: 2)
    precondition(outcomes.count == plans.count, "an outcome is missing")
    print(peakMemory())
  }

  /// Runs this program again as a probe.
  static func measure(replications: Int) throws -> Double {
    Double(try output(of: [option, "\(replications)"])) ?? .nan
  }

  /// Runs this program again with some arguments and returns what it prints, without the end of the line.
  static func output(of arguments: [String]) throws -> String {
    let process = Process()
    let output = Pipe()
    process.executableURL = Bundle.main.executableURL
    process.arguments = arguments
    process.standardOutput = output
    try process.run()
    let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    return text.trimmingCharacters(in: .whitespacesAndNewlines)
  }
}

import Foundation
import PortfolioModel
import Simulation
import Statistics

/// The independent program in `benchmarks/peers`.
struct Peer {
  /// Why the program can't be run here.
  struct Unavailable: Error {
    let reason: String
  }

  /// What the program prints.
  struct Run: Decodable {
    struct Simulated: Decodable {
      let seconds: Double
      let values: [String: [Double?]]
    }

    let python: String
    let simpy: String
    let policies: [String: Simulated]

    func seconds(of policy: Policy) -> Double { policies[policy.rawValue]?.seconds ?? .nan }
  }

  private static let folder = projectFolder.appending(path: "benchmarks/peers")
  private let caseContent: Data

  /// Hands the subject to the program; what it doesn't say has the same defaults there.
  init(_ subject: Subject) throws {
    struct Case: Encodable {
      struct KAM: Encodable {
        let id: String
        let fte: Double
      }

      struct Account: Encodable {
        let id: String
        let annualRevenue: Double
        let potential: Double
        let tier: String?
        let kam: String?
      }

      let horizonYears: Double
      let team: [KAM]
      let accounts: [Account]
    }

    let portfolio = subject.portfolio
    let content = Case(
      horizonYears: Subject.years, team: portfolio.team.map { Case.KAM(id: $0.id, fte: $0.fte) },
      accounts: portfolio.accounts.map {
        Case.Account(
          id: $0.id, annualRevenue: $0.annualRevenue, potential: $0.potential, tier: $0.tier,
          kam: $0.kam)
      })
    caseContent = try JSONEncoder().encode(content)
  }

  /// Simulates in a process of its own.
  func run(_ policies: [Policy], replications: Int, seed: Int) throws -> Run {
    let caseFile = FileManager.default.temporaryDirectory.appending(
      path: "salkku-benchmark-\(ProcessInfo.processInfo.processIdentifier).json")
    try caseContent.write(to: caseFile)
    defer { try? FileManager.default.removeItem(at: caseFile) }
    let options =
      ["--replications", "\(replications)", "--seed", "\(seed)"]
      + policies.flatMap { ["--policy", $0.rawValue] }
    let result = try Self.python("time_simpy_model.py", [caseFile.path] + options)
    return try JSONDecoder().decode(Run.self, from: result)
  }

  /// Runs a Python program of the folder and returns what it prints.
  static func python(_ program: String, _ arguments: [String]) throws -> Data {
    let process = Process()
    let (output, errors) = (Pipe(), Pipe())
    process.executableURL = folder.appending(path: "python")
    process.arguments = [folder.appending(path: program).path] + arguments
    process.standardOutput = output
    process.standardError = errors
    try process.run()
    let result = output.fileHandleForReading.readDataToEndOfFile()
    let complaint = String(
      decoding: errors.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    guard process.terminationStatus == 0 else {
      throw Unavailable(
        reason: complaint.split(separator: "\n").last.map(String.init) ?? "no reason given")
    }
    return result
  }

  /// How far the two programs' means of every metric lie apart, in standard errors.
  ///
  /// The other program does not report pending events, which the other fates of the events fix.
  static func distances(
    _ runs: [Run], _ outcome: Outcome, policy: Policy, triggers: [TriggerType]
  ) -> [Double] {
    outcome.metrics.compactMap { metric in
      if case .events(.pending, _) = metric { return nil }
      let name = metric.name(triggers: triggers.map(\.name))
      let theirs = Estimate(runs.flatMap { $0.policies[policy.rawValue]?.values[name] ?? [] })
      let ours = Estimate(outcome.observations(of: metric))
      guard let ours, let theirs, let ourError = ours.standardError,
        let theirError = theirs.standardError
      else { return .infinity }
      let difference = abs(ours.mean - theirs.mean)
      return difference == 0
        ? 0 : difference / (ourError * ourError + theirError * theirError).squareRoot()
    }
  }
}

import ArgumentParser
import Foundation
import Reporting
import ScenarioFile

/// The command line: parse, call, print.
@main
struct Salkku: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "salkku",
    abstract: "Simulates key account portfolios and shares out the days of key account managers.",
    discussion: """
      Salkku answers what sales leaders ask: which accounts should get whose days, which rule of \
      thumb is good enough, what a day is worth, and how sure all that is. Start with

        salkku init my-portfolio
        salkku check my-portfolio/scenario.yaml
        salkku run my-portfolio/scenario.yaml

      Exit status: 0 done; 1 numbers off or a target not met; 2 usage; 65 bad input data; 70 internal error; 74 input or output failed.
      """,
    version: Version.current,
    subcommands: [
      Init.self, Check.self, Assumptions.self, Run.self, Simulate.self, Allocate.self,
      Benchmark.self, Compare.self, Headcount.self, Sensitivity.self, Risk.self, Report.self,
      Verify.self,
    ])

  static func main() {
    do {
      try refuseUnknownCommand(CommandLine.arguments.dropFirst().first)
      try run()
    } catch {
      Terminal.complain(error.description)
      Foundation.exit(error.status)
    }
  }

  private static func run() throws(Failure) {
    do {
      var command = try parseAsRoot()
      try command.run()
    } catch let failure as Failure {
      throw failure
    } catch  where exitCode(for: error).isSuccess {
      try Terminal.print(fullMessage(for: error) + "\n")
    } catch {
      throw .usage(fullMessage(for: error))
    }
  }

  /// Names the command that was probably meant; the parser would only call the word unexpected.
  private static func refuseUnknownCommand(_ word: String?) throws(Failure) {
    let names = configuration.subcommands.map { $0._commandName }
    guard let word, !word.hasPrefix("-"), !(names + ["help"]).contains(word) else { return }
    let isScenario = word.hasSuffix(".yaml") || word.hasSuffix(".yml")
    let advice =
      isScenario
      ? " To run a scenario: salkku run \(word)"
      : nearestName(to: word, among: names).map { " Did you mean '\($0)'?" } ?? ""
    throw .usage(
      """
      Error: Unknown command '\(word)'.\(advice)
      Commands: \(names.joined(separator: ", "))
        See 'salkku --help' for more information.
      """)
  }
}

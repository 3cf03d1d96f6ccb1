import ArgumentParser
import Foundation
import Reporting

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

      Exit status: 0 done; 2 usage; 65 bad input data; 70 internal error; 74 input or output failed.
      """,
    version: Version.current,
    subcommands: [Init.self, Check.self, Run.self, Simulate.self, Allocate.self, Benchmark.self])

  static func main() {
    do {
      var command = try parseAsRoot()
      try command.run()
    } catch let failure as Failure {
      Terminal.complain(failure.description)
      Foundation.exit(failure.status)
    } catch {
      let isClean = exitCode(for: error).isSuccess
      let message = fullMessage(for: error)
      if isClean { Terminal.print(message + "\n") } else { Terminal.complain(message) }
      Foundation.exit(isClean ? 0 : Failure.usageStatus)
    }
  }
}

import Foundation
import Testing

struct UsageTests {
  private let folder: Folder

  init() throws { folder = try Folder() }

  private static let simulation = [
    "--policy", "--replications", "--precision", "--seed", "--threads", "--json", "--csv",
    "--strict", "--quiet",
    "--no-color",
  ]

  @Test(arguments: [
    ("init", ["<dir>"]),
    ("check", ["<scenario>", "--strict", "--quiet", "--no-color"]),
    ("assumptions", ["<scenario>", "--json", "--csv", "--strict", "--quiet", "--no-color"]),
    ("run", simulation), ("simulate", simulation), ("benchmark", simulation),
    (
      "compare",
      simulation + ["--from", "--to", "--step", "--vary", "--spending", "--indifference"]
    ),
    ("headcount", simulation + ["--from", "--to", "--step", "--spending", "--indifference"]),
    ("sensitivity", simulation + ["--decision", "--uncertain", "--from", "--to"]),
    ("allocate", ["--accounts", "--why", "--json", "--csv", "--strict", "--quiet", "--no-color"]),
    ("verify", ["--json", "--no-color", "Exit status 1"]),
  ])
  func `the help of a command names its options`(command: String, options: [String]) throws {
    let run = try folder.salkku(command, "--help")
    #expect(run.status == 0)
    #expect(run.errors.isEmpty)
    for option in options { #expect(run.output.contains(option)) }
    #expect(try folder.salkku("help", command).output == run.output)
  }

  @Test func `without arguments it explains itself`() throws {
    let run = try folder.salkku()
    #expect(run.status == 0)
    for command in [
      "init", "check", "assumptions", "run", "simulate", "allocate", "benchmark", "compare",
      "headcount", "sensitivity", "verify",
    ] {
      #expect(run.output.contains("\n  \(command) "))
    }
    for status in [
      "0 done", "1 numbers off", "2 usage", "65 bad input", "70 internal", "74 input or",
    ] {
      #expect(run.output.contains(status))
    }
  }

  @Test func `the version stands alone on its line`() throws {
    let run = try folder.salkku("--version")
    #expect(run.status == 0)
    #expect(run.output.wholeMatch(of: /\d+\.\d+\.\d+\n/) != nil)
  }

  @Test(arguments: [
    (["simlate", "s.yaml"], "Did you mean 'simulate'?"),
    (["bench", "s.yaml"], "Commands: init, check, assumptions, run, simulate, allocate"),
    (["s.yaml"], "To run a scenario: salkku run s.yaml"),
    (["run", "s.yaml", "--polcy", "equal"], "Did you mean '--policy'?"),
    (["run", "s.yaml", "--policy", "equl"], "care-model"),
    (["run"], "Missing expected argument '<scenario>'"),
    (["run", "s.yaml", "more.yaml"], "Unexpected argument 'more.yaml'"),
    (["check", "s.yaml", "--replications", "8"], "Unknown option '--replications'"),
    (["run", "s.yaml", "--replications", "1"], "--replications is 1; use a number from 2"),
    (["run", "s.yaml", "--replications", "0"], "--replications is 0; use a number from 2"),
    (["run", "s.yaml", "--replications=-5"], "--replications is -5; use a number from 2"),
    (["run", "s.yaml", "--replications", "many"], "'many' is invalid"),
    (["run", "s.yaml", "--precision", "0"], "--precision is 0.0; use a share from 0.0001 to 0.99"),
    (["run", "s.yaml", "--precision", "1"], "--precision is 1.0; use a share from"),
    (["run", "s.yaml", "--precision=-0.01"], "--precision is -0.01; use a share from"),
    (["run", "s.yaml", "--precision", "nan"], "--precision is nan; use a share from"),
    (["run", "s.yaml", "--precision", "1%"], "'1%' is invalid"),
    (["check", "s.yaml", "--precision", "0.01"], "Unknown option '--precision'"),
    (["run", "s.yaml", "--threads", "0"], "--threads is 0; use at least 1"),
    (["run", "s.yaml", "--seed=-1"], "'-1' is invalid"),
    (["allocate", "s.yaml", "--accounts=-3"], "--accounts is -3; use 0 or more"),
    (["--generate-completion-script", "tcl"], "bash"),
  ])
  func `wrong usage has status 2 and says what is right`(
    arguments: [String], advice: String
  ) throws {
    try folder.writeScenario()
    let run = try folder.run(arguments)
    #expect(run.status == 2)
    #expect(run.output.isEmpty)
    #expect(run.errors.contains(advice))
  }

  @Test(arguments: ["bash", "zsh", "fish"])
  func `completions are generated for a shell`(shell: String) throws {
    let run = try folder.salkku("--generate-completion-script", shell)
    #expect(run.status == 0)
    #expect(run.output.contains("salkku"))
    #expect(run.output.contains("replications"))
  }

  @Test func `completions for bash are valid in bash`() throws {
    let run = try folder.shell(
      """
      "$SALKKU" --generate-completion-script bash > completions || exit
      command -v bash >/dev/null || exit 0
      bash -n completions
      """)
    #expect(run.status == 0)
    #expect(run.errors.isEmpty)
  }
}

extension Folder {
  /// Runs salkku with a list of arguments.
  func run(_ arguments: [String]) throws -> Run {
    let words = arguments.map { "'\($0)'" }.joined(separator: " ")
    return try shell("exec \"$SALKKU\" \(words)")
  }
}

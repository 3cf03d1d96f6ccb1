import Foundation
import Testing

@testable import salkku

struct TerminalTests {
  private let folder: Folder

  init() throws {
    folder = try Folder()
    try folder.salkku("init", ".").expectSuccess()
  }

  private static let run = ["run", "scenario.yaml", "--replications", "64"]

  // MARK: - Colour

  @Test func `a pipe gets no escape bytes`() throws {
    let run = try folder.run(Self.run)
    #expect(!run.outputData.contains(0x1B))
    #expect(run.errors.isEmpty)
  }

  @Test func `a terminal gets colour, and progress that is cleared`() throws {
    let screen = try folder.onTerminal(Self.run, environment: ["TERM": "xterm"])
    #expect(screen.contains("\u{1B}[1mA first portfolio\u{1B}[0m"))
    #expect(screen.contains("\u{1B}[31mworse\u{1B}[0m"))
    #expect(screen.contains("\r\u{1B}[K"))
  }

  @Test(arguments: [
    ([], ["TERM": "xterm", "NO_COLOR": "1"]), (["--no-color"], ["TERM": "xterm"]),
    ([], ["TERM": "dumb"]),
  ])
  func `a terminal gets no colour where that is not wanted`(
    options: [String], environment: [String: String]
  ) throws {
    let screen = try folder.onTerminal(
      Self.run + ["--quiet"] + options, environment: environment)
    #expect(screen.contains("A first portfolio"))
    #expect(!screen.contains("\u{1B}"))
  }

  // MARK: - Width

  @Test(arguments: [30, 60, 80, 200])
  func `a terminal gets lines that fit it`(width: Int) throws {
    let screen = try folder.onTerminal(
      Self.run + ["--quiet"], environment: ["TERM": "xterm"], columns: width)
    let lines = screen.replacing(/\u{1B}\[\d+m/, with: "").split(separator: "\r\n")
    #expect(lines.allSatisfy { $0.count <= max(width, 35) })
    let widest = lines.map(\.count).max() ?? 0
    #expect(widest > min(width, 100) * 3 / 4)
    // The first column comes again with each block.
    let blocks = lines.filter { $0.hasPrefix("  reactive") }.count
    #expect(width < 200 ? blocks >= 6 : blocks == 3)
  }

  @Test func `COLUMNS is the width where the terminal knows none`() throws {
    let command = Self.run + ["--quiet", "--no-color"]
    let known = try folder.onTerminal(command, environment: ["COLUMNS": "200"], columns: 60)
    #expect(try folder.onTerminal(command, environment: ["COLUMNS": "60"]) == known)
    let piped = try folder.salkku(
      "run", "scenario.yaml", "--replications", "64", environment: ["COLUMNS": "60"])
    for columns in ["0", "-1", "wide"] {
      let screen = try folder.onTerminal(command, environment: ["COLUMNS": columns])
      #expect(screen.replacing("\r\n", with: "\n") == piped.output)
    }
    #expect(known.replacing("\r\n", with: "\n") != piped.output)
  }

  @Test func `an empty NO_COLOR forbids nothing`() throws {
    let screen = try folder.onTerminal(
      Self.run + ["--quiet"], environment: ["TERM": "xterm", "NO_COLOR": ""])
    #expect(screen.contains("\u{1B}[1m"))
  }

  @Test func `hostile names can't move the cursor`() throws {
    try folder.write(
      "id,name,annualRevenue\nA\u{1B}[2J,\"B\u{7}\u{202E}evil\",100000\nC,d,5\n", to: "a.csv")
    try folder.write(
      "name: \"title\\e[31m\"\naccounts: a.csv\nteam: {count: 1}\nreplications: 4\n", to: "s.yaml")
    for command in ["check", "run", "simulate", "allocate"] {
      let run = try folder.salkku(command, "s.yaml")
      run.expectSuccess()
      for byte: UInt8 in [0x1B, 0x07] { #expect(!run.outputData.contains(byte)) }
      #expect(!run.output.unicodeScalars.contains("\u{202E}"))
    }
  }

  // MARK: - Progress

  @Test func `progress says share, rate and time left`() {
    #expect(
      ProgressBar.line(count: 250, of: 1000, after: 5)
        == "[#######-----------------------] 25 %, 250 of 1000 replications, 50 a second, 0:15 left"
    )
    #expect(
      ProgressBar.line(count: 0, of: 1000, after: 5)
        == "[------------------------------] 0 %, 0 of 1000 replications")
    #expect(
      ProgressBar.line(count: 1000, of: 1000, after: 80)
        == "[##############################] 100 %, 1000 of 1000 replications, 12 a second, 0:00 left"
    )
    #expect(ProgressBar.line(count: 1, of: 1000, after: 1).hasSuffix(" 16:39 left"))
    #expect(ProgressBar.line(count: 0, of: 0, after: 0).hasPrefix("[-"))
    #expect(ProgressBar.line(count: 250, of: nil, after: 5) == "250 replications, 50 a second")
    #expect(ProgressBar.line(count: 0, of: nil, after: 5) == "0 replications")
  }

  // MARK: - Streams that fail

  @Test(arguments: ["trap '' PIPE", "trap - PIPE"])
  func `a reader that stops early sees no complaint`(disposition: String) throws {
    let run = try folder.shell(
      """
      \(disposition)
      { "$SALKKU" run scenario.yaml --replications 64 --json - ; echo "status $?" >&2; } | head -c 1
      """)
    #expect(run.output == "{")
    #expect(["status 0\n", "status 141\n"].contains(run.errors))
  }

  @Test func `a full disk is an output error`() throws {
    guard FileManager.default.fileExists(atPath: "/dev/full") else { return }
    for command in ["run scenario.yaml --replications 8", "check scenario.yaml", "--help"] {
      let run = try folder.shell("\"$SALKKU\" \(command) >/dev/full")
      #expect(run.status == 74)
      #expect(run.errors == "error: can't write to standard output: No space left on device\n")
    }
  }

  @Test func `closed streams are no crash`() throws {
    let run = try folder.shell("exec \"$SALKKU\" check scenario.yaml >&-")
    #expect(run.status == 74)
    #expect(run.errors.hasPrefix("error: can't write to standard output: "))
    #expect(try folder.shell("exec \"$SALKKU\" check none.yaml 2>&-").status == 74)
  }

  // MARK: - Interrupts

  @Test(arguments: [SIGINT, SIGTERM])
  func `an interrupt ends a long run at once and leaves nothing`(interrupt: Int32) throws {
    try folder.write("old", to: "out.json")
    let before = try folder.content()
    let process = folder.process([
      "run", "scenario.yaml", "--replications", "5000000", "--json", "out.json", "--csv", "out",
    ])
    let output = Pipe()
    process.standardOutput = output
    process.standardError = output
    try process.runInterruptibly()
    let identifier = process.processIdentifier
    DispatchQueue.global().asyncAfter(deadline: .now() + 20) { kill(identifier, SIGKILL) }
    Thread.sleep(forTimeInterval: 0.3)
    #expect(process.isRunning)
    let start = ContinuousClock.now
    kill(identifier, interrupt)
    #expect(output.fileHandleForReading.readDataToEndOfFile().isEmpty)
    process.waitUntilExit()
    #expect(ContinuousClock.now - start < .seconds(5))
    #expect(process.terminationReason == .uncaughtSignal)
    #expect(process.terminationStatus == interrupt)
    #expect(try folder.content() == before)
  }
}

extension Folder {
  /// What salkku shows on a terminal of its own.
  func onTerminal(
    _ arguments: [String], environment: [String: String], columns: Int = 0
  ) throws -> String {
    var (keyboard, screen): (Int32, Int32) = (-1, -1)
    var size = winsize()
    size.ws_col = UInt16(columns)
    try #require(openpty(&keyboard, &screen, nil, nil, &size) == 0)
    defer { close(keyboard) }
    let process = process(arguments, environment: environment)
    process.standardOutput = FileHandle(fileDescriptor: screen)
    process.standardError = FileHandle(fileDescriptor: screen)
    try process.run()
    close(screen)
    // The read fails, or ends, when the last writer has closed the terminal.
    var text: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 4096)
    while case let count = read(keyboard, &chunk, chunk.count), count > 0 {
      text += chunk[..<count]
    }
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
    return String(decoding: text, as: UTF8.self)
  }
}

extension Process {
  /// Starts the process such that signals end it, as in a shell.
  ///
  /// A process inherits what the thread that starts it blocks, and what its parent ignores: the threads
  /// that run tests block all signals, and a test runner in the background ignores interrupts.
  func runInterruptibly() throws {
    var none = sigset_t()
    var previous = sigset_t()
    sigemptyset(&none)
    for number in [SIGINT, SIGTERM] { signal(number, SIG_DFL) }
    pthread_sigmask(SIG_SETMASK, &none, &previous)
    defer { pthread_sigmask(SIG_SETMASK, &previous, nil) }
    try run()
  }
}

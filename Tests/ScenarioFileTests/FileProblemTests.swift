import Testing

@testable import ScenarioFile

#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#endif

struct FileProblemTests {
  private func report(scenario bytes: [UInt8]) -> [String] {
    var files = SampleFiles()
    files.bytes["s/scenario.yaml"] = bytes
    return files.report()
  }

  @Test func `a file that is not there is reported where it is named`() {
    var files = SampleFiles()
    files.bytes["s/accounts.csv"] = nil
    #expect(
      files.report() == [
        """
        scenario.yaml:2:11: error: accounts: found no file 's/accounts.csv', expected a file that can be read.
          Check the name; paths in a scenario are relative to the scenario file.
        """
      ])
  }

  @Test func `a path with a slash in front is not relative`() {
    var files = SampleFiles(scenario: "team: {count: 1}\naccounts: /data/accounts.csv")
    files.bytes["/data/accounts.csv"] = files.bytes["s/accounts.csv"]
    #expect(files.report().isEmpty)
  }

  @Test func `a blank path is no path`() {
    #expect(
      SampleFiles(scenario: "team: {count: 1}\naccounts: \"\"").report() == [
        """
        scenario.yaml:2:11: error: accounts: found nothing, expected a path.
          Fill it in, or remove it.
        """
      ])
  }

  @Test(arguments: [
    (
      ENOENT, "found no file 'f', expected a file that can be read",
      "Check the name; paths in a scenario are relative to the scenario file."
    ),
    (
      EISDIR, "found the directory 'f', expected a file that can be read",
      "Name a file inside the directory."
    ),
    (
      EACCES, "found no permission to read 'f', expected a file that can be read",
      "Change the permissions of the file or of its directory."
    ),
    (
      EIO, "found 'f', which can't be read (Input/output error), expected a file that can be read",
      "Check the file and the disk that it is on."
    ),
  ])
  func `each code of the operating system has its words`(
    _ code: Int32, _ words: String, _ advice: String
  ) {
    let problem = ScenarioProblem(
      location: SourceLocation(file: "s"), severity: .error, field: "accounts",
      reason: .unreadable(path: "f", FileFault(code: code)))
    #expect(problem.description == "s:1:1: error: accounts: \(words).\n  \(advice)")
  }

  @Test func `a directory and a missing file fail on disk as well`() {
    #expect(throws: FileFault.directory) { try bytesOfFile("/") }
    #expect(throws: FileFault.missing) { try bytesOfFile("/no such directory/file") }
    #expect(throws: ScenarioError.self) { try Scenario(contentsOf: "/no such directory/file") }
  }

  @Test func `a byte that is not UTF-8 is named with its place`() {
    #expect(
      report(scenario: Array("name: a\nteam: {count: 1} # M".utf8) + [0xE4, 0x6B]) == [
        """
        scenario.yaml:2:21: error: scenario: found the byte E4, which is not UTF-8, expected text in UTF-8.
          The file is probably Latin-1: save it again as UTF-8 (in Excel: CSV UTF-8).
        """
      ])
    #expect(report(scenario: [0xFF, 0xFE, 0x61, 0x00])[0].contains("The file is probably UTF-16"))
  }

  @Test(arguments: ["", " \r\n\t", "\u{FEFF}"])
  func `an empty file is reported`(_ text: String) {
    #expect(
      report(scenario: Array(text.utf8)) == [
        """
        scenario.yaml:1:1: error: scenario: found an empty file, expected a YAML map.
          Check that it was saved, and is this file.
        """
      ])
  }

  @Test func `byte order marks and Windows line ends are harmless`() throws {
    let files = SampleFiles(
      scenario: "\u{FEFF}name: Windows\r\nteam: {count: 1}\r\naccounts: accounts.csv\r\n",
      accounts: "\u{FEFF}id,annualRevenue\r\nA,1\r\n")
    #expect(files.report().isEmpty)
    #expect(try files.scenario().name == "Windows")
  }

  @Test func `problems of all files are reported at once, file by file, from the top`() {
    let files = SampleFiles(
      scenario: "accounts: accounts.csv\nteam: team.csv\nseed: -1\nnom: x\n",
      accounts: "id,annualRevenue,kam\nA,-1,K2\n", team: "id,fte\nK1,-1\n")
    #expect(
      files.report().map { String($0.prefix { $0 != " " }) } == [
        "scenario.yaml:3:7:", "scenario.yaml:4:1:", "team.csv:2:4:", "accounts.csv:2:3:",
        "accounts.csv:2:6:",
      ])
  }
}

import Foundation
import Testing

struct InputTests {
  private let folder: Folder

  init() throws { folder = try Folder() }

  /// Accounts that are wrong, the place of the mistake, and what is said about it.
  static let wrongAccounts: [(accounts: String, words: [String])] = [
    ("id,revenue\nA,1\n", ["a.csv:1:1: error: annualRevenue: ", "also the column annualRevenue"]),
    ("id,annualRevenue\nA,1\nA,2\n", ["a.csv:3:1: error: id: found 'A', given before on line 2"]),
    ("id,annualRevenue,kam\nA,1,K1\n", ["a.csv:2:5: error: kam: found 'K1'", "mean 'K01'?"]),
    ("id,annualRevenue,tier\nA,1,kei\n", ["a.csv:2:5: error: tier: found 'kei'", "mean 'key'?"]),
    ("id,annualRevenue\nA,-5\n", ["a.csv:2:3: error: annualRevenue: found -5", "0 or more"]),
    ("id,annualRevenue\nA,NaN\n", ["a.csv:2:3: error: annualRevenue: found 'NaN'", "finite"]),
    ("id,annualRevenue\nA,1e999\n", ["a.csv:2:3: error: annualRevenue: found '1e999'", "finite"]),
    ("id,annualRevenue\nA,\n", ["a.csv:2:3: error: annualRevenue: found nothing"]),
    ("id,annualRevenue\nA,12 k\n", ["a.csv:2:3: error: annualRevenue: found '12 k'"]),
    ("id,annualRevenue\nA,\"1,234\"\n", ["a.csv:2:3: error: annualRevenue: ", "Write 1234."]),
    ("id,annualRevenue,margin\nA,1,1.5\n", ["a.csv:2:5: error: margin: found 1.5"]),
    ("id,annualRevenue,churn\nA,1,12\n", ["a.csv:2:5: error: churn: found 12", "0.12 for 12 %"]),
    ("id,annualRevenue,churn\nA,1,12%\n", ["a.csv:2:5: error: churn: ", "Write 0.12 for 12 %."]),
    ("id,annualRevenue\nA,1,2\n", ["a.csv:2:1: error: row: found 3 fields"]),
    ("id,annualRevenue\nA,\"1\n", ["a.csv:2:3: error: row: found a quoted field that never ends"]),
    ("id,annualRevenue\n", ["a.csv:1:1: error: rows: found a header and no rows"]),
    ("", ["a.csv:1:1: error: accounts: found an empty file"]),
    ("PK\u{3}\u{4}", ["a.csv:1:1: error: "]),
  ]

  @Test(arguments: wrongAccounts)
  func `wrong accounts are refused with their place`(
    accounts: String, words: [String]
  ) throws {
    try folder.writeScenario(accounts: accounts)
    try expectRefusal(words)
  }

  @Test(arguments: [
    ("horizonYear: 3", ["s.yaml:4:1: error: horizonYear: ", "Did you mean 'horizonYears'?"]),
    ("horizonYears: 0", ["s.yaml:4:15: error: horizonYears: found 0, expected 0.1 to 30"]),
    ("precision: 1", ["s.yaml:4:12: error: precision: found 1, ", "0.01 is 1 %"]),
    ("precision: 0", ["s.yaml:4:12: error: precision: found 0, expected 0.0001 to 0.99"]),
    ("precision: 1 %", ["s.yaml:4:12: error: precision: found '1 %'", "Write 0.01 for 1 %."]),
    ("horizonYears: three", ["s.yaml:4:15: error: horizonYears: found 'three'"]),
    ("policies: [equl]", ["s.yaml:4:12: error: policies[1]: ", "Did you mean 'equal'?"]),
    ("policies: []", ["s.yaml:4:11: error: policies: "]),
    ("model: {careEffct: 0.5}", ["s.yaml:4:9: error: model.careEffct: ", "mean 'careEffect'?"]),
    ("triggers: {visit: {effort: 1}}", ["s.yaml:4:12: error: triggers.visit: ", "without a rate"]),
    (
      "policies: [equal]\nstudy: {kind: policies, baseline: value}",
      ["s.yaml:5:35: error: study.baseline: "]
    ),
    ("study: {kind: polices}", ["s.yaml:4:15: error: study.kind: ", "mean 'policies'?"]),
    ("name: [", ["s.yaml:5:1: error: scenario: found text that is not YAML"]),
    ("shares: {tier: {pooled: {min: 0.5}}}", ["s.yaml: error: No plan", "tier 'pooled'"]),
  ])
  func `a wrong scenario is refused with its place`(lines: String, words: [String]) throws {
    try folder.writeScenario(lines)
    try expectRefusal(words)
  }

  /// Expects every command to refuse the scenario, without a word on standard output.
  private func expectRefusal(_ words: [String]) throws {
    let before = try folder.content()
    let run = try folder.salkku("benchmark", "s.yaml", "--json", "out.json", "--csv", "out")
    #expect(run.status == 65)
    #expect(run.output.isEmpty)
    for word in words { #expect(run.errors.contains(word)) }
    #expect(try folder.content() == before)
    let check = try folder.salkku("check", "s.yaml")
    #expect(check.status == 65)
    #expect(check.errors == run.errors)
    #expect(check.output.isEmpty)
  }

  @Test func `all problems of all files are told at once`() throws {
    try folder.writeScenario("horizonYears: 0", accounts: "id,annualRevenue\nA,x\nA,-1\n")
    let run = try folder.salkku("run", "s.yaml")
    #expect(run.status == 65)
    for place in ["s.yaml:4:15: error", "a.csv:2:3: error", "a.csv:3:1: error", "a.csv:3:3: error"]
    {
      #expect(run.errors.contains(place))
    }
  }

  @Test(arguments: [
    ("kind: headcount, from: 3", ["s.yaml:4:8: error: study.to: ", "the last size"]),
    ("kind: headcount, to: 3", ["s.yaml:4:8: error: study.from: ", "the first size"]),
    ("kind: headcount, from: 3, to: 1", ["s.yaml:4:32: error: study.from: found 3"]),
    ("kind: headcount, from: 0, to: 1", ["s.yaml:4:32: error: study.from: found '0'"]),
    ("kind: headcount, budgt: 3", ["study.budgt: found a key", "Did you mean 'budget'?"]),
    ("kind: headcount, vary: sample", ["study.vary: found a key"]),
    ("kind: headcount, policy: optimall", ["study.policy: ", "Did you mean 'optimal'?"]),
    ("kind: headcount, margin: 1", ["study.margin: found 1, expected 0 to 0.5"]),
    ("kind: headcount, spending: eliminate", ["study.spending: ", "mean 'elimination'?"]),
    ("kind: headcount, hire: {start: 1}", ["study.hire.start: found a key"]),
    ("kind: headcount, hire: {annualCsot: 1}", ["mean 'annualCost'?"]),
    ("kind: headcount, hiresPerQuarter: 0", ["study.hiresPerQuarter: found '0'"]),
    ("kind: headcount, pool: [0.2, 1]", ["study.pool[2]: found 1"]),
    ("kind: headcount, delays: 1", ["study.delays: "]),
    ("kind: portfolio-size, vary: teams", ["study.vary: found 'teams'", "Did you mean 'team'?"]),
    ("kind: portfolio-size, samples: 1", ["study.samples: found '1'"]),
    ("kind: portfolio-size, pool: [0.2]", ["study.pool: found a key"]),
    ("kind: policies, from: 1, to: 2", ["study.from: found a key", "study.to: found a key"]),
  ])
  func `a wrong study of sizes is refused with its place`(keys: String, words: [String]) throws {
    try folder.writeScenario("study: {\(keys)}")
    try expectRefusal(words)
  }

  // MARK: - Files

  @Test func `a file that is not there is an input error`() throws {
    let run = try folder.salkku("run", "none.yaml")
    #expect(run.status == 74)
    #expect(run.output.isEmpty)
    #expect(run.errors.hasPrefix("none.yaml:1:1: error: scenario: found no file 'none.yaml'"))
  }

  @Test func `accounts that are not there are an input error where they are named`() throws {
    try folder.write("team: {count: 1}\naccounts: none.csv\n", to: "s.yaml")
    let run = try folder.salkku("run", "s.yaml")
    #expect(run.status == 74)
    #expect(run.errors.hasPrefix("s.yaml:2:11: error: accounts: found no file 'none.csv'"))
  }

  @Test func `a directory is no scenario`() throws {
    let run = try folder.salkku("run", ".")
    #expect(run.status == 74)
    #expect(run.output.isEmpty)
    #expect(run.errors.hasPrefix(".:1:1: error: scenario: found the directory '.'"))
  }

  @Test func `an Excel workbook is recognised`() throws {
    try folder.writeScenario()
    try Data([0x50, 0x4B, 0x03, 0x04, 0x14, 0x00, 0xFF, 0xFE]).write(to: folder.place("a.csv"))
    let run = try folder.salkku("check", "s.yaml")
    #expect(run.status == 65)
    #expect(run.errors.contains("probably an Excel workbook"))
    #expect(run.errors.contains("CSV UTF-8"))
  }

  // MARK: - What is fine

  @Test(arguments: [
    "\u{FEFF}id,annualRevenue,churn\nA,100000.5,0.12\nB,200000,0.1\n",
    "id,annualRevenue,churn\r\nA,100000.5,0.12\r\nB,200000,0.1\r\n",
    "id;annualRevenue;churn\nA;100000,5;0,12\nB;200000;0,1\n",
    "churn,id,annualRevenue\n0.1,B,200000\n0.12,A,100000.5",
    "\"id\",\"annualRevenue\",\"churn\"\n\"A\",\"100000.5\",0.12\n\nB,200000,0.1\n\n",
  ])
  func `the same accounts in other dress give the same bytes`(accounts: String) throws {
    let plain = "id,annualRevenue,churn\nA,100000.5,0.12\nB,200000,0.1\n"
    try folder.writeScenario(accounts: plain)
    let expected = try folder.salkku("benchmark", "s.yaml", "--json", "-")
    try folder.writeScenario(accounts: accounts)
    let run = try folder.salkku("benchmark", "s.yaml", "--json", "-", "--strict")
    #expect(run.status == 0)
    #expect(run.outputData.withoutProvenance == expected.outputData.withoutProvenance)
    #expect(run.errors.isEmpty)
  }

  @Test func `names may hold quotes, separators and line ends`() throws {
    try folder.writeScenario(
      accounts: "id,name,annualRevenue\nA,\"Two\nlines, \"\"quoted\"\"\",100000\nB,b,5\n")
    let run = try folder.salkku("allocate", "s.yaml", "--strict")
    #expect(run.status == 0)
    #expect(run.errors.isEmpty)
    #expect(run.output.contains("Two\u{FFFD}lines, \"quoted\""))
  }

  @Test func `monthly revenue counts twelve times`() throws {
    try folder.writeScenario(accounts: "id,annualRevenue\nA,1200\n")
    let yearly = try folder.salkku("run", "s.yaml", "--json", "-")
    try folder.writeScenario(accounts: "id,monthlyRevenue\nA,100\n")
    let monthly = try folder.salkku("run", "s.yaml", "--json", "-")
    #expect(monthly.outputData.withoutProvenance == yearly.outputData.withoutProvenance)
  }

  @Test func `ten accounts of one's own are enough for every command`() throws {
    let rows = (1...10).map { "Customer \($0),\($0 * 50_000)\n" }.joined()
    try folder.write("id,annualRevenue\n" + rows, to: "mine/customers.csv")
    try folder.write(
      "accounts: customers.csv\nteam: {count: 2}\nreplications: 16\n", to: "mine/mine.yaml")
    for command in ["check", "run", "simulate", "benchmark", "allocate"] {
      let run = try folder.salkku(command, "mine/mine.yaml", "--strict")
      #expect(run.status == 0)
      #expect(run.errors.isEmpty)
      #expect(run.output.hasPrefix("mine\n"))
    }
  }

  // MARK: - Warnings

  @Test func `a warning goes to standard error and changes nothing else`() throws {
    try folder.writeScenario(accounts: "id,annualRevenue\nA,100000\n")
    let plain = try folder.salkku("run", "s.yaml")
    try folder.writeScenario(accounts: "id,annualRevenue,colour\nA,100000,red\n")
    let run = try folder.salkku("run", "s.yaml")
    #expect(run.status == 0)
    #expect(run.output == plain.output)
    #expect(run.errors.hasPrefix("a.csv:1:18: warning: colour: "))
  }

  @Test func `quiet silences warnings`() throws {
    try folder.writeScenario(accounts: "id,annualRevenue,colour\nA,100000,red\n")
    let run = try folder.salkku("run", "s.yaml", "--quiet")
    #expect(run.status == 0)
    #expect(run.errors.isEmpty)
    #expect(!run.output.isEmpty)
  }

  @Test(arguments: ["check", "run", "simulate", "benchmark", "allocate"])
  func `strict makes warnings errors`(command: String) throws {
    try folder.writeScenario(accounts: "id,annualRevenue,colour\nA,100000,red\n")
    let run = try folder.salkku(command, "s.yaml", "--strict")
    #expect(run.status == 65)
    #expect(run.output.isEmpty)
    #expect(run.errors.hasPrefix("a.csv:1:18: error: colour: "))
  }

  @Test(arguments: ["check", "benchmark", "allocate"])
  func `minimum days that do not fit are told with KAM, excess and accounts`(
    command: String
  ) throws {
    // 0.1 x 220 x 0.65 = 14.3 days, and two strategic accounts that want 12 each.
    try folder.writeScenario(
      "team: [{id: anna, fte: 0.1}]",
      accounts: "id,annualRevenue,tier\nFirst,100,strategic\nOther,200,strategic\n")
    let run = try folder.salkku(command, "s.yaml")
    #expect(run.status == 0)
    #expect(!run.output.isEmpty)
    #expect(
      run.errors.hasPrefix("s.yaml: warning: The minimum care days of KAM 'anna' are 9.7 days"))
    #expect(run.errors.contains("(accounts First, Other)"))

    let strict = try folder.salkku(command, "s.yaml", "--strict")
    #expect(strict.status == 65)
    #expect(strict.output.isEmpty)
    #expect(strict.errors == run.errors.replacing("warning:", with: "error:"))
    #expect(try folder.salkku(command, "s.yaml", "--quiet").errors.isEmpty)
  }

  @Test func `options that a study ignores are told`() throws {
    try folder.writeScenario("study: {kind: allocate}")
    let run = try folder.salkku("run", "s.yaml", "--policy", "value")
    #expect(run.status == 0)
    #expect(run.errors.contains("warning: study.kind: 'allocate' simulates nothing"))
    #expect(try folder.salkku("run", "s.yaml").errors.isEmpty)
  }
}

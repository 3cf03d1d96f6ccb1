import Foundation
import Testing

/// `compare` and `headcount`.
struct SizeTests {
  private let folder: Folder

  init() throws { folder = try Folder() }

  /// Thirty generated accounts of three KAMs.
  private func writeGenerated(_ lines: String = "") throws {
    let team = lines.contains("team:") ? "" : "team: {count: 3}\n"
    try folder.write(
      """
      generate: {accounts: 30, revenue: {median: 40000, sigma: 1}, potential: {median: 0.4, sigma: 0.5}}
      horizonYears: 2
      replications: 48
      policies: [equal, optimal]
      \(team)\(lines)

      """, to: "s.yaml")
  }

  private static let sizeKeys = [
    "annualCost", "daysPerAccount", "eventsPerWorkingDay", "isEqual", "isOverBudget",
    "isWithinMargin", "kams", "ownedAccounts", "shortfall", "simultaneousHalfWidth", "size",
  ]

  private func recommendation(_ document: JSONValue) throws -> JSONValue {
    try #require(document["studies"]?.elements.first?["recommendation"])
  }

  @Test func `headcount recommends a number and says what the next KAM is worth`() throws {
    try writeGenerated()
    let run = try folder.salkku("headcount", "s.yaml", "--csv", "out", "--json", "out.json")
    run.expectSuccess()
    #expect(run.errors.isEmpty)
    for words in [
      "30 accounts, today 3 KAMs, 2 years, 48 replications, seed 42, policy \"optimal\".",
      "How sure: ", "What the sizes earn, over 2 years", "How the work goes, over 2 years",
      "What the next KAM adds to gross margin, and costs, over 2 years",
      "If the accounts with the least revenue went to the pool",
      "Of the gain over today, ",
    ] {
      #expect(run.output.contains(words))
    }
    #expect(
      try folder.names() == [
        "out", "out.json", "out/metrics.csv", "out/plan.csv", "out/sizes.csv", "s.yaml",
      ])
    let rows = try folder.text("out/sizes.csv").split(separator: "\r\n")
    #expect(rows.count == 1 + 6)
    #expect(rows[0].hasPrefix("size,kams,ownedAccounts,annualCost,daysPerAccount,shortfall,"))

    let document = try JSONValue(Data(contentsOf: folder.place("out.json")))
    #expect(document["studies"]?.elements.first?["kind"]?.text == "headcount")
    let names = document["studies"]?.elements.first?["alternatives"]?.elements.map {
      $0["name"]?.text
    }
    #expect(names == ["today", "1", "2", "3", "4", "5", "6"])
    let result = try recommendation(document)
    #expect(result["kind"]?.text == "headcount")
    #expect(result["band"]?.elements.count == 2)
    #expect(result["margin"]?.number == 0.01)
    let probability = try #require(result["probabilityBest"]?.number)
    #expect((0...1).contains(probability))
    let sizes = try #require(result["sizes"]?.elements)
    #expect(sizes.map { $0["size"]?.number } == [1, 2, 3, 4, 5, 6])
    #expect(sizes.allSatisfy { $0.keys == Self.sizeKeys })
    let best = try #require(result["best"]?.number)
    #expect(sizes.first { $0["size"]?.number == best }?["shortfall"]?["mean"]?.number == 0)
    let steps = try #require(result["steps"]?.elements)
    #expect(steps.count == 5)
    for step in steps {
      #expect(
        step.keys == ["breakEvenAnnualCost", "cost", "fromKams", "pricedWorth", "toKams", "worth"])
    }
    #expect(result["pool"]?.elements.map { $0["share"]?.number } == [0.1, 0.2, 0.3])
    #expect(result["pool"]?.elements.map { $0["accounts"]?.number } == [3, 6, 9])
    #expect(result["impossibleSizes"] == .array([]))
    #expect(result["allocationGain"]?["mean"] != nil && result["sizeGain"]?["mean"] != nil)
  }

  @Test(arguments: ["team", "accounts", "sample"])
  func `portfolio sizes are compared in three ways`(variation: String) throws {
    try writeGenerated("study: {kind: portfolio-size, from: 5, to: 10, step: 5, samples: 6}")
    let arguments = ["--vary", variation, "--json", "-", "--csv", "out"]
    let run = try folder.run(["compare", "s.yaml"] + arguments)
    run.expectSuccess()
    let result = try recommendation(JSONValue(run.outputData))
    #expect(result["sizes"]?.elements.map { $0["size"]?.number } == [5, 10])
    let kams: [Double] = ["team": [6, 3], "accounts": [3, 3], "sample": [1, 1]][variation] ?? []
    #expect(result["sizes"]?.elements.map { $0["kams"]?.number } == kams)
    let owned: [Double] =
      ["team": [30, 30], "accounts": [15, 30], "sample": [5, 10]][variation] ?? []
    #expect(result["sizes"]?.elements.map { $0["ownedAccounts"]?.number } == owned)
    #expect(result["steps"]?.elements.count == (variation == "team" ? 1 : 0))
    let text = try folder.run(["compare", "s.yaml", "--vary", variation])
    text.expectSuccess()
    #expect(text.output.contains("accounts per KAM"))
    let plan = FileManager.default.fileExists(atPath: folder.place("out/plan.csv").path)
    #expect(plan == (variation != "sample"))
  }

  @Test(arguments: [
    ["headcount", "s.yaml", "--from", "3", "--to", "4"],
    ["compare", "s.yaml", "--replications", "200", "--spending", "elimination"],
    ["compare", "s.yaml", "--replications", "200", "--spending", "budget"],
    ["compare", "s.yaml", "--vary", "sample", "--from", "5", "--to", "9"],
  ])
  func `threads change no byte`(arguments: [String]) throws {
    try writeGenerated()
    func bytes(_ threads: String) throws -> [Data] {
      let run = try folder.run(
        arguments + ["--threads", threads, "--csv", "out", "--json", "out/all.json"])
      run.expectSuccess()
      return [run.outputData]
        + (try ["all.json", "sizes.csv", "metrics.csv"].map {
          try Data(contentsOf: folder.place("out/\($0)"))
        })
    }
    #expect(try bytes("1") == bytes("2"))
  }

  @Test func `a scenario's study of sizes is what its command says`() throws {
    try writeGenerated("study: {kind: headcount, from: 2, to: 4, policy: value}")
    let (run, command) = (
      try folder.salkku("run", "s.yaml"), try folder.salkku("headcount", "s.yaml")
    )
    run.expectSuccess()
    #expect(run.output == command.output)
    #expect(run.output.contains("policy \"value\""))
    let other = try folder.salkku(
      "headcount", "s.yaml", "--from", "2", "--to", "4", "--policy", "care-model")
    #expect(other.output.contains("policy \"care-model\""))
    try folder.salkku("check", "s.yaml", "--strict").expectSuccess()
  }

  @Test func `the arithmetic of ten to a hundred accounts is printed`() throws {
    try folder.copyScenarios()
    let run = try folder.run([
      "compare", "scenarios/portfolio-arithmetic.yaml", "--vary", "sample", "--from", "10", "--to",
      "100", "--step", "10", "--replications", "40",
    ])
    run.expectSuccess()
    let work = run.output.split(separator: "How the work goes").last ?? ""
    func row(_ size: String) -> [Substring] {
      work.split(separator: "\n").map { $0.split(separator: " ") }.first { $0.first == size[...] }
        ?? []
    }
    #expect(row("10").prefix(4) == ["10", "22.0", "0.09", "0.18"])
    #expect(row("50").prefix(4) == ["50", "4.4", "0.45", "0.91"])
    #expect(row("100").prefix(4) == ["100", "2.2", "0.91", "1.82"])
  }

  @Test func `a budget rules sizes out, and hires begin quarter by quarter`() throws {
    try writeGenerated(
      """
      study:
        kind: headcount
        from: 2
        to: 6
        budget: 350000
        hire: {annualCost: 100000}
        hiresPerQuarter: 1
      """)
    let run = try folder.salkku("headcount", "s.yaml")
    run.expectSuccess()
    #expect(run.output.contains(" within the budget over 2 years"))
    #expect(run.output.contains("The budget of 350 k a year rules out 4, 5, 6."))
    let none = try folder.run(["headcount", "s.yaml", "--from", "4", "--to", "6"])
    none.expectSuccess()
    #expect(none.output.contains("No size is within the budget; 4 KAMs cost least"))
    #expect(none.output.contains("Every size costs more than the budget of 350 k a year."))
    #expect(none.output.contains("If not all hires begin at once, at 4 KAMs"))
  }

  @Test func `where there is no size to compare the reason is told`() throws {
    try folder.writeScenario()
    let sample = try folder.run([
      "compare", "s.yaml", "--vary", "sample", "--from", "5", "--to", "9",
    ])
    #expect(sample.status == 65)
    #expect(sample.errors.contains("no size can be compared: KAMs own 2 accounts"))
    try folder.writeScenario(accounts: "id,annualRevenue,tier\nA,1000,pooled\n")
    for command in ["compare", "headcount"] {
      let run = try folder.salkku(command, "s.yaml", "--quiet")
      #expect(run.status == 65)
      #expect(run.errors.hasSuffix("no size can be compared: no account has an owner.\n"))
    }
    try folder.write("id,maxAccounts\nK1,1\nK2,1\n", to: "t.csv")
    try folder.writeScenario("team: t.csv")
    let tight = try folder.run(["headcount", "s.yaml", "--from", "1", "--to", "2"])
    tight.expectSuccess()
    #expect(tight.output.contains("Left out, for the KAMs have too few places"))
    let none = try folder.run(["headcount", "s.yaml", "--from", "1", "--to", "1"])
    #expect(none.status == 65)
    #expect(none.errors.contains("too few places (maxAccounts)"))
  }

  @Test func `accounts without revenue, few replications and one size are no problem`() throws {
    try folder.writeScenario(accounts: "id,annualRevenue\nA,0\nB,0\n")
    for arguments in [
      ["headcount", "s.yaml"], ["compare", "s.yaml"], ["compare", "s.yaml", "--vary", "accounts"],
      ["compare", "s.yaml", "--vary", "sample"], ["headcount", "s.yaml", "--replications", "2"],
      ["headcount", "s.yaml", "--from", "1", "--to", "1"],
      ["headcount", "s.yaml", "--spending", "elimination", "--replications", "200"],
      ["headcount", "s.yaml", "--spending", "budget", "--replications", "200"],
    ] {
      try folder.run(arguments).expectSuccess()
      try folder.run(arguments + ["--json", "-"]).expectSuccess()
    }
  }

  @Test func `a precision says nothing about how long a study of sizes takes`() throws {
    try writeGenerated("precision: 0.5")
    try folder.write(
      folder.text("s.yaml").replacing("replications: 48\n", with: ""), to: "s.yaml")
    let run = try folder.run(["headcount", "s.yaml", "--from", "2", "--to", "2"])
    run.expectSuccess()
    #expect(
      run.output.contains(" 1 000 replications,") || run.output.contains(" 1000 replications,"))
  }

  @Test(arguments: [
    (["headcount", "s.yaml", "--from", "2"], "use --from and --to together"),
    (["compare", "s.yaml", "--to", "2"], "use --from and --to together"),
    (["compare", "s.yaml", "--from", "3", "--to", "2"], "--from 3 --to 2: "),
    (["compare", "s.yaml", "--from", "0", "--to", "2"], "--from 0 --to 2: "),
    (["compare", "s.yaml", "--step", "2"], "use --step with --from and --to"),
    (["compare", "s.yaml", "--from", "1", "--to", "2", "--step", "0"], "--step is 0"),
    (["compare", "s.yaml", "--vary", "teams"], "team"),
    (["headcount", "s.yaml", "--vary", "team"], "Unknown option '--vary'"),
    (["headcount", "s.yaml", "--policy", "equal", "--policy", "value"], "use --policy once"),
    (["headcount", "s.yaml", "--policy", "equl"], "care-model"),
    (["headcount", "s.yaml", "--precision", "0.1"], "--precision is for policies"),
    (["headcount", "s.yaml", "--indifference", "0"], "--indifference is 0"),
    (["headcount", "s.yaml", "--spending", "all"], "elimination"),
  ])
  func `wrong options of sizes are refused`(arguments: [String], words: String) throws {
    try folder.writeScenario()
    let run = try folder.run(arguments)
    #expect(run.status == 2)
    #expect(run.output.isEmpty)
    #expect(run.errors.contains(words))
  }
}

import Foundation
import Testing

struct JSONOutputTests {
  private let folder: Folder

  init() throws {
    folder = try Folder()
    try folder.salkku("init", ".").expectSuccess()
  }

  private func document(_ arguments: String...) throws -> JSONValue {
    let run = try folder.run(arguments + ["--json", "-"])
    run.expectSuccess()
    return try JSONValue(run.outputData)
  }

  private static let general = [
    "netContribution", "grossMargin", "revenueEnd", "nrr", "grr", "churnedAccounts",
    "churnedRevenue", "followedKam", "followedRevenue", "careWon", "triggerWon", "responseTime",
    "careDue", "careDelivered", "careSkipped", "careDays", "responseDays", "utilisation",
    "departures",
  ]

  private static let metrics =
    general
    + ["company-move", "key-person-change", "inbound-request"].flatMap { type in
      ["Occurred", "Detected", "Rejected", "Handled", "Missed", "Dropped", "Pending"].map {
        "events\($0).\(type)"
      }
    }

  private static let planKeys = [
    "account", "activity", "careDays", "currentDays", "deliveredCareDays",
    "deliveredResponseDays", "kam", "potential", "survival", "tier",
  ]
  private static let priceKeys = [
    "bound", "lastDayValue", "nextDayValue", "responseDays", "shadowPrice", "value",
  ]

  @Test func `a comparison of policies has the keys of the format page`() throws {
    let document = try document("benchmark", "scenario.yaml", "--replications", "16")
    #expect(
      document.keys == [
        "command", "inputs", "replications", "salkku", "scenario", "seed", "studies",
      ])
    #expect(
      document["command"]?.text == "salkku benchmark scenario.yaml --replications 16")
    #expect(
      document["inputs"]?.elements.map { $0["file"]?.text }
        == ["scenario.yaml", "team.csv", "accounts.csv"])
    #expect(document["scenario"]?.text == "A first portfolio")
    #expect(document["seed"]?.number == 42)
    #expect(document["replications"]?.number == 16)
    let study = try #require(document["studies"]?.elements.first)
    #expect(document["studies"]?.elements.count == 1)
    #expect(
      study.keys == [
        "alternatives", "assumptions", "baseline", "best", "bounds", "comparisons", "course",
        "finding", "forest", "horizonYears", "kind", "outcomes", "portfolio",
      ])
    #expect(study["kind"]?.text == "policies")

    let alternatives = try #require(study["alternatives"]?.elements)
    let policies = [
      "equal", "reactive", "value", "potential", "activity", "care-model", "optimal",
    ]
    #expect(alternatives.map { $0["policy"]?.text } == policies)
    for alternative in alternatives {
      let bounds = alternative["policy"]?.text == "optimal" ? ["bounds"] : []
      #expect(alternative.keys == bounds + ["metrics", "name", "plan", "policy", "team"])
      #expect(alternative["metrics"]?.keys == Self.metrics.sorted())
      #expect(alternative["team"]?.elements.map { $0["kam"]?.text } == ["anna", "bertil"])
      #expect(alternative["plan"]?.elements.count == 12)
      for account in alternative["plan"]?.elements ?? [] {
        let keys = Set(account.keys).subtracting(["segment"]).subtracting(Self.priceKeys)
        #expect(keys.sorted() == Self.planKeys)
      }
      for metric in Self.metrics {
        #expect(
          alternative["metrics"]?[metric]?.keys == [
            "halfWidth95", "mean", "p5", "p50", "p95", "standardError",
          ])
      }
    }
    let comparisons = try #require(study["comparisons"]?.elements)
    #expect(comparisons.count == 6 * Self.metrics.count)
    #expect(comparisons.allSatisfy { $0["a"]?.text == "equal" })
    #expect(Set(comparisons.compactMap { $0["b"]?.text }) == Set(policies.dropFirst()))
    #expect(
      comparisons.allSatisfy {
        $0.keys == ["a", "b", "halfWidth95", "meanDifference", "metric"]
      })
  }

  @Test func `every number is finite, and half-widths are t times standard errors`() throws {
    let document = try document("benchmark", "scenario.yaml", "--replications", "16")
    #expect(document.numbers.allSatisfy { $0.isFinite })
    // The 0.975 quantile of Student's t with 15 degrees of freedom, from a table.
    let t = 2.131_449_545_559_776
    for alternative in document["studies"]?.elements.first?["alternatives"]?.elements ?? [] {
      for name in Self.metrics {
        let metric = alternative["metrics"]?[name]
        let error = try #require(metric?["standardError"]?.number)
        let halfWidth = try #require(metric?["halfWidth95"]?.number)
        #expect(abs(halfWidth - t * error) <= 1e-9 * halfWidth)
        let spread = ["p5", "p50", "p95"].compactMap { metric?[$0]?.number }
        #expect(spread.count == 3 && spread == spread.sorted())
      }
    }
  }

  @Test func `a difference of means is the mean of differences`() throws {
    let document = try document("benchmark", "scenario.yaml", "--replications", "16")
    let study = try #require(document["studies"]?.elements.first)
    func mean(_ policy: String?, _ metric: String) -> Double? {
      study["alternatives"]?.elements.first { $0["policy"]?.text == policy }?["metrics"]?[metric]?[
        "mean"]?.number
    }
    for comparison in study["comparisons"]?.elements ?? [] {
      let metric = try #require(comparison["metric"]?.text)
      let base = try #require(mean(comparison["a"]?.text, metric))
      let candidate = try #require(mean(comparison["b"]?.text, metric))
      let difference = try #require(comparison["meanDifference"]?.number)
      #expect(abs(difference - (candidate - base)) <= 1e-9 * max(1, abs(base)))
    }
  }

  @Test func `a simulation has one alternative unless more are asked for`() throws {
    let one = try document("simulate", "scenario.yaml", "--replications", "4")
    let study = try #require(one["studies"]?.elements.first)
    #expect(study["kind"]?.text == "simulate")
    #expect(study["alternatives"]?.elements.map { $0["policy"]?.text } == ["equal"])
    #expect(study["comparisons"]?.elements.isEmpty == true)
    let two = try document(
      "simulate", "scenario.yaml", "--replications", "4", "-p", "value", "-p", "reactive")
    #expect(
      two["studies"]?.elements.first?["alternatives"]?.elements.map { $0["policy"]?.text } == [
        "value", "reactive",
      ])
  }

  @Test func `an optimised plan has prices and no measures`() throws {
    let document = try document("allocate", "scenario.yaml")
    let study = try #require(document["studies"]?.elements.first)
    #expect(study["kind"]?.text == "allocate")
    let alternative = try #require(study["alternatives"]?.elements.first)
    #expect(alternative["policy"]?.text == "optimal")
    #expect(alternative["metrics"]?.keys == [])
    for seat in alternative["team"]?.elements ?? [] {
      #expect(
        seat.keys == [
          "accounts", "annualCost", "capacity", "dayCost", "kam", "lastDayPrice", "nextDayPrice",
          "shadowPrice",
        ])
      #expect(seat["nextDayPrice"]?.keys == ["from", "price", "to"])
      #expect(seat["nextDayPrice"]?["price"]?.number == seat["shadowPrice"]?.number)
    }
    let plan = try #require(alternative["plan"]?.elements)
    #expect(plan.count == 12)
    for account in plan {
      #expect(account["shadowPrice"]?.number != nil && account["bound"]?.text != nil)
    }
    let days = plan.flatMap { [$0["careDays"]?.number ?? 0, $0["responseDays"]?.number ?? 0] }
      .reduce(0, +)
    // Anna's and Bertil's days: 1.8 x 220 x 0.65.
    #expect(abs(days - 257.4) < 1e-6)
  }

  @Test func `what does not exist is left out`() throws {
    try folder.writeScenario(
      """
      triggers: {company-move: off, key-person-change: off, inbound-request: off}
      policies: [reactive]
      """)
    let document = try document("run", "s.yaml")
    let metrics = document["studies"]?.elements.first?["alternatives"]?.elements.first?["metrics"]
    #expect(metrics?["responseTime"] == nil)
    #expect(metrics?["nrr"] != nil)
    #expect(document.numbers.allSatisfy { $0.isFinite })
  }

  @Test func `standard output holds the document alone, warnings or not`() throws {
    try folder.writeScenario(accounts: "id,annualRevenue,colour\nA,100000,red\n")
    let run = try folder.salkku("run", "s.yaml", "--json", "-", "--csv", "tables")
    #expect(run.status == 0)
    #expect(try JSONValue(run.outputData)["scenario"]?.text == "s")
    #expect(run.output.hasPrefix("{\n") && run.output.hasSuffix("}\n"))
    #expect(run.errors.contains("warning"))
    #expect(try folder.names().contains("tables/plan.csv"))
  }

  @Test func `a file has the bytes that standard output would have`() throws {
    let run = try folder.salkku("benchmark", "scenario.yaml", "--replications", "8", "--json", "-")
    let other = try folder.salkku(
      "benchmark", "scenario.yaml", "--replications", "8", "--json", "new/out.json")
    #expect(other.status == 0)
    #expect(other.output.hasSuffix("\nWritten: new/out.json\n"))
    #expect(try Data(contentsOf: folder.place("new/out.json")) == run.outputData)
  }
}

extension Run {
  /// Expects a run without a word on standard error.
  func expectSuccess(sourceLocation: SourceLocation = #_sourceLocation) {
    #expect(status == 0 && errors.isEmpty, "\(errors)", sourceLocation: sourceLocation)
  }
}

import Testing

@testable import ScenarioFile

/// Files with random damage: reading them must end in a scenario or in problems with places.
struct MutationTests {
  private static let scenario = """
    name: "Nordic, all"
    accounts: accounts.csv
    team: team.csv
    horizonYears: 3
    replications: 200
    seed: 42
    model: {careEffect: {low: 0.3, mode: 0.5, high: 0.7}, vacancy: 30}
    triggers:
      company-move: {rate: 1.5, effort: {distribution: pert, low: 0.5, mode: 1, high: 2}}
      inbound-request: off
      visit: {rate: 2, per: account, &anchor resolves: 0.5}
    careModels: {key: {minDays: {low: 2, high: 5}}, gold: {minDays: 1}}
    classify: {basis: revenue, strategic: {money: 1000}}
    policies: [equal, optimal]
    study: {kind: policies, baseline: equal}
    shares: {tier: {key: {min: 0.2}}, segment: {Finland: {max: 0.9}}}
    days: {tier: {key: {min: 2}}, segment: {Finland: {max: 90}}}
    budget: {days: 90, money: 90000}
    maxChange: {days: 9}
    responseReserve: 0.2
    riskAversion: {weight: 0.5, level: 0.8, worlds: 50}
    """
  private static let accounts = """
    id;name;segment;annualRevenue;churn;tier;kam
    A1;"Oy; ""Ab"" 1";Finland;1000,5;0,1;key;K1
    A2;Två;Sweden;200;;gold;K2
    A3;"two
    lines";Finland;30;;pooled;
    """
  private static let team = "id,fte,customerShare\nK1,1,0.65\nK2,0.5,\n"
  private static let generated = """
    generate: {perKam: [2, 1], revenue: {median: 5, sigma: 1}, keyPeople: {mean: 3, cv: 0.5}}
    team: [{id: K1, fte: {distribution: uniform, low: 0.5, high: 1}}, {id: K2}]
    """

  /// SplitMix64: the same damage in every run.
  private struct Generator: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
      state &+= 0x9E37_79B9_7F4A_7C15
      var word = (state ^ (state >> 30)) &* 0xBF58_476D_1CE4_E5B9
      word = (word ^ (word >> 27)) &* 0x94D0_49BB_1331_11EB
      return word ^ (word >> 31)
    }
  }

  private func damage(_ bytes: inout [UInt8], using generator: inout Generator) {
    let marks = Array("\"':,;{}[]-#&*!|>%@`~\n\r\t 0159.eEN\\".utf8)
    for _ in 0..<Int.random(in: 1...3, using: &generator) where !bytes.isEmpty {
      let place = Int.random(in: 0..<bytes.count, using: &generator)
      let length = Int.random(in: 1...12, using: &generator)
      let range = place..<min(bytes.count, place + length)
      switch Int.random(in: 0..<6, using: &generator) {
      case 0: bytes.remove(at: place)
      case 1: bytes.insert(marks[Int.random(in: 0..<marks.count, using: &generator)], at: place)
      case 2: bytes[place] = marks[Int.random(in: 0..<marks.count, using: &generator)]
      case 3: bytes[place] = UInt8.random(in: 0...255, using: &generator)
      case 4: bytes.insert(contentsOf: bytes[range], at: place)
      default: bytes.removeSubrange(range)
      }
    }
  }

  @Test(arguments: 0..<20)
  func `damaged files never crash the reader`(_ hundred: UInt64) throws {
    for seed in (100 * hundred)..<(100 * hundred + 100) {
      var generator = Generator(state: seed)
      var files = SampleFiles(
        scenario: seed % 4 == 0 ? Self.generated : Self.scenario, accounts: Self.accounts,
        team: Self.team)
      let path = ["s/scenario.yaml", "s/accounts.csv", "s/scenario.yaml", "s/team.csv"][
        Int(seed % 4)]
      var bytes = files.bytes[path] ?? []
      damage(&bytes, using: &generator)
      files.bytes[path] = bytes
      do throws(ScenarioError) {
        let scenario = try files.scenario()
        #expect(!scenario.portfolio.accounts.isEmpty, "seed \(seed)")
      } catch {
        #expect(error.problems.contains { $0.severity == .error }, "seed \(seed)")
        #expect(error.problems.allSatisfy { $0.location.line >= 1 && $0.location.column >= 1 })
        #expect(error.problems.allSatisfy { !$0.description.isEmpty })
      }
    }
  }

  @Test func `the files are good before they are damaged`() {
    let files = SampleFiles(
      scenario: Self.scenario, accounts: Self.accounts, team: Self.team)
    #expect(files.report().isEmpty)
    #expect(SampleFiles(scenario: Self.generated).report().isEmpty)
  }
}

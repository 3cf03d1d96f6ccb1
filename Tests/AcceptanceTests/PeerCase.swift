import Foundation
import PortfolioModel
import Testing

/// A portfolio that another program simulated as well, with what that program found.
///
/// The cases stand in `benchmarks/peers/cases`; `NAME.expected.json` beside `NAME.json` holds the results of
/// a second implementation of the model page in Python, by someone who had not seen this one.
struct PeerCase: CustomTestStringConvertible {
  let name: String
  let horizonYears: Double
  let policies: [Policy]
  let portfolio: Portfolio
  let expected: Expected

  var testDescription: String { name }

  /// What the other program found.
  struct Expected: Decodable {
    struct Estimate: Decodable {
      let mean: Double?
      let standardError: Double?
      let count: Int
    }

    struct Derived: Decodable {
      struct Account: Decodable {
        let currentDays: Double
        let mbar: Double
        let h0: Double
      }

      let accounts: [String: Account]
      let careDaysPerYear: [String: [String: Double]]
    }

    let replications: Int
    let derived: Derived
    /// By policy, then metric.
    let policies: [String: [String: Estimate]]
  }

  private static let folder = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "benchmarks/peers/cases")

  /// The cases that have results, by name.
  static var names: [String] {
    let files = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return files.filter { $0.hasSuffix(".expected.json") }
      .map { String($0.dropLast(".expected.json".count)) }.sorted()
  }

  init(named name: String) throws {
    let decoder = JSONDecoder()
    let file = try decoder.decode(
      CaseFile.self, from: Data(contentsOf: Self.folder.appending(path: "\(name).json")))
    expected = try decoder.decode(
      Expected.self, from: Data(contentsOf: Self.folder.appending(path: "\(name).expected.json")))
    self.name = name
    horizonYears = file.horizonYears
    policies = try file.policies.map { try #require(Policy(rawValue: $0)) }
    portfolio = try file.portfolio()
  }
}

/// A case as it stands in its file.
private struct CaseFile: Decodable {
  let horizonYears: Double
  let policies: [String]
  let model: [String: Item]
  let triggers: [[String: Item]]
  let careModels: [[String: Item]]
  let team: [[String: Item]]
  let accounts: [[String: Item]]

  func portfolio() throws -> Portfolio {
    var parameters = ModelParameters()
    try set(ModelParameters.fields, of: &parameters, from: model)
    let careModels = try careModels.map { record in
      var model = CareModel(id: try text("id", in: record))
      try set(CareModel.fields, of: &model, from: record, besides: ["id"])
      return model
    }
    let team = try team.map { record in
      var kam = KeyAccountManager(id: try text("id", in: record))
      try set(KeyAccountManager.fields, of: &kam, from: record, besides: ["id"])
      return kam
    }
    return Portfolio(
      accounts: try accounts.map { try account($0, careModels: careModels) }, team: team,
      careModels: careModels, triggers: try triggers.map(trigger), parameters: parameters)
  }

  /// An account; one without a KAM is in the pool, whose tier must have the `kappa` of its own.
  private func account(_ record: [String: Item], careModels: [CareModel]) throws -> Account {
    var account = Account(id: try text("id", in: record), annualRevenue: 0)
    try set(Account.fields, of: &account, from: record, besides: ["id", "tier", "kam"])
    account.tier = try text("tier", in: record)
    if case .text(let kam) = record["kam"] {
      account.kam = kam
    } else {
      let own = try #require(careModels.first { $0.id == account.tier })
      let pooled = try #require(careModels.first { $0.id == CareModel.pooledID })
      try #require(own.kappa == pooled.kappa && (account.churn != nil || own.churn == pooled.churn))
      account.tier = CareModel.pooledID
    }
    return account
  }

  private func trigger(_ record: [String: Item]) throws -> TriggerType {
    let rate: TriggerType.Rate =
      switch try text("per", in: record) {
      case "account": .perAccount(try number("rate", in: record))
      case "keyPerson": .perKeyPerson(try number("rate", in: record))
      default: .activity
      }
    var type = TriggerType(name: try text("name", in: record), rate: rate)
    type.window = 100_000
    try set(
      TriggerType.fields, of: &type, from: record, besides: ["name", "per", "rate", "effort"])
    type.effort = try effort(#require(record["effort"]))
    return type
  }

  private func effort(_ item: Item) throws -> Effort {
    guard case .record(let record) = item else {
      return .fixed(try number("effort", in: ["effort": item]))
    }
    func parameter(_ name: String) throws -> Double { try number(name, in: record) }
    switch try text("distribution", in: record) {
    case "uniform": return try .uniform(low: parameter("low"), high: parameter("high"))
    case "triangular":
      return try .triangular(
        low: parameter("low"), mode: parameter("mode"), high: parameter("high"))
    case "pert":
      return try .pert(low: parameter("low"), mode: parameter("mode"), high: parameter("high"))
    case "lognormal": return try .lognormal(mean: parameter("mean"), cv: parameter("cv"))
    case "exponential": return try .exponential(mean: parameter("mean"))
    case let other: throw UnknownKey(name: other)
    }
  }
}

private struct UnknownKey: Error {
  let name: String
}

/// A value in a case.
private indirect enum Item: Decodable {
  case number(Double)
  case text(String)
  case record([String: Item])
  case none

  init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if container.decodeNil() {
      self = .none
    } else if let number = try? container.decode(Double.self) {
      self = .number(number)
    } else if let text = try? container.decode(String.self) {
      self = .text(text)
    } else {
      self = .record(try container.decode([String: Item].self))
    }
  }
}

private func text(_ name: String, in record: [String: Item]) throws -> String {
  guard case .text(let text) = record[name] else { throw UnknownKey(name: name) }
  return text
}

private func number(_ name: String, in record: [String: Item]) throws -> Double {
  guard case .number(let number) = record[name] else { throw UnknownKey(name: name) }
  return number
}

/// Sets every field that `record` gives; what is no field must be among the names `besides`.
private func set<Record>(
  _ fields: [Field<Record>], of subject: inout Record, from record: [String: Item],
  besides others: [String] = []
) throws {
  for (name, item) in record where !others.contains(name) {
    guard let field = fields.first(where: { $0.name == name }) else { throw UnknownKey(name: name) }
    if case .number(let number) = item { field.set(&subject, number) }
  }
}

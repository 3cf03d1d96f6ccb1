import Foundation

@testable import Reporting

/// A saved study with one plan, as JSON that a test changes before it is read.
struct StudyFixture {
  struct Account {
    var id: String
    var kam: String? = "K"
    var tier = "develop"
    var careDays = 4.0
    var responseDays: Double? = 0
    var meetings: [Int]?
    var isTodayKnown = true
  }

  struct Seat {
    var kam = "K"
    var name: String?
    var capacity = 104.0
    var start: Double?
    var leaves: Double?
    var availability: [Double] = []
  }

  var accounts: [Account] = []
  var seats = [Seat()]
  var periods: [Double] = []
  var sessionDays = 0.5
  var tiers = ["strategic": 48.0, "key": 24, "develop": 10, "pooled": 0]
  var names: [String: String] = [:]
  var tuningFactor: Double?
  var kind = "allocate"
  var best = "optimal"
  var horizonYears = 3.0
  var isTodayKnown = true
  /// The share of replications in which an account stays.
  var survival = 0.81
  var replications = 1000
  /// KAMs of the plan who are not in the team of today.
  var hires: Set<String> = []

  /// The study, read from its JSON.
  func study() throws -> StudyRecord { try result().studies[0] }

  /// The result that holds the study.
  func result(plan: Bool = true) throws -> SavedResult {
    let finding: Object = ["headline": "Found.", "reasons": [String]()]
    let alternatives: [Object] = plan ? [alternative] : []
    let study: Object = [
      "kind": kind, "horizonYears": horizonYears, "best": best, "assumptions": [String](),
      "comparisons": [String](), "finding": finding, "portfolio": portfolio,
      "alternatives": alternatives,
    ]
    let result: Object = [
      "salkku": "0", "scenario": "Test", "replications": replications, "studies": [study],
    ]
    return try SavedResult(json: JSONSerialization.data(withJSONObject: result))
  }

  private typealias Object = [String: Any]

  private var portfolio: Object {
    let tierIDs = ["strategic", "key", "develop", "A", "B", "C", "pooled"]
    let triggers = [
      Self.trigger("company-move", detection: 0.5, effort: 1),
      Self.trigger("inbound-request", detection: 1, effort: 0.25),
    ]
    return [
      "accounts": accounts.map(record), "triggers": triggers,
      "tiers": tierIDs.compactMap { id in tiers[id].map { Self.tier(id, cadence: $0) } },
      "team": seats.filter { !hires.contains($0.kam) }.map { seat in
        var record: Object = [
          "id": seat.kam, "capacity": seat.capacity, "availability": seat.availability,
          "annualCost": 110_000,
        ]
        record["name"] = seat.name
        return record
      },
      "periods": periods.enumerated().map { index, share in
        let record: Object = ["name": "P\(index)", "share": share]
        return record
      },
      "workingDaysPerYear": 220, "sessionDays": sessionDays,
    ]
  }

  private func record(of account: Account) -> Object {
    var record: Object = [
      "id": account.id, "tier": account.tier, "annualRevenue": 100_000, "margin": 0.6,
      "potential": 50_000, "activity": 6, "keyPeople": 8, "churn": 0.1, "currentDays": 3,
      "isTodayKnown": account.isTodayKnown && isTodayKnown,
      "dependency": 0.5, "strategicWeight": 1, "minDays": 0, "maxDays": 20,
      "events": [2.0, 6.0],
    ]
    record["name"] = names[account.id]
    record["kam"] = account.kam
    return record
  }

  private static func tier(_ id: String, cadence: Double) -> Object {
    ["id": id, "cadence": cadence, "minDays": 0, "maxDays": 60, "churn": 0.1]
  }

  private static func trigger(_ name: String, detection: Double, effort: Double) -> Object {
    [
      "name": name, "detection": detection, "lag": 5, "window": 20, "effort": effort,
      "winProbability": 0.3, "captures": 0.1,
    ]
  }

  private var alternative: Object {
    var alternative: Object = [
      "name": best, "policy": "optimal", "metrics": Object(), "team": seats.map(record),
      "plan": accounts.map(plan),
    ]
    if let tuningFactor {
      let tuning: Object = [
        "factor": tuningFactor, "price": 1, "dayWorth": 1, "dayWorthHalfWidth": 1,
      ]
      alternative["tuning"] = tuning
    }
    if accounts.contains(where: { $0.meetings != nil }) {
      let meetings = accounts.map { account in
        let record: Object = [
          "account": account.id, "careDays": [Double](), "meetings": account.meetings ?? [],
        ]
        return record
      }
      let calendar: Object = [
        "periods": periods.indices.map { "P\($0)" }, "team": [String](), "accounts": meetings,
      ]
      alternative["calendar"] = calendar
    }
    return alternative
  }

  private func record(of seat: Seat) -> Object {
    var record: Object = [
      "kam": seat.kam, "accounts": accounts.count { $0.kam == seat.kam },
      "capacity": seat.capacity, "annualCost": 110_000,
    ]
    record["start"] = seat.start
    record["leaves"] = seat.leaves
    return record
  }

  private func plan(of account: Account) -> Object {
    let survival: Object = ["mean": survival, "halfWidth95": 0.02]
    var record: Object = [
      "account": account.id, "tier": account.tier, "careDays": account.careDays,
      "potential": 50_000, "activity": 6, "value": 123_000, "bound": "price",
      "shadowPrice": 600, "lastDayValue": 650, "nextDayValue": 590, "survival": survival,
    ]
    record["kam"] = account.kam
    record["responseDays"] = account.responseDays
    return record
  }
}

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
  }

  struct Seat {
    var kam = "K"
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

  /// The study, read from its JSON.
  func study() throws -> StudyRecord { try result().studies[0] }

  /// The result that holds the study.
  func result(plan: Bool = true) throws -> SavedResult {
    let study: [String: Any] = [
      "kind": "allocate", "horizonYears": 3, "best": "optimal", "assumptions": [Any](),
      "comparisons": [Any](), "finding": ["headline": "Found.", "reasons": [String]()],
      "portfolio": portfolio, "alternatives": plan ? [alternative] : [Any](),
    ]
    return try SavedResult(
      json: JSONSerialization.data(withJSONObject: [
        "salkku": "0", "scenario": "Test", "studies": [study],
      ]))
  }

  private var portfolio: [String: Any] {
    [
      "accounts": accounts.map { account in
        [
          "id": account.id, "name": names[account.id], "tier": account.tier, "kam": account.kam,
          "annualRevenue": 100_000, "margin": 0.6, "potential": 50_000, "activity": 6,
          "keyPeople": 8, "churn": 0.1, "currentDays": 3, "dependency": 0.5,
          "strategicWeight": 1, "minDays": 0, "maxDays": 20, "events": [2.0, 6.0],
        ] as [String: Any?]
      }.map { $0.compactMapValues { $0 } },
      "tiers": ["strategic", "key", "develop", "A", "B", "C", "pooled"].compactMap { id in
        tiers[id].map {
          ["id": id, "cadence": $0, "minDays": 0, "maxDays": 60, "churn": 0.1] as [String: Any]
        }
      },
      "triggers": [
        Self.trigger("company-move", detection: 0.5, effort: 1),
        Self.trigger("inbound-request", detection: 1, effort: 0.25),
      ],
      "team": seats.map {
        [
          "id": $0.kam, "capacity": $0.capacity, "availability": $0.availability,
        ] as [String: Any]
      },
      "periods": periods.enumerated().map { ["name": "P\($0)", "share": $1] as [String: Any] },
      "workingDaysPerYear": 220, "sessionDays": sessionDays,
    ]
  }

  private static func trigger(_ name: String, detection: Double, effort: Double) -> [String: Any] {
    [
      "name": name, "detection": detection, "lag": 5, "window": 20, "effort": effort,
      "winProbability": 0.3, "captures": 0.1,
    ]
  }

  private var alternative: [String: Any] {
    var alternative: [String: Any] = [
      "name": "optimal", "policy": "optimal", "metrics": [String: Any](),
      "team": seats.map { seat in
        [
          "kam": seat.kam, "accounts": accounts.count { $0.kam == seat.kam },
          "capacity": seat.capacity, "annualCost": 110_000, "start": seat.start,
          "leaves": seat.leaves,
        ] as [String: Any?]
      }.map { $0.compactMapValues { $0 } },
      "plan": accounts.map { account in
        [
          "account": account.id, "kam": account.kam, "tier": account.tier,
          "careDays": account.careDays, "responseDays": account.responseDays, "potential": 50_000,
          "activity": 6, "value": 123_000, "bound": "price", "shadowPrice": 600,
          "lastDayValue": 650, "nextDayValue": 590,
          "survival": ["mean": 0.81, "halfWidth95": 0.02],
        ] as [String: Any?]
      }.map { $0.compactMapValues { $0 } },
    ]
    if let tuningFactor {
      alternative["tuning"] = [
        "factor": tuningFactor, "price": 1, "dayWorth": 1, "dayWorthHalfWidth": 1,
      ]
    }
    if accounts.contains(where: { $0.meetings != nil }) {
      alternative["calendar"] = [
        "periods": periods.indices.map { "P\($0)" }, "team": [Any](),
        "accounts": accounts.map {
          [
            "account": $0.id, "careDays": periods.map { _ in 0 }, "meetings": $0.meetings ?? [],
          ] as [String: Any]
        },
      ]
    }
    return alternative
  }
}

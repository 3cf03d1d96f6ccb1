import Allocation

/// An assignment as it stands in JSON.
struct AssignmentRecord: Codable {
  /// What no other owners exceed; left out where least days are scaled down.
  let bound: Double?
  let value: Double
  let gap: Double?
  let isProvedBest: Bool
  /// What the owners before are worth; left out where they may not stay.
  let valueBefore: Double?
  let handoverCost: Double
  let knownSegments: Int
  let moves: [Move]
  let team: [Seat]

  struct Move: Codable {
    let account: String
    let from: String?
    let to: String
  }

  struct Seat: Codable {
    let kam: String
    let role: String?
    let accounts: Int
    let maxAccounts: Int?
    let capacity: Double
    let workDays: Double
  }

  init(_ assignment: Assignment) {
    bound = assignment.bound
    value = assignment.worth
    gap = assignment.gap
    isProvedBest = assignment.isProvedBest
    valueBefore = assignment.worthToday
    handoverCost = assignment.handoverCost
    knownSegments = assignment.knownSegments
    moves = assignment.moves.map { Move(account: $0.account, from: $0.from, to: $0.to) }
    team = zip(assignment.team, assignment.portfolio.team).map { seat, kam in
      Seat(
        kam: seat.kam, role: kam.role, accounts: seat.accountCount, maxAccounts: seat.places,
        capacity: seat.capacity, workDays: seat.days)
    }
  }
}

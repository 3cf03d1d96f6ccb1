import Allocation

/// The owners that were found for accounts as a section of a report.
struct AssignmentSection {
  private let assignment: Assignment
  private let horizonYears: Double

  /// The most moves to list.
  private static let moveLimit = 10

  /// Prepares the section.
  init(_ assignment: Assignment, horizonYears: Double) {
    self.assignment = assignment
    self.horizonYears = horizonYears
  }

  /// The section of a study, and its moves; none where no owners were looked for.
  static func blocks(of assignment: Assignment?, horizonYears: Double) -> [[ReportText.Block]] {
    assignment.map { AssignmentSection($0, horizonYears: horizonYears).blocks } ?? []
  }

  private var blocks: [[ReportText.Block]] {
    [
      [.heading("Assignment"), .note(worth)] + today + [.note(handovers), .table(teamTable)],
      moveTable,
    ]
  }

  private var worth: String {
    let worth =
      "Over \(NumberFormat.years(horizonYears)) these owners are worth \(money(assignment.worth))"
    guard let bound = assignment.bound, let gap = assignment.gap else {
      return """
        \(worth) or less: least days are above a KAM's capacity and are \
        scaled down, so no bound is known.
        """
    }
    if assignment.isProvedBest { return "\(worth), and no others are worth more (proved)." }
    let share = bound > 0 ? " (\(NumberFormat.fixed(100 * gap / bound, decimals: 3)) %)" : ""
    return
      "\(worth), and no others more than \(money(bound)): at most \(money(gap))\(share) is left."
  }

  private var today: [ReportText.Block] {
    guard let today = assignment.worthToday else { return [] }
    return [
      .note(
        "The owners before are worth \(money(today)): \(signed(assignment.worth - today)) by assignment."
      )
    ]
  }

  private var handovers: String {
    let moved = assignment.moves.count { $0.from != nil }
    let cost = assignment.handoverCost > 0 ? " for \(money(assignment.handoverCost))" : ""
    return """
      Worth: what the team's days add, before bounds that couple KAMs, and preferences, less handovers. \
      \(NumberFormat.count(moved, "account")) handed over\(cost), \
      \(assignment.moves.count - moved) without an owner before.
      """
  }

  private var teamTable: TextTable {
    var table = TextTable([
      ("KAM", .left), ("role", .left), ("accounts", .right), ("most", .right),
      ("capacity", .right), ("work", .right), ("of capacity", .right),
    ])
    for (seat, kam) in zip(assignment.team, assignment.portfolio.team) {
      table.add([
        seat.kam, kam.role ?? "", "\(seat.accountCount)", seat.places.map { "\($0)" } ?? "-",
        NumberFormat.fixed(seat.capacity, decimals: 1), NumberFormat.fixed(seat.days, decimals: 1),
        seat.capacity > 0 ? NumberFormat.percent(seat.days / seat.capacity) : "n/a",
      ])
    }
    return table
  }

  private var moveTable: [ReportText.Block] {
    var table = TextTable([("account", .left), ("from", .left), ("to", .left)])
    for move in assignment.moves.prefix(Self.moveLimit) {
      table.add([move.account, move.from ?? "nobody", move.to])
    }
    let hidden = assignment.moves.count - Self.moveLimit
    if assignment.moves.isEmpty { return [.note("No account changes its owner.")] }
    return [.table(table)]
      + (hidden > 0 ? [.note("\(hidden) more moves: --json FILE lists all.")] : [])
  }

  private func money(_ amount: Double) -> String { NumberFormat.fixed(amount, decimals: 0) }

  private func signed(_ amount: Double) -> String { NumberFormat.signed(amount, decimals: 0) }
}

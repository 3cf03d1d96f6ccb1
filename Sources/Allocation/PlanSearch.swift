/// The search for the best plan where value curves are not concave: branch and bound.
///
/// The program believes in concave envelopes. Where its plan stops within a bridge over an S-shaped or
/// convex curve, the curve is worth less than promised: too little care to matter. Then the account's
/// days are split there, once from below and once from above, each side gets its own, tighter envelope, and
/// the program is solved again, until no side can be worth clearly more than the best plan found [M. Udell
/// and S. Boyd 2013, Maximizing a sum of sigmoids]. How long it searches never depends on time.
struct PlanSearch {
  /// Solves the program with other cases of its accounts; `nil` where no plan keeps the bounds.
  typealias Solver = ([[AccountCase]]) throws(AllocationError) -> SolvedBlock?

  /// The best plan found, with how much better another one could be.
  let best: SolvedBlock

  /// A program with some accounts on one side of a split.
  private struct Node {
    let cases: [[AccountCase]]
    let solved: SolvedBlock
    /// What the curves give for its plan, weighted; concave ones on their envelopes.
    let value: Double
    /// The account that is overstated most, with its planned days; `nil` where none is.
    let worst: (kam: Int, position: Int, days: Double)?

    /// No plan of the program is worth more.
    var bound: Double { solved.solution.objective }

    init(_ solved: SolvedBlock, _ cases: [[AccountCase]], allowed: (AccountCase) -> Double) {
      (self.cases, self.solved) = (cases, solved)
      var overstatement = 0.0
      var worst: (kam: Int, position: Int, days: Double, excess: Double)?
      for seat in solved.block.seats {
        for (position, columns) in seat.columns.enumerated() {
          let subject = columns.subject
          // Concave curves lie above their chords.
          guard subject.envelope.largestGap > 0, subject.weight > 0 else { continue }
          let days = columns.careDays(in: solved.solution)
          // An account that care only costs on gets its least days, whatever its curve.
          let isIdle = subject.envelope.segments.allSatisfy { $0.slope <= 0 }
          if isIdle, days <= subject.floor * (1 + 1e-9) { continue }
          let excess =
            subject.envelope.value(at: days) - subject.dayValue.value(careDays: days)
          overstatement += subject.weight * max(0, excess)
          if excess > allowed(subject), subject.weight * excess > worst?.excess ?? 0 {
            worst = (seat.kam, position, days, subject.weight * excess)
          }
        }
      }
      value = solved.solution.objective - overstatement
      self.worst = worst.map { ($0.kam, $0.position, $0.days) }
    }
  }

  /// Sides narrower than this, in days a year, are not split.
  private static let narrowest = 1e-4

  /// The most splits of a program of some size, so that the largest ones take seconds.
  static func splitLimit(variables: Int) -> Int { min(500, max(20, 500_000 / max(1, variables))) }

  /// Searches from the solution of a program.
  ///
  /// - Parameters:
  ///   - root: The program, solved on the envelopes of all days.
  ///   - cases: The cases of each KAM's accounts, for the whole team.
  ///   - tolerance: Greatest error of envelopes, as a share of a value's range; the search ends where the gap is
  ///     a tenth of that as a share of the plan's value.
  ///   - splitLimit: The most splits.
  ///   - solve: Solves the program with other cases.
  /// - Throws: `AllocationError.solverFailed` if the solver gave up.
  init(
    from root: SolvedBlock, cases: [[AccountCase]], tolerance: Double, splitLimit: Int,
    using solve: Solver
  ) throws(AllocationError) {
    // Sides have smaller ranges than the whole, which the promise is about.
    var ranges: [Int: Double] = [:]
    for seat in root.block.seats {
      for columns in seat.columns {
        ranges[columns.subject.account] = tolerance * columns.subject.envelope.range
      }
    }
    func node(_ solved: SolvedBlock, _ cases: [[AccountCase]]) -> Node {
      Node(solved, cases) { ranges[$0.account] ?? 0 }
    }
    func child(
      of parent: Node, kam: Int, position: Int, on side: ClosedRange<Double>
    ) throws(AllocationError) -> Node? {
      var cases = parent.cases
      cases[kam][position] = AccountCase(
        cases[kam][position], on: side, tolerance: tolerance)
      return try solve(cases).map { node($0, cases) }
    }

    let start = node(root, cases)
    guard start.worst != nil, splitLimit > 0 else {
      best = SolvedBlock(
        block: root.block, solution: root.solution,
        search: start.worst == nil
          ? nil : SearchRecord(relaxation: start.bound, gap: start.bound - start.value, splits: 0))
      return
    }
    // Limits of accounts are known before any split: envelopes over them alone promise less.
    var limited = cases
    for seat in root.block.seats {
      for (position, columns) in seat.columns.enumerated() {
        let subject = columns.subject
        guard subject.envelope.largestGap > 0 else { continue }
        guard subject.floor > 0 || subject.ceiling < subject.span else { continue }
        limited[seat.kam][position] = AccountCase(
          subject, on: subject.floor...subject.ceiling, tolerance: tolerance)
      }
    }
    guard let solved = try solve(limited) else {
      best = root
      return
    }
    let top = node(solved, limited)
    var open = [top]
    var incumbent = top
    var closed = -Double.infinity
    var splits = 0
    while let next = open.indices.max(by: { (open[$0].bound, -$0) < (open[$1].bound, -$1) }) {
      let node = open[next]
      let goal = 0.1 * tolerance * max(1, abs(incumbent.value))
      if node.bound - incumbent.value <= goal || splits == splitLimit { break }
      open.remove(at: next)
      let whole = node.worst.map { node.cases[$0.kam][$0.position] }
      guard let worst = node.worst, let whole,
        worst.days - whole.floor > Self.narrowest, whole.ceiling - worst.days > Self.narrowest
      else {
        closed = max(closed, node.bound)
        continue
      }
      splits += 1
      for side in [whole.floor...worst.days, worst.days...whole.ceiling] {
        guard
          let child = try child(
            of: node, kam: worst.kam, position: worst.position, on: side)
        else { continue }
        if child.value > incumbent.value { incumbent = child }
        open.append(child)
      }
    }
    let bound = open.reduce(closed) { max($0, $1.bound) }
    best = SolvedBlock(
      block: incumbent.solved.block, solution: incumbent.solved.solution,
      search: SearchRecord(
        relaxation: start.bound, gap: max(0, bound - incumbent.value), splits: splits))
  }
}

/// What a search for the plan of curves that are not concave came to; money is weighted.
struct SearchRecord: Equatable {
  /// The optimum of the program on the envelopes of all days.
  let relaxation: Double
  /// How much more another plan could be worth at most, but for the error of envelopes.
  let gap: Double
  /// How often the days of an account were split.
  let splits: Int
}

/// What effort on one account is worth: `worth` times the response to `effort / currentEffort`.
public struct EffortValue: Equatable, Sendable {
  /// How the account responds.
  public let curve: ResponseCurve
  /// The worth of response 1, in money; not negative.
  public let worth: Double
  /// The effort that the curve calls 1, in the unit of the budget; above 0.
  public let currentEffort: Double

  /// Creates the value of effort on an account.
  public init(_ curve: ResponseCurve, worth: Double, currentEffort: Double = 1) {
    precondition(worth >= 0 && worth.isFinite, "worth \(worth)")
    precondition(currentEffort > 0 && currentEffort.isFinite, "current effort \(currentEffort)")
    (self.curve, self.worth, self.currentEffort) = (curve, worth, currentEffort)
  }

  /// The money that an effort brings.
  public func value(at effort: Double) -> Double {
    worth * curve.value(at: effort / currentEffort)
  }

  /// The money that a unit of more effort brings.
  public func slope(at effort: Double) -> Double {
    worth * curve.slope(at: effort / currentEffort) / currentEffort
  }
}

/// The best division of one budget of effort among accounts, S-shaped curves included, with a proof.
///
/// The concave envelopes of all curves give a plan and a bound that no plan exceeds. Where the plan
/// leaves an account in the middle of a straight piece of its envelope, its curve is worth less than
/// promised: too little effort to matter. Then the account's efforts are split there, once from below and
/// once from above, and both halves get their own, tighter envelopes, until the best plan found is worth
/// as much as any can be [M. Udell and S. Boyd 2013, Maximizing a sum of sigmoids]. With one budget at
/// most one account is in the middle of a piece, so that few splits are enough.
public struct EffortPlan: Equatable, Sendable {
  /// A plan that the envelopes alone would make.
  public struct Relaxation: Equatable, Sendable {
    /// Effort on each account.
    public let efforts: [Double]
    /// What the envelopes promise for it, less its cost.
    public let promised: Double
    /// What the curves give for it, less its cost.
    public let value: Double
    /// What one more unit of budget adds on the envelopes, after its cost.
    public let price: Double
  }

  /// Effort on each account.
  public let efforts: [Double]
  /// What the curves give for the plan, less its cost.
  public let value: Double
  /// No plan within the budget is worth more, but for rounding.
  public let bound: Double
  /// The plan and the bound of the envelopes before any split.
  public let relaxation: Relaxation

  /// How much better another plan could be at most; 0 but for rounding, unless the splits ran out.
  public var gap: Double { bound - value }

  /// Divides effort among accounts.
  ///
  /// - Parameters:
  ///   - accounts: What effort is worth on each; at least one.
  ///   - budget: The most effort in all, not negative; infinity for as much as earns its cost.
  ///   - cost: The cost of a unit of effort, in money, not negative.
  ///   - tolerance: The gap to stop at, as a share of the plan's value.
  ///   - splitLimit: The most splits; if they run out, the gap says what is left open.
  /// - Precondition: Without a budget, every account stops to earn the cost somewhere.
  public init(
    for accounts: [EffortValue], budget: Double, cost: Double = 0, tolerance: Double = 1e-10,
    splitLimit: Int = 10_000
  ) {
    precondition(!accounts.isEmpty && budget >= 0 && cost >= 0, "nothing to divide")
    precondition(
      budget.isFinite || cost > 0 && accounts.allSatisfy { $0.curve.inflection.isFinite },
      "effort without an end")
    let root = Node(
      accounts.map { Envelope(of: $0, from: 0, to: budget) }, budget: budget, cost: cost)
    var open = [root]
    var best = root
    var bound = root.bound
    for split in 0...splitLimit {
      guard let top = open.indices.max(by: { open[$0].bound < open[$1].bound }) else { break }
      bound = open[top].bound
      if bound - best.value <= tolerance * max(1, abs(best.value)) || split == splitLimit { break }
      for child in open.remove(at: top).split(budget: budget, cost: cost) {
        if child.value > best.value { best = child }
        open.append(child)
      }
    }
    efforts = best.efforts
    value = best.value
    self.bound = max(bound, best.value)
    relaxation = Relaxation(
      efforts: root.efforts, promised: root.promised, value: root.value, price: root.price)
  }

  /// The best division of whole units, such as calls or days, by dynamic programming.
  ///
  /// - Parameters:
  ///   - accounts: What effort is worth on each.
  ///   - budget: The most units in all, not negative.
  /// - Returns: Units per account, no more in all than the budget, and what they bring.
  /// - Complexity: O(accounts x budget²).
  public static func wholeUnits(
    for accounts: [EffortValue], budget: Int
  ) -> (units: [Int], value: Double) {
    // What the accounts so far bring at best, for every smaller budget, and what each gets of it.
    var totals = [Double](repeating: 0, count: budget + 1)
    var shares: [[Int]] = []
    for account in accounts {
      let values = (0...budget).map { account.value(at: Double($0)) }
      var (newTotals, share) = (totals, [Int](repeating: 0, count: budget + 1))
      for limit in 0...budget {
        newTotals[limit] = totals[limit] + values[0]
        for units in 0...limit where totals[limit - units] + values[units] > newTotals[limit] {
          (newTotals[limit], share[limit]) = (totals[limit - units] + values[units], units)
        }
      }
      totals = newTotals
      shares.append(share)
    }
    var left = budget
    let units = shares.reversed().map { share in
      defer { left -= share[left] }
      return share[left]
    }
    return (units.reversed(), totals[budget])
  }
}

// MARK: - Branch and bound

/// Some interval of efforts for each account, with the best plan of its envelopes.
private struct Node {
  let envelopes: [Envelope]
  let efforts: [Double]
  /// What the envelopes promise for the efforts.
  let promised: Double
  /// What the curves give for the efforts.
  let value: Double
  /// No plan in these intervals is worth more.
  let bound: Double
  /// What a unit of budget adds.
  let price: Double

  /// Solves the concave problem by its price: the least at which the accounts want no more than there is.
  ///
  /// - Precondition: The least efforts are within the budget.
  init(_ envelopes: [Envelope], budget: Double, cost: Double) {
    func demand(_ price: Double) -> [Double] {
      envelopes.map { $0.bestEffort(price: cost + price) }
    }
    func isAffordable(_ efforts: [Double]) -> Bool { efforts.reduce(0, +) <= budget }
    var (low, high) = (0.0, 0.0)
    var (more, less) = (demand(0), demand(0))
    if !isAffordable(less) {
      high = 1
      while !isAffordable(demand(high)) { high *= 2 }
      while high - low > 1e-15 * high {
        let middle = (low + high) / 2
        if middle <= low || middle >= high { break }
        if isAffordable(demand(middle)) { high = middle } else { low = middle }
      }
      (more, less) = (demand(low), demand(high))
    }
    // Between the two prices accounts jump along straight pieces; the budget ends on the way.
    let (spent, wanted) = (less.reduce(0, +), more.reduce(0, +))
    let share = wanted > spent ? min(1, (budget - spent) / (wanted - spent)) : 0
    let efforts = zip(less, more).map { $0 + share * ($1 - $0) }
    let charge = cost * efforts.reduce(0, +)
    self.envelopes = envelopes
    self.efforts = efforts
    promised = zip(envelopes, efforts).reduce(-charge) { $0 + $1.0.value(at: $1.1) }
    value = zip(envelopes, efforts).reduce(-charge) { $0 + $1.0.account.value(at: $1.1) }
    // Any price gives a bound (weak duality).
    let rent = zip(envelopes, less).reduce(0) {
      $0 + $1.0.value(at: $1.1) - (cost + high) * $1.1
    }
    bound = rent + (high > 0 ? high * budget : 0)
    price = high
  }

  /// The two halves, split where the account that is promised most too much is planned.
  func split(budget: Double, cost: Double) -> [Node] {
    let excess = zip(envelopes, efforts).map { $0.value(at: $1) - $0.account.value(at: $1) }
    guard let account = excess.indices.max(by: { excess[$0] < excess[$1] }) else { return [] }
    let (whole, effort) = (envelopes[account], efforts[account])
    guard effort > whole.low && effort < whole.high else { return [] }
    return [(whole.low, effort), (effort, whole.high)].compactMap { low, high in
      var halves = envelopes
      halves[account] = Envelope(of: whole.account, from: low, to: high)
      guard halves.reduce(0, { $0 + $1.low }) <= budget else { return nil }
      return Node(halves, budget: budget, cost: cost)
    }
  }
}

/// The concave envelope of a curve between two efforts: a chord from the lower one to where it touches
/// the curve, then the curve.
private struct Envelope {
  let account: EffortValue
  let low: Double
  let high: Double
  /// Where the chord ends; `low` if there is none.
  let tangent: Double
  private let start: Double
  private let chordSlope: Double

  init(of account: EffortValue, from low: Double, to high: Double) {
    let start = account.value(at: low)
    let inflection = account.curve.inflection * account.currentEffort
    func chord(to effort: Double) -> Double { (account.value(at: effort) - start) / (effort - low) }
    (self.account, self.low, self.high, self.start) = (account, low, high, start)
    if low >= inflection || low >= high {
      (tangent, chordSlope) = (low, .infinity)
    } else {
      // Beyond the inflection the curve falls below the tangent's slope once and for all.
      tangent =
        inflection >= high
        ? high
        : lastEffort(from: inflection, to: high) { account.slope(at: $0) >= chord(to: $0) }
      chordSlope = chord(to: tangent)
    }
  }

  func value(at effort: Double) -> Double {
    effort < tangent ? start + chordSlope * (effort - low) : account.value(at: effort)
  }

  /// The effort that leaves most after paying a price per unit; the least one of several.
  func bestEffort(price: Double) -> Double {
    if chordSlope <= price { return low }
    return lastEffort(from: tangent, to: high) { account.slope(at: $0) > price }
  }
}

/// The end of the efforts from `low` on for which a claim holds, that fails from there on.
private func lastEffort(from low: Double, to high: Double, _ holds: (Double) -> Bool) -> Double {
  if !holds(low) || high <= low { return low }
  if high.isFinite && holds(high) { return high }
  var (low, high) = (low, high)
  if high.isInfinite {
    high = max(1, 2 * low)
    while holds(high) {
      (low, high) = (high, 2 * high)
      precondition(high.isFinite, "effort without an end")
    }
  }
  while true {
    let middle = low + (high - low) / 2
    if middle <= low || middle >= high { return low }
    if holds(middle) { low = middle } else { high = middle }
  }
}

/// How to split replications so that the best of several alternatives is found most probably (OCBA).
///
/// Optimal in the limit for independent, normal observations whose means and variances are those
/// estimated; more is better. It gives no guarantee, unlike `Elimination`, and takes no account of
/// common random numbers.
///
/// - SeeAlso: C.-H. Chen, J. Lin, E. Yücesan & S. E. Chick, _Simulation budget allocation for further
///   enhancing the efficiency of ordinal optimization_, Discrete Event Dynamic Systems 10, 2000.
public enum ComputingBudget {
  /// The shares of all replications that each alternative should have.
  ///
  /// `N_i` is proportional to `(s_i / d_i)^2` with `d_i` the distance to the best mean, and
  /// `N_b = s_b sqrt(sum of N_i^2 / s_i^2)`. Where others have the best mean too, the limit for small,
  /// equal distances: they and the best share all.
  ///
  /// - Parameters:
  ///   - means: One per alternative, at least two; of equal best ones, the first is the best.
  ///   - variances: Of one observation of each alternative, at least 0.
  /// - Returns: Shares that add up to 1; all 0 where no variance counts.
  public static func shares(means: [Double], variances: [Double]) -> [Double] {
    precondition(means.count >= 2 && means.count == variances.count, "two alternatives or more")
    precondition(variances.allSatisfy { $0 >= 0 }, "variances of at least 0")
    let best = bestIndex(means)
    let distances = means.map { means[best] - $0 }
    let rivals = means.indices.filter { $0 != best && variances[$0] > 0 }
    let nearest = rivals.map { distances[$0] }.min() ?? 0
    var weights = means.map { _ in 0.0 }
    var squares = 0.0
    for rival in rivals {
      // In units of the nearest distance, so that 0 over 0 is 1 and nothing overflows.
      let ratio = distances[rival] == nearest ? 1 : nearest / distances[rival]
      weights[rival] = variances[rival] * ratio * ratio
      squares += weights[rival] * ratio * ratio
    }
    weights[best] = (variances[best] * squares).squareRoot()
    let sum = weights.reduce(0, +)
    return sum > 0 ? weights.map { $0 / sum } : weights
  }

  /// How to split a budget of additional replications, not rounded.
  ///
  /// Replications are never taken back: who has more than its share keeps them and gets none.
  ///
  /// - Parameters:
  ///   - budget: Additional replications, at least 0.
  ///   - spent: The replications that each alternative has.
  ///   - means: As in `shares`.
  ///   - variances: As in `shares`.
  /// - Returns: Additional replications of each; they add up to the budget, or to 0 where no variance counts.
  public static func additional(
    _ budget: Int, spent: [Int], means: [Double], variances: [Double]
  ) -> [Double] {
    precondition(budget >= 0 && spent.count == means.count, "a count per alternative")
    precondition(spent.allSatisfy { $0 >= 0 }, "counts of at least 0")
    let shares = shares(means: means, variances: variances)
    var open = shares.indices.filter { shares[$0] > 0 }
    while !open.isEmpty {
      let total = Double(open.reduce(budget) { $0 + spent[$1] })
      let share = open.reduce(0) { $0 + shares[$1] }
      let target = shares.map { total * $0 / share }
      let enough = open.filter { target[$0] < Double(spent[$0]) }
      if enough.isEmpty {
        var more = shares.map { _ in 0.0 }
        for index in open { more[index] = target[index] - Double(spent[index]) }
        return more
      }
      open.removeAll(where: enough.contains)
    }
    return shares.map { _ in 0 }
  }

  /// How to split a budget of additional replications: rounded down, the rest to the best.
  ///
  /// - Parameters:
  ///   - budget: Additional replications, at least 0.
  ///   - spent: The replications that each alternative has.
  ///   - means: As in `shares`.
  ///   - variances: As in `shares`.
  /// - Returns: Additional replications of each; they add up to the budget.
  public static func split(
    _ budget: Int, spent: [Int], means: [Double], variances: [Double]
  ) -> [Int] {
    // A quotient may be just below the whole number that it stands for.
    var more = additional(budget, spent: spent, means: means, variances: variances)
      .map { Int($0 + 1e-9) }
    more[bestIndex(means)] += budget - more.reduce(0, +)
    return more
  }

  private static func bestIndex(_ means: [Double]) -> Int {
    means.indices.reduce(0) { means[$1] > means[$0] ? $1 : $0 }
  }
}

/// The selection of the alternative with the highest mean: those that fall behind drop out, look by look.
///
/// Procedure KN: alternative `i` drops out where `mean_i < mean_l - W_il` for another that is still in;
/// `W_il` shrinks to 0. Replication `r` of all may share its world (common random numbers): only variances
/// of paired differences count, the fewer replications the stronger the pairing.
/// The best is selected with the zone's confidence if it is ahead by the smallest difference, for normal
/// observations; where others are closer, one of these may be selected. Looks may come after any number of new
/// replications: a path that is seen at some moments crosses a bound less often than one that is seen at all.
///
/// - SeeAlso: `IndifferenceZone`; C. Jennison, I. M. Johnstone & B. W. Turnbull, _Asymptotically optimal
///   procedures for sequential adaptive selection of the best of several normal means_, 1982.
public struct Elimination: Sendable {
  /// One alternative that dropped out.
  public struct Loss: Equatable, Sendable {
    /// The alternative, by its place among all.
    public let alternative: Int
    /// The best of those that were still in, by its place among all.
    public let leader: Int
    /// The replications that were known.
    public let replications: Int
  }

  /// What the selection must reach.
  public let zone: IndifferenceZone
  /// The alternatives still in, by their places among all, rising.
  public private(set) var survivors: [Int]
  /// The replications that were looked at.
  public private(set) var replications = 0
  /// Who dropped out, in order.
  public private(set) var losses: [Loss] = []
  /// The variances of paired differences in the first stage, a row of all for each alternative.
  private let variances: [[Double]]
  private var sums: [Double]

  /// Starts with the first stage, and looks.
  ///
  /// - Parameters:
  ///   - zone: What the selection must reach.
  ///   - columns: The observations of each alternative, replication by replication; at least the first
  ///     stage, all equally many. Variances come from the first stage alone.
  public init(_ zone: IndifferenceZone, columns: [[Double]]) {
    precondition(columns.count == zone.alternativeCount, "a column for each alternative")
    precondition(columns.allSatisfy { $0.count >= zone.firstStage }, "a full first stage")
    self.zone = zone
    survivors = Array(columns.indices)
    sums = columns.map { _ in 0 }
    variances = columns.map { one in
      columns.map { other in
        var tally = Tally()
        for replication in 0..<zone.firstStage { tally.add(one[replication] - other[replication]) }
        return tally.variance ?? 0
      }
    }
    look(at: columns)
  }

  /// The best, once no other is in.
  public var selected: Int? { survivors.count == 1 ? survivors[0] : nil }

  /// The replications after which one is left at the latest.
  public var mostReplications: Int {
    survivors.flatMap { one in
      survivors.filter { $0 > one }.map { zone.mostReplications(variance: variances[one][$0]) }
    }.max() ?? replications
  }

  /// Looks again after more replications.
  ///
  /// Of equal means whose allowance is 0, the later alternative drops out.
  ///
  /// - Parameter columns: All observations so far of each alternative that is still in, in the order of
  ///   `survivors`; equally many, at least as many as at the last look.
  public mutating func look(at columns: [[Double]]) {
    let count = columns.first?.count ?? 0
    precondition(columns.count == survivors.count, "a column for each alternative still in")
    precondition(columns.allSatisfy { $0.count == count }, "equally many replications")
    precondition(count >= replications, "all replications so far")
    for (survivor, column) in zip(survivors, columns) {
      for value in column[replications...] { sums[survivor] += value }
    }
    replications = count
    let leader = survivors.reduce(survivors[0]) { sums[$1] > sums[$0] ? $1 : $0 }
    let stay = survivors.filter { one in
      !survivors.contains { $0 != one && isBehind(one, $0) }
    }
    for survivor in survivors where !stay.contains(survivor) {
      losses.append(Loss(alternative: survivor, leader: leader, replications: count))
    }
    survivors = stay
  }

  /// Whether one alternative is so far behind another that it drops out.
  private func isBehind(_ one: Int, _ other: Int) -> Bool {
    let allowance = zone.allowance(
      variance: variances[one][other], replications: replications)
    let lead = (sums[other] - sums[one]) / Double(replications)
    return lead > allowance || (lead == 0 && allowance == 0 && other < one)
  }
}

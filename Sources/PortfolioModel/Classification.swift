/// How accounts without a tier get one.
///
/// All accounts are ranked, ties by id; the first get `strategic`, the next `key`; of the rest those
/// with enough potential get `develop`, the others `transform` [Cirrus; thesis].
public struct Classification: Equatable, Sendable {
  /// What makes an account large.
  public enum Basis: String, CaseIterable, Sendable {
    /// Revenue and potential: the goal is growth.
    case growth
    /// Revenue alone: the goal is maintenance.
    case revenue
  }

  /// Where a class ends.
  public enum Cut: Equatable, Sendable {
    /// At this share of all accounts, counted from the largest; where it ends is rounded to whole accounts.
    case share(Double)
    /// At accounts below this much money a year.
    case money(Double)
  }

  /// What makes an account large.
  public var basis = Basis.growth
  /// Where `strategic` ends.
  public var strategic = Cut.share(0.05)
  /// Where `key` ends; a share counts the accounts after the strategic ones.
  public var key = Cut.share(0.15)
  /// Least potential, as a share of revenue, of an account to develop.
  public var developShare = 0.5

  /// Creates the classification of the model page.
  public init() {}

  /// The tier of each of `accounts`, by position, whatever tier they name themselves.
  public func tiers(of accounts: [Account]) -> [String] {
    let size = accounts.map {
      basis == .growth ? $0.annualRevenue + $0.potential : $0.annualRevenue
    }
    let ranking = accounts.indices.sorted {
      size[$0] == size[$1] ? inScalarOrder(accounts[$0].id, accounts[$1].id) : size[$0] > size[$1]
    }
    let sizes = ranking.map { size[$0] }
    let strategicEnd = end(of: strategic, after: 0, sizes: sizes)
    let keyEnd = max(strategicEnd.rounded(), end(of: key, after: strategicEnd, sizes: sizes))
    var tiers = accounts.map {
      $0.potential >= developShare * $0.annualRevenue ? "develop" : "transform"
    }
    for (rank, account) in ranking.enumerated().prefix(Int(keyEnd.rounded())) {
      tiers[account] = rank < Int(strategicEnd.rounded()) ? "strategic" : "key"
    }
    return tiers
  }

  /// How many accounts, not yet rounded, stand before the end of a class that begins after `start` of them.
  private func end(of cut: Cut, after start: Double, sizes: [Double]) -> Double {
    switch cut {
    case .share(let share):
      min(Double(sizes.count), start + share * Double(sizes.count))
    case .money(let least):
      Double(sizes.firstIndex { $0 < least } ?? sizes.count)
    }
  }
}

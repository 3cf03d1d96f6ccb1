/// Which team or portfolio sizes a study compares, and under which conditions (section 11 of the model page).
public struct StaffingRequest: Equatable, Sendable {
  /// What a portfolio size varies.
  public enum Variation: String, CaseIterable, Sendable {
    /// The same accounts; the team varies.
    case team
    /// The same team; the best accounts stay, the rest goes to the pool.
    case accounts
    /// Portfolios of one KAM each, sampled from the accounts.
    case sample
  }

  /// How replications are spent on sizes.
  public enum Spending: String, CaseIterable, Sendable {
    /// All sizes get the same number.
    case equal
    /// Sizes are given up as soon as they can't be the best by the indifference zone (procedure KN).
    case elimination
    /// Those get more of the same total that are hard to tell from the best (OCBA).
    case budget
  }

  /// What a portfolio size varies.
  public var variation = Variation.team
  /// The sizes, rising: KAMs, or accounts per KAM; the study's own choice if `nil`.
  public var sizes: [Int]?
  /// The rule by which days are planned at every size.
  public var policy = Policy.optimal
  /// What a KAM is like who is hired, whatever the id; the mean of the team if `nil`.
  public var hire: KeyAccountManager?
  /// How many hires can begin in a quarter; all begin at once if `nil`.
  public var hiresPerQuarter: Int?
  /// The most that the team may cost, money/year.
  public var budget: Double?
  /// How much less than the best, as a share of it, counts as good as the best.
  public var margin = 0.01
  /// How replications are spent on sizes.
  public var spending = Spending.equal
  /// The smallest difference that matters to elimination, as a share of what the team of today earns.
  public var indifference = 0.005
  /// The shares of the accounts, those with the least revenue, that are tried in the pool.
  public var poolShares = [0.1, 0.2, 0.3]
  /// How much later, in years, the hires could begin.
  public var delays = [0.25, 0.5, 1]
  /// How many portfolios are sampled at each size.
  public var sampleCount = 40
  /// What makes an account large, where the best stay.
  public var basis = Classification.Basis.growth
  /// How owners are found at every size by optimisation; by the simple rule if `nil`.
  public var assignment: AssignmentRequest?

  /// Creates a request with the study's own choices.
  public init() {}

  /// Sizes at equal steps: round ones that make about a dozen sizes where no step is given.
  public static func sizes(from: Int, to: Int, step: Int? = nil) -> [Int] {
    let fine = (to - from + 11) / 12
    let round = [1, 2, 3, 4, 5, 10, 15, 20, 25, 50, 100, 200, 250, 500, 1000].first { $0 >= fine }
    return Array(stride(from: from, through: to, by: step ?? round ?? fine))
  }
}

/// A key account manager (KAM): one seat with its capacity, cost and risk of departure.
public struct KeyAccountManager: Equatable, Sendable {
  /// The unique name of the seat in all files and in the random numbers that it meets.
  public private(set) var id: String
  /// What people call the KAM.
  public var name: String?
  /// What the KAM is called to do, such as `account-manager`: free text that reports show.
  public var role: String?
  /// The segment that the KAM knows, which an assignment may prefer.
  public var segment: String?
  /// The most accounts that the KAM may own; any number if `nil`.
  public var maxAccounts: Int?
  /// Full-time equivalents; 1 is a full working year.
  public var fte = 1.0
  /// Share of the working time that reaches customers.
  public var customerShare = 0.65
  /// Full cost of the seat, money/year, paid whether it is vacant or not, but not before a `start`.
  public var annualCost = 110_000.0
  /// Probability that the KAM leaves within a year.
  public var departure = 0.15
  /// What a care day of the KAM adds to engagement, in care days of full effect.
  public var effect = 1.0
  /// When a hire begins, years from the start of the horizon; `nil` for a KAM who is there from before.
  ///
  /// Until then the seat is vacant and costs nothing, from then on it is filled by a new hire, who ramps up.
  public var start: Double?
  /// When the KAM leaves for sure, years from the start of the horizon; `nil` if that is left to chance.
  public var leaves: Double?
  /// The share of the KAM that is there in each period of the year; empty where it is 1 in all.
  public var availability: [Double] = []

  /// Creates a KAM with the defaults of the model page.
  public init(id: String) {
    self.id = id
  }

  /// Customer-days per working day at full strength, `mu`.
  public var serviceRate: Double { fte * customerShare }

  /// Customer-days per working day, the mean over a year of periods: `mu` times the mean availability.
  public func serviceRate(over periods: [Double]) -> Double {
    availability.isEmpty
      ? serviceRate : serviceRate * zip(periods, availability).reduce(0) { $0 + $1.0 * $1.1 }
  }

  /// The same KAM under another id.
  public func renamed(to id: String) -> KeyAccountManager {
    var kam = self
    kam.id = id
    return kam
  }

  /// The numeric fields, in the order in which they are documented.
  public static let fields: [Field<KeyAccountManager>] = [
    Field("fte", \.fte, unit: "full-time equivalents", in: 0...1000),
    Field(
      "customerShare", \.customerShare, unit: "share", in: Allowed.share,
      source: "surveys put customer time at 22 to 70 % of working time",
      grade: .published, spread: .between(0.22...0.70)),
    Field(
      "annualCost", \.annualCost, unit: "money/year", in: Allowed.notNegative,
      source: "a European KAM's pay of 70 to 100 k, times 1.25 to 1.4",
      grade: .judgement, spread: .between(87_500...140_000)),
    Field(
      "departure", \.departure, unit: "share/year", in: Allowed.hazardShare,
      source: "sales turnover 8 to 27 % a year",
      grade: .published, spread: .between(0.08...0.27)),
    Field(
      "effect", \.effect, unit: "share", in: Allowed.share, source: "judgement",
      grade: .judgement, spread: .judged),
    Field("start", optional: \.start, unit: "years", in: 0...30),
    Field("leaves", optional: \.leaves, unit: "years", in: 0...30),
  ]
}

/// A customer account as the user describes it; what is `nil` the portfolio fills in.
public struct Account: Equatable, Sendable {
  /// The unique name of the account in all files and in the random numbers that it meets.
  public let id: String
  /// What people call the account.
  public var name: String?
  /// Free text: industry or region.
  public var segment: String?
  /// Revenue of the last 12 months, `R`, money/year.
  public var annualRevenue: Double
  /// Contribution margin before the cost of KAMs, `m`, a share of revenue.
  public var margin = 0.6
  /// Additional annual revenue still reachable, `P`, money/year.
  public var potential = 0.0
  /// Requests that the customer starts, `A`, per year.
  public var activity = 6.0
  /// People at the customer who matter to the relationship, `n`.
  public var keyPeople = 8.0
  /// Probability of losing the account in a year at its current care, `p`; by care model if `nil`.
  public var churn: Double?
  /// Care days a year that it has been getting, `x0`; those of policy `equal` if `nil`.
  public var currentDays: Double?
  /// The effect of these days, `KeyAccountManager.effect`; that of its owner if `nil`.
  ///
  /// It belongs to the past: a portfolio fills it in before accounts are reassigned.
  public var currentEffect: Double?
  /// Least care days a year in an optimised plan; by care model if `nil`.
  public var minDays: Double?
  /// Most care days a year in an optimised plan; by care model if `nil`.
  public var maxDays: Double?
  /// The care days a year that an optimised plan must give it, whatever any other bound on its days says.
  public var lockedDays: Double?
  /// The care days a year that policy `own` plans; `currentDays` if `nil`.
  public var ownDays: Double?
  /// Where policy `own` puts its work in the queue; larger goes first.
  public var ownPriority: Double?
  /// Share of the relationship that sits with one person on our side, `s`.
  public var dependency = 0.5
  /// Multiplies the account's value in plans, never in reported money, `q`.
  public var strategicWeight = 1.0
  /// The id of its care model; by classification if `nil`.
  public var tier: String?
  /// The id of its owner; by assignment if `nil`.
  public var kam: String?

  /// Creates an account with the defaults of the model page.
  public init(id: String, annualRevenue: Double) {
    self.id = id
    self.annualRevenue = annualRevenue
  }

  /// The numeric fields, in the order in which they are documented.
  public static let fields: [Field<Account>] = [
    Field(
      "annualRevenue", \.annualRevenue, unit: "money/year", in: Allowed.notNegative),
    Field(
      "margin", \.margin, unit: "share (may be negative)", in: -1...1,
      source: "judgement; large accounts can lose money",
      grade: .judgement, spread: .between(0.4...0.8)),
    Field("potential", \.potential, unit: "money/year", in: Allowed.notNegative),
    Field(
      "activity", \.activity, unit: "requests/year", in: 0...10_000,
      source: "0.5 a month is typical of B2B support tickets, 1 is many",
      grade: .judgement, spread: .between(3...12)),
    Field(
      "keyPeople", \.keyPeople, unit: "people", in: 0...10_000,
      source: "eight relevant people per customer, Vainu",
      grade: .published, spread: .judged),
    Field("churn", optional: \.churn, unit: "share/year", in: Allowed.hazardShare),
    Field("currentDays", optional: \.currentDays, unit: "days/year", in: 0...366),
    Field("minDays", optional: \.minDays, unit: "days/year", in: 0...366),
    Field("maxDays", optional: \.maxDays, unit: "days/year", in: 0...366),
    Field("lockedDays", optional: \.lockedDays, unit: "days/year", in: 0...366),
    Field(
      "dependency", \.dependency, unit: "share", in: Allowed.share,
      source: "judgement, after Biit", grade: .judgement, spread: .judged),
    Field("strategicWeight", \.strategicWeight, unit: "factor", in: 0...1000),
  ]

  /// The fields in which an account without a value of its own has the default of all accounts.
  public static let sharedFields = fields.filter {
    $0.name != "annualRevenue" && $0.value(Account(id: "", annualRevenue: 0)) != nil
  }
}

/// A kind of event at a customer that calls for a response.
public struct TriggerType: Equatable, Sendable {
  /// How often events happen, and what that depends on.
  public enum Rate: Equatable, Sendable {
    /// This many a year on every account.
    case perAccount(Double)
    /// This many a year for each key person of the account.
    case perKeyPerson(Double)
    /// The account's `activity`: requests that the customer starts.
    case activity
  }

  /// The name of the type.
  public let name: String
  /// How often it happens, `r`.
  public var rate: Rate
  /// Probability that we learn of an event at all, `d`.
  public var detection = 1.0
  /// Mean of the exponential delay from occurrence to learning of it, days; 0 is at once, `g`.
  public var lag = 0.0
  /// Days of work to respond, `w`.
  public var effort = Effort.fixed(0.5)
  /// Days from occurrence within which work must start to count, `t`.
  public var window = 20.0
  /// Probability that a response wins revenue, `a`.
  public var winProbability = 0.0
  /// Share of the remaining potential that a win captures, `f`.
  public var captures = 0.0
  /// Factor on the churn hazard while the risk is open, `M`, at least 1.
  public var riskFactor = 1.0
  /// Days from occurrence for which the risk is open, `L`.
  public var riskDays = 0.0
  /// Probability that a response ends the risk at its completion, `b`.
  public var resolves = 0.0

  /// Creates a type that, unless more is set, is always noticed, wins nothing and risks nothing.
  public init(name: String, rate: Rate) {
    self.name = name
    self.rate = rate
  }

  /// Whether the customer starts it: answered first by habit, and the only one that the pool answers.
  public var isInbound: Bool { rate == .activity }

  /// Events a year on `account`, `r`.
  public func rate(on account: Account) -> Double {
    switch rate {
    case .perAccount(let rate): rate
    case .perKeyPerson(let rate): rate * account.keyPeople
    case .activity: account.activity
    }
  }

  /// Days a year of work on detected events of this type on `account`, `r d E[w]`.
  public func workload(on account: Account) -> Double {
    rate(on: account) * detection * effort.mean
  }

  /// The built-in types [Vainu: two major moves a year per company; key people change every second
  /// year]; efforts, wins and risks are judgement.
  public static let builtIn = [
    TriggerType(
      name: "company-move", rate: .perAccount(2), detection: 0.5, lag: 5, effort: 1,
      window: 20, wins: (0.30, 0.10), risk: (1.2, 60), resolves: 0.7),
    TriggerType(
      name: "key-person-change", rate: .perKeyPerson(0.5), detection: 0.5, lag: 5, effort: 0.5,
      window: 20, wins: (0.10, 0.03), risk: (1.5, 60), resolves: 0.7),
    TriggerType(
      name: "inbound-request", rate: .activity, detection: 1, lag: 0, effort: 0.25,
      window: 5, wins: (0.05, 0.02), risk: (1.3, 40), resolves: 0.9),
  ]

  /// The numeric fields besides `rate` and `effort`, in the order in which they are documented.
  public static let fields: [Field<TriggerType>] = [
    judged("detection", \.detection, unit: "share", in: Allowed.share),
    judged("lag", \.lag, unit: "days", in: 0...10_000),
    judged("window", \.window, unit: "days", in: 0...100_000),
    judged("winProbability", \.winProbability, unit: "share", in: Allowed.share),
    judged("captures", \.captures, unit: "share", in: Allowed.share),
    Field(
      "riskFactor", \.riskFactor, unit: "factor of at least 1", in: 1...1000,
      source: "vendors report 1.5 to 5 after a key person leaves",
      grade: .judgement, spread: .times(0.5...2)),
    judged("riskDays", \.riskDays, unit: "days", in: 0...100_000),
    judged("resolves", \.resolves, unit: "share", in: Allowed.share),
  ]

  /// The number of `rate`; none where that is the account's `activity`.
  public static let rateField = Field<TriggerType>(
    "rate", optional: \.ratePerYear, unit: "events/year", in: 0...10_000,
    source: "Vainu: 2 major moves; key people change job or role every 2nd year, job every 6th",
    grade: .published, spread: .times(0.3...1.2))

  /// The number of `effort`; none where that is a distribution.
  public static let effortField = Field<TriggerType>(
    "effort", optional: \.fixedEffort, unit: "days", in: 0.001...10_000,
    source: "judgement", grade: .judgement, spread: .judged)

  /// The numeric fields, with the numbers of `rate` and `effort`.
  static let allFields = [rateField, effortField] + fields

  private var ratePerYear: Double? {
    get {
      switch rate {
      case .perAccount(let rate), .perKeyPerson(let rate): rate
      case .activity: nil
      }
    }
    set {
      guard let newValue else { return }
      switch rate {
      case .perAccount: rate = .perAccount(newValue)
      case .perKeyPerson: rate = .perKeyPerson(newValue)
      case .activity: break
      }
    }
  }

  private var fixedEffort: Double? {
    get { if case .fixed(let days) = effort { days } else { nil } }
    set { effort = newValue.map(Effort.fixed) ?? effort }
  }

  private static func judged(
    _ name: String, _ path: any WritableKeyPath<TriggerType, Double> & Sendable, unit: String,
    in allowed: ClosedRange<Double>
  ) -> Field<TriggerType> {
    Field(
      name, path, unit: unit, in: allowed, source: "judgement", grade: .judgement, spread: .judged)
  }

  private init(
    name: String, rate: Rate, detection: Double, lag: Double, effort: Double, window: Double,
    wins: (probability: Double, captures: Double), risk: (factor: Double, days: Double),
    resolves: Double
  ) {
    self.init(name: name, rate: rate)
    self.detection = detection
    self.lag = lag
    self.effort = .fixed(effort)
    self.window = window
    self.winProbability = wins.probability
    self.captures = wins.captures
    self.riskFactor = risk.factor
    self.riskDays = risk.days
    self.resolves = resolves
  }
}
